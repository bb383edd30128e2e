import Glibc
import Ingestion

/// Goes over the inputs of a run, file by file: folders in the order of their names' bytes, links in them not followed.
///
/// Holds the names of the folders on the way down, and nothing of what lies beside them.
struct DumpWalker {
  private struct Folder {
    var path: String
    /// The path below the input, with a slash at its end; empty for the input itself.
    var prefix: String
    /// The names that are still to come, the next one last.
    var names: [String]
  }

  private var inputs: [String]
  private var folders: [Folder] = []
  /// Folders in folders beyond this are an error: no dump has them.
  private static let depthLimit = 256

  init(inputs: [String]) { self.inputs = inputs.reversed() }

  /// The next file; nil at the end.
  mutating func next() -> Dump? {
    while true {
      if let found = nextInFolder() { return found }
      guard folders.isEmpty else { continue }
      guard let input = inputs.popLast() else { return nil }
      guard input != "-", Folders.isFolder(input) else {
        return Dump(path: input, name: input == "-" ? "stdin" : Self.lastComponent(of: input))
      }
      if let failed = enter(input, prefix: "") { return failed }
    }
  }

  private mutating func nextInFolder() -> Dump? {
    guard let top = folders.indices.last else { return nil }
    guard let name = folders[top].names.popLast() else {
      folders.removeLast()
      return nil
    }
    let path = folders[top].path + "/" + name
    let relative = folders[top].prefix + name
    var status = stat()
    guard lstat(path, &status) == 0 else {
      return Dump(path: path, name: relative, failure: SystemError.lastReason)
    }
    switch status.st_mode & S_IFMT {
    case S_IFDIR: return enter(path, prefix: relative + "/")
    case S_IFREG where InputReader.mayHoldDocuments(name: name):
      return Dump(path: path, name: relative, isFolderMember: true)
    default: return nil
    }
  }

  /// Goes down into a folder; a dump with the reason where it cannot.
  private mutating func enter(_ path: String, prefix: String) -> Dump? {
    var path = path
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    guard folders.count < Self.depthLimit else {
      return Dump(path: path, name: prefix, failure: "more than \(Self.depthLimit) folders deep")
    }
    guard let stream = opendir(path) else { return Dump(path: path, name: prefix, failure: SystemError.lastReason) }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    names.sort { $1.utf8.lexicographicallyPrecedes($0.utf8) }
    folders.append(Folder(path: path, prefix: prefix, names: names))
    return nil
  }

  private static func lastComponent(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path
  }
}
