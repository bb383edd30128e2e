import TestSupport
import GazetteerIndex
import Segmentation
import Testing
import TextModel

@testable import Attribution

/// The tables as a section of compiled resources.
@Suite struct AttributionSectionTests {
  private static let files: [(name: String, bytes: [UInt8])] = [
    ("attribution/cue-frames.tsv", "frame\tcues\tuses\tsides\nfinite.none.that\t9\t10\ta\nnoun.none.that\t1\t4\ta0\n"),
    ("attribution/cue-weights.tsv", "feature\tweight\nbias\t-1.5\nsource pronoun\t0.5\n"),
    ("attribution/content-end.tsv", "feature\tweight\nbias\t-2\ntokens , and\t0.75\n"),
    ("attribution/source-heads.tsv", "head\tcues\tuses\n-\t1\t9\n<NNP>\t9\t10\npoll\t7\t8\n"),
    ("attribution/content-heads.tsv", "head\tcues\tuses\ncharge\t7\t8\n"),
    ("attribution/quote-keep.tsv", "feature\tweight\tuses\nbias\t0.5\t9\nsense-rule say that\t1.25\t9\n"),
    ("attribution/quote-right.tsv", "feature\tweight\tuses\nsubject who\t-0.25\t9\n"),
    ("attribution/quote-speech.tsv", "feature\tweight\tuses\nsense want\t-2\t9\n"),
    ("attribution/quote-name.tsv", "feature\tweight\tuses\nway pronoun\t-1\t9\nmargin pronoun 0.5\t-0.5\t9\n"),
    ("attribution/by-hand.tsv", "weight\tvalue\tfor\nprior\t3\nno-such\t9\ncontent-end\t-0.25\twhy\ngoverned\tnan\n"),
  ].map { ($0.0, Array($0.1.utf8)) }

  private static let list = """
    name\taliases\tcase\tclass\tsense\tcues\tuses\tshare\tframes
    deny\tdenied\tany\tdenial\tsay\t8\t9\t0.9\tfinite.none.that 7/8 a; no.such.frame 1/1 a
    vow\tvowed\tany\tpromise\twant\t3\t9\t0.3\tfinite.none.infinitive 3/3 a; finite.none.object 0/6

    """

  private static func gazetteers() throws -> Gazetteers {
    try Gazetteers.compile([GazetteerSource(list: "word.cue-verb", path: "cue-verb", bytes: Array(list.utf8))])
  }

  private static func weights(_ table: WeightTable) -> [String] { table.known.map { "\($0.place) \($0.weight)" } }

  @Test func whatIsWrittenIsRead() throws {
    let written = AttributionTables(files: Self.files, gazetteers: try Self.gazetteers())
    let read = try AttributionTables(section: ResourceBytes(written.section()))
    #expect(read.hand.values == [3, 0, 0, -0.25, 1])
    #expect(read.mean == written.mean && read.mean > 0.5)
    #expect(read.frames.odds == written.frames.odds && read.frames.sides == written.frames.sides)
    #expect(Self.weights(read.cueWeights) == Self.weights(written.cueWeights))
    #expect(Self.weights(read.endWeights) == Self.weights(written.endWeights))
    #expect(Self.weights(read.endWeights).count == 2)
    #expect(read.sourceHeads.name == written.sourceHeads.name && read.sourceHeads.none == written.sourceHeads.none)
    #expect(read.contentHeads.words.map(\.word) == ["charge"])
    #expect(Self.weights(read.keepWeights) == Self.weights(written.keepWeights) && read.hasQuoteWeights)
    #expect(Self.weights(read.rightWeights) == Self.weights(written.rightWeights))
    #expect(Self.weights(read.speechWeights) == Self.weights(written.speechWeights))
    #expect(Self.weights(read.nameWeights) == Self.weights(written.nameWeights) && read.nameWeights.known.count == 2)
    #expect(read.keepWeights.known.count == 2 && read.rightWeights.known.count == 1)
    #expect(read.cues.entries.map(\.cueClass) == [.denial, .promise])
    #expect(read.cues.entries.map(\.sense) == [.say, .want])
    #expect(
      read.cues.counts.map(\.uses) == [8, 3, 6] && read.cues.counts.map(\.frame) == written.cues.counts.map(\.frame))
  }

  /// A section cut short or changed is an error, or tables that give no fault.
  @Test func damagedSections() throws {
    let gazetteers = try Self.gazetteers()
    let bytes = AttributionTables(files: Self.files, gazetteers: gazetteers).section()
    for length in 0..<bytes.count {
      #expect(throws: ResourceError.self) { try AttributionTables(section: ResourceBytes(Array(bytes[..<length]))) }
    }
    for index in stride(from: 0, to: bytes.count, by: 3) {
      var changed = bytes
      changed[index] ^= 0xFF
      guard let tables = try? AttributionTables(section: ResourceBytes(changed)) else { continue }
      _ = tables.endWeights.anyWeight(Feature(EndFeature.tokens, 255, 255))
      _ = tables.endRows.weight(Feature(EndFeature.tokens, 255, 255))
      _ = tables.keepWeights.weight(Feature(QuoteFeature.subjectRule, 255, 255))
      let lexicon = CueLexicon(gazetteers, tables: tables)
      for entry in lexicon.entries { _ = lexicon.counts[Int(entry.firstCount)..<Int(entry.lastCount)] }
    }
  }

  /// Entries that the compiled lists do not have are read from the gazetteers when they are met, and are the same.
  @Test func entriesOfUsers() throws {
    let gazetteers = try Self.gazetteers()
    let own = "name\tclass\tsense\tcues\tuses\tframes\nhint\tstatement\t1\t2\tfinite.none.that 1/2 a\n"
    let both = try gazetteers.overlaid(by: [
      GazetteerSource(list: "word.cue-verb", path: "own", bytes: Array(own.utf8))
    ])
    let compiled = CueLexicon(both, tables: AttributionTables(files: Self.files, gazetteers: gazetteers))
    let met = CueLexicon(both, tables: AttributionTables(files: Self.files))
    let document = Document()
    document.text = Array("deny hint vow".utf8)
    document.blocks = [Block(range: UTF8Range(0, document.text.count), role: .body, line: 1)]
    var (segmenter, tagging) = (Segmenter(ProjectWords.classes), GazetteerTagging(both))
    segmenter.process(document)
    tagging.process(document)
    try document.firstMatch.withUnsafeBufferPointer { first in
      try document.gazetteerMatches.withUnsafeBufferPointer { matches in
        let view = MatchView(first: first, matches: matches)
        for token in 0..<3 {
          let left = try #require(compiled.entry(.verb, at: token, in: view))
          let right = try #require(met.entry(.verb, at: token, in: view))
          #expect(compiled.entries[left].odds == met.entries[right].odds)
          #expect(compiled.entries[left].uses == met.entries[right].uses)
          #expect(compiled.entry(.noun, at: token, in: view) == nil)
        }
      }
    }
    #expect(compiled.entries.count == 3 && met.entries.count == 3)
  }
}
