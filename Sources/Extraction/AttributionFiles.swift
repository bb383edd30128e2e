import Attribution
import GazetteerIndex
import TextModel

/// The files of the rules that hold what attribution has learnt, as bytes.
struct AttributionFiles {
  /// The bytes of `AttributionTables.names`, in their order.
  private(set) var files: [[UInt8]] = AttributionTables.names.map { _ in [] }

  /// Reads the files of a folder of rules; those that are not there are empty.
  init(rulesFolder: String) throws(DiagnosticsError) {
    var diagnostics: [Diagnostic] = []
    for (index, name) in AttributionTables.names.enumerated() {
      let parts = name.split(separator: "/")
      let folder = parts.count > 1 ? "\(rulesFolder)/\(parts[0])" : rulesFolder
      guard FileTree.isFolder(folder), let file = parts.last,
        FileTree.names(in: folder, into: &diagnostics).contains(String(file))
      else { continue }
      files[index] = FileTree.bytes(of: "\(rulesFolder)/\(name)", into: &diagnostics) ?? []
    }
    if !diagnostics.isEmpty { throw DiagnosticsError(diagnostics) }
  }

  /// The files of a compiled file.
  init(_ file: ResourceFile) {
    files = AttributionTables.names.map { name in file.section(name).map { $0.withBytes { Array($0) } } ?? [] }
  }

  /// No files.
  init() {}

  /// Adds the files to a resource file.
  func add(to writer: inout ResourceWriter) {
    for (name, bytes) in zip(AttributionTables.names, files) {
      writer.addSource(path: name, bytes: bytes)
      writer.add(name, bytes)
    }
  }

  /// Whether there are any.
  var isEmpty: Bool { files.allSatisfy(\.isEmpty) }

  /// What attribution makes of them.
  var tables: AttributionTables {
    AttributionTables(files: zip(AttributionTables.names, files).map { (name: $0, bytes: $1) })
  }
}
