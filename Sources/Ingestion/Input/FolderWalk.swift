import Glibc

/// The files of a folder and of the folders in it, in the order of the bytes of their paths; links are not followed.
final class FolderWalk: EntrySource {
  /// Folders still open: the names in them that are to come, the next one last.
  private var stack: [(path: String, names: [String])] = []
  private var failures: [IngestionError] = []

  init(path: String) { enter(path) }

  private func enter(_ path: String) {
    guard let folder = opendir(path) else {
      failures.append(IngestionError(.input, origin: path, reason: FileSource.message(errno)))
      return
    }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != "." && name != ".." { names.append(name) }
    }
    names.sort { $1.utf8.lexicographicallyPrecedes($0.utf8) }
    stack.append((path, names))
  }

  func next() -> Entry? {
    while true {
      if !failures.isEmpty { return .item(.failure(failures.removeFirst())) }
      guard let top = stack.last else { return nil }
      guard let name = top.names.last else {
        stack.removeLast()
        continue
      }
      stack[stack.count - 1].names.removeLast()
      let path = top.path.hasSuffix("/") ? top.path + name : top.path + "/" + name
      var status = stat()
      guard lstat(path, &status) == 0 else {
        failures.append(IngestionError(.input, origin: path, reason: FileSource.message(errno)))
        continue
      }
      if status.st_mode & S_IFMT == S_IFDIR {
        enter(path)
      } else if status.st_mode & S_IFMT == S_IFREG, FileKind(name: name) != .other {
        do throws(StreamError) {
          return .file(try FileSource(path: path), name: name, origin: path)
        } catch {
          failures.append(IngestionError(.input, origin: path, reason: error.reason))
        }
      }
    }
  }
}
