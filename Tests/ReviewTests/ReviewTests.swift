import Records
import Review
import Testing

@Suite struct SafeTextTests {
  static let rows: [(id: String, text: String, shown: String)] = [
    ("escape codes", "a\u{1B}[31mb", "a\u{FFFD}[31mb"), ("a bell", "a\u{7}b", "a\u{FFFD}b"),
    ("C1 control", "a\u{9B}31mb", "a\u{FFFD}31mb"), ("delete", "a\u{7F}b", "a\u{FFFD}b"),
    ("line breaks", "a\r\nb\u{2028}c", "a  b c"), ("turned round", "a\u{202E}b\u{2066}c", "abc"),
    ("unseen", "a\u{200B}\u{FEFF}\u{AD}b", "ab"), ("other scripts", "é日😀", "é日😀"),
  ]

  @Test(arguments: rows) func shows(_ id: String, _ text: String, _ shown: String) {
    #expect(SafeText.shown(text) == shown, "\(id)")
  }

  @Test func nothingShownIsAControlCharacter() {
    for value in UInt32(0)...0x2FFF {
      guard let scalar = Unicode.Scalar(value), let shown = SafeText.shown(scalar) else { continue }
      #expect(shown.properties.generalCategory != .control, "U+\(String(value, radix: 16))")
    }
  }

  @Test(arguments: [("abc", 3), ("日本", 4), ("e\u{301}", 1), ("😀", 2), ("", 0)]) func measures(
    _ text: String, _ width: Int
  ) {
    #expect(SafeText.width(of: text) == width)
  }

  @Test(arguments: [("abcdef", 4, "abc…"), ("abcd", 4, "abcd"), ("日本語", 4, "日…"), ("abc", 0, "")])
  func cuts(_ text: String, _ columns: Int, _ expected: String) {
    #expect(SafeText.cut(text, to: columns) == expected)
  }
}

@Suite struct TextWrapperTests {
  private func lines(_ text: String, width: Int, color: Bool = false) -> [String] {
    TextWrapper(Terminal(width: width, hasColor: color), indent: 2).lines(of: StyledText(text, .content))
  }

  @Test(arguments: [8, 10, 13, 20, 40, 200]) func noLineIsTooWideAndNoWordIsLost(_ width: Int) {
    let text = "The mayor said that the antidisestablishmentarianism of 日本語日本語 was over."
    let found = lines(text, width: width)
    #expect(found.allSatisfy { SafeText.width(of: $0) <= max(width, 10) && $0.hasPrefix("  ") })
    #expect(found.joined().filter { $0 != " " } == text.filter { $0 != " " })
  }

  @Test func coloursEveryLineOfItsOwn() {
    for line in lines("one two three four five six", width: 12, color: true) {
      #expect(line.hasPrefix("  \u{1B}[1m") && line.hasSuffix("\u{1B}[0m"))
    }
  }

  @Test func ofNothingThereIsNoLine() {
    #expect(lines("", width: 40).isEmpty)
    #expect(lines("   ", width: 40).isEmpty)
  }
}

@Suite struct TableTests {
  private func makeTable() -> Table {
    var table = Table([.init("name"), .init("count", isNumeric: true), .init("text")])
    table.append(["a", "5", "some\ttext\u{1B}"])
    table.append(["日本", "1234", "a text that is far too long for so narrow a terminal"])
    return table
  }

  @Test func alignsForATerminal() {
    let lines = makeTable().aligned(for: Terminal(width: 40, hasColor: false))
    #expect(
      lines == [
        "name  count  text", "a         5  some text\u{FFFD}", "日本   1234  a text that is far too lon…",
      ])
  }

  @Test func cutsTheWidestColumnsAndPathsAtTheirStart() {
    var table = Table([.init("document", isPath: true), .init("kind"), .init("text")])
    table.append(["a/very/long/way/down/to/page.html:12", "direct", "and a text that is as long as that"])
    let lines = table.aligned(for: Terminal(width: 40, hasColor: false))
    #expect(SafeText.width(of: lines[1]) == 40)
    #expect(lines[1].hasPrefix("…") && lines[1].contains("page.html:12  direct  and a "))
  }

  static let cells: [(id: String, cell: String, tsv: String, markdown: String)] = [
    ("plain", "six officials", "six officials", "six officials"),
    ("a quotation mark", #"the "plan""#, #""the ""plan""""#, #"the "plan""#),
    ("line breaks and tabs", "a\tb\nc", "a b c", "a b c"), ("a formula", "=1+2", "'=1+2", "=1+2"),
    ("a bar", "a|b", "a|b", #"a\|b"#),
  ]

  @Test func aCommaWantsMarksBetweenCommasAlone() {
    let columns: [Table.Column] = [.init("text")]
    #expect(TableFormat.csv.line(["a, b"], columns, isFirst: true) == #""a, b""#)
    #expect(TableFormat.tsv.line(["a, b"], columns, isFirst: true) == "a, b")
  }

  @Test(arguments: cells) func writesWhatReadersTakeForOneCell(
    _ id: String, _ cell: String, _ tsv: String, _ markdown: String
  ) {
    let columns: [Table.Column] = [.init("text"), .init("count", isNumeric: true)]
    #expect(TableFormat.tsv.line([cell, "-5"], columns, isFirst: true) == tsv + "\t-5", "\(id)")
    #expect(TableFormat.csv.line([cell, "-5"], columns, isFirst: true) == tsv + ",-5", "\(id)")
    #expect(TableFormat.markdown.line([cell, "-5"], columns, isFirst: true) == "| \(markdown) | -5 |", "\(id)")
  }

  @Test func aQuoteIsCutLast() {
    var table = Table([.init("place", isPath: true), .init("source"), .init("quote", isMain: true)])
    let quote = "We shall not close the school."
    table.append(["a/very/long/way/down/to/page.html:12", "the chairwoman of the board", quote])
    #expect(table.aligned(for: Terminal(width: 60, hasColor: false))[1].hasSuffix(quote))
  }
}

@Suite struct ReviewedDocumentTests {
  static let rows: [(origin: String, offset: Int, place: String)] = [
    ("a.txt", 0, "a.txt:3"), ("a.txt", 6, "a.txt:4"), ("a.txt", 11, "a.txt:6"), ("a.html", 6, "a.html:3"),
    ("b/a.html.gz", 11, "b/a.html.gz:6"), ("dump.jsonl:12", 6, "dump.jsonl:12"), ("d.warc.gz#81", 6, "d.warc.gz#81"),
  ]

  @Test(arguments: rows) func tellsTheLine(_ origin: String, _ offset: Int, _ place: String) throws {
    let record = """
      {"id":"d1","origin":"\(origin)","text":"One.\\nTwo.\\n\\nSix.",
       "blocks":[{"start":0,"end":9,"role":"body","line":3},{"start":11,"end":15,"role":"body","line":6}]}
      """
    let document = ReviewedDocument(try JSONParser.value(of: Array(record.utf8)))
    #expect(document.place(of: offset) == place)
  }

  @Test func aQuoteOutsideTheTextIsNotShown() throws {
    let document = ReviewedDocument(try JSONParser.value(of: Array(#"{"id":"d1","text":"One."}"#.utf8)))
    for spans in ["[]", "[[0,5]]", "[[3,1]]", "[[-1,2]]", "[[0,1],[1]]", "null", "[[0,1.5]]"] {
      let quote = try JSONParser.value(of: Array(#"{"id":"d1/q1","spans":\#(spans)}"#.utf8))
      #expect(ReviewedQuote(quote, in: document) == nil, "\(spans)")
    }
  }
}
