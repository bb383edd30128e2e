import TestSupport
import GazetteerIndex
import Segmentation
import Testing
import TextModel

@testable import Entities

/// The table of the evidence and the counts of common words.
struct EvidenceTableTests {
  private func table(_ text: String) -> EvidenceTable {
    Array(text.utf8).withUnsafeBufferPointer { EvidenceTable(tsv: $0, keepsNames: true) }
  }

  @Test func readsWeights() {
    let table = table(
      "# evidence\tperson\tplace\torganization\tgroup\nbefore in\t-0.50\t2\t0.25\t-1.5\n\nlast bank\t0\t0\t3\t0\n")
    #expect(table.names == ["before in", "last bank"])
    #expect(table.count == 2)
    #expect(table.weights[0] == SIMD4(-500, 2000, 250, -1500))
    #expect(table.weights[1] == SIMD4(0, 0, 3000, 0))
    #expect(table.weights[2] == SIMD4())
    #expect(table.rows.find("last bank") == 1)
    #expect(table.rows.find("last") == -1)
  }

  @Test func brokenNumbersAreNought() {
    #expect(table("x\t1e5\t--2\t\t").weights[0] == SIMD4(0, 0, 0, 0))
  }

  @Test func theFirstOfTwoLinesCounts() {
    let table = table("a\t1\t0\t0\t0\na\t2\t0\t0\t0\n")
    #expect(table.weights[table.rows.find("a")] == SIMD4(1000, 0, 0, 0))
  }

  @Test func aMappedSectionIsTheTable() {
    let names = (0..<500).map { "evidence \($0)" }
    let read = table(names.enumerated().map { "\($1)\t\($0)\t-1\t0\t0\n" }.joined())
    let mapped = EvidenceTable(section: read.section)
    #expect(mapped.count == 500)
    for (number, name) in names.enumerated() {
      #expect(mapped.weights[mapped.rows.find(name)] == SIMD4(Int32(number) * 1000, -1000, 0, 0))
    }
    #expect(mapped.rows.find("evidence 500") == -1)
  }

  /// A table whose slots are all taken has no free one to end a search at.
  @Test(arguments: [0, 1, 15, 16, 31, 32, 40, 64, 200])
  func aDamagedSectionIsNoFault(length: Int) {
    let bytes = [UInt8](repeating: 0xFF, count: length)
    let mapped = EvidenceTable(section: ResourceBytes(bytes))
    #expect(mapped.rows.find("last bank") < mapped.count || mapped.weights[Int32.max] == SIMD4())
    #expect(CommonWords(section: ResourceBytes(bytes)).bucket(of: "the") < 8)
  }

  @Test func aWordHasTheRowOfItsName() {
    let rows = EvidenceRows(table: table("last bank\t0\t0\t3\t0\n"), isGrowing: false)
    let opening = EvidenceRows.Opening("last ")
    #expect(Array("bank".utf8).withUnsafeBufferPointer { rows.row(opening, $0) } == 0)
    #expect(Array("banks".utf8).withUnsafeBufferPointer { rows.row(opening, $0) } == -1)
    let growing = EvidenceRows(table: EvidenceTable(), isGrowing: true)
    #expect(Array("bank".utf8).withUnsafeBufferPointer { growing.row(opening, $0) } == 0)
    #expect(growing.names == ["last bank"])
  }

  @Test(arguments: [("fell", "<VBD>"), ("baker", "<person>"), ("the", ""), ("zyx", ""), ("odd", "")])
  func wordClasses(word: String, name: String) {
    let counts = "the 9000 10\nfell 40 0 <VBD>\nbaker 2 10 <person>\nodd 3 0 <none>\n"
    let common = Array(counts.utf8).withUnsafeBufferPointer { CommonWords(counts: $0) }
    var hash = EvidenceHash()
    for byte in word.utf8 { hash.add(byte) }
    #expect("\(CommonWords.classNames[Int(common.word(of: hash).wordClass)])" == name)
    #expect(common.word(of: hash).bucket == common.bucket(of: word))
  }

  /// A word without a row of its own beside a name says what its class says.
  @Test(arguments: [("Zorvan slumped.", -2), ("Zorvan fell.", 1), ("Zorvan zigzagged.", 0)])
  func classesStandInForWords(text: String, nats: Float) throws {
    let counts = "slumped 9 0 <VBD>\nfell 40 0 <VBD>\nzigzagged 9 0\n"
    let weights = "words 1\t1\t-9\t-9\t-9\nafter <VBD>\t-2\t0\t0\t0\nafter fell\t1\t0\t0\t0\n"
    let document = Document()
    document.text = Array(text.utf8)
    document.blocks = [Block(range: UTF8Range(0, document.text.count), role: .body, line: 1)]
    var segmenter = Segmenter(ProjectWords.classes)
    segmenter.process(document)
    let gazetteers = try Gazetteers.compile([])
    let tagging = GazetteerTagging(gazetteers)
    tagging.process(document)
    let common = Array(counts.utf8).withUnsafeBufferPointer { CommonWords(counts: $0) }
    let rows = EvidenceRows(table: table(weights), isGrowing: false)
    let resolution = NameResolution(gazetteers: gazetteers, rows: rows, common: common)
    let found = FlatBuffer<FoundName>()
    resolution.resolve(document, finds: RuleFinds(), into: found)
    #expect(found.elements.first?.score == (1 + nats > 0 ? NameWeight.of(1 + nats) : nil))
  }

  @Test(arguments: [("the", 7), ("will", 7), ("reading", 5), ("bush", 1), ("unseen", 0)])
  func commonness(word: String, bucket: UInt8) {
    let counts = "the 9000 10\nwill 400 3\nreading 6 0\nbush 2 227\n"
    let common = Array(counts.utf8).withUnsafeBufferPointer { CommonWords(counts: $0) }
    #expect(common.bucket(of: word) == bucket)
  }
}
