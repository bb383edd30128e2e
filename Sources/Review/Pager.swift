import Glibc

/// A program that shows text screen by screen, with a pipe into it.
public final class Pager {
  private var process = pid_t()
  private var descriptor: Int32

  /// Starts a pager by the shell; nil where it cannot be started. `environment` is what it sees.
  public init?(command: String, environment: [(name: String, value: String)]) {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { return nil }
    // The pager must not hold the end that is written to, or it would never see the end of the text.
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    descriptor = ends[1]
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawn_file_actions_adddup2(&actions, ends[0], STDIN_FILENO)
    defer { posix_spawn_file_actions_destroy(&actions) }
    var arguments: [UnsafeMutablePointer<CChar>?] = ["sh", "-c", command].map { strdup($0 as String) }
    arguments.append(nil)
    var variables: [UnsafeMutablePointer<CChar>?] = environment.map { strdup("\($0.name)=\($0.value)") }
    variables.append(nil)
    defer { for pointer in arguments + variables { free(pointer) } }
    let status = posix_spawn(&process, "/bin/sh", &actions, nil, arguments, variables)
    close(ends[0])
    if status != 0 {
      close(descriptor)
      return nil
    }
  }

  /// Sends text; false where the reader has left the pager.
  public func write(_ text: String) -> Bool {
    var copy = text
    return copy.withUTF8 { bytes in
      var rest = UnsafeRawBufferPointer(bytes)
      while !rest.isEmpty {
        let count = Glibc.write(descriptor, rest.baseAddress, rest.count)
        if count < 0 && errno == EINTR { continue }
        if count < 0 { return false }
        rest = UnsafeRawBufferPointer(rebasing: rest[count...])
      }
      return true
    }
  }

  /// Ends the text and waits until the reader has left the pager.
  public func finish() {
    close(descriptor)
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
  }
}
