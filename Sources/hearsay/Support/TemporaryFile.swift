import Glibc
import Ingestion

/// A file on its way to a name: `.hearsay-HASH.tmp`, where the hash is that of the path it is for.
///
/// It is made new and never through a link, and locked while it is written. What a run that was killed has left is taken
/// away by the next one for the same path; what a run that still lives is writing is an error that says so.
final class TemporaryFile {
  let descriptor: Int32
  private let path: String
  /// The path that it takes; where the user's path is a link, the one that the link leads to.
  private let target: String
  private let name: String

  /// Makes the file in a folder; in that of the path itself where none is given.
  init(for name: String, in folder: String?) throws(OutputError) {
    let target = Self.resolved(name)
    let parent = target.lastIndex(of: "/").map { String(target[..<$0]) + "/" } ?? ""
    let hash = ContentHash.hash(of: Array(target.utf8))
    let plain = (folder.map { $0 + "/" } ?? parent) + ".hearsay-" + String(hash, radix: 16)
    var found: (path: String, descriptor: Int32)?
    for attempt in 0..<100 where found == nil {
      let path = attempt < 8 ? plain + ".tmp" : plain + "-\(UInt32.random(in: 0...UInt32.max)).tmp"
      found = try Self.make(path, for: name).map { (path, $0) }
    }
    guard let found else {
      throw .failed(path: SystemPath.shown(name), reason: "no name for a temporary file is free", code: EEXIST)
    }
    path = found.path
    descriptor = found.descriptor
    self.target = target
    self.name = name
  }

  /// Makes a file and locks it; nil where another one is in the way.
  private static func make(_ path: String, for name: String) throws(OutputError) -> Int32? {
    let made = open(SystemPath.bytes(path), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o666)
    guard made < 0 else {
      var status = stat()
      // Another run may have taken it for one that was left over before it was locked.
      if flock(made, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK, fstat(made, &status) == 0, status.st_nlink > 0 {
        return made
      }
      close(made)
      return nil
    }
    guard errno == EEXIST else { throw .last(path: name) }
    try removeLeftover(path, for: name)
    return nil
  }

  /// Takes away what a run that is gone has left; an error where it is not gone.
  static func removeLeftover(_ path: String, for name: String) throws(OutputError) {
    let other = open(SystemPath.bytes(path), O_WRONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard other >= 0 else { return }
    defer { close(other) }
    if flock(other, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK {
      throw .failed(path: SystemPath.shown(name), reason: "another run is writing it", code: EAGAIN)
    }
    unlink(SystemPath.bytes(path))
  }

  /// The path that a link leads to, so that the link stays one.
  private static func resolved(_ path: String) -> String {
    var status = stat()
    guard lstat(SystemPath.bytes(path), &status) == 0, status.st_mode & S_IFMT == S_IFLNK,
      let real = realpath(SystemPath.bytes(path), nil)
    else { return path }
    defer { free(real) }
    return SystemPath.string(real)
  }

  /// Closes the file under the name that it was made for.
  func takeName() throws(OutputError) {
    // Closed last: its lock keeps it ours until it has its name.
    defer { close(descriptor) }
    if rename(SystemPath.bytes(path), SystemPath.bytes(target)) != 0 {
      let failure = OutputError.last(path: name)
      unlink(SystemPath.bytes(path))
      throw failure
    }
  }

  /// Closes the file and takes it away.
  func discard() {
    unlink(SystemPath.bytes(path))
    close(descriptor)
  }
}
