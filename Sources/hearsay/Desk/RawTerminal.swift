import Desk
import Glibc
import Review
import Synchronization

/// The terminal of the user with the keyboard read key by key; it is as it was before when this goes.
final class RawTerminal {
  private let descriptor: Int32
  private var before = termios()
  private var isRaw = true
  private var reader = DeskKeyReader()

  /// Set by a signal that ends the program.
  private static let isEnded = Atomic<Bool>(false)

  /// Whether there is a terminal to take over.
  static var isThere: Bool {
    let descriptor = open("/dev/tty", O_RDWR | O_CLOEXEC)
    if descriptor >= 0 { close(descriptor) }
    return descriptor >= 0
  }

  /// Takes the terminal over; nil where there is none.
  init?() {
    descriptor = open("/dev/tty", O_RDWR | O_CLOEXEC)
    guard descriptor >= 0, tcgetattr(descriptor, &before) == 0 else {
      if descriptor >= 0 { close(descriptor) }
      isRaw = false
      return nil
    }
    Self.catchSignals()
    enter()
  }

  deinit {
    leave()
    if descriptor >= 0 { close(descriptor) }
  }

  /// Signals wake the reading: a terminal that has another size is drawn again, one that is gone ends the session.
  private static func catchSignals() {
    for number in [SIGTERM, SIGHUP, SIGINT] {
      handle(number) { _ in RawTerminal.isEnded.store(true, ordering: .relaxed) }
    }
    handle(SIGWINCH) { _ in }
  }

  private static func handle(_ number: Int32, _ handler: @escaping @convention(c) (Int32) -> Void) {
    var action = sigaction()
    action.__sigaction_handler.sa_handler = handler
    sigaction(number, &action, nil)
  }

  /// Reads keys one by one, on the other screen of terminals that have one.
  func enter() {
    var raw = before
    cfmakeraw(&raw)
    tcsetattr(descriptor, TCSANOW, &raw)
    isRaw = true
    write("\u{1B}[?1049h\u{1B}[?25l")
  }

  /// Gives the terminal back as it was.
  func leave() {
    guard isRaw else { return }
    isRaw = false
    write("\u{1B}[?25h\u{1B}[?1049l")
    tcsetattr(descriptor, TCSANOW, &before)
  }

  /// The size in columns and lines.
  var size: (width: Int, height: Int) {
    var size = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return (80, 24) }
    return (min(1000, Int(size.ws_col)), min(1000, max(8, Int(size.ws_row))))
  }

  /// Shows lines from the top of the screen on.
  func show(_ lines: [String]) {
    let text = lines.map { $0 + "\u{1B}[K" }.joined(separator: "\r\n")
    write("\u{1B}[H" + text + "\u{1B}[J")
  }

  /// Waits for keys; none where the screen has changed, nil at the end of the terminal.
  func keys() -> [DeskKey]? {
    var bytes = [UInt8](repeating: 0, count: 256)
    let count = read(descriptor, &bytes, bytes.count)
    if Self.isEnded.load(ordering: .relaxed) { return nil }
    if count < 0 { return errno == EINTR ? [.redraw] : nil }
    return count == 0 ? nil : reader.keys(of: bytes.prefix(count))
  }

  private func write(_ text: String) {
    let bytes = Array(text.utf8)
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }
}
