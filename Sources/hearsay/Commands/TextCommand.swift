import ArgumentParser
import Extraction
import Glibc
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
      Scripts/page-weights.py learns from. --left-out prints what is missing from the text, and why.
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
    let input = InputReader(inputs: inputs, options: options)
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
        guard print(document, of: raw, reader: reader, writer: &writer) else { return }
      }
    }
    if hasFailed { throw ExitStatus.someFailed.code }
  }

  /// Prints one document; false where whoever reads the output has gone.
  private func print(
    _ document: Document, of raw: RawDocument, reader: DocumentReader, writer: inout RecordWriter
  ) -> Bool {
    if signs {
      let lines = ["#PAGE\t\(raw.origin)"] + reader.explanation()
      return Self.write(Array((lines.joined(separator: "\n") + "\n").utf8))
    }
    if leftOut { return Self.write(Self.lines(reader.leftOut())) }
    switch to {
    case .text, .markdown: return Self.write(article(document))
    case .jsonl:
      let records = writer.render(document, hash: ContentHash.hash(of: raw), selection: RecordSelection())
      return records.withBytes { Self.write(Array($0)) }
    }
  }

  /// Lines of two fields, safe for a terminal.
  private static func lines(_ rows: [String]) -> [UInt8] {
    let lines = rows.map { row in
      row.split(separator: "\t", maxSplits: 1).map { SafeText.shown(String($0)) }.joined(separator: "\t") + "\n"
    }
    return Array(lines.joined().utf8)
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

  private static func write(_ bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBytes { all in
      var rest = all
      while !rest.isEmpty {
        let count = Glibc.write(STDOUT_FILENO, rest.baseAddress, rest.count)
        if count < 0, errno == EINTR { continue }
        if count <= 0 { return false }
        rest = UnsafeRawBufferPointer(rebasing: rest[count...])
      }
      return true
    }
  }
}
