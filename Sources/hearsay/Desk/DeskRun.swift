import Desk
import Glibc
import Judgements
import Records
import Review

/// A session at the desk: quotes on a terminal, verdicts into a file.
struct DeskRun {
  private let options: DeskOptions
  private let hasColor: Bool

  init(_ options: DeskOptions, hasColor: Bool) {
    self.options = options
    self.hasColor = hasColor
  }

  /// Judges quotes until the reader leaves.
  func run(_ items: [DeskItem]) throws {
    guard RawTerminal.isThere else { throw Failure("'--judge' needs a terminal") }
    let (file, known) = try openFile(items)
    let reader = DeskReader(
      who: options.reader, version: Hearsay.version, now: { Clock.now() }, seconds: { Clock.seconds() })
    var session = DeskSession(items, known: known, reader: reader)
    let before = session.done
    guard let terminal = RawTerminal() else { throw Failure("'--judge' needs a terminal") }
    try judge(&session, terminal, file)
    terminal.leave()
    let precision = session.precision
    Console.report(
      "\(session.done) of \(items.count) quotes judged, \(session.done - before) of them now; \(precision.right) are right; \(options.judgements)"
    )
  }

  private func judge(_ session: inout DeskSession, _ terminal: RawTerminal, _ file: JudgementFile) throws {
    while true {
      let size = terminal.size
      let screen = DeskScreen(Terminal(width: size.width, hasColor: hasColor), height: size.height)
      terminal.show(screen.lines(of: session))
      guard let keys = terminal.keys() else { return }
      for key in keys {
        for effect in session.press(key) {
          switch effect {
          case .append(let judgement): try add(judgement, to: file)
          case .explain(let item): session.show(DeskExplanation.lines(of: item))
          case .quit: return
          }
        }
      }
    }
  }

  private func add(_ judgement: Judgement, to file: JudgementFile) throws {
    do throws(RecordReadError) {
      try file.append(judgement)
    } catch {
      throw Failure("cannot write judgements: \(error)")
    }
  }

  /// Opens the file, and finds what it says of the quotes.
  private func openFile(_ items: [DeskItem]) throws -> (JudgementFile, [Int: Judgement]) {
    do throws(RecordReadError) {
      let file = try JudgementFile(path: options.judgements)
      let contents = try JudgementFile.read([options.judgements])
      for problem in contents.problems { Console.report("\(problem)") }
      return (file, DeskMemory.known(items, contents.standing))
    } catch {
      throw Failure("cannot open judgements: \(error)")
    }
  }
}

/// What the program says of how a quote was found: the output of `explain` on its document's text.
enum DeskExplanation {
  static func lines(of item: DeskItem) -> [String] {
    let quote = item.quote
    let at = quote.cue?.lowerBound ?? quote.spans[0].lowerBound
    var lines = ["\(quote.rule) made \(quote.id) with confidence \(quote.confidence)", ""]
    guard let output = explain(quote.document.text, at: at) else { return lines + ["'hearsay explain' did not run"] }
    for line in output.split(separator: "\n", omittingEmptySubsequences: false) {
      // A phase in which nothing matched is not worth a line.
      if line == "  nothing" { lines.removeLast() } else { lines.append(String(line)) }
    }
    return lines
  }

  /// Runs this program's `explain` on a text, which goes to it by a file that nobody else can read.
  private static func explain(_ text: [Unicode.Scalar], at offset: Int) -> String? {
    var path = Array("/tmp/hearsay-desk-XXXXXX.txt".utf8CString)
    let descriptor = mkstemps(&path, 4)
    guard descriptor >= 0 else { return nil }
    let name = path.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } } ?? ""
    defer { unlink(name) }
    var view = String.UnicodeScalarView()
    view.append(contentsOf: text)
    let bytes = Array(String(view).utf8)
    let written = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    close(descriptor)
    guard written == bytes.count else { return nil }
    return output(of: ["explain", name, "--all-body", "--at", "\(offset)"])
  }

  private static func output(of arguments: [String]) -> String? {
    let program = "/proc/self/exe"
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { return nil }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO)
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
    defer { posix_spawn_file_actions_destroy(&actions) }
    var strings: [UnsafeMutablePointer<CChar>?] = (["hearsay"] + arguments).map { strdup($0 as String) }
    strings.append(nil)
    defer { for string in strings { free(string) } }
    var process = pid_t()
    let status = posix_spawn(&process, program, &actions, nil, strings, environ)
    close(ends[1])
    defer { close(ends[0]) }
    guard status == 0 else { return nil }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(ends[0], &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0, bytes.count < 1 << 20 else { break }
      bytes += buffer.prefix(count)
    }
    var result: Int32 = 0
    while waitpid(process, &result, 0) < 0, errno == EINTR {}
    return result == 0 ? String(decoding: bytes, as: UTF8.self) : nil
  }
}
