import Segmentation
import TextModel

/// A stretch without blanks of a string in a pattern: as one token, and as the tokenizer cuts it where it stands alone.
struct LiteralPiece {
  var whole: String
  var parts: [String]
  var isOneToken: Bool { parts.count == 1 }
}

/// Cuts the strings of patterns into tokens, with straight apostrophes.
///
/// How a stop is cut depends on what is round it: *No.* is one token before a number and two else. A piece that is cut
/// here can stand whole in a text, and a rule means both.
final class LiteralWords {
  private var tokenizer: Tokenizer
  private let vocabulary = Vocabulary()
  private var known: [String: [LiteralPiece]] = [:]

  init(_ classes: WordClasses) { tokenizer = Tokenizer(classes) }

  /// The pieces between the blanks of a string.
  func pieces(of text: String) -> [LiteralPiece] {
    if let pieces = known[text] { return pieces }
    let pieces = WordText.plain(text).split { $0 == " " || $0 == "\t" || $0 == "\u{A0}" }.map { piece(String($0)) }
    known[text] = pieces
    return pieces
  }

  private func piece(_ text: String) -> LiteralPiece {
    let bytes = Array(text.utf8)
    var tokens: [Token] = []
    bytes.withUnsafeBufferPointer {
      tokenizer.tokenize($0, in: 0..<$0.count, vocabulary: vocabulary, into: &tokens)
    }
    let parts = tokens.map { token in
      String(decoding: bytes[Int(token.range.start.value)..<Int(token.range.end.value)], as: UTF8.self)
    }
    return LiteralPiece(whole: text, parts: parts.isEmpty ? [text] : parts)
  }
}
