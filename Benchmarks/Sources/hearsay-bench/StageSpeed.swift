import Extraction
import Ingestion
import TextModel

/// How fast each stage is, on one core: seconds of work, not of the clock, so that a busy machine spoils little.
enum StageSpeed {
  static let benchmark = Benchmark(
    name: "stage-speed",
    usage: """
      [--inputs FOLDER] [--resources FILE] [--rounds N]
            MB of text a second of each stage over the documents of a folder, and of all stages together
      """,
    run: run)

  static func run(_ arguments: BenchmarkArguments) throws {
    let corpus = try Corpus(inputs: [arguments["inputs"] ?? "../Tests/Samples"])
    var extractor = Extractor(try Extractor.resources(arguments))
    let names = ["reading"] + extractor.pipeline.steps.map(\.name) + ["records"]
    var seconds = [Double](repeating: 0, count: names.count)
    var text = 0
    var counts: Counts?
    let rounds = max(1, arguments.number("rounds", default: 3))
    for _ in 0..<rounds {
      let found = measure(corpus, &extractor, &seconds, &text)
      guard counts == nil || counts == found else {
        throw WrongResult(description: "two rounds differ in what they find")
      }
      counts = found
    }
    report(names, seconds, text: text, pages: corpus.byteCount * rounds)
    if let counts { print("found: \(counts)") }
  }

  /// What was found in all documents.
  struct Counts: Equatable, CustomStringConvertible {
    var quotes = 0
    var numbers = 0
    var dates = 0
    var entities = 0
    var recordBytes = 0
    var description: String {
      "\(quotes) quotes, \(numbers) numbers, \(dates) dates, \(entities) entities, \(recordBytes) bytes of records"
    }
  }

  private static func measure(
    _ corpus: Corpus, _ extractor: inout Extractor, _ seconds: inout [Double], _ text: inout Int
  ) -> Counts {
    var counts = Counts()
    for raw in corpus.documents {
      seconds[0] += Measuring.seconds { extractor.read(raw) }
      text += extractor.document.text.count
      extractor.document.clearExtraction()
      for step in extractor.pipeline.steps.indices {
        seconds[step + 1] += Measuring.seconds { extractor.pipeline.process(extractor.document, step: step) }
      }
      seconds[seconds.count - 1] += Measuring.seconds { counts.recordBytes += extractor.render() }
      counts.quotes += extractor.document.quotes.count
      counts.numbers += extractor.document.figures.count
      counts.dates += extractor.document.dates.count
      counts.entities += extractor.document.entities.count
    }
    return counts
  }

  private static func report(_ names: [String], _ seconds: [Double], text: Int, pages: Int) {
    let total = seconds.reduce(0, +)
    for (name, spent) in zip(names, seconds) {
      let share = Int((100 * spent / total).rounded())
      Measuring.report("\(name) (\(share) %)", Double(text) / 1e6 / max(spent, 1e-9), "MB/s of text")
    }
    Measuring.report("all stages", Double(text) / 1e6 / total, "MB/s of text")
    Measuring.report("all stages", Double(pages) / 1e6 / total, "MB/s of input")
  }
}
