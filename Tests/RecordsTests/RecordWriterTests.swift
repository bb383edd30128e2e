@testable import Records
import TestSupport
import Segmentation
import TextModel
import Testing

/// A document of one paragraph, with the tokens and quotation marks that the segmenter finds.
private func makeDocument(_ text: String) -> Document {
  let document = Document()
  document.text = Array(text.utf8)
  document.metadata.origin = "a.txt"
  document.blocks = [Block(range: UTF8Range(0, document.text.count), role: .body, line: 1)]
  var segmenter = Segmenter(ProjectWords.classes)
  segmenter.process(document)
  return document
}

/// Marked text without its marks `<c>…</c>`, and the bytes that they enclose.
private func unmarked(_ marked: String) -> (text: String, ranges: [UTF8Range]) {
  var text = ""
  var ranges: [UTF8Range] = []
  var start = 0
  var rest = marked[...]
  while let open = rest.firstRange(of: "<c>") ?? rest.firstRange(of: "</c>") {
    let next = rest.firstRange(of: "</c>").map { $0.lowerBound < open.lowerBound ? $0 : open } ?? open
    text += rest[..<next.lowerBound]
    if rest[next] == "<c>" { start = text.utf8.count } else { ranges.append(UTF8Range(start, text.utf8.count)) }
    rest = rest[next.upperBound...]
  }
  return (text + rest, ranges)
}

private func render(_ document: Document, least: Float = 0) -> RenderedDocument {
  var writer = RecordWriter()
  return writer.render(document, hash: 0x1234, selection: RecordSelection(minimumConfidence: least))
}

private func lines(of rendered: RenderedDocument) throws -> [JSONValue] {
  try rendered.withBytes { try $0.split(separator: 0x0A).map { try JSONParser.value(of: Array($0)) } }
}

@Suite struct QuoteTextTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let id: String
    let marked: String
    let expected: String
    var testDescription: String { id }
  }

  static let rows: [Row] = [
    Row(id: "straight marks", marked: "<c>\"We won,\"</c> she said.", expected: "We won,"),
    Row(id: "curly marks", marked: "<c>“We won,”</c> she said.", expected: "We won,"),
    Row(
      id: "two pieces, each in marks", marked: "<c>“We won,”</c> she said, <c>“and they lost.”</c>",
      expected: "We won, and they lost."),
    Row(
      id: "the first and the last mark are no pair", marked: "She said it was <c>“good” and “new”</c>.",
      expected: "“good” and “new”"),
    Row(id: "leading that", marked: "She said <c>that the dam held</c>.", expected: "the dam held"),
    Row(id: "that stands for something", marked: "She said <c>that was enough</c>.", expected: "that was enough"),
    Row(id: "a word that begins so", marked: "She said <c>thatched roofs burn</c>.", expected: "thatched roofs burn"),
    Row(
      id: "that and then marks", marked: "She said <c>that “the dam held”</c>.", expected: "“the dam held”"),
    Row(id: "that inside marks", marked: "<c>“that it held,”</c> she said.", expected: "that it held,"),
    Row(
      id: "marks inside", marked: "She said <c>the dam “held for a year”</c>.", expected: "the dam “held for a year”"),
  ]

  @Test(arguments: rows) func follows(_ row: Row) throws {
    let (text, spans) = unmarked(row.marked)
    let document = makeDocument(text)
    document.quotes = [
      Quote(kind: .direct, spans: spans, sentence: UTF8Range(0, document.text.count), rule: "quote.x", confidence: 1)
    ]
    let records = try lines(of: render(document))
    #expect(records.last?["text"].string == row.expected)
  }
}

@Suite struct RenderedDocumentTests {
  /// A document with an entity, a source, a quote and a number, after text of more than one byte a code point.
  private func makeFilledDocument() -> Document {
    let (text, ranges) = unmarked("Café 😀: <c>Ada Quist</c> said <c>she saw <c>40</c> boats</c>.")
    let document = makeDocument(text)
    let sentence = UTF8Range(0, document.text.count)
    document.entities = [Entity(kind: .person, name: "Ada Quist", rule: "person.x", confidence: 0.5)]
    document.entities[0].mentions = [Mention(range: ranges[0], form: .name)]
    document.sources = [Source(name: "Ada Quist", kind: .person, rule: "source.x", confidence: 0.4)]
    document.sources[0].entity = 0
    document.quotes = [Quote(kind: .indirect, spans: [ranges[2]], sentence: sentence, rule: "quote.x", confidence: 0.9)]
    document.quotes[0].source = 0
    document.quotes[0].mention = Mention(range: ranges[0], form: .name)
    document.figures = [
      Figure(range: ranges[1], kind: .count, bound: .exact, sentence: sentence, rule: "number.x", confidence: 0.3)
    ]
    document.figures[0].value = 40
    document.figures[0].quote = 0
    return document
  }

