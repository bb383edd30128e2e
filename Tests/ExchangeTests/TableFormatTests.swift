import Records
import Testing

@testable import Exchange

@Suite struct SpreadsheetTests {
  static let rows: [(text: String, cell: String)] = [
    ("plain", "plain"), ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"), ("+1 said", "'+1 said"), ("-3.5", "-3.5"),
    ("-x", "'-x"),
    ("@SUM(A1)", "'@SUM(A1)"), ("a,b", "\"a,b\""), ("say \"no\"", "\"say \"\"no\"\"\""),
    ("two\nlines", "\"two\nlines\""),
    ("=1,2", "\"'=1,2\""), ("\t=1", "'\t=1"), ("", ""), (" blank", "\" blank\""), ("=1+1\r\nx", "\"'=1+1\r\nx\""),
  ]

  @Test(arguments: rows) func escapes(_ text: String, _ cell: String) { #expect(SpreadsheetRows.cell(text) == cell) }

  @Test func everyTypeHasItsColumns() throws {
    let quote = try BratTests.group()[.quote][0]
    let row = SpreadsheetRows.row(of: quote, .quote)
    #expect(row.count == SpreadsheetRows.columns(of: .quote).count)
    #expect(row[4] == "0-20; 33-42" && row[9] == "Ann\tRoe")
    for kind in SpreadsheetRows.kinds { #expect(SpreadsheetRows.columns(of: kind).count > 3) }
  }
}

@Suite struct NameColumnsTests {
  @Test func tagsNames() throws {
    var group = RecordGroup(
      document: try JSONParser.value(
        of: Array(
          #"{"id":"d1","text":"Ann Roe-Low of Rye\u001b.","blocks":[{"start":0,"end":20,"role":"body","line":1}]}"#.utf8
        )))
    group.records[.entity] = [
      try JSONParser.value(
        of: Array(
          #"{"kind":"person","mentions":[{"start":0,"end":11,"form":"name"},{"start":0,"end":3,"form":"pronoun"}]}"#
            .utf8)),
      try JSONParser.value(
        of: Array(
          #"{"kind":"place","mentions":[{"start":15,"end":18,"form":"name"},{"start":90,"end":99,"form":"name"}]}"#.utf8
        )),
    ]
    let lines = NameColumns.lines(of: group).map { $0.split(separator: "\t").map(String.init) }.filter { !$0.isEmpty }
    #expect(lines.map { $0[0] } == ["-DOCSTART-", "Ann", "Roe", "-", "Low", "of", "Rye", "\u{FFFD}", "."])
    #expect(lines.map { $0[3] } == ["O", "B-PER", "I-PER", "I-PER", "I-PER", "O", "B-LOC", "O", "O"])
  }
}
