import Extraction
import Foundation
import GazetteerIndex
import Genres
import Ingestion
import Segmentation
import TextModel

/// Prints the signs by which the kind of a document is told, for `Rules/build/genres.py` to learn weights from.
///
///     genre-evidence RESOURCES INPUT...
///
/// `RESOURCES` is what `hearsay compile` makes. A document a line: where it came from, its key, its site, why it is no
/// article as far as the page says so, its signs with the page's own and the address's, its signs without them.
@main
struct GenreEvidenceTool {
  static func main() throws {
    let arguments = Array(CommandLine.arguments.dropFirst())
    guard arguments.count > 1 else {
      FileHandle.standardError.write(Data("usage: genre-evidence RESOURCES INPUT...\n".utf8))
      exit(2)
    }
    let resources = try Resources(ResourceFile(path: arguments[0]))
    let options = IngestionOptions()
    let input = InputReader(inputs: Array(arguments[1...]), options: options)
    var reader = DocumentReader(options: options, rules: resources.pages)
    var segmenter = Segmenter()
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
      print(
        cells.map { $0.split(whereSeparator: { $0 == "\t" || $0.isNewline }).joined(separator: " ") }
          .joined(separator: "\t"))
    }
  }
}
