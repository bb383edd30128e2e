import ArgumentParser
@_spi(Learning) import Genres
import Ingestion
import Segmentation
import Extraction
import TextModel

/// Prints the signs by which the kind of a document is told, for `learners/genres.py`.
///
/// A document a line: where it came from, its key, its site, why it is no article as far as the page says so, its signs
/// with the page's own and the address's, its signs without them.
struct GenresCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "genres",
    abstract: "Print the signs by which the kind of documents is told, for genres.py.")

  @Argument(help: "What 'hearsay compile' makes.")
  var resources: String

  @Argument(help: "Folders and files, read as 'hearsay extract' reads them.")
  var inputs: [String]

  func run() throws {
    let resources = try Resources(compiledAt: resources)
    let options = IngestionOptions()
    let input = InputReader(inputs: inputs, options: options)
    var reader = DocumentReader(options: options, rules: resources.pages)
    var segmenter = Segmenter(resources.gazetteers.words)
    var tagging = GenreTagging(resources.genres)
    let document = Document()
    while let item = input.next() {
      guard case .document(let raw) = item else { continue }
      _ = reader.read(raw, into: document)
      document.clearExtraction()
      segmenter.process(document)
      let full = tagging.signNames(of: document)
      let metadata = document.metadata
      (document.metadata.url, document.metadata.canonical, document.metadata.section) = (nil, nil, nil)
      document.metadata.pageTypes = []
      let bare = tagging.signNames(of: document)
      let cells = [
        metadata.origin, metadata.key ?? "", metadata.url ?? metadata.canonical ?? "", metadata.notArticle ?? "",
        full.joined(separator: " "), bare.joined(separator: " "),
      ]
      print(cells.map(Self.oneLine).joined(separator: "\t"))
    }
  }

  /// The text without tabs and ends of lines.
  private static func oneLine(_ text: String) -> String {
    text.split(whereSeparator: { $0 == "\t" || $0.isNewline }).joined(separator: " ")
  }
}
