import Glibc

/// Messages to the user, on standard error; data goes to standard output and nowhere else.
enum Console {
  /// Writes a line: `hearsay: message`.
  static func report(_ message: String) { write("hearsay: \(sanitized(message))\n") }

  /// Writes a line without the program's name, as diagnostics with their own place in a file are.
  static func print(_ line: String) { write(sanitized(line) + "\n") }

  /// Writes text as it is.
  static func write(_ text: String) {
    var copy = text
    copy.withUTF8 { bytes in
      var rest = UnsafeRawBufferPointer(bytes)
      while !rest.isEmpty {
        let count = Glibc.write(STDERR_FILENO, rest.baseAddress, rest.count)
        if count <= 0 { return }
        rest = UnsafeRawBufferPointer(rebasing: rest[count...])
      }
    }
  }

  /// Whether standard error is a terminal.
  static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  /// A message without the control characters that a file name or a page can bring.
  private static func sanitized(_ message: String) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in message.unicodeScalars {
      let isControl = scalar.value < 0x20 && scalar != "\n" || (0x7F..<0xA0).contains(scalar.value)
      scalars.append(isControl ? "\u{FFFD}" : scalar)
    }
    return String(scalars)
  }
}
