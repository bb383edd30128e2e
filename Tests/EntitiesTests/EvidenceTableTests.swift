import GazetteerIndex
import Testing

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

  @Test(arguments: [("the", 7), ("will", 7), ("reading", 5), ("bush", 1), ("unseen", 0)])
  func commonness(word: String, bucket: UInt8) {
    let counts = "the 9000 10\nwill 400 3\nreading 6 0\nbush 2 227\n"
    let common = Array(counts.utf8).withUnsafeBufferPointer { CommonWords(counts: $0) }
    #expect(common.bucket(of: word) == bucket)
  }
}
