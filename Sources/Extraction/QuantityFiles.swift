import GazetteerIndex
import Quantities
import TextModel

/// The file of the rules that holds how often numbers and dates are right, as bytes.
enum QuantityFiles {
  /// The path of the file in the folder of rules.
  static let path = "learnt/quantities.tsv"
  private static let section = "quantities"

  /// Reads the file of a folder of rules; empty where it is not there.
  static func table(rulesFolder: String?) throws(DiagnosticsError) -> QuantityConfidence {
    guard let rulesFolder else { return QuantityConfidence(file: []) }
    return QuantityConfidence(file: try RuleTableFiles.bytes(of: [path], in: rulesFolder)[0])
  }

  /// Adds the file to a resource file.
  static func add(_ table: QuantityConfidence, to writer: inout ResourceWriter) {
    writer.addSource(path: path, bytes: table.file)
    writer.add(section, table.file)
  }

  /// The table of compiled resources.
  static func table(of file: ResourceFile) -> QuantityConfidence {
    QuantityConfidence(file: file.section(section)?.withBytes { Array($0) } ?? [])
  }
}
