import TextModel

/// Gathers what is to be said of one source, with lines and columns from offsets.
struct SourceLog {
  /// More errors of one file than this are counted, not told.
  static let errorLimit = 100

  let path: String
  private(set) var diagnostics: [Diagnostic] = []
  private(set) var errorCount = 0

  init(path: String) { self.path = path }

  var hasErrors: Bool { errorCount > 0 }

  /// An error at a byte of a line; the column is counted in characters.
  mutating func error(
    _ message: String, hint: String? = nil, line: Int, at offset: Int = 0, of text: UnsafeBufferPointer<UInt8>
  ) {
    errorCount += 1
    guard errorCount <= Self.errorLimit else { return }
    let place = SourceLocation(file: path, line: line, column: Self.column(offset, of: text))
    diagnostics.append(Diagnostic(.error, at: place, message, hint: hint))
  }

  /// A warning at a byte of a line.
  mutating func warning(
    _ message: String, hint: String? = nil, line: Int, at offset: Int = 0, of text: UnsafeBufferPointer<UInt8>
  ) {
    let place = SourceLocation(file: path, line: line, column: Self.column(offset, of: text))
    diagnostics.append(Diagnostic(.warning, at: place, message, hint: hint))
  }

  /// The errors and warnings, with a note on those that were left out.
  var all: [Diagnostic] {
    guard errorCount > Self.errorLimit else { return diagnostics }
    let rest = errorCount - Self.errorLimit
    return diagnostics + [Diagnostic(.note, "'\(path)' has \(rest) further errors")]
  }

  private static func column(_ offset: Int, of text: UnsafeBufferPointer<UInt8>) -> Int {
    let start = UnsafeBufferPointer(rebasing: text[..<max(0, min(offset, text.count))])
    return String(decoding: start, as: UTF8.self).count + 1
  }
}
