import Glibc

/// The files in which the lines of documents lie, for reading them again.
///
/// What comes from standard input, or from folders with a file a type, lies in a file of its own without a name.
///
/// `@unchecked Sendable`: the thread that reads the records adds paths; it has ended before workers read any text again.
public final class RecordStore: @unchecked Sendable {
  private var paths: [String] = []
  private let spool: SpoolFile
  /// Where files without a name lie.
  let temporaryFolder: String
  /// The number of the file without a name.
  public static let spoolFile: Int32 = -1

  /// Makes a store; `folder` is where the files without a name lie.
  public init(temporaryFolder folder: String) {
    temporaryFolder = folder
    spool = SpoolFile(inFolder: folder)
  }

  /// The number of a file.
  public func add(path: String) -> Int32 {
    paths.append(path)
    return Int32(paths.count - 1)
  }

  /// The path of a file.
  public func path(of file: Int32) -> String {
    file >= 0 && file < paths.count ? paths[Int(file)] : "standard input"
  }

  /// The places of all files by their paths, that of the file without a name first.
  func ranks() -> [Int] {
    var ranks = [Int](repeating: 0, count: paths.count + 1)
    for (rank, file) in paths.indices.sorted(by: { (paths[$0], $0) < (paths[$1], $1) }).enumerated() {
      ranks[file + 1] = rank + 1
    }
    return ranks
  }

  /// Keeps lines that cannot be read again; returns where they lie, or nil where the disk is full.
  public func keep(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    let offset = spool.append(UnsafeRawBufferPointer(bytes))
    return spool.isSound ? offset : nil
  }

  /// Writes out what was kept; false where the disk is full.
  func flush() -> Bool { spool.flush() }

  /// Reads lines again; nil where they are no longer there.
  public func lines(at place: RecordPlace) -> [UInt8]? {
    if place.file == Self.spoolFile { return spool.bytes(at: place.offset, count: place.length) }
    let descriptor = open(path(of: place.file), O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    let file = SpoolFile(descriptor: descriptor, end: place.offset + place.length)
    return file.bytes(at: place.offset, count: place.length)
  }
}
