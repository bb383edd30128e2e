#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The names in folders: the one place that reads a folder.
public enum FolderNames {
  /// The names in a folder in the order of their bytes, hidden ones left out unless they are wanted; nil where it cannot
  /// be read, which `errno` tells.
  public static func names(in folder: String, withHidden: Bool = false) -> [String]? {
    names(in: Array(folder.utf8CString), withHidden: withHidden) { String(cString: $0) }
  }

  /// The same of a folder whose path is bytes, and names that `string` makes strings of.
  public static func names(
    in folder: [CChar], withHidden: Bool = false, string: (UnsafePointer<CChar>) -> String
  ) -> [String]? {
    guard let stream = opendir(folder) else { return nil }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { string($0) }
      }
      if name != ".", name != "..", withHidden || !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
}
