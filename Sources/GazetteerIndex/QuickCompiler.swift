import TextModel

struct QuickEntry: Sendable {
  var list: UInt8
  var fields: [[UInt8]]
}

struct QuickName: Sendable {
  var words: [String]
  var isExact: Bool
  var isConditional: Bool
  var entry: Int32
  var list: UInt8
}

struct QuickCompiler {
  private var lists: [Gazetteers.List] = []
  private var entries: [QuickEntry] = []
  private var names: [String: [QuickName]] = [:]
  private var diagnostics: [Diagnostic] = []

  mutating func add(_ source: GazetteerSource) {
    let lines = String(decoding: source.bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
    guard let header = lines.firstIndex(where: { !$0.hasPrefix("#") && !$0.isEmpty }) else { return }
    let columns = lines[header].split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    let list = UInt8(truncatingIfNeeded: lists.count)
    lists.append(Gazetteers.List(name: source.list, id: list, columns: columns))
    for line in lines[(header + 1)...] where !line.hasPrefix("#") && !line.isEmpty {
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      add(fields, columns: columns, list: list)
    }
  }

  private mutating func add(_ fields: [String], columns: [String], list: UInt8) {
    func value(_ name: String) -> String {
      guard let index = columns.firstIndex(of: name), index < fields.count else { return "" }
      return fields[index]
    }
    let entry = Int32(truncatingIfNeeded: entries.count)
    entries.append(QuickEntry(list: list, fields: fields.map { Array($0.utf8) }))
    for name in [fields[0]] + value("aliases").split(separator: "|").map(String.init) {
      let words = NameWords.words(of: name)
      guard let first = words.first else { continue }
      names[first.lowercased(), default: []].append(
        QuickName(
          words: words, isExact: value("case") != "any", isConditional: value("only-if") != "", entry: entry, list: list
        ))
    }
  }

  func finish() throws(DiagnosticsError) -> Gazetteers {
    if !diagnostics.isEmpty { throw DiagnosticsError(diagnostics) }
    return Gazetteers(lists: lists, conditions: [""], entries: entries, names: names)
  }
}

enum NameWords {
  static func words(of name: String) -> [String] {
    var words: [String] = []
    for piece in plain(name).split(separator: " ") {
      if piece.hasSuffix("'s"), piece.count > 2 {
        words += [String(piece.dropLast(2)), "'s"]
      } else if piece.hasSuffix(","), piece.count > 1 {
        words += [String(piece.dropLast()), ","]
      } else {
        words.append(String(piece))
      }
    }
    return words
  }

  static func plain(_ name: String) -> String {
    String(
      String.UnicodeScalarView(
        name.unicodeScalars.map { scalar in
          switch scalar.value {
          case 0x2018, 0x2019, 0x02BC, 0xFF07: "'"
          case 0x2010, 0x2011: "-"
          default: scalar
          }
        }))
  }
}