  @Test func offsetsCountCodePoints() throws {
    let document = makeFilledDocument()
    let text = Array(String(decoding: document.text, as: UTF8.self).unicodeScalars)
    let number = try #require(lines(of: render(document)).last)
    let start = try #require(number["start"].integer)
    let end = try #require(number["end"].integer)
    #expect(String(String.UnicodeScalarView(text[start..<end])) == "40")
    #expect(number["text"].string == "40")
    #expect(number["quote"].string == "d0000000000001234/q1")
    #expect(number["source"]["name"].string == "Ada Quist")
  }

  @Test func leastConfidenceKeepsWhatIsReferredTo() throws {
    let types = try lines(of: render(makeFilledDocument(), least: 0.8)).map { $0["type"].string ?? "" }
    #expect(types == ["document", "entity", "source", "quote"])
    let without = try lines(of: render(makeFilledDocument(), least: 0.95)).map { $0["type"].string ?? "" }
    #expect(without == ["document"])
  }

  @Test func aSecondOccurrenceIsANumberBehindEveryIdOfTheDocument() throws {
    var rendered = render(makeFilledDocument())
    let before = rendered.withBytes { String(decoding: $0, as: UTF8.self) }
    rendered.complete(occurrence: 2, duplicateOf: DocumentID(hash: 7))
    let after = rendered.withBytes { String(decoding: $0, as: UTF8.self) }
    let expected = before.replacing("d0000000000001234", with: "d0000000000001234-2")
      .replacing("\"duplicate_of\":null", with: "\"duplicate_of\":\"d0000000000000007\"")
    #expect(after == expected)
  }

  @Test func sectionsAreTheRecordsOfTheirTypes() throws {
    for occurrence in [1, 3] {
      var rendered = render(makeFilledDocument())
      rendered.complete(occurrence: occurrence, duplicateOf: nil)
      var kinds: [RecordKind] = []
      try rendered.forEachSection { kind, bytes in
        kinds.append(kind)
        for line in bytes.split(separator: 0x0A) {
          let record = try JSONParser.value(of: Array(line))
          #expect(record["type"].string == kind.rawValue)
        }
      }
      #expect(kinds == [.document, .entity, .source, .quote, .number])
    }
  }

  @Test func rangesOutsideTheTextAreCut() throws {
    let document = makeDocument("é")
    document.dates = [
      DateExpression(range: UTF8Range(1, 900), iso: nil, grain: .day, isAnchored: false, rule: "date.x", confidence: 2)
    ]
    let date = try #require(lines(of: render(document)).last)
    #expect(date["start"].integer == 1)
    #expect(date["end"].integer == 1)
    #expect(date["confidence"].number == 1)
  }
}

@Suite struct TextHashTests {
  static let same = [
    ("The dam held.", "the  DAM held"), ("“Yes,” she said", "\"Yes,\" she said"), ("well-kept", "well kept"),
    ("a\u{A0}b", "a b"),
  ]
  static let different = [("The dam held.", "The dams held."), ("1,000", "1000"), ("ab c", "a bc"), ("é", "e")]

  private func hash(_ text: String, role: Block.Role = .body) -> UInt64? {
    let document = makeDocument(text)
    document.blocks[0].role = role
    var hash = TextHash()
    return document.text.withUnsafeBufferPointer { hash.hash(of: $0, blocks: document.blocks) }
  }

  @Test(arguments: same) func isTheSame(_ one: String, _ other: String) { #expect(hash(one) == hash(other)) }

  @Test(arguments: different) func tells(_ one: String, _ other: String) { #expect(hash(one) != hash(other)) }

  @Test func countsTheArticleOnly() {
    #expect(hash("", role: .body) == nil)
    #expect(hash("— “…”", role: .body) == nil)
    #expect(hash("The dam held.", role: .boilerplate) == nil)
    #expect(hash("The dam held.", role: .title) == nil)
  }
}
