import Glibc
import TextModel

/// Names of files, which are bytes and need not be UTF-8, as strings and back.
///
/// A byte that is no UTF-8 is a code point of a private plane in the string: the file is found again by it, and `shown`
/// has U+FFFD there.
public enum SystemPath {
  private static let plane: UInt32 = 0x10_FE00

  /// The string for the bytes of a name.
  public static func string(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    if UTF8Check.isValid(bytes) { return String(decoding: bytes, as: UTF8.self) }
    var scalars = String.UnicodeScalarView()
    var index = 0
    while index < bytes.count {
      let length = UTF8Check.length(bytes, at: index)
      if length == 0 {
        if let scalar = Unicode.Scalar(plane + UInt32(bytes[index])) { scalars.append(scalar) }
      } else {
        let part = UnsafeBufferPointer(rebasing: bytes[index..<index + length])
        scalars.append(contentsOf: String(decoding: part, as: UTF8.self).unicodeScalars)
      }
      index += max(1, length)
    }
    return String(scalars)
  }

  /// The string for a name of the C library.
  public static func string(_ name: UnsafePointer<CChar>) -> String {
    let count = strlen(name)
    return name.withMemoryRebound(to: UInt8.self, capacity: count) {
      string(UnsafeBufferPointer(start: $0, count: count))
    }
  }

  /// The bytes of a name, with the zero that ends it.
  public static func bytes(_ path: String) -> [CChar] {
    guard path.utf8.contains(0xF4) else { return path.utf8CString.map { $0 } }
    var bytes: [CChar] = []
    for scalar in path.unicodeScalars {
      if (plane..<plane + 0x100).contains(scalar.value) {
        bytes.append(CChar(truncatingIfNeeded: scalar.value - plane))
      } else {
        for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter { bytes.append(CChar(bitPattern: byte)) }
      }
    }
    bytes.append(0)
    return bytes
  }

  /// A name as records and messages give it.
  public static func shown(_ path: String) -> String {
    guard path.utf8.contains(0xF4) else { return path }
    return String(
      String.UnicodeScalarView(
        path.unicodeScalars.map { (plane..<plane + 0x100).contains($0.value) ? "\u{FFFD}" : $0 }))
  }

  /// The arguments of the program, its own name left out.
  public static var arguments: [String] {
    (1..<max(1, Int(CommandLine.argc))).compactMap { CommandLine.unsafeArgv[$0].map { string($0) } }
  }

  /// The names in a folder in the order of their bytes, hidden ones left out; nil where it cannot be read, which `errno`
  /// tells.
  public static func names(in folder: String, withHidden: Bool = false) -> [String]? {
    FolderNames.names(in: bytes(folder), withHidden: withHidden) { string($0) }
  }
}

/// Which file a path leads to, whatever it is called.
public struct FileIdentity: Hashable, Sendable {
  private let device: UInt64
  private let number: UInt64

  init(_ status: stat) {
    device = UInt64(status.st_dev)
    number = UInt64(status.st_ino)
  }

  /// The file or folder at a path, through links; nil where there is none.
  public init?(path: String) {
    var status = stat()
    guard stat(SystemPath.bytes(path), &status) == 0 else { return nil }
    self.init(status)
  }

  /// The regular file that a descriptor writes to; nil for a pipe or a terminal.
  public init?(regularFile descriptor: Int32) {
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    self.init(status)
  }
}
