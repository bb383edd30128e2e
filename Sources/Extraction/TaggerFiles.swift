import GazetteerIndex
import Phrases
import TextModel

/// The tables of parts of speech among the rules, as bytes: what the tagger knows.
struct TaggerFiles {
  /// The paths of the files in the folder of rules.
  static let paths = TaggerResources.fileNames.map { "\(TaggerResources.folder)/\($0)" }

  /// The bytes of `TaggerResources.fileNames`, in their order.
  private(set) var files: [[UInt8]] = TaggerResources.fileNames.map { _ in [] }

  /// No files: tags come from the look of words.
  init() {}

  /// Reads the files of a folder of rules; those that are not there are empty.
  init(rulesFolder: String) throws(DiagnosticsError) {
    files = try RuleTableFiles.bytes(of: Self.paths, in: rulesFolder)
  }

  /// Adds the files to a resource file.
  func add(to writer: inout ResourceWriter) {
    for (name, bytes) in zip(TaggerResources.fileNames, files) {
      writer.addSource(path: "\(TaggerResources.folder)/\(name)", bytes: bytes)
      writer.add("tags \(name)", TaggerResources.section(of: name, bytes))
    }
  }

  /// Whether there are any.
  var isEmpty: Bool { files.allSatisfy(\.isEmpty) }

  /// What the tagger makes of the sections of a compiled file.
  static func resources(of file: ResourceFile) throws(DiagnosticsError) -> TaggerResources {
    let sections = TaggerResources.fileNames.map { file.section("tags \($0)") ?? ResourceBytes() }
    return try TaggerResources(words: sections[0], endings: sections[1], context: sections[2])
  }

  /// What the tagger makes of them.
  func resources() throws(DiagnosticsError) -> TaggerResources {
    try TaggerResources(words: files[0], endings: files[1], context: files[2])
  }
}
