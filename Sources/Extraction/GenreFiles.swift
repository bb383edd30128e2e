import GazetteerIndex
import Genres
import TextModel

/// The files of the folder `genre` of the rules, as bytes: classes of words and the weights of signs for kinds of
/// documents.
struct GenreFiles {
  /// The names of the files.
  static let names = ["words.tsv", "weights.tsv"]
  /// Their bytes, in the same order.
  private(set) var files: [[UInt8]] = Self.names.map { _ in [] }

  private static let section = "genres"

  /// No files: no document has a kind.
  init() {}

  /// Reads the files of a folder of rules; those that are not there are empty.
  init(rulesFolder: String) throws(DiagnosticsError) {
    let folder = "\(rulesFolder)/genre"
    guard FileTree.isFolder(folder) else { return }
    var diagnostics: [Diagnostic] = []
    for (index, name) in Self.names.enumerated() {
      files[index] = FileTree.bytes(of: "\(folder)/\(name)", into: &diagnostics) ?? []
    }
    if !diagnostics.isEmpty { throw DiagnosticsError(diagnostics) }
  }

  /// Adds the files to the sources of a resource file, and to its sections what is made of them.
  func add(_ tables: GenreTables, to writer: inout ResourceWriter) {
    for (name, bytes) in zip(Self.names, files) { writer.addSource(path: "genre/\(name)", bytes: bytes) }
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
