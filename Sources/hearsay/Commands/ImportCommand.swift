import ArgumentParser
import Exchange
import Judgements
import Records
import Review

/// `hearsay import`: corrections that were made elsewhere.
struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Bring corrections home: brat's folders as gold records, answers of Prodigy and doccano as judgements.",
    subcommands: [ImportBratCommand.self, ImportJudgementsCommand.self])
}

/// `hearsay import brat`: a folder of annotations as records.
struct ImportBratCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "brat",
    abstract: "Write the quotes of a folder of brat's as records, which 'evaluate --gold' takes.",
    discussion: "A file with a mistake is told with its line, and the others are read.")

  @Argument(help: "The folder of .txt and .ann files.", completion: .directory)
  var folder: String

  @Option(name: .shortAndLong, help: ArgumentHelp("Write the records to a file.", valueName: "file"))
  var output: String?

  func run() throws {
    let names = BratFolder.names(in: folder)
    guard !names.isEmpty else { throw Failure("'\(folder)' has no .ann files") }
    let file = try output.map { path throws(OutputError) in try OutputFile(path: path) } ?? OutputFile()
    var writer = JSONLinesWriter()
    var failures = 0
    for name in names {
      writer.removeAll()
      do throws(RecordReadError) {
        BratRecords.write(try BratFolder.read(folder: folder, name: name), to: &writer)
      } catch {
        Console.report("\(error)")
        failures += 1
        continue
      }
      try file.write(writer.bytes)
    }
    try file.finish()
    if failures > 0 { throw ExitStatus.someFailed.code }
  }
}

/// `hearsay import judgements`: answers of annotation tools as judgements.
struct ImportJudgementsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "judgements",
    abstract: "Add answers to exported quotes to a file of judgements.",
    discussion: """
      Lines of JSON as Prodigy ('answer') and doccano ('label') write them for exported quotes; or of your own, with \
      'quote' (the id of its record) and 'verdict' (right or wrong), and where you like 'correct_source' and 'note'. \
      Labels that were moved are corrections.

      Example:
        hearsay import judgements answers.jsonl --records records.jsonl --judgements judgements.jsonl
      """)

  @Argument(help: "The file of answers.", completion: .file())
  var answers: String

  @Option(
    help: ArgumentHelp("The records that were exported; may be given again.", valueName: "records"), completion: .file()
  )
  var records: [String]

  @Option(help: ArgumentHelp("Add the judgements to this file.", valueName: "file"), completion: .file())
  var judgements = "judgements.jsonl"

  @Option(help: ArgumentHelp("The name in the judgements; by default that of your account.", valueName: "name"))
  var who: String?

  func run() throws {
    let (count, bad): (Int, Int)
    do throws(RecordReadError) {
      (count, bad) = try add()
    } catch {
      throw Failure("cannot import judgements: \(error)")
    }
    let rest = bad > 0 ? "; \(bad) lines say nothing of a quote of these records" : ""
    Console.report("\(count) judgements added to \(judgements)\(rest)")
    if bad > 0 { throw ExitStatus.someFailed.code }
  }

  /// Adds what the answers say to the file; how many there were, and how many lines say nothing.
  private func add() throws(RecordReadError) -> (count: Int, bad: Int) {
    var (given, bad) = try read()
    let file = try JudgementFile(path: judgements)
    let groups = RecordGroups(inputs: records)
    let name = who ?? Environment.value("USER") ?? "nobody"
    var count = 0
    while let group = try groups.next() {
      let document = ReviewedDocument(group.document)
      for record in group[.quote] {
        guard let id = record["id"].string, let answer = given.removeValue(forKey: id),
          let quote = ReviewedQuote(record, in: document)
        else { continue }
        try file.append(answer.judgement(of: quote, version: Hearsay.version, who: name, when: Clock.now()))
        count += 1
      }
    }
    bad += given.count
    return (count, bad)
  }

  /// The last answer to each quote, and how many lines are none.
  private func read() throws(RecordReadError) -> (answers: [String: TaskAnswer], bad: Int) {
    let reader = try LineReader(path: answers)
    var found: [String: TaskAnswer] = [:]
    var bad = 0
    while let line = try reader.next() {
      if line.allSatisfy({ $0 <= 0x20 }) { continue }
      do throws(JSONError) {
        let value = try JSONParser.value(of: line)
        if let answer = TaskAnswer(value) {
          found[answer.quote] = answer
        } else if value["answer"].string != "ignore" {
          bad += 1
        }
      } catch {
        Console.report("\(reader.path):\(reader.lineNumber): no answer: \(error)")
        bad += 1
      }
    }
    return (found, bad)
  }
}
