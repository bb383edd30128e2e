import ArgumentParser
import Glibc
import Review

/// What the environment says; read here and nowhere else.
enum Environment {
  /// The value of a variable; nil where it is not set.
  static func value(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

  /// Whether a variable is set to something.
  static func isSet(_ name: String) -> Bool { !(value(name) ?? "").isEmpty }

  /// All variables.
  static var all: [(name: String, value: String)] {
    var variables: [(String, String)] = []
    var next = environ
    while let entry = next.pointee {
      let text = String(cString: entry)
      if let sign = text.firstIndex(of: "=") {
        variables.append((String(text[..<sign]), String(text[text.index(after: sign)...])))
      }
      next += 1
    }
    return variables
  }
}

/// How a command shows text to people.
struct TerminalOptions: ParsableArguments {
  @Option(help: "Colour: auto, always or never.")
  var color = Choice.auto

  @Flag(help: "Write to standard output, without a pager.")
  var noPager = false

  /// Whether standard output is a terminal.
  static var isTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

  /// The terminal as the flags, the environment and the system describe it.
  var terminal: Terminal { Terminal(width: Self.width, hasColor: hasColor) }

  /// The same as `terminal`, and with links where what shows text lets them through.
  var pagedTerminal: Terminal {
    var terminal = terminal
    guard terminal.hasColor, Self.isTerminal else { return terminal }
    terminal.hasLinks = noPager || Self.pagerCommand.map { Less.isLess($0) && Less.knowsLinks } ?? true
    return terminal
  }

  /// A flag beats the environment; `NO_COLOR` beats `CLICOLOR_FORCE`.
  private var hasColor: Bool {
    if color != .auto { return color == .always }
    if Environment.isSet("NO_COLOR") { return false }
    if Environment.isSet("CLICOLOR_FORCE"), Environment.value("CLICOLOR_FORCE") != "0" { return true }
    return Self.isTerminal && Environment.value("TERM") != "dumb"
  }

  private static var width: Int {
    if let columns = Environment.value("COLUMNS").flatMap({ Int($0) }), columns > 0 { return min(columns, 1000) }
    var size = winsize()
    for descriptor in [STDOUT_FILENO, STDERR_FILENO] {
      if ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 { return Int(size.ws_col) }
    }
    return 80
  }

  /// Opens what text goes to: a pager where standard output is a terminal, else standard output.
  ///
  /// `less` is given these options where the user has none: it quits where all fits on one screen, lets colours through,
  /// leaves the screen as it is, and looks for words whatever their case.
  ///
  /// `keys` are what `less` is told besides: what it looks for, so that `n` goes from one to the next, and what its prompt
  /// says.
  func makeTextOutput(options: String = "FRXi", keys: Less.Keys? = nil) -> TextOutput {
    guard Self.isTerminal, !noPager, var command = Self.pagerCommand else { return TextOutput(pager: nil) }
    if let keys, Less.isLess(command) { command += keys.words }
    var environment = Environment.all
    if Environment.value("LESS") == nil { environment.append(("LESS", options)) }
    // Whatever the locale is, what is written is UTF-8.
    if Environment.value("LESSCHARSET") == nil { environment.append(("LESSCHARSET", "utf-8")) }
    if Environment.value("LV") == nil { environment.append(("LV", "-c")) }
    return TextOutput(pager: Pager(command: command, environment: environment))
  }

  /// `HEARSAY_PAGER`, `PAGER`, `less`; nil where the first that is set is empty or `cat`.
  private static var pagerCommand: String? {
    let command = Environment.value("HEARSAY_PAGER") ?? Environment.value("PAGER") ?? "less"
    return command.isEmpty || command == "cat" ? nil : command
  }
}

/// Where text for people goes: a pager or standard output.
final class TextOutput {
  private let pager: Pager?
  private let file = OutputFile()
  private var buffer = ""

  init(pager: Pager?) {
    self.pager = pager
    // The keyboard's interrupt is for the pager.
    if pager != nil { signal(SIGINT, SIG_IGN) }
  }

  /// Whether text is written at once, because somebody may be waiting for it.
  private var limit: Int { pager == nil ? 1 << 16 : 1 << 12 }

  /// Writes a line; false where nobody reads any more.
  func write(line: String) throws -> Bool {
    buffer += line
    buffer += "\n"
    return buffer.utf8.count < limit ? true : try flush()
  }

  /// Writes what is left and waits until the reader has left the pager.
  func finish() throws {
    _ = try flush()
    pager?.finish()
  }

  private func flush() throws -> Bool {
    defer { buffer = "" }
    if let pager { return pager.write(buffer) }
    try file.write(Array(buffer.utf8))
    return true
  }
}
