import GazetteerIndex
import TextModel

/// The tables among the rules, as bytes.
enum RuleTableFiles {
  /// Reads the files of these paths in a folder of rules; those that are not there are empty.
  static func bytes(of paths: [String], in rulesFolder: String) throws(DiagnosticsError) -> [[UInt8]] {
    var diagnostics: [Diagnostic] = []
    let files = paths.map { path -> [UInt8] in
      let file = "\(rulesFolder)/\(path)"
      return FileTree.isFile(file) ? FileTree.bytes(of: file, into: &diagnostics) ?? [] : []
    }
    if !diagnostics.isEmpty { throw DiagnosticsError(diagnostics) }
    return files
  }
}
