import Entities
import Records

@testable import Stories

/// Documents for tests: paragraphs parted by empty lines, the first one the title.
enum Documents {
  /// How common a few words are; all others are rare.
  static let common: CommonWords = {
    let words = ["the", "a", "of", "and", "to", "in", "was", "that", "is", "on", "said", "for", "it", "at", "by"]
    let lines = words.map { "\($0) 20000 100" }.joined(separator: "\n") + "\n"
    return Array(lines.utf8).withUnsafeBufferPointer { CommonWords(counts: $0) }
  }()

  static let words = StoryWords(
    file: Array(
      """
      class\tof\twords
      agency\tCoast Wire\tcoastwire.example
      caption\t-\tAP Photo/
      count\tkilled\tkilled|dead|deaths|toll
      count\tmissing\tmissing
      day\tlast\tpast
      ending\t-\ting|ed|es|s
      figure\t2\ttwo
      figure\t5\tfive
      filler\t-\tand|but
      name-suffix\t-\tjr
      people\t-\tpeople
      """.utf8))
  static let language = StoryLanguage(common: common, words: words)

  static func document(_ text: String, id: String = "d0000000000000001", published: String? = nil) -> StoryDocument {
    let document = StoryDocument()
    document.id = id
    document.text = Array(text.utf8)
    document.published = published
    var start = 0
    for (number, paragraph) in text.split(separator: "\n\n", omittingEmptySubsequences: false).enumerated() {
      let length = paragraph.unicodeScalars.count
      document.blocks.append(.init(range: start..<start + length, role: number == 0 ? .title : .body))
      start += length + 2
    }
    return document
  }

  static func compared(_ text: String, id: String = "d0000000000000001") -> ComparedText {
    ComparedText(document(text, id: id), language: language)
  }

  /// A quote of the words in `“…”` that come first behind some text, with the name of its source.
  static func quote(_ content: String, in document: StoryDocument, source: String, kind: String = "direct")
    -> StoryDocument.Quote
  {
    let text = Array(String(decoding: document.text, as: UTF8.self).unicodeScalars)
    let words = Array(content.unicodeScalars)
    let start = (0...max(0, text.count - words.count)).first { text[$0...].starts(with: words) } ?? 0
    return .init(
      id: "\(document.id)/q\(document.quotes.count + 1)", kind: kind, text: content,
      spans: [start..<start + words.count], cue: nil, mention: nil, source: nil, sourceName: source,
      sourceKind: "person", isAnonymous: false)
  }
}
