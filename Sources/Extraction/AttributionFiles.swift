import Attribution
import GazetteerIndex
import TextModel

/// The files of the rules that hold what attribution has learnt, as bytes.
struct AttributionFiles {
  /// The bytes of `AttributionTables.names`, in their order.
  private(set) var files: [[UInt8]] = AttributionTables.names.map { _ in [] }

  /// Reads the files of a folder of rules; those that are not there are empty.
  init(rulesFolder: String) throws(DiagnosticsError) {
    files = try RuleTableFiles.bytes(of: AttributionTables.names, in: rulesFolder)
  }

  /// No files.
  init() {}

  /// Adds the files to the sources of a resource file, and to its sections what attribution makes of them.
  func add(_ tables: AttributionTables, to writer: inout ResourceWriter) {
    for (name, bytes) in zip(AttributionTables.names, files) { writer.addSource(path: name, bytes: bytes) }
    writer.add(AttributionTables.sectionName, tables.section())
  }

  /// Whether there are any.
  var isEmpty: Bool { files.allSatisfy(\.isEmpty) }

  /// What attribution makes of them and of the lists of cues.
  func tables(with gazetteers: Gazetteers) -> AttributionTables {
    AttributionTables(files: named, gazetteers: gazetteers)
  }

  /// What attribution makes of them, with lists of cues that were compiled before.
  func tables(withCuesOf other: AttributionTables) -> AttributionTables {
    AttributionTables(files: named, cuesOf: other)
  }

  /// What attribution made of the files of compiled resources.
  static func tables(_ file: ResourceFile) throws(ResourceError) -> AttributionTables {
    guard let section = file.section(AttributionTables.sectionName) else {
      throw .corrupt(file.path, "it has no section '\(AttributionTables.sectionName)'; compile it anew")
    }
    return try AttributionTables(section: section)
  }

  private var named: [(name: String, bytes: [UInt8])] {
    zip(AttributionTables.names, files).map { (name: $0, bytes: $1) }
  }
}
