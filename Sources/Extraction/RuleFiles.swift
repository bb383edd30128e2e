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

  /// The name of the section of the resource file that holds them.
  static let sectionName = "rule files"

  /// Reads every `*.rules` of a folder.
  public init(folder: String) throws(DiagnosticsError) {
    var diagnostics: [Diagnostic] = []
    for name in FileTree.names(in: folder, into: &diagnostics) where name.hasSuffix(".rules") {
      guard let text = FileTree.bytes(of: "\(folder)/\(name)", into: &diagnostics) else { continue }
      files.append(File(name: name, path: "\(folder)/\(name)", text: text))
    }
    if !diagnostics.isEmpty { throw DiagnosticsError(diagnostics) }
  }

  /// Reads what `section` wrote; what is damaged is left out.
  init(section: ResourceBytes) {
    var offset = 0
    while offset + 8 <= section.count {
      let nameLength = Int(section.uint32(at: offset))
      let textLength = Int(section.uint32(at: offset + 4))
      guard nameLength + textLength <= section.count - offset - 8 else { return }
      let name = section.slice(offset + 8, nameLength).string
      let text = section.slice(offset + 8 + nameLength, textLength).withBytes { Array($0) }
      files.append(File(name: name, path: name, text: text))
      offset += 8 + nameLength + textLength
    }
  }

  /// The files as a section of the resource file: of each the two lengths, the name and the text.
  var section: [UInt8] {
    var bytes: [UInt8] = []
    for file in files {
      for length in [file.name.utf8.count, file.text.count] {
        withUnsafeBytes(of: UInt32(truncatingIfNeeded: length).littleEndian) { bytes.append(contentsOf: $0) }
      }
      bytes.append(contentsOf: file.name.utf8)
      bytes.append(contentsOf: file.text)
    }
    return bytes
  }

  /// The files compiled; throws all errors of all of them.
  public func compiled(with gazetteers: Gazetteers) throws(DiagnosticsError) -> RuleSet {
    try RuleSet.compile(sources: files.map { ($0.path, $0.text) }, gazetteers: gazetteers)
  }
}
