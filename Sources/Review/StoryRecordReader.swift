import Glibc
import Records
import TextModel

/// Reads the records over documents back, out of files and folders that may hold others too.
public final class StoryRecordReader {
  private var inputs: [String]
  private var reader: LineReader?

  /// Prepares to read files and folders; of folders all files of JSON Lines, and those in their folder `stories`.
  public init(inputs: [String]) { self.inputs = inputs.reversed() }

  /// The next record of a type that is wanted; nil at the end. `isWanted` sees the word of `"type"`.
  public func next(_ isWanted: (StoryKind) -> Bool) throws(RecordReadError) -> (kind: StoryKind, value: JSONValue)? {
    while true {
      if let reader {
        while let line = try reader.next() {
          guard let kind = Self.kind(of: line), isWanted(kind) else { continue }
          do throws(JSONError) {
            return (kind, try JSONParser.value(of: line))
          } catch {
            throw RecordReadError(place: "\(reader.path):\(reader.lineNumber)", reason: "no record: \(error)")
          }
        }
      }
      reader = nil
      guard let input = inputs.popLast() else { return nil }
      if input != "-", let names = FolderNames.names(in: input) {
        for name in names.reversed() where name.hasSuffix(".jsonl") || name == "stories" {
          inputs.append("\(input)/\(name)")
        }
      } else {
        reader = try LineReader(path: input)
      }
    }
  }

  /// The type of a line that begins as those of this program do; other lines are no records over documents.
  private static func kind(of line: [UInt8]) -> StoryKind? {
    let opening = Array("{\"type\":\"".utf8)
    guard line.starts(with: opening) else { return nil }
    let word = line[opening.count...].prefix { $0 != UInt8(ascii: "\"") }
    return StoryKind(rawValue: String(decoding: word, as: UTF8.self))
  }
}
