import TextModel

/// Compiles the lists of classes of words (`Gazetteers/class/*.tsv`) into the lines that `WordClasses` reads.
///
/// A line is a class, its words parted by blanks, and a note. `@calendar.weekday` stands for all words of that class,
/// `contributed_to` for a word with a blank in it. The class `article` of `figure.tsv` is `figure.article`.
struct WordClassCompiler {
  /// The folder of the lists, as the names of lists begin.
  static let prefix = "class."  // names: a folder
  private static let columns = ["class", "words", "note"]  // names: columns
  /// A class has no more words, those of the classes that it names with them.
  private static let wordLimit = 100_000

  private struct Class {
    var words: [String]
    var path: String
    var line: Int
  }

  /// The names of the classes, in the order of the files.
  private var order: [String] = []
  private var classes: [String: Class] = [:]

  /// Whether a list is one of these.
  static func takes(_ source: GazetteerSource) -> Bool { source.list.hasPrefix(prefix) }

  /// Reads a list's file; what is wrong with it goes to the log. O(bytes).
  mutating func add(_ source: GazetteerSource, log: inout SourceLog) {
    let folder = source.list.dropFirst(Self.prefix.count)
    var hasHeader = false
    let lines = source.bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    for (index, bytes) in lines.enumerated() where !bytes.isEmpty && !bytes.starts(with: "# ".utf8) {
      let cells = bytes.split(separator: 0x09, omittingEmptySubsequences: false)
        .map { String(decoding: $0, as: UTF8.self) }
      func tell(_ message: String, hint: String? = nil) {
        bytes.withUnsafeBufferPointer { log.error(message, hint: hint, line: index + 1, of: $0) }
      }
      guard hasHeader else {
        hasHeader = true
        if !Self.columns.starts(with: cells) { tell("the columns are 'class', 'words' and 'note'") }
        continue
      }
      guard cells.count >= 2, cells.count <= Self.columns.count else {
        tell("a class has its words behind a tab, and a note behind another one")
        continue
      }
      let name = "\(folder).\(cells[0])"
      if classes[name] != nil { tell("the class '\(name)' is there twice") }
      order.append(name)
      classes[name] = Class(
        words: cells[1].split(separator: " ").map(String.init), path: source.path, line: index + 1)
    }
  }

  /// The lines; classes that others name and that are not there are told of.
  func lines(into diagnostics: inout [Diagnostic]) -> [UInt8] {
    var lines: [UInt8] = []
    for name in order {
      var words: [String] = []
      add(name, to: &words, within: [], into: &diagnostics)
      lines += name.utf8
      for word in words {
        lines.append(0x09)
        lines += word.utf8
      }
      lines.append(0x0A)
    }
    return lines
  }

  /// Adds the words of a class, and those of the classes that it names.
  private func add(
    _ name: String, to words: inout [String], within outer: [String], into diagnostics: inout [Diagnostic]
  ) {
    guard let found = classes[name] else { return }
    for word in found.words {
      guard word.hasPrefix("@"), word.count > 1 else {
        words.append(Self.withBlanks(word))
        continue
      }
      let inner = String(word.dropFirst())
      let place = SourceLocation(file: found.path, line: found.line, column: 1)
      if classes[inner] == nil {
        let meant = Spelling.nearest(to: inner, in: classes.keys.sorted())
        diagnostics.append(
          Diagnostic(
            .error, at: place, "there is no class '\(word)'", hint: meant.map { "did you mean '@\($0)'?" }))
      } else if words.count > Self.wordLimit {
        return
      } else if inner == name || outer.contains(inner) {
        diagnostics.append(Diagnostic(.error, at: place, "the class '\(word)' has itself in it"))
      } else {
        add(inner, to: &words, within: outer + [name], into: &diagnostics)
      }
    }
  }

  /// The word with a blank where `_` stands between others.
  private static func withBlanks(_ word: String) -> String {
    word.count > 1 ? String(word.map { $0 == "_" ? " " : $0 }) : word
  }
}
