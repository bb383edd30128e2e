import Entities
import Extraction
import Foundation
import GazetteerIndex
import Segmentation
import TextModel

/// Writes the evidence for names in a corpus down, for `Rules/build/evidence.py` to learn weights from.
///
///     name-evidence RESOURCES OUT [--weights TABLE] FOLDER...
///
/// `RESOURCES` is what `hearsay compile` makes; a folder holds texts (`*.txt`), of which the first line is the title.
@main
struct NameEvidenceTool {
  static func main() throws {
    var arguments = Array(CommandLine.arguments.dropFirst())
    var weights: EvidenceTable?
    if let option = arguments.firstIndex(of: "--weights"), option + 1 < arguments.count {
      let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: arguments[option + 1])))
      weights = bytes.withUnsafeBufferPointer { EvidenceTable(tsv: $0, keepsNames: true) }
      arguments.removeSubrange(option...option + 1)
    }
    guard arguments.count > 2 else {
      FileHandle.standardError.write(Data("usage: name-evidence RESOURCES OUT [--weights TABLE] FOLDER...\n".utf8))
      exit(2)
    }
    let resources = try Resources(ResourceFile(path: arguments[0]))
    var learning = NameLearning(
      gazetteers: resources.gazetteers, common: resources.commonWords, evidence: weights)
    let lines = lines(of: arguments[2...], gazetteers: resources.gazetteers, learning: &learning)
    try Data(lines.utf8).write(to: URL(fileURLWithPath: arguments[1]))
    try Data(learning.names.joined(separator: "\n").utf8).write(to: URL(fileURLWithPath: arguments[1] + ".names"))
  }

  private static func lines(
    of folders: some Sequence<String>, gazetteers: Gazetteers, learning: inout NameLearning
  ) -> String {
    let document = Document()
    var segmenter = Segmenter()
    let tagging = GazetteerTagging(gazetteers)
    var lines = ""
    for folder in folders {
      let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
      for name in names where name.hasSuffix(".txt") {
        guard let data = FileManager.default.contents(atPath: "\(folder)/\(name)") else { continue }
        document.clear()
        document.text = [UInt8](data)
        addBlocks(to: document)
        segmenter.process(document)
        tagging.process(document)
        lines += "D \(folder)/\(name)\n" + learning.lines(of: document)
      }
    }
    return lines
  }

  /// A block a line; the first is the title where it is short and no sentence.
  private static func addBlocks(to document: Document) {
    var start = 0
    var line: Int32 = 1
    for end in 0...document.text.count where end == document.text.count || document.text[end] == 0x0A {
      if end > start {
        let isTitle = document.blocks.isEmpty && end - start < 150 && document.text[end - 1] != 0x2E
        let range = UTF8Range(start, end)
        document.blocks.append(Block(range: range, role: isTitle ? .title : .body, line: line))
      }
      start = end + 1
      line += 1
    }
  }
}
