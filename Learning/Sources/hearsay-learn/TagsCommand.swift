import ArgumentParser
import Extraction
import TextModel

/// Prints the part of speech of every token, for `learners/tag_accuracy.py`.
struct TagsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tags",
    abstract: "Print the part of speech of every token of texts, for tag_accuracy.py.")

  @Argument(help: "What 'hearsay compile' makes.")
  var resources: String

  @Argument(help: "A folder of texts; the first line of each is its title.")
  var folder: String

  func run() throws {
    var stages = LeadingStages(try Resources(compiledAt: resources), before: "attribution")
    let document = Document()
    let folder = TextFolder(path: folder, firstLine: .title)
    for (name, bytes) in folder {
      folder.fill(document, with: bytes)
      stages.process(document)
      print("D\t\(name)")
      Self.printTags(of: document)
    }
  }

  /// A line a token: where it begins and ends, in code points, and its part of speech.
  private static func printTags(of document: Document) {
    // The count at an offset is of the code points that begin before it.
    var offsets = [0]
    for byte in document.text { offsets.append(offsets[offsets.count - 1] + (byte & 0xC0 == 0x80 ? 0 : 1)) }
    for (token, tag) in zip(document.tokens, document.tags) {
      let start = offsets[Int(token.range.start.value)]
      let end = offsets[Int(token.range.end.value)]
      print("T\t\(start)\t\(end)\t\(PennTag(rawValue: tag)?.name ?? "-")")
    }
  }
}
