import GazetteerIndex
import Genres
import TextModel

/// The tables of kinds of documents among the rules, as bytes: classes of words and the weights of signs for kinds of
/// documents.
struct GenreFiles {
  /// The paths of the files in the folder of rules.
  static let paths = ["genre/words.tsv", "learnt/genre/weights.tsv"]
  /// Their bytes, in the same order.
  private(set) var files: [[UInt8]] = Self.paths.map { _ in [] }

  private static let section = "genres"

  /// No files: no document has a kind.
  init() {}

  /// Reads the files of a folder of rules; those that are not there are empty.
  init(rulesFolder: String) throws(DiagnosticsError) {
    files = try RuleTableFiles.bytes(of: Self.paths, in: rulesFolder)
  }

  /// Adds the files to the sources of a resource file, and to its sections what is made of them.
  func add(_ tables: GenreTables, to writer: inout ResourceWriter) {
    for (path, bytes) in zip(Self.paths, files) { writer.addSource(path: path, bytes: bytes) }
    writer.add(Self.section, tables.section)
  }

  /// What was made of the files of compiled resources.
  static func tables(of file: ResourceFile) throws(ResourceError) -> GenreTables {
    guard let section = file.section(section), let tables = section.withBytes(GenreTables.init(section:)) else {
      throw .corrupt(file.path, "its section '\(section)' is missing or broken; compile it anew")
    }
    return tables
  }

  /// What is made of them.
  var tables: GenreTables { GenreTables(words: files[0], weights: files[1]) }

  /// Whether there are any.
  var isEmpty: Bool { files.allSatisfy(\.isEmpty) }
}
