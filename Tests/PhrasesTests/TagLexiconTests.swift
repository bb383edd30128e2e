import GazetteerIndex
import Testing
import TextModel

@testable import Phrases

/// The lexicon as it is kept in the compiled resources.
struct TagLexiconTests {
  private static let lines = "word\ttags\nship\tNN 12 VB 3\nWords\tNNS 7\nonce\tRB 1\nbare\t\n"

  private func counts(_ word: String, _ bytes: [UInt8]) -> TagCounts? {
    let lexicon = TagLexicon(ResourceBytes(bytes))
    return Array(word.utf8).withUnsafeBufferPointer { lexicon.counts(of: $0) }
  }

  @Test func aWordHasItsCounts() throws {
    let bytes = TagLexiconBuilder(lines: Array(Self.lines.utf8)).bytes
    let ship = try #require(counts("ship", bytes))
    #expect(ship.choice == TagChoice(best: .NN, mask: TagChoice.bit(.VB)))
    #expect([ship.total, ship.nouns, ship.names, ship.verbs] == [15, 12, 0, 3])
    #expect(counts("Words", bytes)?.choice == TagChoice(best: .NNS))
    for word in ["words", "shi", "ships", "word", "bare", ""] { #expect(counts(word, bytes) == nil, "\(word)") }
  }

  /// A word may be a form that it was not counted as, where another of its forms says so.
  @Test(arguments: [
    ("disliked", PennTag.VBD), ("states", .VBZ), ("apologised", .VBD), ("analyses", .VBZ),
  ])
  func allowsForms(word: String, tag: PennTag) throws {
    let lines = """
      word\ttags
      analyzes\tVBZ 4
      apologized\tVBD 9
      based\tVBN 90
      disliked\tVBN 5
      state\tNN 40 VB 2
      states\tNNS 30

      """
    let bytes = TagLexiconBuilder(lines: Array(lines.utf8)).bytes
    let choice = try #require(counts(word, bytes)).choice
    #expect(choice.mask & TagChoice.bit(tag) != 0)
    let based = try #require(counts("based", bytes)).choice
    #expect(based.mask & TagChoice.bit(.VBD) == 0)
  }

  /// A damaged section gives no counts, or wrong ones, and nothing worse.
  @Test func damageIsNoFault() {
    let bytes = TagLexiconBuilder(lines: Array(Self.lines.utf8)).bytes
    for length in 0..<bytes.count { _ = counts("ship", Array(bytes[..<length])) }
    for index in bytes.indices {
      for value: UInt8 in [0, 1, 0x7F, 0xFF] {
        var damaged = bytes
        damaged[index] = value
        for word in ["ship", "none"] { _ = counts(word, damaged) }
      }
    }
    #expect(counts("ship", []) == nil)
  }
}
