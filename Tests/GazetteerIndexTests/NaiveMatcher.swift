import TestSupport
import Segmentation
import TextModel

@testable import GazetteerIndex

/// The match semantics of `GazetteerTagging` once more, without any index: every name is tried at every token.
struct NaiveMatcher {
  private struct Name {
    var words: [String]
    var ignoresCase: Bool
    var list: String
    var condition: String
    var line: Int
    var isUsers: Bool
  }
  private var names: [Name] = []

  /// Adds a list in the form of its file.
  mutating func add(_ source: GazetteerSource, isUsers: Bool = false) {
    let lines = String(decoding: source.bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
    let columns = lines[0].split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    for (index, line) in lines.enumerated().dropFirst() where !line.isEmpty && !line.hasPrefix("#") {
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      func value(_ column: String) -> String {
        guard let place = columns.firstIndex(of: column), place < fields.count else { return "" }
        return fields[place]
      }
      for name in [fields[0]] + value("aliases").split(separator: "|").map(String.init) {
        names.append(
          Name(
            words: Self.words(of: name), ignoresCase: value("case") == "any", list: source.list,
            condition: value("only-if"), line: index + 1, isUsers: isUsers))
      }
    }
  }

  private static func words(of name: String) -> [String] {
    let vocabulary = Vocabulary()
    var tokenizer = Tokenizer(ProjectWords.classes)
    var tokens: [Token] = []
    let bytes = Array(name.utf8)
    bytes.withUnsafeBufferPointer { tokenizer.tokenize($0, in: 0..<$0.count, vocabulary: vocabulary, into: &tokens) }
    return tokens.map { plain(vocabulary.string($0.word)) }
  }

  private static func plain(_ word: String) -> String {
    var plain = ""
    for scalar in word.unicodeScalars {
      switch scalar {
      case "\u{2018}", "\u{2019}", "\u{2BC}", "\u{FF07}": plain.append("'")
      case "\u{2010}", "\u{2011}": plain.append("-")
      default: plain.unicodeScalars.append(scalar)
      }
    }
    return plain
  }

  /// The matches of a document, as `describe` writes them.
  func matches(in document: Document) -> [String] {
    var lines: [String] = []
    for sentence in document.sentences {
      for token in sentence.tokens.indices {
        lines += matches(in: document, at: token, limit: sentence.tokens.limit)
      }
    }
    return lines
  }

  private func matches(in document: Document, at token: Int, limit: Int) -> [String] {
    var found: [String: [Name]] = [:]
    for name in names where matches(name, in: document, at: token, limit: limit) {
      let key = "\(name.list)?\(name.condition)"
      let best = found[key]?.first
      let isBetter = name.words.count > best?.words.count ?? 0
      if isBetter || (name.words.count == best?.words.count && name.isUsers && best?.isUsers == false) {
        found[key] = [name]
      } else if name.words.count == best?.words.count, name.isUsers == best?.isUsers {
        found[key, default: []].append(name)
      }
    }
    var lines: Set<String> = []
    for name in found.values.joined() {
      lines.insert(
        Self.line(
          document.string(TokenRange(token, token + name.words.count)), name.list, name.condition, name.line,
          isUsers: name.isUsers))
    }
    return lines.sorted()
  }

  private func matches(_ name: Name, in document: Document, at token: Int, limit: Int) -> Bool {
    guard !name.words.isEmpty, token + name.words.count <= limit else { return false }
    return name.words.indices.allSatisfy { offset in
      let here = document.tokens[token + offset]
      let word = Self.plain(document.vocabulary.string(here.word))
      if name.ignoresCase || here.flags.contains(.caseless) {
        return word.lowercased() == name.words[offset].lowercased()
      }
      if word == name.words[offset] { return true }
      guard here.flags.contains(.titleCase) || here.flags.contains(.sentenceStart) else { return false }
      guard let first = word.unicodeScalars.first, ("A"..."Z").contains(first) else { return false }
      return first.properties.lowercaseMapping + word.dropFirst() == name.words[offset]
    }
  }

  /// `New York = place.city:3`, with `?context` where the entry has that `only-if`, and `users` where it is theirs.
  static func line(_ text: String, _ list: String, _ condition: String, _ line: Int, isUsers: Bool) -> String {
    "\(text) = \(isUsers ? "users " : "")\(list):\(line)\(condition.isEmpty ? "" : "?\(condition)")"
  }
}

/// A text on its way through segmentation and look-up.
struct TaggedText {
  let document: Document
  let gazetteers: Gazetteers

  init(_ text: String, _ gazetteers: Gazetteers, vocabulary: Vocabulary = Vocabulary(), tagger: GazetteerTagging? = nil)
  {
    document = Document(vocabulary: vocabulary)
    self.gazetteers = gazetteers
    document.text = Array(text.utf8)
    document.blocks = [Block(range: UTF8Range(0, document.text.count), role: .body, line: 1)]
    var segmenter = Segmenter(ProjectWords.classes)
    segmenter.process(document)
    let tagger = tagger ?? GazetteerTagging(gazetteers)
    tagger.process(document)
  }

  /// All matches by way of the chains, those of a token in the order of their lines.
  var matches: [String] {
    document.tokens.indices.flatMap { token -> [String] in
      var lines: [String] = []
      var index = Int(document.firstMatch[token])
      while index >= 0, lines.count <= document.gazetteerMatches.count {
        let match = document.gazetteerMatches[index]
        lines.append(
          NaiveMatcher.line(
            document.string(match.tokens), gazetteers.lists[Int(match.list)].name,
            gazetteers.condition(of: match.entry), gazetteers.location(of: match.entry)?.line ?? 0,
            isUsers: gazetteers.isUsers(match.entry)))
        index = Int(match.next)
      }
      return lines.sorted()
    }
  }
}
