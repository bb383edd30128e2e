import GazetteerIndex
import TextModel

/// All that extraction knows beforehand: gazetteers and rules. Immutable, shared by all workers.
public final class Resources: Sendable {
  /// The lists of names.
  public let gazetteers: Gazetteers
  /// A hash of the sources, by which a run knows whether its records are still up to date.
  public let hash: UInt64

  /// Puts together what has been read.
  public init(gazetteers: Gazetteers, hash: UInt64) {
    self.gazetteers = gazetteers
    self.hash = hash
  }

  /// Reads and compiles gazetteers and rules; all errors of all files come at once.
  public static func compile(gazetteersFolders: [String], rulesFolder: String?) throws(DiagnosticsError) -> Resources {
    var lists: [GazetteerSource] = []
    for folder in gazetteersFolders { lists += try GazetteerSource.sources(inFolder: folder) }
    var hash = SourcesHash()
    for list in lists { hash.add(path: list.path, bytes: list.bytes) }
    return Resources(gazetteers: try Gazetteers.compile(lists), hash: hash.value)
  }
}
