import ArgumentParser
import Extraction
import Ingestion
import Records
import Review
import TextModel

/// `hearsay text`: the cleaned articles alone, for those who want no more than that.
struct TextCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "text",
    abstract: "Print the articles of dumps without what stands round them: text, Markdown or JSON Lines.",
    discussion: """
      Inputs are those of 'hearsay extract'. --to jsonl gives the document records, with every block's role, line and \
      byte. --signs prints each paragraph with its verdict and the signs that the verdict was made from, as tabs: what \
      Learning/learners/pages.py learns from. --left-out prints what is missing from the text, and why.
      """)

  /// The form of what is printed.
  enum Form: String, CaseIterable, ExpressibleByArgument {
    case text, markdown, jsonl
  }

  @Argument(help: "Files, folders, or - for standard input.", completion: .file())
  var inputs: [String] = ["-"]

  @Option(help: "The form: text, markdown or jsonl.")
  var to = Form.text

  @Option(help: "Take the inputs for this format, whatever their names.")
  var format: IngestionOptions.Format?

  @Option(
    help: ArgumentHelp("The largest document that is read, as 500K, 16M or a number of bytes.", valueName: "size"))
  var maxDocument = ByteSize(16 << 20)

  @Flag(help: "Take all of a plain text for the article.")
  var allBody = false

  @Flag(help: "Print every paragraph with its verdict and its signs.")
  var signs = false

  @Flag(help: "Print the paragraphs that were left out, each with why, as tabs.")
  var leftOut = false

  @OptionGroup(title: "Resources") var resources: ResourceOptions

  func run() throws {
    var options = IngestionOptions()
    options.format = format
    options.maxDocument = maxDocument.bytes
    options.allBody = allBody
    let excluded = try OutputGuard.excluded(.standardOutput, inputs: inputs)
    let input = InputReader(inputs: inputs, options: options, excluding: excluded)
    var reader = DocumentReader(options: options, rules: try resources.load().pages)
    reader.keepsSigns = signs || leftOut
    let document = Document()
    var writer = RecordWriter()
    var hasFailed = false
    while let item = input.next() {
      switch item {
      case .failure(let error):
        hasFailed = true
        Console.report(error.description)
      case .document(let raw):
        if let error = reader.read(raw, into: document) {
          hasFailed = true
          Console.report(error.description)
        }
        try print(document, of: raw, reader: reader, writer: &writer)
      }
    }
    if hasFailed { throw ExitStatus.someFailed.code }
  }

  /// Prints one document.
  private func print(
    _ document: Document, of raw: RawDocument, reader: DocumentReader, writer: inout RecordWriter
  ) throws(OutputError) {
    if signs {
      let lines = ["#PAGE\t\(raw.origin)"] + reader.explanation()
      return try output.write(Array((lines.joined(separator: "\n") + "\n").utf8))
    }
    if leftOut { return try output.write(Self.lines(reader.leftOut())) }
    switch to {
    case .text, .markdown: return try output.write(shown(article(document)))
    case .jsonl:
      let records = writer.render(document, hash: ContentHash.hash(of: raw), selection: RecordSelection())
      var bytes: [UInt8] = []
      records.withBytes { bytes = Array($0) }
      try output.write(bytes)
    }
  }

  /// Lines of two fields, safe for a terminal.
  private static func lines(_ rows: [String]) -> [UInt8] {
    let lines = rows.map { row in
      row.split(separator: "\t", maxSplits: 1).map { SafeText.shown(String($0)) }.joined(separator: "\t") + "\n"
    }
    return Array(lines.joined().utf8)
  }

  private var output: OutputFile { OutputFile() }

  /// On a terminal without what a page can do to one; to a file or a pipe the text as it is.
  private func shown(_ text: [UInt8]) -> [UInt8] {
    guard TerminalOptions.isTerminal else { return text }
    let lines = String(decoding: text, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
    return Array(lines.map { SafeText.shown(String($0)) }.joined(separator: "\n").utf8)
  }

  /// Title and paragraphs, parted by empty lines; two empty lines after the article.
  private func article(_ document: Document) -> [UInt8] {
    var out: [UInt8] = []
    for block in document.blocks where block.role != .boilerplate {
      if to == .markdown { out.append(contentsOf: Self.mark(block.role).utf8) }
      out.append(contentsOf: document.text[Int(block.range.start.value)..<Int(block.range.end.value)])
      out.append(contentsOf: [0x0A, 0x0A])
    }
    if !out.isEmpty { out.append(0x0A) }
    return out
  }

  private static func mark(_ role: Block.Role) -> String {
    switch role {
    case .title: "# "
    case .heading: "## "
    case .list: "- "
    case .quote: "> "
    default: ""
    }
  }
}
