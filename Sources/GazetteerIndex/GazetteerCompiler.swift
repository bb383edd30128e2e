import TextModel

/// Compiles lists into the sections of a resource file.
///
/// All errors of all files are gathered; `finish` throws them at once.
public struct GazetteerCompiler {
  static let prefix = "gazetteers."
  /// Conditions are numbered in one byte, and 0 is none.
  static let conditionLimit = 255

  /// Made with the first list of names: these are cut by what the classes of words say.
  private var builder: AutomatonBuilder?
  private var lists: [CompiledList] = []
  private var conditions: [String] = [""]
  private var entries = EntryTableBuilder()
  private var classes = WordClassCompiler()
  private var diagnostics: [Diagnostic] = []
  private var hasErrors = false

  /// The classes of the lists that these will lie over.
  private let base: WordClasses

  /// A compiler without lists, of lists that will lie over others with these classes of words. Lists of classes come before
  /// those of names.
  public init(over base: WordClasses = WordClasses()) { self.base = base }

  /// What was to be said of the lists so far: errors and warnings.
  public var warnings: [Diagnostic] { diagnostics.filter { $0.severity == .warning } }
  /// The number of entries so far.
  public var entryCount: Int { entries.count }
  /// The number of names so far, aliases counted.
  public var nameCount: Int { builder?.count ?? 0 }

  /// Reads a list's file. O(bytes).
  public mutating func add(_ source: GazetteerSource) {
    var log = SourceLog(path: source.path)
    if WordClassCompiler.takes(source) {
      classes.add(source, log: &log)
      diagnostics += log.all
      hasErrors = hasErrors || log.hasErrors
      return
    }
    if builder == nil { builder = makeBuilder() }
    source.bytes.withUnsafeBufferPointer { text in
      checkList(source, text, log: &log)
      if let file = GazetteerFile(text, log: &log) { add(file, text, source, log: &log) }
    }
    diagnostics += log.all
    hasErrors = hasErrors || log.hasErrors
  }

  private mutating func checkList(_ source: GazetteerSource, _ text: UnsafeBufferPointer<UInt8>, log: inout SourceLog) {
    let isWritable = source.list.utf8.allSatisfy {
      (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D || $0 == 0x2E
    }
    if !isWritable {
      log.error(
        "the list '\(source.list)' cannot be written in a rule",
        hint: "folder and file are named with small letters, digits and '-'", line: 1, of: text)
    }
    if lists.contains(where: { $0.name == source.list }) {
      log.error("the list '\(source.list)' is there twice", line: 1, of: text)
    }
    if lists.count == GazetteerMatch.listLimit {
      log.error("more than \(GazetteerMatch.listLimit) lists", line: 1, of: text)
    }
  }

  private mutating func add(
    _ file: GazetteerFile, _ text: UnsafeBufferPointer<UInt8>, _ source: GazetteerSource, log: inout SourceLog
  ) {
    let first = entries.count
    let list = UInt8(truncatingIfNeeded: lists.count)
    var names = EntryIndex()
    file.forEachRow(of: text, log: &log) { row, log in
      let line = UnsafeBufferPointer(rebasing: text[row.range])
      guard let values = RowValues(row, header: file.header, text, log: &log),
        let condition = number(of: values.onlyIf, line: row.line, line, log: &log),
        names.add(values, row, in: text, log: &log)
      else { return }
      var output = NameOutput(entry: UInt32(truncatingIfNeeded: entries.count), list: list, condition: condition)
      entries.add(line, line: row.line)
      for name in [values.name] + values.aliases {
        let bytes = UnsafeBufferPointer(rebasing: text[name])
        output.condition = condition
        if condition == 0, let known = file.header.known, Acronyms.isShort(bytes), !row.has(bytes, in: known, of: text),
          let short = number(of: Acronyms.condition, line: row.line, line, log: &log)
        {
          output.condition = short
        }
        let fault: String
        switch builder?.add(bytes, ignoresCase: values.ignoresCase, output: output) {
        case .added, nil: continue
        case .noWord: fault = "the name has no word"
        case .tooLong: fault = "the name has more than \(TokenAutomaton.depthLimit) words"
        }
        log.error(fault, line: row.line, at: name.lowerBound - row.range.lowerBound, of: line)
      }
    }
    lists.append(
      CompiledList(
        name: source.list, path: source.path, columns: file.header.columns, entries: first..<entries.count))
  }

  private func makeBuilder() -> AutomatonBuilder {
    var faults: [Diagnostic] = []
    return AutomatonBuilder(base.adding(classes.lines(into: &faults)))
  }

  private mutating func number(
    of condition: String, line: Int, _ text: UnsafeBufferPointer<UInt8>, log: inout SourceLog
  ) -> UInt8? {
    if let known = conditions.firstIndex(of: condition) { return UInt8(truncatingIfNeeded: known) }
    guard conditions.count <= Self.conditionLimit else {
      log.error("more than \(Self.conditionLimit) different values of 'only-if'", line: line, of: text)
      return nil
    }
    conditions.append(condition)
    return UInt8(truncatingIfNeeded: conditions.count - 1)
  }

  /// Adds the sections to the file; throws where a list had an error.
  public consuming func finish(into writer: inout ResourceWriter) throws(DiagnosticsError) {
    let classLines = classes.lines(into: &diagnostics)
    if hasErrors || diagnostics.contains(where: { $0.severity == .error }) { throw DiagnosticsError(diagnostics) }
    guard entries.isAddressable else {
      throw DiagnosticsError([Diagnostic(.error, "the lists have more than 4 GiB of text or 2^31 entries")])
    }
    writer.add("\(Self.prefix)lists", Array(lists.map(\.line).joined().utf8))
    writer.add("\(Self.prefix)classes", classLines)
    writer.add("\(Self.prefix)conditions", Array(conditions.map { "\($0)\n" }.joined().utf8))
    entries.finish(into: &writer, prefix: Self.prefix)
    (builder ?? makeBuilder()).finish(into: &writer, prefix: Self.prefix)
  }
}

/// The values of a row that the compiler itself needs.
struct RowValues {
  var name: Range<Int>
  var id = 0..<0
  var aliases: [Range<Int>] = []
  var ignoresCase = false
  var onlyIf = ""

