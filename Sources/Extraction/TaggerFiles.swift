import GazetteerIndex
import Phrases
import TextModel

/// The files of the tagger, in the folder `tags` beside the rules.
struct TaggerFiles {
  /// The bytes of `TaggerResources.fileNames`, in their order; empty where the folder has none.
  private(set) var files: [[UInt8]] = []

  /// The name of the section of the resource file that holds them.
  static let sectionName = "tagger"

  /// Reads the files; a rules folder without a folder `tags` has none.
  init(rulesFolder: String) throws(DiagnosticsError) {
    let folder = "\(rulesFolder)/tags"
    guard FileTree.isFolder(folder) else { return }
    var diagnostics: [Diagnostic] = []
    for name in TaggerResources.fileNames {
      files.append(FileTree.bytes(of: "\(folder)/\(name)", into: &diagnostics) ?? [])
    }
    if !diagnostics.isEmpty { throw DiagnosticsError(diagnostics) }
  }

  /// Reads what `section` wrote; what is damaged is left out.
  init(section: ResourceBytes) {
    var offset = 0
    while offset + 4 <= section.count, files.count < TaggerResources.fileNames.count {
      let length = Int(section.uint32(at: offset))
      guard length <= section.count - offset - 4 else { return }
      files.append(section.slice(offset + 4, length).withBytes { Array($0) })
      offset += 4 + length
    }
  }

  /// The files as a section of the resource file: of each the length and the bytes.
  var section: [UInt8] {
    var bytes: [UInt8] = []
    for file in files {
      bytes.appendLittleEndian(UInt32(truncatingIfNeeded: file.count))
      bytes += file
    }
    return bytes
  }

  /// What the tagger makes of the files; nothing where there are none.
  func resources() throws(DiagnosticsError) -> TaggerResources {
    guard files.count == TaggerResources.fileNames.count else { return .empty }
    return try TaggerResources(words: files[0], endings: files[1], context: files[2])
  }
}
