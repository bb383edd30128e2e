import ArgumentParser
@_spi(Learning) import Coreference
import Foundation
import Extraction
import TextModel

/// Writes down whom the pronouns of texts could stand for, for `learners/pronouns.py`.
struct PronounsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pronouns",
    abstract: "Write down whom the pronouns of texts could stand for, for pronouns.py.")

  @Argument(help: "What 'hearsay compile' makes.")
  var resources: String

  @Argument(help: "The file to write.")
  var out: String

  @Argument(help: "A folder of texts.")
  var folder: String

  func run() throws {
    let resources = try Resources(compiledAt: resources)
    var stages = LeadingStages(resources, before: "sources")
    var resolution = SourceResolution(
      rules: resources.rules, gazetteers: resources.gazetteers, tables: resources.references)
    let document = Document()
    var lines = ["N " + SourceResolution.signNames.joined(separator: " ")]
    let folder = TextFolder(path: folder, firstLine: .paragraph)
    for (name, bytes) in folder {
      folder.fill(document, with: bytes)
      stages.process(document)
      lines.append("D \(name)")
      for (number, entity) in document.entities.enumerated() {
        let mentions = entity.mentions.map { "\($0.range.start.value) \($0.range.end.value)" }
        lines.append("E \(number) " + mentions.joined(separator: " "))
      }
      lines += resolution.candidateLines(of: document).map { "P \($0)" }
    }
    try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: URL(fileURLWithPath: out))
  }
}
