import Glibc

/// The rows of a Parquet file as JSON Lines, as the program `duckdb` gives them.
final class ParquetSource: ByteSource {
  private var process = pid_t()
  private var descriptor: Int32 = -1
  private let file: String

  /// Starts DuckDB; an error that says what to do where it is not there.
  init(path: String) throws(StreamError) {
    file = path
    super.init()
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { throw StreamError(reason: FileSource.message(errno)) }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO)
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
    let query = "SELECT * FROM read_parquet('\(path.replacing("'", with: "''"))')"
    let words = ["duckdb", "-init", "/dev/null", "-jsonlines", "-c", query]
    var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0 as String) }
    arguments.append(nil)
    defer { for pointer in arguments { free(pointer) } }
    let status = posix_spawnp(&process, "duckdb", &actions, nil, arguments, environ)
    close(ends[1])
    guard status == 0 else {
      close(ends[0])
      throw StreamError(reason: Self.advice)
    }
    descriptor = ends[0]
  }

  deinit { finish() }

  /// What to do where there is no DuckDB.
  static let advice =
    "is Parquet, which is read by the program 'duckdb' alone; install that, or make JSON Lines or CSV of the file"

  override func read(into buffer: UnsafeMutableRawBufferPointer) throws(StreamError) -> Int {
    guard descriptor >= 0 else { return 0 }
    while true {
      let got = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
      if got > 0 { return got }
      if got < 0, errno == EINTR { continue }
      guard finish() == 0, got == 0 else { throw StreamError(reason: "'duckdb' could not read the Parquet file") }
      return 0
    }
  }

  /// Waits for the program's end; its status.
  @discardableResult
  private func finish() -> Int32 {
    guard descriptor >= 0 else { return 0 }
    close(descriptor)
    descriptor = -1
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    return status
  }
}
