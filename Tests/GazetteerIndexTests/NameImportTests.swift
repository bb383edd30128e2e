import TestSupport
import GazetteerIndex
import Testing
import TextModel

/// Lists of ours out of the names of other files.
struct NameImportTests {
  static func names(_ text: String, list: String = "person.staff", ignoresCase: Bool = false) -> NameImport {
    var names = NameImport()
    NameLines.read(Array(text.utf8), path: "staff.txt", list: list, ignoresCase: ignoresCase, into: &names)
    return names
  }

  @Test func sortedWithoutRepetition() throws {
    let names = Self.names("# staff\nIda Lund\n\nAda Byrd\r\nIda Lund\n")
    let lists = try names.lists()
    #expect(lists.map(\.path) == ["person/staff.tsv"])
    #expect(
      lists.map { String(decoding: $0.bytes, as: UTF8.self) } == [
        "name\tid\taliases\tcase\nAda Byrd\t\t\t\nIda Lund\t\t\t\n"
      ])
    #expect(names.repeatedCount == 1)
  }

  @Test func namesWithOneIdAreOneEntry() throws {
    var names = NameImport()
    let place = SourceLocation(file: "f", line: 1, column: 1)
    for text in ["Acme Widgets", "Acme"] {
      names.add(NameImport.Name(list: "organization.company", text: text, id: "acme", location: place))
    }
    names.add(
      NameImport.Name(list: "organization.company", text: "acme co", id: "acme", ignoresCase: true, location: place))
    names.add(NameImport.Name(list: "place.city", text: "Acme", id: "acme", location: place))
    let lists = try names.lists()
    #expect(
      lists.map { String(decoding: $0.bytes, as: UTF8.self) } == [
        "name\tid\taliases\tcase\nAcme Widgets\tacme\tAcme\t\nacme co\tacme\t\tany\n",
        "name\tid\taliases\tcase\nAcme\tacme\t\t\n",
      ])
  }

  struct Row: Sendable, CustomTestStringConvertible {
    var id: String
    var text: String
    var message: String
    var testDescription: String { id }
  }

  static let rows = [
    Row(
      id: "tab", text: "Ada\nIda\tLund\n",
      message: "staff.txt:2:4: error: a tab in the name; a list of our own form needs no import"),
    Row(id: "blank", text: " Ada\n", message: "staff.txt:1:1: error: a blank at the edge of the name"),
    Row(
      id: "bar", text: "Ada|Ida\n", message: "staff.txt:1:1: error: a list cannot hold the character U+007C of the name"
    ),
    Row(
      id: "not composed", text: "Zu\u{308}lle\n",
      message: "staff.txt:1:1: error: the name is not in NFC: 'u' and U+0308 have to be 'ü'"),
    Row(
      id: "too long", text: Array(repeating: "Ada", count: 70).joined(separator: " "),
      message: "person/staff.tsv:2:1: error: the name has more than 64 words"),
  ]

  @Test(arguments: rows) func errors(_ row: Row) {
    #expect {
      _ = try Self.names(row.text).lists()
    } throws: { "\($0)" == row.message }
  }

  @Test func invalidUTF8() {
    var names = NameImport()
    NameLines.read(Array("Ada\nI".utf8) + [0xC3], path: "f", list: "a.b", ignoresCase: false, into: &names)
    #expect {
      _ = try names.lists()
    } throws: { "\($0)" == "f:2:2: error: the file is not UTF-8 here" }
  }

  @Test func entriesByName() throws {
    let ours = [
      GazetteerSource(
        list: "place.city",
        text: "name\tid\taliases\tcase\nBern\t1\tBerne\t\nBern\t2\t\t\nNew Bern\t3\t\t\nbern\t4\t\tany\n")
    ]
    let users = [GazetteerSource(list: "place.city", text: "name\nBern\n")]
    let gazetteers = try Gazetteers.compile(ProjectWords.sources + ours).overlaid(by: users)
    func found(_ name: String) -> [String] {
      gazetteers.entries(named: name).map {
        "\(gazetteers.isUsers($0.entry) ? "users" : gazetteers.value(1, of: $0.entry))\($0.reading == .same ? "" : "?")"
      }
    }
    #expect(found("Bern") == ["users", "1", "2", "4"])
    #expect(found("Berne") == ["1"])
    #expect(found("BERN") == ["4", "users?", "1?", "2?"])
    #expect(found("New Bern") == ["3"])
    #expect(found("New") == [] && found("") == [] && found("New Bern City") == [])
  }
}
