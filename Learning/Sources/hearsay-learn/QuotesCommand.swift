import ArgumentParser
@_spi(Learning) import Attribution
import Extraction
import Ingestion
import TextModel

/// Prints what every quote that was put together is decided by, for `learners/quotes.py`.
struct QuotesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "quotes",
    abstract: "Print what the quotes of documents are decided by, for quotes.py.")

  @Argument(help: "What 'hearsay compile' makes.")
  var resources: String

  @Argument(help: "A folder or a file, read as 'hearsay extract' reads it.")
  var input: String

  @Flag(help: "What the confidence of each quote is made from, once its source is known.")
  var sources = false

  func run() throws {
    let resources = try Resources(compiledAt: resources)
    let options = IngestionOptions()
    let inputs = InputReader(inputs: [input], options: options)
    var reader = DocumentReader(options: options, rules: resources.pages)
    var stages = LeadingStages(resources, before: sources ? "confidence" : "attribution")
    let confidence = QuoteConfidence(tables: resources.attribution)
    var attribution = Attribution(
      rules: resources.rules, gazetteers: resources.gazetteers, tables: resources.attribution)
    let document = Document()
    while let item = inputs.next() {
      guard case .document(let raw) = item else { continue }
      document.clear()
      _ = reader.read(raw, into: document)
      print("D\t\(document.metadata.key ?? Self.name(ofOrigin: raw.origin))")
      stages.process(document)
      let lines = sources ? confidence.lines(of: document) : attribution.decisionLines(of: document)
      for line in lines { print(line) }
    }
  }

  /// The file's name; of a text, without its ending.
  private static func name(ofOrigin origin: String) -> String {
    let file = origin.split(separator: "/").last.map(String.init) ?? origin
    return file.hasSuffix(".txt") ? String(file.dropLast(4)) : file
  }
}
