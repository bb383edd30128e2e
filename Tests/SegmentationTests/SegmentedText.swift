import TestSupport
import Segmentation
import Testing
import TextModel

/// A document of lines, each a block, as the segmenter leaves it, written back with marks.
struct SegmentedText {
  let document = Document()

  init(_ text: String, role: Block.Role = .body) {
    document.text = Array(text.utf8)
    var start = 0
    for (index, byte) in (document.text + [0x0A]).enumerated() where byte == 0x0A {
      if index > start { document.blocks.append(Block(range: UTF8Range(start, index), role: role, line: 1)) }
      start = index + 1
    }
    var segmenter = Segmenter(ProjectWords.classes)
    segmenter.process(document)
  }

  /// The tokens, with ` | ` between them.
  var tokens: String { document.tokens.map { document.string($0.range) }.joined(separator: " | ") }

  /// The text with marks before tokens and after them.
  private func marked(before: (Int) -> String, after: (Int) -> String) -> String {
    var result = ""
    var position = 0
    for (index, token) in document.tokens.enumerated() {
      let start = Int(token.range.start.value)
      result += String(decoding: document.text[position..<start], as: UTF8.self) + before(index)
      result += document.string(token.range) + after(index)
      position = Int(token.range.end.value)
    }
    return result + String(decoding: document.text[position...], as: UTF8.self)
  }

  /// Quotations in `⟦…⟧`, single ones in `⟨…⟩`; `+⟧` goes on in the next paragraph, `⟦+` goes on with the one before.
  var quotations: String {
    marked(before: { token in
      document.quotations.filter { $0.tokens.first == token }
        .map { $0.isSingle ? "⟨" : $0.isContinuation ? "⟦+" : "⟦" }.joined()
    }) { token in
      document.quotations.filter { $0.tokens.limit - 1 == token }.reversed()
        .map { $0.isSingle ? "⟩" : $0.continues ? "+⟧" : "⟧" }.joined()
    }
  }

  /// `‖` after each sentence, `¦` after each one inside a quotation.
  var sentences: String {
    let ends = Set(document.sentences.map { $0.tokens.limit - 1 })
    return marked(before: { _ in "" }) { token in
      ends.contains(token) ? "‖" : document.tokens[token].flags.contains(.endsInnerSentence) ? "¦" : ""
    }
  }

  /// The words of the tokens that have a flag.
  func words(with flag: Token.Flags) -> String {
    document.tokens.filter { $0.flags.contains(flag) }.map { document.string($0.range) }.joined(separator: " ")
  }
}
