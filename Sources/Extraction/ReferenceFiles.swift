import Coreference
import GazetteerIndex
import TextModel

/// The files of the rules that say what speaks for those whom pronouns, nominals and surnames mean.
struct ReferenceFiles {
  private static let paths = [PronounTable.path, NominalTable.path]

  /// The paths of the files in the folder of rules, with their bytes.
  private(set) var files: [(path: String, bytes: [UInt8])] = Self.paths.map { (path: $0, bytes: []) }

  /// No files.
  init() {}

  /// Reads the files of a folder of rules; those that are not there are empty.
  init(rulesFolder: String) throws(DiagnosticsError) {
    files = zip(Self.paths, try RuleTableFiles.bytes(of: Self.paths, in: rulesFolder)).map { (path: $0, bytes: $1) }
  }

  /// Adds the files to the sources and sections of a resource file.
  func add(to writer: inout ResourceWriter) {
    for (path, bytes) in files { writer.addSource(path: path, bytes: bytes) }
    writer.add(PronounTable.path, PronounTable(files[0].bytes).section)
    writer.add(NominalTable.path, files[1].bytes)
  }

  /// Whether there are any.
  var isEmpty: Bool { files.allSatisfy(\.bytes.isEmpty) }

  /// What they say.
  var tables: ReferenceTables {
    ReferenceTables(pronouns: PronounTable(files[0].bytes), nominals: NominalTable(files[1].bytes))
  }

  /// What the files of compiled resources say.
  static func tables(of file: ResourceFile) -> ReferenceTables {
    let nominals = file.section(NominalTable.path).map { $0.withBytes { [UInt8]($0) } } ?? []
    let pronouns = file.section(PronounTable.path)?.withBytes { PronounTable(section: $0) } ?? PronounTable()
    return ReferenceTables(pronouns: pronouns, nominals: NominalTable(nominals))
  }
}
