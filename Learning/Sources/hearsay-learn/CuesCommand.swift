import ArgumentParser
@_spi(Learning) import Attribution
import Extraction
import TextModel

/// Prints every candidate for a cue with what it is judged by, for `learners/cues.py`.
struct CuesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cues",
    abstract: "Print the candidates for cues of texts, with what each is judged by, for cues.py.")

  @Argument(help: "What 'hearsay compile' makes.")
  var resources: String

  @Argument(help: "A folder of texts; the first line of each is its title.")
  var folder: String

  @Flag(help: "Every verb, without the boundaries of contents: the lists of cues are learnt from that.")
  var allVerbs = false

  func run() throws {
    let resources = try Resources(compiledAt: resources)
    var stages = LeadingStages(resources, before: "attribution")
    var trace = TrainingTrace(
      gazetteers: resources.gazetteers, tables: resources.attribution, takesAllVerbs: allVerbs)
    let document = Document()
    let folder = TextFolder(path: folder, firstLine: .title)
    for (name, bytes) in folder {
      folder.fill(document, with: bytes)
      stages.process(document)
      print("D\t\(name)")
      for line in trace.lines(of: document) { print(line) }
    }
  }
}
