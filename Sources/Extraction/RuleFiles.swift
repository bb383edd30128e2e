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

  /// No files.
  public init() {}

  /// Paths and bytes, as the compiler of rules takes them.
  public var sources: [(path: String, text: [UInt8])] { files.map { ($0.path, $0.text) } }

  /// The files compiled, over those of a base if there are any; throws all errors of all of them.
  public func compiled(over base: RuleFiles = RuleFiles(), with gazetteers: Gazetteers) throws(DiagnosticsError)
    -> RuleSet
  {
    try RuleSet.compile(
      sources: sources, over: base.sources, gazetteers: gazetteers, joined: [EntityTagging.phases], contract: .stages)
  }

  // MARK: In the resource file

  /// The name of the section of the resource file that holds the text of the files.
  static let textSectionName = "rules text"

  /// Adds the compiled rules to a resource file, and the text of the files, which is also returned.
  func add(_ rules: RuleSet, to writer: inout ResourceWriter) -> ResourceBytes {
    writer.add(Self.sectionName, rules.showing(files: shownNames).serialized())
    writer.add(Self.textSectionName, section)
    return ResourceBytes(section)
  }

  /// What messages call a file of compiled resources: the last folder and the name, wherever it was compiled.
  private static func shown(_ path: String) -> String { path.split(separator: "/").suffix(2).joined(separator: "/") }

  /// For the path of each file what messages call it once it is compiled.
  private var shownNames: [String: String] {
    Dictionary(files.map { ($0.path, Self.shown($0.path)) }, uniquingKeysWith: { first, _ in first })
  }

  /// The files one after the other: of each the bytes of what it is called, those of its text, then both.
  var section: [UInt8] {
    var bytes: [UInt8] = []
    for file in files {
      let path = Self.shown(file.path)
      bytes.appendLittleEndian(UInt32(truncatingIfNeeded: path.utf8.count))
      bytes.appendLittleEndian(UInt32(truncatingIfNeeded: file.text.count))
      bytes += Array(path.utf8) + file.text
    }
    return bytes
  }

  /// The files of a section; those behind one that is damaged are left out.
  init(section: ResourceBytes) {
    var position = 0
    while position + 8 <= section.count {
      let (length, size) = (Int(section.uint32(at: position)), Int(section.uint32(at: position + 4)))
      position += 8
      guard length <= section.count - position, size <= section.count - position - length else { return }
      let path = section.slice(position, length).string
      let bytes = section.slice(position + length, size).withBytes { Array($0) }
      let name = path.split(separator: "/").last.map(String.init) ?? path
      files.append(File(name: name, path: path, text: bytes))
      position += length + size
    }
  }
}
