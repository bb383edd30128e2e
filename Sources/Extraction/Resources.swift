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

  /// Reads lists and rules and compiles them in memory; all errors of all files come at once.
  public static func compile(gazetteersFolder: String, rulesFolder: String?) throws(DiagnosticsError) -> Resources {
    let compiled = try ResourceCompiler(gazetteersFolder: gazetteersFolder, rulesFolder: rulesFolder)
    do throws(ResourceError) {
      return try Resources(ResourceFile(bytes: ResourceBytes(compiled.writer.serialized()), path: "lists and rules"))
    } catch {
      throw DiagnosticsError([Diagnostic(.error, error.description)])
    }
  }

  /// The lists and rules of a compiled file, which is mapped and not read.
  public convenience init(_ file: ResourceFile) throws(ResourceError) {
    self.init(gazetteers: try Gazetteers(file), hash: file.sourcesHash)
  }

  /// These with the users' own lists over ours and, if given, their rules in place of ours.
  public func overlaid(gazetteersFolder: String?, rulesFolder: String?) throws(DiagnosticsError) -> Resources {
    var hash = SourcesHash(continuing: hash)
    var gazetteers = gazetteers
    if let gazetteersFolder {
      let lists = try GazetteerSource.sources(inFolder: gazetteersFolder)
      for list in lists { hash.add(path: list.list, bytes: list.bytes) }
      gazetteers = try gazetteers.overlaid(by: lists)
    }
    return Resources(gazetteers: gazetteers, hash: hash.value)
  }
}
