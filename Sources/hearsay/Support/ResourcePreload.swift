import Extraction
import GazetteerIndex
import TextModel

/// Reads the compiled lists and rules on a thread of its own while the arguments are read, and makes the rules' tables on
/// another: a run over one article is mostly its start.
///
/// `@unchecked Sendable`: its thread writes the result, and nobody reads it before the thread has been joined.
final class ResourcePreload: @unchecked Sendable {
  /// That of this run, if it has one. The main thread alone sets and reads it.
  private nonisolated(unsafe) static var current: ResourcePreload?

  private let path: String
  private var result: Result<Resources, ResourceError>?
  private var thread: SystemThread?

  private init(path: String) { self.path = path }

  /// Begins for a run with the compiled file that the program came with; not where arguments may ask for other lists and
  /// rules. To be called once, before there are other threads.
  static func start(_ arguments: [String]) {
    let others = ["--resources", "--rules", "--gazetteers"]
    guard !arguments.contains(where: { argument in others.contains { argument.hasPrefix($0) } }),
      case .compiled(let path)? = ResourceLocator.found
    else { return }
    let preload = ResourcePreload(path: path)
    preload.thread = SystemThread { preload.result = Result { () throws(ResourceError) in try open(path) } }
    current = preload
  }

  /// The lists and rules of a compiled file.
  static func resources(_ path: String) throws(ResourceError) -> Resources {
    guard let preload = current, preload.path == path else { return try open(path) }
    current = nil
    preload.thread?.join()
    if let result = preload.result { return try result.get() }
    // The system gave no thread.
    return try open(path)
  }

  private static func open(_ path: String) throws(ResourceError) -> Resources {
    try Resources(ResourceFile(path: path)) { rules, gazetteers in
      _ = SystemThread { rules.prepare(for: gazetteers) }
    }
  }
}
