import Records
import Review
import Testing

@testable import Exchange

@Suite struct BratTests {
  /// A document whose quote goes over a line break and whose source is named outside its sentence.
  static func group() throws -> RecordGroup {
    let text = #"\"We won,\nall of us,\" 😀 Roe said. \"And you\" too."#
    var group = RecordGroup(
      document: try JSONParser.value(of: Array(#"{"id":"d0000000000000001","origin":"a.txt","text":"\#(text)"}"#.utf8)))
    group.records[.quote] = try [
      #"{"id":"d0000000000000001/q1","kind":"direct","text":"t","spans":[[0,20],[33,42]],"negated":true,"hedged":false,"act":"speech","cue":{"text":"said","lemma":"say","start":27,"end":31,"class":"statement"},"source":{"name":"Ann\tRoe","kind":"person","anonymous":true,"mention":{"start":23,"end":26,"text":"Roe","form":"name"}},"sentence":[0,47],"rule":"quote.a","confidence":0.9}"#,
      #"{"id":"d0000000000000001/q2","kind":"mixed","text":"t","spans":[[33,42]],"negated":false,"hedged":true,"cue":null,"source":{"name":"Ben","kind":"group","anonymous":false,"mention":null},"sentence":[33,47],"rule":"quote.b","confidence":0.5}"#,
    ].map { try JSONParser.value(of: Array($0.utf8)) }
    return group
  }

  @Test func whatGoesOutComesBack() throws {
    let group = try Self.group()
    let document = ReviewedDocument(group.document)
    let annotations = BratWriter.annotations(of: group, in: document)
    let file = try BratFile(annotations: annotations, text: document.text, path: "a.ann")
    let quotes = BratFolder.quotes(of: file, in: document.text)
    let sent = group[.quote].compactMap { ReviewedQuote($0, in: document) }
    #expect(quotes.map(\.spans) == sent.map(\.spans))
    #expect(quotes.map(\.cue) == sent.map(\.cue) && quotes.map(\.mention) == sent.map(\.mention))
    #expect(quotes.map(\.kind) == ["direct", "mixed"] && quotes.map(\.act) == ["speech", nil])
    #expect(quotes.map(\.isNegated) == [true, false] && quotes.map(\.isHedged) == [false, true])
    #expect(quotes.map(\.sourceName) == ["Ann Roe", "Ben"] && quotes.map(\.sourceKind) == ["person", "group"])
    #expect(quotes.map(\.isAnonymous) == [true, false] && quotes.map(\.cueLemma) == ["say", nil])
  }

  static let broken: [(id: String, line: String)] = [
    ("outside", "T1\tContent 0 99\tab"), ("turned round", "T1\tContent 3 1\tab"),
    ("other words", "T1\tContent 0 2\txy"),
    ("no tabs", "T1 Content 0 2 ab"), ("no offsets", "T1\tContent\tab"),
    ("not in their order", "T1\tContent 3 4;0 1\td a"),
    ("unknown line", "X1\tContent 0 2\tab"), ("a relation to nothing", "R1\tHasCue Arg1:T8 Arg2:T9"),
    ("an attribute of nothing", "A1\tNegated T9"), ("no number", "T1\tContent a b\tab"),
    ("huge", "T1\tContent 0 99999999999999999999\tab"),
  ]

  @Test(arguments: broken) func aMistakeIsToldWithItsLine(_ id: String, _ line: String) {
    #expect(throws: RecordReadError.self, "\(id)") {
      try BratFile(annotations: line + "\n", text: Array("abcdef".unicodeScalars), path: "a.ann")
    }
  }
}
