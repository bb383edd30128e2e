import TestSupport
import GazetteerIndex
import Testing
import TextModel

/// What a writer of lists reads on a slip.
struct GazetteerFileTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var id: String
    var text: String
    var messages: [String]
    var testDescription: String { id }
  }

  @Test(arguments: errorRows) func errors(_ row: Row) {
    #expect(Self.diagnostics([GazetteerSource(list: "place.city", text: row.text)]) == row.messages)
  }

  static func diagnostics(_ sources: [GazetteerSource]) -> [String] {
    do throws(DiagnosticsError) {
      _ = try Gazetteers.compile(ProjectWords.sources + sources)
      return []
    } catch {
      return error.diagnostics.map(\.description)
    }
  }

  static let errorRows: [Row] = [
    Row(id: "no error", text: "# a comment\nname\tref\n\nBern\tch\n", messages: []),
    Row(
      id: "empty file", text: "# nothing\n",
      messages: [
        "place/city.tsv:1:1: error: the file has no header line; the first line names the columns, 'name' first"
      ]),
    Row(
      id: "no name column", text: "city\tref\nBern\tch\n",
      messages: ["place/city.tsv:1:1: error: the first column has to be 'name', not 'city'"]),
    Row(
      id: "misspelt column", text: "name\talaises\tonly_if\nBern\t\t\n",
      messages: [
        "place/city.tsv:1:6: error: there is no column 'alaises'; did you mean 'aliases'?",
        "place/city.tsv:1:14: error: there is no column 'only_if'; did you mean 'only-if'?",
      ]),
    Row(
      id: "column twice", text: "name\tref\tref\nBern\t\t\n",
      messages: ["place/city.tsv:1:10: error: the column 'ref' is there twice"]),
    Row(
      id: "column that no rule can name", text: "name\tFull Form\n",
      messages: [
        "place/city.tsv:1:6: error: the column 'Full Form' cannot be written in a rule: small letters, digits and '-' only"
      ]),
    Row(
      id: "too many fields, columns in characters", text: "name\tref\nZürich\tch\tmore\n",
      messages: ["place/city.tsv:2:11: error: the line has 3 fields, the header 2"]),
    Row(
      id: "empty name", text: "name\tref\n\tch\n", messages: ["place/city.tsv:2:1: error: the name is empty"]),
    Row(
      id: "blank at an edge", text: "name\tref\nBern \tch\nBasel\t ch\n",
      messages: [
        "place/city.tsv:2:1: error: a blank at the edge of the field",
        "place/city.tsv:3:1: warning: the lines are not sorted by their bytes from here on",
        "place/city.tsv:3:7: error: a blank at the edge of the field",
      ]),
    Row(
      id: "case", text: "name\tcase\nBern\tanny\n",
      messages: ["place/city.tsv:2:6: error: case is 'exact' or 'any', not 'anny'; did you mean 'any'?"]),
    Row(
      id: "aliases", text: "name\taliases\nBern\tBerne||Berna\nChur\tCoire| Coira\n",
      messages: [
        "place/city.tsv:2:12: error: an alias is empty", "place/city.tsv:3:12: error: a blank at the edge of the alias",
      ]),
    Row(
      id: "the same line twice", text: "name\tref\nBern\tch\nBern\tch\n",
      messages: ["place/city.tsv:3:1: error: the same line is there already, line 2"]),
    Row(
      id: "namesakes without ids", text: "name\tref\nBern\tch\nBern\tus\n",
      messages: [
        "place/city.tsv:3:1: error: the name 'Bern' is there already, line 2; two entries with one name need different ids"
      ]),
    Row(
      id: "not composed", text: "name\nZu\u{308}rich\n",
      messages: ["place/city.tsv:2:2: error: the name is not in NFC: 'u' and U+0308 have to be 'ü'"]),
    Row(
      id: "too long", text: "name\n" + Array(repeating: "Bern", count: 65).joined(separator: " ") + "\n",
      messages: ["place/city.tsv:2:1: error: the name has more than 64 words"]),
  ]

  @Test func namesakesWithIds() throws {
    let source = GazetteerSource(list: "place.city", text: "name\tid\nBern\t1\nBern\t2\n")
    #expect(Self.diagnostics([source]) == [])
  }

  @Test func invalidUTF8() {
    let source = GazetteerSource(
      list: "place.city", path: "place/city.tsv", bytes: Array("name\nBe".utf8) + [0xFF] + Array("rn\n".utf8))
    #expect(Self.diagnostics([source]) == ["place/city.tsv:2:3: error: the file is not UTF-8 here"])
  }

  @Test func errorsOfAllFilesAtOnce() {
    let sources = [
      GazetteerSource(list: "place.city", text: "nam\n"), GazetteerSource(list: "place.Region", text: "name\n"),
      GazetteerSource(list: "place.city", text: "name\n"),
    ]
    #expect(
      Self.diagnostics(sources) == [
        "place/city.tsv:1:1: error: the first column has to be 'name', not 'nam'",
        "place/Region.tsv:1:1: error: the list 'place.Region' cannot be written in a rule; "
          + "folder and file are named with small letters, digits and '-'",
      ])
  }

  @Test func tooManyLists() {
    let sources = (0...GazetteerMatch.listLimit).map { GazetteerSource(list: "place.l\($0)", text: "name\nBern\n") }
    #expect(Self.diagnostics(sources) == ["place/l128.tsv:1:1: error: more than 128 lists"])
  }

  @Test func manyErrorsAreCounted() {
    let lines = (0..<130).map { _ in "\tch" }.joined(separator: "\n")
    let messages = Self.diagnostics([GazetteerSource(list: "place.city", text: "name\tref\n\(lines)\n")])
    #expect(messages.count == 101)
    #expect(messages.last == "note: 'place/city.tsv' has 30 further errors")
  }

  @Test func carriageReturnsAndByteOrderMark() throws {
    let source = GazetteerSource(list: "place.city", text: "\u{FEFF}name\tref\r\nBern\tch\r\n")
    var compiler = GazetteerCompiler()
    compiler.add(source)
    #expect(
      compiler.warnings.map(\.description) == [
        "place/city.tsv:1:1: warning: lines end with CR LF; LF alone is expected"
      ])
    let gazetteers = try Gazetteers.compile(ProjectWords.sources + [source])
    #expect(gazetteers.value(1, of: 0) == "ch")
  }
}
