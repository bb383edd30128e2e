import Glibc
import Review

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

  /// A message on one line, without what a file name or a page can bring to forge another one.
  private static func sanitized(_ message: String) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in message.unicodeScalars {
      if let shown = SafeText.shown(scalar) { scalars.append(shown) }
    }
    return String(scalars)
  }
}

/// The three streams that a program begins with.
enum StandardStreams {
  /// Puts something in the place of streams that are closed, so that no file of the run takes it: reading and writing
  /// there fail as they should.
  static func fill() {
    for (descriptor, mode) in [(STDIN_FILENO, O_WRONLY), (STDOUT_FILENO, O_RDONLY), (STDERR_FILENO, O_RDONLY)]
    where fcntl(descriptor, F_GETFD) < 0 {
      _ = open("/dev/null", mode)
    }
  }
}
