import GazetteerIndex
import Records
import TextModel

/// The patterns of spaCy's EntityRuler, a line of JSON each:
/// `{"label": "ORG", "pattern": "Acme Widgets", "id": "acme"}`, or a pattern of tokens
/// `[{"LOWER": "acme"}, {"LOWER": "widgets"}]`.
///
/// Only patterns that are names can be taken: what has operators or sets of words is a rule, and is an error here.
struct EntityRulerFile {
  private let path: String
  private let list: (String) -> String?

  /// `list` gives the list for a label, nil where there is none.
  init(path: String, list: @escaping (String) -> String?) {
    self.path = path
    self.list = list
  }

  /// Adds all patterns to an import.
  func read(_ bytes: [UInt8], into names: inout NameImport) {
    for (index, line) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
      var line = Array(line)
      if index == 0, line.starts(with: [0xEF, 0xBB, 0xBF]) { line.removeFirst(3) }
      if line.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) { continue }
      let reader = EntityRulerLine(line: line, number: index + 1, path: path)
      do throws(PatternError) {
        names.add(try reader.name(list: list))
      } catch {
        names.fail(error.message, hint: error.hint, at: error.location)
      }
    }
  }
}

/// Why a line is no name.
struct PatternError: Error {
  var message: String
  var hint: String?
  var location: SourceLocation
}

/// One line of an `EntityRulerFile`.
private struct EntityRulerLine {
  let line: [UInt8]
  let number: Int
  let path: String

  func name(list: (String) -> String?) throws(PatternError) -> NameImport.Name {
    let value = try parsed()
    guard case .object = value else { throw failure("a pattern is an object", near: nil) }
    guard let label = value["label"].string else { throw failure("the pattern has no 'label'", near: "label") }
    guard let list = list(label) else {
      throw failure(
        "no kind of ours is called '\(label)'", hint: "say what all of the file are with '--kind'", near: "label")
    }
    let (text, ignoresCase) = try self.text(of: value["pattern"])
    let id = value["id"].string ?? value["id"].integer.map(String.init) ?? ""
    return NameImport.Name(
      list: list, text: text, id: id, ignoresCase: ignoresCase, location: location(near: "pattern"))
  }

  private func parsed() throws(PatternError) -> JSONValue {
    do throws(JSONError) {
      return try JSONParser.value(of: line)
    } catch {
      let column = String(decoding: line.prefix(error.offset), as: UTF8.self).count + 1
      throw PatternError(
        message: "the line is no JSON: \(error.reason)",
        location: SourceLocation(file: path, line: number, column: column))
    }
  }

  /// The name that a pattern matches, and whether in any case.
  private func text(of pattern: JSONValue) throws(PatternError) -> (String, Bool) {
    if let phrase = pattern.string { return (phrase, false) }
    guard case .array(let tokens) = pattern, !tokens.isEmpty else {
      throw failure("'pattern' is neither a text nor a list of tokens", near: "pattern")
    }
    var words: [String] = []
    var keys: Set<String> = []
    for token in tokens {
      for member in token.members where !["TEXT", "ORTH", "LOWER"].contains(member.key.uppercased()) {
        throw failure("a token with '\(member.key)' is no word of a name", hint: "write it as a rule", near: member.key)
      }
      guard token.members.count == 1, let member = token.members.first, let word = member.value.string else {
        throw failure("a token of a name is one 'TEXT', 'ORTH' or 'LOWER' with one word", near: "pattern")
      }
      keys.insert(member.key.uppercased() == "LOWER" ? "LOWER" : "TEXT")
      words.append(word)
    }
    guard keys.count == 1 else {
      throw failure("'LOWER' and 'TEXT' in one name", hint: "a name matches in any case or as it is", near: "LOWER")
    }
    return (Self.joined(words), keys.contains("LOWER"))
  }

  /// The words as they are written: spaCy's tokens part at hyphens and before marks.
  private static func joined(_ words: [String]) -> String {
    var text = ""
    for word in words {
      let isMark = [",", ".", ":", ";", ")", "-", "'s", "\u{2019}s", "'", "!", "?"].contains(word)
      if !text.isEmpty, !isMark, !text.hasSuffix("-"), !text.hasSuffix("(") { text += " " }
      text += word
    }
    return text
  }

  private func failure(_ message: String, hint: String? = nil, near key: String?) -> PatternError {
    PatternError(message: message, hint: hint, location: location(near: key))
  }

  /// Where a key stands in the line; the line's start where it does not.
  private func location(near key: String?) -> SourceLocation {
    var column = 1
    if let key {
      let quoted = Array("\"\(key)\"".utf8)
      let last = line.count - quoted.count
      if let offset = (0...max(0, last)).first(where: { line[$0...].starts(with: quoted) }) {
        column = String(decoding: line.prefix(offset), as: UTF8.self).count + 1
      }
    }
    return SourceLocation(file: path, line: number, column: column)
  }
}
