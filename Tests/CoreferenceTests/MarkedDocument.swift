import TestSupport
import Coreference
import Foundation
import GazetteerIndex
import Phrases
import RuleLanguage
import Segmentation
import TextModel

/// Resolves the sources of a marked text: `{Ann Lee}` is a person's name (`{f:Ann Lee}` a woman's, `{o:Acme}` an
/// organization's), `<the officials>` the source of a quote, `["Never"]` before it or behind it what it says in quotation
/// marks; a line is a paragraph.
struct MarkedDocument {
  private var segmenter = Segmenter(ProjectWords.classes)
  private var tagging: GazetteerTagging
  private var phrases: PhraseTagging
  private var resolution: SourceResolution

  init() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../..")
    func bytes(_ path: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: root.appendingPathComponent(path))) }
    let path = "Gazetteers/word/role-noun.tsv"
    let classes = try GazetteerSource.classes(inFolder: root.appendingPathComponent("Gazetteers").path)
    let gazetteers = try Gazetteers.compile(
      [GazetteerSource(list: "word.role-noun", path: path, bytes: try bytes(path))] + classes)
    let rules = try RuleSet.compile(
      sources: [(path: "65-anonymity.rules", text: try bytes("Rules/65-anonymity.rules"))], gazetteers: gazetteers)
    tagging = GazetteerTagging(gazetteers)
    phrases = PhraseTagging(
      try TaggerResources(
        words: bytes("Rules/learnt/tags/words.tsv"), endings: bytes("Rules/learnt/tags/endings.tsv"),
        context: bytes("Rules/learnt/tags/context.tsv")),
      gazetteers: gazetteers)
    resolution = SourceResolution(
      rules: rules, gazetteers: gazetteers,
      tables: ReferenceTables(
        pronouns: PronounTable(try bytes("Rules/learnt/sources/pronouns.tsv")),
        nominals: NominalTable(try bytes("Rules/sources/nominals.tsv"))))
  }

  /// The document with its sources resolved.
  mutating func document(_ marked: String, byline: [String] = [], genre: Metadata.Genre? = nil) -> Document {
    let document = Document()
    document.metadata.byline = byline
    document.metadata.genre = genre
    var names: [(range: UTF8Range, kind: Entity.Kind, gender: Entity.Gender?)] = []
    var mentions: [UTF8Range] = []
    var contents: [UTF8Range] = []
    var starts: [Int] = []
    var contentStart = 0
    var opened = 0
    var kind: (Entity.Kind, Entity.Gender?) = (.person, nil)
    let bytes = Array(marked.utf8)
    var index = 0
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "{"):
        opened = document.text.count
        kind = (.person, nil)
        if index + 2 < bytes.count, bytes[index + 2] == UInt8(ascii: ":") {
          switch bytes[index + 1] {
          case UInt8(ascii: "o"): kind = (.organization, nil)
          case UInt8(ascii: "g"): kind = (.group, nil)
          case UInt8(ascii: "f"): kind = (.person, .female)
          default: kind = (.person, .male)
          }
          index += 2
        }
      case UInt8(ascii: "}"): names.append((UTF8Range(opened, document.text.count), kind.0, kind.1))
      case UInt8(ascii: "<"): starts.append(document.text.count)
      case UInt8(ascii: ">"): if let start = starts.popLast() { mentions.append(UTF8Range(start, document.text.count)) }
      case UInt8(ascii: "["): contentStart = document.text.count
      case UInt8(ascii: "]"): contents.append(UTF8Range(contentStart, document.text.count))
      default: document.text.append(bytes[index])
      }
      index += 1
    }
    var start = 0
    for line in document.text.split(separator: 0x0A, omittingEmptySubsequences: false) {
      document.blocks.append(Block(range: UTF8Range(start, start + line.count), role: .body, line: 1))
      start += line.count + 1
    }
    segmenter.process(document)
    tagging.process(document)
    phrases.process(document)
    add(names, to: document)
    addFigures(to: document)
    for range in mentions {
      var quote = Quote(kind: .indirect, spans: [range], sentence: range, rule: "test", confidence: 1)
      if let own = contents.first {
        (quote.kind, quote.spans) = (.direct, [own])
        contents.removeFirst()
      }
      quote.mention = Mention(range: range, form: .nominal)
      document.quotes.append(quote)
    }
    resolution.process(document)
    return document
  }

  /// *Five*, *two*: what the numbers' stage would have found.
  private func addFigures(to document: Document) {
    for token in document.tokens {
      guard let value = ["two": 2.0, "three": 3, "five": 5][document.string(token.range).lowercased()] else { continue }
      var figure = Figure(
        range: token.range, kind: .count, bound: .exact, sentence: token.range, rule: "test", confidence: 1)
      figure.value = value
      document.figures.append(figure)
    }
  }

  /// One entity a name; a later name of one word is the last entity whose name ends or begins with it.
  private func add(
    _ names: [(range: UTF8Range, kind: Entity.Kind, gender: Entity.Gender?)], to document: Document
  ) {
    for name in names {
      let text = document.string(name.range)
      let last = text.split(separator: " ").last.map(String.init) ?? text
      let mention = Mention(range: name.range, form: .name)
      let isShort = last == text
      let known = document.entities.lastIndex { entity in
        isShort ? entity.name.hasSuffix(last) || entity.name.hasPrefix("\(text) ") : entity.name == text
      }
      if let known {
        document.entities[known].mentions.append(mention)
      } else {
        var entity = Entity(kind: name.kind, name: text, rule: "test", confidence: 1)
        entity.gender = name.gender
        entity.mentions = [mention]
        document.entities.append(entity)
      }
      let tokens = document.tokens.indices.filter {
        name.range.contains(document.tokens[$0].range)
      }
      guard let first = tokens.first, let end = tokens.last else { continue }
      let kind: KindID = name.kind == .organization ? .organization : name.kind == .group ? .group : .person
      document.annotate(Annotation(kind: kind, tokens: TokenRange(first, end + 1), rule: .none, confidence: 1))
    }
  }

  /// The name of the source of each quote, in the order of the text.
  mutating func sources(_ marked: String) -> [String] {
    let document = document(marked)
    return document.quotes.map { quote in quote.source.map { document.sources[$0].name } ?? "-" }
  }
}