  /// Nil, with errors in the log, where a value cannot be used.
  init?(
    _ row: GazetteerRow, header: GazetteerHeader, _ text: UnsafeBufferPointer<UInt8>, log: inout SourceLog
  ) {
    name = row.fields[0]
    let line = UnsafeBufferPointer(rebasing: text[row.range])
    let base = row.range.lowerBound
    func field(_ column: Int?) -> Range<Int>? {
      guard let column, column < row.fields.count, !row.fields[column].isEmpty else { return nil }
      return row.fields[column]
    }
    func string(_ range: Range<Int>) -> String {
      String(decoding: UnsafeBufferPointer(rebasing: text[range]), as: UTF8.self)
    }
    if let id = field(header.id) { self.id = id }
    if let range = field(header.onlyIf) { onlyIf = string(range) }
    if let range = field(header.letterCase) {
      let value = string(range)
      guard value == "exact" || value == "any" else {
        let meant = Spelling.nearest(to: value, in: ["exact", "any"])
        log.error(
          "case is 'exact' or 'any', not '\(value)'", hint: meant.map { "did you mean '\($0)'?" }, line: row.line,
          at: range.lowerBound - base, of: line)
        return nil
      }
      ignoresCase = value == "any"
    }
    guard let range = field(header.aliases) else { return }
    var start = range.lowerBound
    for index in range.lowerBound...range.upperBound
    where index == range.upperBound || text[index] == UInt8(ascii: "|") {
      if start == index || text[start] == 0x20 || text[index - 1] == 0x20 {
        let fault = start == index ? "an alias is empty" : "a blank at the edge of the alias"
        log.error(fault, line: row.line, at: start - base, of: line)
        return nil
      }
      aliases.append(start..<index)
      start = index + 1
    }
  }
}

/// A list as the resource file knows it.
struct CompiledList {
  var name: String
  var path: String
  var columns: [String]
  var entries: Range<Int>

  var line: String {
    let path = String(path.map { $0 == "\t" || $0.isNewline ? "?" : $0 })
    return "\(name)\t\(path)\t\(entries.lowerBound)\t\(entries.upperBound)\t\(columns.joined(separator: "|"))\n"
  }

  init(name: String, path: String, columns: [String], entries: Range<Int>) {
    self.name = name
    self.path = path
    self.columns = columns
    self.entries = entries
  }

  /// Nil where the line is none that `line` wrote.
  init?(line: Substring) {
    // By bytes: to split text by characters is slow, and this is done at every start.
    let fields = line.utf8.split(separator: 0x09, omittingEmptySubsequences: false).map { Substring($0) }
    guard fields.count == 5, let first = Int(fields[2]), let end = Int(fields[3]), first >= 0, first <= end else {
      return nil
    }
    self.init(
      name: String(fields[0]), path: String(fields[1]),
      columns: fields[4].utf8.split(separator: 0x7C).map { String(Substring($0)) },
      entries: first..<end)
  }
}
