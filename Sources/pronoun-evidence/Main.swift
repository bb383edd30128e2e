import Attribution
import Coreference
import Entities
import Extraction
import Foundation
import GazetteerIndex
import Phrases
import Segmentation
import TextModel

/// Writes down whom the pronouns of texts could stand for, for `Rules/build/pronouns.py` to learn weights from.
///
///     pronoun-evidence RESOURCES OUT FOLDER
///
/// `RESOURCES` is what `hearsay compile` makes; the folder holds texts (`*.txt`).
@main
struct PronounEvidenceTool {
  static func main() throws {
    let arguments = Array(CommandLine.arguments.dropFirst())
    guard arguments.count == 3 else {
      FileHandle.standardError.write(Data("usage: pronoun-evidence RESOURCES OUT FOLDER\n".utf8))
      exit(2)
    }
    let resources = try Resources(ResourceFile(path: arguments[0]))
    var stages: [any Stage] = [
      Segmenter(), GazetteerTagging(resources.gazetteers),
      EntityTagging(
        rules: resources.rules, gazetteers: resources.gazetteers, evidence: resources.evidence,
        common: resources.commonWords), PhraseTagging(resources.tagger),
      Attribution(rules: resources.rules, gazetteers: resources.gazetteers, tables: resources.attribution),
    ]
    var resolution = SourceResolution(
      rules: resources.rules, gazetteers: resources.gazetteers, tables: resources.references)
    let document = Document()
    var lines = ["N " + SourceResolution.signNames.joined(separator: " ")]
    let names = try FileManager.default.contentsOfDirectory(atPath: arguments[2]).sorted()
    for name in names where name.hasSuffix(".txt") {
      guard let data = FileManager.default.contents(atPath: "\(arguments[2])/\(name)") else { continue }
      document.clear()
      document.text = [UInt8](data)
      document.blocks = blocks(of: document.text)
      for index in stages.indices { stages[index].process(document) }
      lines.append("D \(name.dropLast(4))")
      for (number, entity) in document.entities.enumerated() {
        let mentions = entity.mentions.map { "\($0.range.start.value) \($0.range.end.value)" }
        lines.append("E \(number) " + mentions.joined(separator: " "))
      }
      lines += resolution.candidateLines(of: document).map { "P \($0)" }
    }
    try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: URL(fileURLWithPath: arguments[1]))
  }

  /// The paragraphs of a text: its lines that are not empty.
  private static func blocks(of text: [UInt8]) -> [Block] {
    var blocks: [Block] = []
    var start = 0
    for (number, line) in text.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
      if !line.isEmpty {
        let range = UTF8Range(start, start + line.count)
        blocks.append(Block(range: range, role: .body, line: Int32(truncatingIfNeeded: number + 1)))
      }
      start += line.count + 1
    }
    return blocks
  }
}
