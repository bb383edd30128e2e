import GazetteerIndex
import RuleLanguage
import Segmentation
import TextModel

@testable import Quantities

/// The project's own lists and rules, and texts read with them.
enum QuantityText {
  static let root: String = {
    var path = #filePath.split(separator: "/", omittingEmptySubsequences: false)
    path.removeLast(3)
    return path.joined(separator: "/")
  }()

  static let gazetteers: Result<Gazetteers, any Error> = Result {
    try Gazetteers.compile(
      GazetteerSource.sources(inFolder: "\(root)/Gazetteers").filter { $0.list.hasPrefix("word.") })
  }

  /// A text with its tokens and the entries of our lists.
  static func document(_ text: String, published: String? = nil) throws -> Document {
    let document = Document()
    document.text = Array(text.utf8)
    document.metadata.published = published
    document.blocks = [Block(range: UTF8Range(0, document.text.count), role: .body, line: 1)]
    var segmenter = Segmenter()
    segmenter.process(document)
    var tagging = GazetteerTagging(try gazetteers.get())
    tagging.process(document)
    return document
  }
}
