import TestSupport
import GazetteerIndex
import Phrases
import RuleLanguage
import Segmentation
import Testing
import TextModel

@testable import Attribution

/// A row of a table: a text with marks round what is to be found.
///
/// `<content>`, `<cue>` and `<source>` are those of the one quote that the row is about; a content in several pieces is
/// marked several times.
struct AttributionCase: Sendable, CustomTestStringConvertible {
  let id: String
  let marked: String
  init(_ id: String, _ marked: String) {
    self.id = id
    self.marked = marked
  }
  var testDescription: String { id }

  /// The text without its marks.
  var text: String {
    var text = marked
    for label in ["content", "cue", "source"] {
      text = text.split(separator: "<\(label)>", omittingEmptySubsequences: false).joined()
      text = text.split(separator: "</\(label)>", omittingEmptySubsequences: false).joined()
    }
    return text
  }
}

/// The stages up to attribution with the project's own lists of cues and weights.
final class Attributor {
  let document = Document()
  private var segmenter = Segmenter(ProjectWords.classes)
  private var tagging: GazetteerTagging
  private var phrases: PhraseTagging
  private var attribution: Attribution

  /// `rules` lie over the project's own constructions.
  init(rules text: String = "") throws {
    var diagnostics: [Diagnostic] = []
    let project = #filePath.split(separator: "/").dropLast(3).map { "/" + $0 }.joined()
    func bytes(_ path: String) -> [UInt8] { FileTree.bytes(of: "\(project)/\(path)", into: &diagnostics) ?? [] }
    let lists = [
      "word/cue-verb", "word/cue-noun", "word/cue-adjective", "word/label", "word/wire", "word/role-noun",
      "person/occupation",
    ].map {
      GazetteerSource(list: $0.replacing("/", with: "."), path: $0, bytes: bytes("Gazetteers/\($0).tsv"))
    }
    let gazetteers = try Gazetteers.compile(lists + GazetteerSource.classes(inFolder: "\(project)/Gazetteers"))
    let tables = AttributionTables(
      files: AttributionTables.names.map { (name: $0, bytes: bytes("Rules/\($0)")) })
    let tagger = try TaggerResources(
      words: bytes("Rules/learnt/tags/words.tsv"), endings: bytes("Rules/learnt/tags/endings.tsv"),
      context: bytes("Rules/learnt/tags/context.tsv"))
    try #require(diagnostics.isEmpty)
    tagging = GazetteerTagging(gazetteers)
    phrases = PhraseTagging(tagger, gazetteers: gazetteers)
    let rules = try RuleSet.compile(
      sources: [("own", Array(text.utf8))], over: [("ours", bytes("Rules/71-constructions.rules"))],
      gazetteers: gazetteers)
    attribution = Attribution(rules: rules, gazetteers: gazetteers, tables: tables)
  }

  /// The quotes of a text, a block a line.
  func quotes(in text: String) -> [Quote] {
    document.clear()
    document.text = Array(text.utf8)
    var start = 0
    for (index, byte) in document.text.enumerated() where byte == 0x0A || index == document.text.count - 1 {
      let end = byte == 0x0A ? index : index + 1
      if end > start { document.blocks.append(Block(range: UTF8Range(start, end), role: .body, line: 1)) }
      start = index + 1
    }
    segmenter.process(document)
    tagging.process(document)
    phrases.process(document)
    attribution.process(document)
    return document.quotes
  }

  /// What an explanation says of a token of a text.
  func explanation(of text: String, at token: Int) -> [String] {
    _ = quotes(in: text)
    var explanation = Explanation()
    attribution.explain(document, at: token, into: &explanation)
    return explanation.sections.flatMap(\.lines)
  }

  /// The credits of a text whose page has a line of authors.
  func credits(besideText line: String) -> [String] {
    _ = quotes(in: "The city was calm.")
    document.metadata.authorLines = [line]
    attribution.process(document)
    return document.metadata.credits
  }

  /// The text with marks round a quote.
  func marked(_ quote: Quote) -> String {
    var marks: [(offset: Int32, text: String, order: Int)] = []
    func mark(_ range: UTF8Range, _ label: String) {
      marks.append((range.start.value, "<\(label)>", 1))
      marks.append((range.end.value, "</\(label)>", 0))
    }
    for span in quote.spans { mark(span, "content") }
    if let cue = quote.cue { mark(cue.range, "cue") }
    if let mention = quote.mention { mark(mention.range, "source") }
    marks.sort { ($0.offset, $0.order) < ($1.offset, $1.order) }
    var result = ""
    var last = 0
    for mark in marks {
      result += document.string(UTF8Range(last, Int(mark.offset))) + mark.text
      last = Int(mark.offset)
    }
    return result + document.string(UTF8Range(last, document.text.count))
  }
}
