import Records
import Review

/// Records as rows of CSV (RFC 4180), a table a type: what a spreadsheet would take for a formula begins with an apostrophe.
package enum SpreadsheetRows {
  /// The types with a table.
  package static let kinds: [RecordKind] = [.document, .entity, .source, .quote, .number, .date, .error]

  /// The name of a type's file.
  package static func fileName(of kind: RecordKind) -> String {
    String(kind.fileName.dropLast(".jsonl".count)) + ".csv"
  }

  /// The columns of a type.
  package static func columns(of kind: RecordKind) -> [String] { fields(of: kind).map(\.name) }

  /// The cells of a record, as text.
  package static func row(of record: JSONValue, _ kind: RecordKind) -> [String] {
    fields(of: kind).map { field in field.path.reduce(record) { $0[$1] } }.map(text)
  }

  /// Cells as a line with its line end.
  package static func line(_ cells: [String]) -> String { cells.map(cell).joined(separator: ",") + "\r\n" }

  /// A cell: quoted where it must be, and never a formula.
  package static func cell(_ text: String) -> String {
    var safe = text
    // A number may begin with its sign, a formula may not.
    if let first = text.unicodeScalars.first, "=+-@\t\r".unicodeScalars.contains(first), Double(text) == nil {
      safe = "'" + text
    }
    guard
      safe.unicodeScalars.contains(where: { ",\"\r\n".unicodeScalars.contains($0) }) || safe.first == " "
        || safe.last == " "
    else {
      return safe
    }
    return "\"" + safe.replacing("\"", with: "\"\"") + "\""
  }

  /// A value in one cell: lists with `; ` between, NUL and other controls but line ends as U+FFFD.
  private static func text(_ value: JSONValue) -> String {
    switch value {
    case .null: return ""
    case .bool(let isTrue): return isTrue ? "true" : "false"
    case .number(let number): return number.rounded() == number && abs(number) < 1e15 ? "\(Int(number))" : "\(number)"
    case .string(let text):
      var view = String.UnicodeScalarView()
      for scalar in text.unicodeScalars {
        let isControl = scalar.value < 0x20 && scalar != "\n" && scalar != "\t" || (0x7F..<0xA0).contains(scalar.value)
        view.append(isControl ? "\u{FFFD}" : scalar)
      }
      return String(view)
    case .array(let elements):
      return elements.map { element in
        if case .array(let pair) = element { return pair.map(text).joined(separator: "-") }
        return element.members.isEmpty ? text(element) : text(element["text"])
      }.joined(separator: "; ")
    case .object(let members): return members.map { "\($0.key)=\(text($0.value))" }.joined(separator: "; ")
    }
  }

  private typealias Field = (name: String, path: [String])

  private static func fields(of kind: RecordKind) -> [Field] {
    let names: String
    switch kind {
    case .document:
      names =
        "id key origin url canonical title byline site section published published_at modified language credits rights not_article text_hash duplicate_of genre outlet text"
    case .entity: names = "id document kind name ref descriptors mentions gender country subtype rule confidence"
    case .source:
      names = "id document name kind entity anonymous condition count affiliations mentions role rule confidence"
    case .quote:
      names =
        "id document kind text spans cue.text cue.lemma cue.class source.id source.name source.kind source.anonymous source.mention.text negated hedged act sentence numbers dates rule confidence"
    case .number:
      names =
        "id document text start end kind value low high bound unit counted parts of relation note change base quote source.id source.name sentence rule confidence"
    case .date:
      names = "id document text start end iso grain anchored from to quote source.id source.name rule confidence"
    case .error: names = "origin document stage reason"
    }
    return names.split(separator: " ").map { name in
      (String(name).replacing(".", with: "_"), name.split(separator: ".").map(String.init))
    }
  }
}
