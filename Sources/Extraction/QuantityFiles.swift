import GazetteerIndex
import Quantities
import TextModel

/// The file of the rules that holds how often numbers and dates are right, as bytes.
enum QuantityFiles {
  /// The name of the file.
  static let name = "quantities.tsv"
  private static let section = "quantities"

  /// Reads the file of a folder of rules; empty where it is not there.
  static func table(rulesFolder: String?) throws(DiagnosticsError) -> QuantityConfidence {
    guard let path = rulesFolder.map({ "\($0)/\(name)" }), FileTree.isFile(path) else {
      return QuantityConfidence(file: [])
    }
    var diagnostics: [Diagnostic] = []
    let bytes = FileTree.bytes(of: path, into: &diagnostics)
    if !diagnostics.isEmpty { throw DiagnosticsError(diagnostics) }
    return QuantityConfidence(file: bytes ?? [])
  }

  /// Adds the file to a resource file.
  static func add(_ table: QuantityConfidence, to writer: inout ResourceWriter) {
    writer.addSource(path: name, bytes: table.file)
    writer.add(section, table.file)
  }

  /// The table of compiled resources.
  static func table(of file: ResourceFile) -> QuantityConfidence {
    QuantityConfidence(file: file.section(section)?.withBytes { Array($0) } ?? [])
  }
}
