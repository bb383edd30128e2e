import TestSupport
import Segmentation
import Testing
import TextModel

/// Any bytes, in one block and in several, end in tokens that hold all that is not blank.
@Suite struct SegmentationPropertyTests {
  /// A small generator with a seed, so that a failure can be made again.
  private struct Bytes {
    var state: UInt64
    mutating func next(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % limit
    }
  }

  private static let pieces: [[UInt8]] =
    [
      "\"", "'", "''", "“", "”", "‘", "’", "``", ".", "...", "?", "!", " ", "  ", "\n", "Mr.", "U.S.", "said", "The",
      "s'", "'s",
      "n't", "(", ")", "-", "--", "4,500", "3.5", "1/2", "@a", "#b", "http://a.b", "a@b.c", "é", "東", "😀", "\u{A0}",
      "\u{200B}",
      "word", "A", "I", "$", "%", ",", ";", ":", "«", "»", "…",
    ].map { Array($0.utf8) } + [[0], [0xFF], [0xC2], [0xE2, 0x80], [0xF0, 0x9F], [0x80], [0xED, 0xA0, 0x80]]

  private static func check(_ text: [UInt8], _ blocks: [Block]) {
    let document = Document()
    document.text = text
    document.blocks = blocks
    var segmenter = Segmenter(ProjectWords.classes)
    segmenter.process(document)
    var last = 0
    for token in document.tokens {
      #expect(Int(token.range.start.value) >= last && !token.range.isEmpty)
      last = Int(token.range.end.value)
    }
    #expect(last <= text.count)
    #expect(document.sentenceOfToken.count == document.tokens.count)
    #expect(document.sentences.reduce(0) { $0 + $1.tokens.count } == document.tokens.count)
    for quotation in document.quotations {
      #expect(
        quotation.tokens.first >= 0 && quotation.tokens.limit <= document.tokens.count && !quotation.tokens.isEmpty)
    }
  }

  @Test(arguments: 0..<40) func anyBytes(seed: Int) {
    var random = Bytes(state: UInt64(seed) &* 77 &+ 5)
    var text: [UInt8] = []
    for _ in 0..<400 { text += Self.pieces[random.next(Self.pieces.count)] }
    let third = text.count / 3
    Self.check(text, [Block(range: UTF8Range(0, text.count), role: .body, line: 1)])
    Self.check(
      text,
      [
        Block(range: UTF8Range(0, third), role: .title, line: 1),
        Block(range: UTF8Range(third, third * 2), role: .body, line: 2),
        Block(range: UTF8Range(third * 2, text.count), role: .list, line: 3),
      ])
  }

  /// Blocks that reach beyond the text are cut.
  @Test func blocksBeyondTheText() {
    Self.check(Array("one two".utf8), [Block(range: UTF8Range(4, 900), role: .body, line: 1)])
    Self.check([], [Block(range: UTF8Range(0, 0), role: .body, line: 1)])
  }

  static let hostile = [
    "\"", "'", "' ", "s' ", "“", "(", ".", "a", "A.", "\"a", "'a' ", "1", "1,", "a-", "a'", "\u{0}", "…", "é",
  ]

  /// A long line of one thing is done in time that grows with its length.
  @Test(.timeLimit(.minutes(1)), arguments: hostile) func repeated(_ piece: String) {
    let text = Array(String(repeating: piece, count: 60_000).utf8)
    Self.check(text, [Block(range: UTF8Range(0, text.count), role: .body, line: 1)])
  }
}
