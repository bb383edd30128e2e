/// A place in a file that people write.
public struct SourceLocation: Hashable, Sendable, CustomStringConvertible {
  /// The path as the user gave it.
  public var file: String
  /// From 1.
  public var line: Int
  /// In characters as editors count them, from 1.
  public var column: Int
  /// A place by line and column, both from 1.
  public init(file: String, line: Int, column: Int) {
    self.file = file
    self.line = line
    self.column = column
  }
  /// `file:line:column`, which editors jump to.
  public var description: String { "\(file):\(line):\(column)" }
}

/// A message to the writer of a rule, a gazetteer or a command line.
public struct Diagnostic: Hashable, Sendable, CustomStringConvertible {
  /// How bad it is; only errors stop a run.
  public enum Severity: String, Sendable { case error, warning, note }
  /// How bad it is.
  public var severity: Severity
  /// Where the culprit stands, if it is in a file.
  public var location: SourceLocation?
  /// Lower case, no full stop, the culprit in `'…'`.
  public var message: String
  /// `did you mean '…'?`
  public var hint: String?
  /// A message; see the fields for its form.
  public init(_ severity: Severity, at location: SourceLocation? = nil, _ message: String, hint: String? = nil) {
    self.severity = severity
    self.location = location
    self.message = message
    self.hint = hint
  }
  /// `file:line:column: error: message; hint`.
  public var description: String {
    let place = location.map { "\($0): " } ?? ""
    let tail = hint.map { "; \($0)" } ?? ""
    return "\(place)\(severity.rawValue): \(message)\(tail)"
  }
}

/// Errors of a file that is read whole before the run stops: all of them at once.
public struct DiagnosticsError: Error, Sendable, CustomStringConvertible {
  /// In the order of files and lines.
  public var diagnostics: [Diagnostic]
  /// All errors of a reading.
  public init(_ diagnostics: [Diagnostic]) { self.diagnostics = diagnostics }
  /// A line a diagnostic.
  public var description: String { diagnostics.map(\.description).joined(separator: "\n") }
}

/// The word of a list nearest to a slip, within two edits: for *did you mean*.
public enum Spelling {
  /// The nearest word, the first of several as near; nil where all are farther than two edits. O(words × length²).
  public static func nearest(to word: String, in words: [String]) -> String? {
    var best: (distance: Int, word: String)?
    for candidate in words {
      let distance = editDistance(word, candidate, limit: 2)
      if distance <= 2, distance < candidate.unicodeScalars.count, distance < best?.distance ?? 3 {
        best = (distance, candidate)
      }
    }
    return best?.word
  }

  /// The Levenshtein distance, with a swap of neighbours as one edit; more than `limit` where it is larger.
  static func editDistance(_ left: String, _ right: String, limit: Int) -> Int {
    let a = Array(left.unicodeScalars.prefix(64))
    let b = Array(right.unicodeScalars.prefix(64))
    guard abs(a.count - b.count) <= limit else { return limit + 1 }
    var before: [Int] = []
    var previous = Array(0...b.count)
    for i in 0..<a.count {
      var current = [i + 1]
      for j in 0..<b.count {
        var cost = min(previous[j] + (a[i] == b[j] ? 0 : 1), previous[j + 1] + 1, current[j] + 1)
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, before[j - 1] + 1) }
        current.append(cost)
      }
      before = previous
      previous = current
    }
    return previous[b.count]
  }
}
