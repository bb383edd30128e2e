import ArgumentParser
@_spi(Learning) import Entities
import Foundation
import Extraction
import TextModel

/// Writes the evidence for the names of texts down, for `learners/names.py`.
struct NamesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "names",
    abstract: "Write the evidence for the names of texts down, for names.py.")

  @Argument(help: "What 'hearsay compile' makes.")
  var resources: String

  @Argument(help: "The file to write; OUT.names gets the evidence by row.")
  var out: String

  @Argument(help: "Folders of texts; the first line of each is its title, if it is short and no sentence.")
  var folders: [String]

  @Option(help: "A table of weights: the evidence of the rest of a document is written down as well.")
  var weights: String?

  func run() throws {
    let resources = try Resources(compiledAt: resources)
    let table = try weights.map { path in
      try Data(contentsOf: URL(fileURLWithPath: path)).withUnsafeBytes {
        EvidenceTable(tsv: $0.bindMemory(to: UInt8.self), keepsNames: true)
      }
    }
    var stages = LeadingStages(resources, before: "names")
    var learning = NameLearning(
      gazetteers: resources.gazetteers, common: resources.commonWords, evidence: table)
    let document = Document()
    var lines = ""
    for path in folders {
      let folder = TextFolder(path: path, firstLine: .titleIfShort)
      for (name, bytes) in folder {
        folder.fill(document, with: bytes)
        stages.process(document)
        lines += "D \(path)/\(name).txt\n" + learning.lines(of: document)
      }
    }
    try Data(lines.utf8).write(to: URL(fileURLWithPath: out))
    try Data(learning.names.joined(separator: "\n").utf8).write(to: URL(fileURLWithPath: out + ".names"))
  }
}
