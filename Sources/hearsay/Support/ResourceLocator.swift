import Glibc
import TextModel

/// Finds the gazetteers and rules that the program came with.
enum ResourceLocator {
  /// What there is.
  enum Place: Equatable {
    /// The compiled file.
    case compiled(String)
    /// A source tree: a package with `Gazetteers/` and `Rules/`, and the compiled file that is older than these.
    case sources(String, stale: String?)
  }

  /// The name of the compiled file.
  static let fileName = "hearsay.resources"

  /// The place of this run: looked for once.
  static let found = find()

  /// Beside the program or in `../share/hearsay`; for a program that was built in a source tree the compiled file while
  /// it is newer than every source, else the sources.
  static func find() -> Place? {
    guard let folder = programFolder else { return nil }
    let compiled = [folder + "/" + fileName, folder + "/../share/hearsay/" + fileName].first { Folders.exists($0) }
    guard let tree = sourceTree(above: folder) else { return compiled.map { .compiled($0) } }
    if let compiled, isNewer(compiled, than: tree) { return .compiled(compiled) }
    return .sources(isCurrentFolder(tree) ? "." : tree, stale: compiled)
  }

  /// Whether the program is run in that folder, where messages need not say it again and again.
  private static func isCurrentFolder(_ path: String) -> Bool {
    guard let current = realpath(".", nil) else { return false }
    defer { free(current) }
    return String(cString: current) == path
  }

  /// The folder of the lists and rules that the program was compiled with: the source tree in which it was built, if it
  /// still lies there, else `../share/hearsay`.
  static var sourceTree: String? {
    guard let folder = programFolder else { return nil }
    if let tree = sourceTree(above: folder) { return tree }
    let installed = folder + "/../share/hearsay"
    return Folders.isFolder(installed + "/Gazetteers") ? installed : nil
  }

  /// The folder in which the program lies, links resolved.
  private static var programFolder: String? {
    guard let path = realpath("/proc/self/exe", nil) else { return nil }
    defer { free(path) }
    let program = String(cString: path)
    return program.lastIndex(of: "/").map { String(program[..<$0]) }
  }

  private static func sourceTree(above folder: String) -> String? {
    var folder = folder
    while let slash = folder.lastIndex(of: "/"), slash > folder.startIndex {
      if Folders.exists(folder + "/Package.swift"), Folders.isFolder(folder + "/Gazetteers") { return folder }
      folder = String(folder[..<slash])
    }
    return nil
  }

  /// Whether the file was written after every file of the tree's lists and rules.
  private static func isNewer(_ file: String, than tree: String) -> Bool {
    guard let written = modificationTime(file) else { return false }
    return newest(in: tree + "/Gazetteers", depth: 2) < written && newest(in: tree + "/Rules", depth: 2) < written
  }

  private static func newest(in folder: String, depth: Int) -> Int {
    guard let names = FolderNames.names(in: folder) else { return 0 }
    var newest = modificationTime(folder) ?? 0
    for name in names {
      let path = folder + "/" + name
      newest = max(newest, modificationTime(path) ?? 0)
      if depth > 1, Folders.isFolder(path) { newest = max(newest, self.newest(in: path, depth: depth - 1)) }
    }
    return newest
  }

  /// In nanoseconds since 1970.
  private static func modificationTime(_ path: String) -> Int? {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    return Int(status.st_mtim.tv_sec) * 1_000_000_000 + Int(status.st_mtim.tv_nsec)
  }
}
