import ArgumentParser
import Extraction
import Ingestion
import Records
import Review
import Stories

/// `hearsay diff`: what two documents have in common, and what was changed from the one to the other.
struct DiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Show what was changed from one document to another.",
    discussion: """
      A document is a page or a text, or the id of a document among the records that --records names. Text in [-…-] is \
      of the first alone, text in {+…+} of the second; ~ is replaced, - left out, + added, > moved.
      """)

  @Argument(help: ArgumentHelp("The first document: a file or an id.", valueName: "document"))
  var from: String

  @Argument(help: ArgumentHelp("The second one.", valueName: "document"))
  var document: String

  @Option(help: ArgumentHelp("Files or folders of records, where documents are named by id.", valueName: "records"))
  var records: [String] = []

  @Flag(help: "Write the records of the reuse and of its changes.")
  var json = false

  @OptionGroup(title: "Display") var display: TerminalOptions
  @OptionGroup(title: "Resources") var resources: ResourceOptions

  func run() throws {
    let resources = try resources.load()
    let lines = try [from, document].map { name in
      if Folders.exists(name) { return try extracted(name, resources) }
      return try found(name)
    }
    guard let comparison = DocumentComparison(from: lines[0], to: lines[1], language: resources.storyLanguage) else {
      throw Failure("'\(from)' and '\(document)' are not both records of a document")
    }
    if json {
      let output = OutputFile()
      try output.write(comparison.records)
      return try output.finish()
    }
    var report = StoryReport()
    for line in lines { report.add(try value(line.prefix { $0 != 0x0A })) }
    for line in comparison.records.split(separator: 0x0A) {
      let record = try value(line)
      if record["type"].string == "reuse" { report.reuses.append(record) } else { report.changes.append(record) }
    }
    try StoryReview(records: records, display: display).show(report)
  }

  private func value(_ line: ArraySlice<UInt8>) throws -> JSONValue {
    do throws(JSONError) { return try JSONParser.value(of: Array(line)) } catch {
      throw Failure("no record: \(error)")
    }
  }

  /// The records of a page or a text.
  private func extracted(_ path: String, _ resources: Resources) throws -> [UInt8] {
    let options = try ExtractOptions(try ExtractCommand.parse([path, "--quiet"]))
    let reader = InputReader(inputs: [path], options: options.ingestion)
    let worker = DocumentWorker(options, resources: resources)
    while let item = reader.next() {
      guard case .document(var raw) = item else { continue }
      var bytes: [UInt8] = []
      worker.outcome(of: &raw).records?.withBytes { bytes += $0 }
      if !bytes.isEmpty { return bytes }
    }
    throw Failure("no document in '\(path)'")
  }

  /// The records of a document by its id.
  private func found(_ id: String) throws -> [UInt8] {
    guard !records.isEmpty else {
      throw Failure("there is no file '\(id)'; for an id, name the records with --records")
    }
    guard let lines = DocumentComparison.lines(of: id, in: records) else {
      throw Failure("no document '\(id)' among the records")
    }
    return lines
  }
}
