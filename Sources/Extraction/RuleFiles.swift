import Entities
import GazetteerIndex
import RuleLanguage
import TextModel

/// The rule files of a folder, in the order of their names.
public struct RuleFiles: Sendable {
  /// A file as it was read.
  public struct File: Sendable {
    /// Its name in the folder.
    public let name: String
    /// Its path as messages show it.
    public let path: String
    /// Its bytes.
    public let text: [UInt8]
  }

  /// The files.
  public private(set) var files: [File] = []

  /// The name of the section of the resource file that holds the compiled rules.
  static let sectionName = "rules"

  /// Reads every `*.rules` of a folder.
  public init(folder: String) throws(DiagnosticsError) {
    var diagnostics: [Diagnostic] = []
    for name in FileTree.names(in: folder, into: &diagnostics) where name.hasSuffix(".rules") {
      guard let text = FileTree.bytes(of: "\(folder)/\(name)", into: &diagnostics) else { continue }
      files.append(File(name: name, path: "\(folder)/\(name)", text: text))
    }
    if !diagnostics.isEmpty { throw DiagnosticsError(diagnostics) }
  }

  /// The files compiled; throws all errors of all of them.
  public func compiled(with gazetteers: Gazetteers) throws(DiagnosticsError) -> RuleSet {
    try RuleSet.compile(
      sources: files.map { ($0.path, $0.text) }, gazetteers: gazetteers, joined: [EntityTagging.phases],
      contract: .stages)
  }
}
