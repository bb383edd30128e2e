import GazetteerIndex
import Testing
import TextModel

@testable import Phrases

/// A document made of tokens with their tags: `The/DT plan/NN failed/VBD ./.`; a word `¦` ends a sentence inside a
/// quotation.
struct TaggedText {
  let document = Document()

  /// The classes of words of the project.
  static let gazetteers: Gazetteers = {
    let root = #filePath.split(separator: "/").dropLast(3).map { "/" + $0 }.joined()
    return (try? Gazetteers.compile(GazetteerSource.classes(inFolder: "\(root)/Gazetteers"))) ?? Gazetteers()
  }()

  init(_ tagged: String) {
    var start = 0
    for part in tagged.split(separator: " ") {
      guard let slash = part.lastIndex(of: "/"), let tag = PennTag(named: String(part[part.index(after: slash)...]))
      else {
        continue
      }
      let word = String(part[..<slash])
      if !document.text.isEmpty { document.text.append(0x20) }
      start = document.text.count
      document.text += Array(word.utf8)
      var flags: Token.Flags = .spaceBefore
      if tag == .openQuote { flags.insert(.opensQuotation) }
      if tag == .closeQuote { flags.insert(.closesQuotation) }
      let range = UTF8Range(start, document.text.count)
      document.tokens.append(Token(range: range, word: document.vocabulary.intern(word), flags: flags))
      document.tags.append(tag.rawValue)
    }
    document.blocks = [Block(range: UTF8Range(0, document.text.count), role: .body, line: 1)]
    document.sentences = [Sentence(tokens: TokenRange(0, document.tokens.count), block: 0)]
    document.sentenceOfToken = document.tokens.map { _ in 0 }
    var tagging = PhraseTagging(.empty, gazetteers: Self.gazetteers)
    tagging.findPhrases(in: document)
  }

  var nounPhrases: [String] { document.phrases.nounPhrases.map { document.string($0.base) } }

  /// The words with marks round spans.
  func marked(_ spans: [TokenRange], _ open: String, _ close: String) -> String {
    document.tokens.indices.map { token in
      let opens = spans.filter { $0.first == token && !$0.isEmpty }.map { _ in open }.joined()
      let closes = spans.filter { $0.limit - 1 == token && !$0.isEmpty }.map { _ in close }.joined()
      return opens + document.string(document.tokens[token].range) + closes
    }.joined(separator: " ")
  }
}
