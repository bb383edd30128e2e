import TextModel

/// Gathers names from files of other makes and writes them as lists of ours.
///
/// Names with the same id become one entry with aliases. What cannot be a name of a list is an error with its place;
/// a name that comes twice is taken once.
public struct NameImport {
  /// A name as the other file gives it.
  public struct Name: Sendable {
    /// The list it goes to: `place.city`.
    public var list: String
    /// The name itself.
    public var text: String
    /// The other file's identifier, or "".
    public var id: String
    /// It counts however it is spelt.
    public var ignoresCase: Bool
    /// Where it stands.
    public var location: SourceLocation

    /// A name with its list and place.
    public init(list: String, text: String, id: String = "", ignoresCase: Bool = false, location: SourceLocation) {
      self.list = list
      self.text = text
      self.id = id
      self.ignoresCase = ignoresCase
      self.location = location
    }
  }

  private struct Entry {
    var name: String
    var id: String
    var aliases: [String] = []
    var ignoresCase: Bool

    var line: String { "\(name)\t\(id)\t\(aliases.joined(separator: "|"))\t\(ignoresCase ? "any" : "")" }
  }

  private struct Key: Hashable {
    var list: String
    var text: String
    var ignoresCase: Bool
  }

  private var entries: [String: [Entry]] = [:]
  private var entryOfID: [Key: Int] = [:]
  private var known: Set<Key> = []
  private var errors: [Diagnostic] = []
  /// The number of names that came twice.
  public private(set) var repeatedCount = 0

  /// No names.
  public init() {}

  /// Adds a name, or its error.
  public mutating func add(_ name: Name) {
    if let fault = Self.fault(of: name.text) ?? Self.fault(of: name.id, what: "id") {
      fail(fault, at: name.location)
      return
    }
    guard known.insert(Key(list: name.list, text: name.text, ignoresCase: name.ignoresCase)).inserted else {
      repeatedCount += 1
      return
    }
    let key = Key(list: name.list, text: name.id, ignoresCase: name.ignoresCase)
    if !name.id.isEmpty, let index = entryOfID[key] {
      entries[name.list]?[index].aliases.append(name.text)
      return
    }
    if !name.id.isEmpty { entryOfID[key] = entries[name.list]?.count ?? 0 }
    entries[name.list, default: []].append(Entry(name: name.text, id: name.id, ignoresCase: name.ignoresCase))
  }

  /// Adds an error of the file's own form.
  public mutating func fail(_ message: String, hint: String? = nil, at location: SourceLocation) {
    errors.append(Diagnostic(.error, at: location, message, hint: hint))
  }

  /// The lists in the order of their names, their lines sorted; throws where anything was wrong.
  public func lists() throws(DiagnosticsError) -> [GazetteerSource] {
    if !errors.isEmpty { throw DiagnosticsError(errors) }
    var sources: [GazetteerSource] = []
    for list in entries.keys.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
      let lines = (entries[list] ?? []).map(\.line).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      let text = "name\tid\taliases\tcase\n" + lines.map { "\($0)\n" }.joined()
      sources.append(GazetteerSource(list: list, text: text))
    }
    var compiler = GazetteerCompiler()
    for source in sources { compiler.add(source) }
    var writer = ResourceWriter()
    try compiler.finish(into: &writer)
    return sources
  }

  /// What keeps a text from being a field of a list; nil where nothing does.
  private static func fault(of text: String, what: String = "name") -> String? {
    if text.isEmpty { return what == "name" ? "the name is empty" : nil }
    if text.hasPrefix(" ") || text.hasSuffix(" ") { return "a blank at the edge of the \(what)" }
    if text.hasPrefix("#") { return "a list cannot hold '\(text)': '#' begins a comment" }
    for scalar in text.unicodeScalars where scalar.value < 0x20 || scalar == "|" {
      return "a list cannot hold the character U+00\(scalar.value < 0x10 ? "0" : "")"
        + "\(String(scalar.value, radix: 16, uppercase: true)) of the \(what)"
    }
    var copy = text
    return copy.withUTF8 { Composition.fault(in: $0)?.message }
  }
}

/// Reads a file of names, one a line; empty lines and `#` comments are passed over.
public enum NameLines {
  /// Adds the names of a file to an import.
  public static func read(
    _ bytes: [UInt8], path: String, list: String, ignoresCase: Bool, into names: inout NameImport
  ) {
    bytes.withUnsafeBufferPointer { text in
      var lines = ListLines(text)
      while let range = lines.next() {
        let line = UnsafeBufferPointer(rebasing: text[range])
        if line.isEmpty || line[0] == UInt8(ascii: "#") { continue }
        if let offset = UTF8Validation.firstFault(in: line) {
          let column = String(decoding: line[..<offset], as: UTF8.self).count + 1
          let place = SourceLocation(file: path, line: lines.line, column: column)
          names.fail("the file is not UTF-8 here", at: place)
          continue
        }
        if let tab = line.firstIndex(of: 0x09) {
          let column = String(decoding: line[..<tab], as: UTF8.self).count + 1
          let place = SourceLocation(file: path, line: lines.line, column: column)
          names.fail("a tab in the name", hint: "a list of our own form needs no import", at: place)
          continue
        }
        names.add(
          NameImport.Name(
            list: list, text: String(decoding: line, as: UTF8.self), ignoresCase: ignoresCase,
            location: SourceLocation(file: path, line: lines.line, column: 1)))
      }
    }
  }
}
