import GazetteerIndex
import TextModel

/// The file of the rules with the words that stories ask for, as bytes: `StoryWords` reads it.
enum StoryFiles {
  /// The path in the folder of rules.
  static let path = "stories/words.tsv"
  private static let section = "stories"

  /// Reads the file of a folder of rules; empty where it is not there.
  static func words(rulesFolder: String?) throws(DiagnosticsError) -> [UInt8] {
    guard let rulesFolder else { return [] }
    return try RuleTableFiles.bytes(of: [path], in: rulesFolder)[0]
  }

  /// Adds the file to a resource file.
  static func add(_ words: [UInt8], to writer: inout ResourceWriter) {
    writer.addSource(path: path, bytes: words)
    writer.add(section, words)
  }

  /// The file of compiled resources.
  static func words(of file: ResourceFile) -> [UInt8] { file.section(section)?.withBytes { Array($0) } ?? [] }
}
