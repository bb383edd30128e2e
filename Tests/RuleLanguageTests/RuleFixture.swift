import TestSupport
import GazetteerIndex
import RuleLanguage
import Segmentation
import TextModel

/// Runs rules over a text and shows what they made as marked text.
struct RuleFixture {
  let gazetteers: Gazetteers
  let rules: RuleSet

  /// Compiles one rule file over the lists of the tests.
  init(_ text: String) throws {
    gazetteers = try Self.makeGazetteers()
    rules = try RuleSet.compile(sources: [("test.rules", Array(text.utf8))], gazetteers: gazetteers)
  }

  /// Compiles one rule file over another one.
  init(_ text: String, over base: String) throws {
    gazetteers = try Self.makeGazetteers()
    rules = try RuleSet.compile(
      sources: [("own", Array(text.utf8))], over: [("base", Array(base.utf8))], gazetteers: gazetteers)
  }

  /// Takes rules as they are, over the lists of the tests.
  init(rules: RuleSet) throws {
    gazetteers = try Self.makeGazetteers()
    self.rules = rules
  }

  static func makeGazetteers() throws -> Gazetteers {
    try Gazetteers.compile(
      ProjectWords.sources + [
        GazetteerSource(list: "person.title", text: "name\nUS War Secretary\nDr.\nPresident\nVice President\n"),
        GazetteerSource(list: "person.particle", text: "name\tcase\nvan\tany\nder\tany\n"),
        GazetteerSource(list: "person.given", text: "name\tgender\tonly-if\nAda\tfemale\t\nWill\tmale\tcontext\n"),
        GazetteerSource(
          list: "place.city", text: "name\tid\taliases\nNew York\tgeonames:1\tBig Apple\nOslo\tgeonames:2\t\n"),
        GazetteerSource(list: "organization.news", text: "name\nNew York Times\n"),
        GazetteerSource(list: "organization.suffix", text: "name\tcase\nInc.\tany\nLtd\tany\n"),
        GazetteerSource(list: "word.weekday", text: "name\nMonday\nTuesday\n"),
        GazetteerSource(list: "word.number", text: "name\tcase\ntwo\tany\nforty\tany\n"),
        GazetteerSource(list: "word.scale", text: "name\tcase\nmillion\tany\nbillion\tany\n"),
        GazetteerSource(list: "word.function", text: "name\tcase\nin\tany\nthe\tany\nof\tany\n"),
        GazetteerSource(
          list: "word.cue-verb",
          text: "name\tcase\tclass\nsaid\tany\tstatement\nasked\tany\tquestion\ndenied\tany\tdenial\n"),
      ])
  }

  /// A document of paragraphs, segmented and looked up.
  func makeDocument(_ text: String) -> Document {
    let document = Document()
    document.text = Array(text.utf8)
    var start = 0
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let end = start + line.utf8.count
      if end > start { document.blocks.append(Block(range: UTF8Range(start, end), role: .body, line: 1)) }
      start = end + 1
    }
    var segmenter = Segmenter(ProjectWords.classes)
    segmenter.process(document)
    let tagging = GazetteerTagging(gazetteers)
    tagging.process(document)
    return document
  }

  /// The document after all phases.
  func annotated(_ text: String) -> Document {
    let document = makeDocument(text)
    for phase in rules.phases {
      var matcher = PhaseMatcher(rules: rules, gazetteers: gazetteers, phase: phase)
      matcher.annotate(document)
    }
    return document
  }

  /// The text with the fields of the last phase's spans marked: `<name>…</name>`; constants as `<bound=range/>`.
  func marked(_ text: String) -> String {
    let document = annotated(text)
    guard let last = rules.phases.last else { return text }
    var inserts: [(at: Int, rank: Int, text: String)] = []
    for annotation in document.annotations where annotation.rule != .none {
      guard phase(of: annotation.rule) == last else { continue }
      if annotation.fields.isEmpty { add(rules.kindName(annotation.kind), annotation.tokens, document, &inserts) }
      for field in annotation.fields.indices.map({ document.fields[$0] }) {
        let name = rules.fieldName(field.name)
        switch field.value {
        case .tokens(let range): add(name, range, document, &inserts)
        case .constant(let index):
          let end = Int(document.range(of: annotation.tokens).end.value)
          inserts.append((end, 1_000, "<\(name)=\(rules.constant(index))/>"))
        case .column(let entry, let column, let tokens):
          let end = Int(document.range(of: tokens).end.value)
          inserts.append((end, 1_000, "<\(name)=\(gazetteers.value(Int(column), of: entry))/>"))
        }
      }
    }
    var result = Array(text.utf8)
    for insert in inserts.enumerated().sorted(by: {
      ($0.element.at, $0.element.rank, $0.offset) > ($1.element.at, $1.element.rank, $1.offset)
    }) {
      result.insert(contentsOf: Array(insert.element.text.utf8), at: insert.element.at)
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// Longer spans open first and close last.
  private func add(
    _ name: String, _ tokens: TokenRange, _ document: Document, _ inserts: inout [(at: Int, rank: Int, text: String)]
  ) {
    let range = document.range(of: tokens)
    inserts.append((Int(range.start.value), 500 - tokens.count, "<\(name)>"))
    inserts.append((Int(range.end.value), tokens.count - 500, "</\(name)>"))
  }

  private func phase(of rule: RuleID) -> String { rules.phase(of: rule) }

  /// Marked text without its marks.
  static func plain(_ marked: String) -> String {
    marked.replacing(/<\/?[a-z][a-z-]*(=[^<>]*\/)?>/, with: "")
  }
}
