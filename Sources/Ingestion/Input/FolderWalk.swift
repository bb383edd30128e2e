import Glibc

/// The files of a folder and of the folders in it, in the order of the bytes of their paths: no links, no hidden names,
/// and nothing of what the caller writes to.
///
/// Holds the names of the folders on the way down, and nothing of what lies beside them.
public struct FolderWalk {
  /// A file, or a folder that cannot be read.
  public struct Member: Sendable {
    /// The path to open.
    public var path: String
    /// The path below the folder of the walk.
    public var name: String
    /// Why a folder cannot be read; nil for a file.
    public var failure: String?
  }

  private struct Folder {
    var path: String
    /// The path below the folder of the walk, with a slash at its end; empty for that folder itself.
    var prefix: String
    /// The names that are still to come, the next one last.
    var names: [String]
  }

  private var folders: [Folder] = []
  private var pending: Member?
  private let excluded: Set<FileIdentity>
  /// What was passed over.
  public private(set) var passedOver = PassedOver()
  /// Folders in folders beyond this are an error: no dump has them.
  private static let depthLimit = 256

  /// Begins a walk; what is `excluded` is passed over wherever it lies.
  public init(path: String, excluding excluded: Set<FileIdentity> = []) {
    self.excluded = excluded
    pending = enter(path, prefix: "")
  }

  /// The next file; nil at the end.
  public mutating func next() -> Member? {
    while true {
      if let found = pending {
        pending = nil
        return found
      }
      guard let top = folders.indices.last else { return nil }
      guard let name = folders[top].names.popLast() else {
        folders.removeLast()
        continue
      }
      pending = look(at: folders[top].path + "/" + name, name: folders[top].prefix + name)
    }
  }

  private mutating func look(at path: String, name: String) -> Member? {
    var status = stat()
    guard lstat(SystemPath.bytes(path), &status) == 0 else {
      return Member(path: path, name: name, failure: FileSource.message(errno))
    }
    if excluded.contains(FileIdentity(status)) {
      passedOver.add("output of this run")
      return nil
    }
    switch status.st_mode & S_IFMT {
    case S_IFDIR: return enter(path, prefix: name + "/")
    case S_IFREG:
      guard let kind = Self.kindPassedOver(name: name) else { return Member(path: path, name: name) }
      passedOver.add(kind)
    case S_IFLNK: passedOver.add("links")
    default: passedOver.add("special files")
    }
    return nil
  }

  /// What a file of a name that holds no documents is counted as; nil where it may hold some.
  public static func kindPassedOver(name: String) -> String? {
    guard FileKind(name: name) == .other else { return nil }
    return name.lastIndex(of: ".").map { String(name[$0...]).lowercased() } ?? ""
  }

  /// Goes down into a folder; what to say where it cannot.
  private mutating func enter(_ path: String, prefix: String) -> Member? {
    var path = path
    while path.utf8.count > 1, path.hasSuffix("/") { path.removeLast() }
    guard folders.count < Self.depthLimit else {
      return Member(path: path, name: prefix, failure: "more than \(Self.depthLimit) folders deep")
    }
    guard let names = SystemPath.names(in: path) else {
      return Member(path: path, name: prefix, failure: FileSource.message(errno))
    }
    folders.append(Folder(path: path == "/" ? "" : path, prefix: prefix, names: names.reversed()))
    return nil
  }
}

/// What was passed over in folders because it holds no documents, by kind.
public struct PassedOver: Sendable {
  private var counts: [String: Int] = [:]

  /// Nothing yet.
  public init() {}

  /// Counts a file: the end of its name, or what its bytes are.
  public mutating func add(_ kind: String, count: Int = 1) { counts[kind, default: 0] += count }

  /// Adds what another one has counted.
  public mutating func add(_ other: PassedOver) {
    for (kind, count) in other.counts.sorted(by: { $0.key < $1.key }) { add(kind, count: count) }
  }

  /// The kinds with their numbers, in the order of their names.
  public var kinds: [(kind: String, count: Int)] {
    counts.sorted { $0.key < $1.key }.map { (kind: $0.key, count: $0.value) }
  }

  /// All that was passed over.
  public var total: Int { kinds.reduce(0) { $0 + $1.count } }
}

/// The files of a folder as entries of a reader.
final class FolderEntries: EntrySource {
  private var walk: FolderWalk
  init(_ walk: FolderWalk) { self.walk = walk }

  func next() -> Entry? {
    guard let member = walk.next() else { return nil }
    let origin = SystemPath.shown(member.path)
    if let reason = member.failure { return .item(.failure(IngestionError(.input, origin: origin, reason: reason))) }
    do throws(StreamError) {
      return .file(try FileSource(path: member.path), name: member.name, origin: origin)
    } catch {
      return .item(.failure(IngestionError(.input, origin: origin, reason: error.reason)))
    }
  }

  var passedOver: PassedOver { walk.passedOver }
}
