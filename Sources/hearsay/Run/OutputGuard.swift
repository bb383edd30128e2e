import Glibc
import Ingestion

/// Keeps what a run writes out of what it reads.
enum OutputGuard {
  /// The files and folders that the run writes to, which a walk passes over; an error where an input is one of them.
  static func excluded(_ target: ExtractOptions.Target, inputs: [String]) throws -> Set<FileIdentity> {
    var excluded: Set<FileIdentity> = []
    switch target {
    case .standardOutput: break
    case .file(let path): if isRegular(path), let file = FileIdentity(path: path) { excluded.insert(file) }
    case .perDump(let folder), .perType(let folder):
      try Folders.make(folder)
      if let identity = FileIdentity(path: folder) { excluded.insert(identity) }
    }
    for descriptor in [STDOUT_FILENO, STDERR_FILENO] {
      if let file = FileIdentity(regularFile: descriptor) { excluded.insert(file) }
    }
    for input in inputs where input != "-" {
      guard let identity = FileIdentity(path: input), excluded.contains(identity) else { continue }
      throw Failure("'\(SystemPath.shown(input))' is an input, and what this run writes would replace it")
    }
    return excluded
  }

  private static func isRegular(_ path: String) -> Bool {
    var status = stat()
    return stat(SystemPath.bytes(path), &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }
}
