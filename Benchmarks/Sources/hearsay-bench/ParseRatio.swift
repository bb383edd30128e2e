import CLibxml2Tree
import Ingestion

/// How fast pages become texts with their metadata, and records, held against libxml2's own parse of the same pages into a tree.
enum ParseRatio {
  static let benchmark = Benchmark(
    name: "parse-ratio",
    usage: """
      [--inputs FOLDER] [--resources FILE] [--rounds N]
            speed of pages to texts, and to records, over that of htmlReadMemory and xmlFreeDoc, median of alternating runs
      """,
    run: run)

  static func run(_ arguments: BenchmarkArguments) throws {
    let corpus = try Corpus(inputs: [arguments["inputs"] ?? "../Tests/Samples/html"]).filtered(.html)
    var extractor = Extractor(try Extractor.resources(arguments))
    let rounds = arguments.number("rounds", default: 7)
    var ratios: [Double] = []
    var parses: [Double] = []
    var extractions: [Double] = []
    var readings: [Double] = []
    var textRatios: [Double] = []
    var bytes: Int?
    xmlInitParser()
    for _ in 0..<max(1, rounds) {
      var failed = 0
      let parse = Measuring.seconds { failed = self.parse(corpus) }
      let reading = Measuring.seconds { for raw in corpus.documents { extractor.read(raw) } }
      var written = 0
      let extraction = Measuring.seconds { for raw in corpus.documents { written += extractor.extract(raw) } }
      guard failed == 0 else { throw WrongResult(description: "libxml2 gives no tree of \(failed) pages") }
      guard bytes == nil || bytes == written else {
        throw WrongResult(description: "two rounds differ in their records")
      }
      bytes = written
      parses.append(parse)
      extractions.append(extraction)
      readings.append(reading)
      ratios.append(parse / extraction)
      textRatios.append(parse / reading)
    }
    let size = Double(corpus.byteCount) / 1e6
    Measuring.report("pages", Double(corpus.documents.count), "")
    Measuring.report("parse into a tree", size / parses.sorted()[parses.count / 2], "MB/s of pages")
    Measuring.report("pages to texts", size / readings.sorted()[readings.count / 2], "MB/s of pages")
    Measuring.report("pages to records", size / extractions.sorted()[extractions.count / 2], "MB/s of pages")
    Measuring.report("ratio of texts", textRatios.sorted()[textRatios.count / 2], "times the speed of the parse")
    Measuring.report("ratio of records", ratios.sorted()[ratios.count / 2], "times the speed of the parse")
  }

  /// Parses every page and frees its tree; how many gave none.
  private static func parse(_ corpus: Corpus) -> Int {
    let options = Int32(
      HTML_PARSE_RECOVER.rawValue | HTML_PARSE_NOERROR.rawValue | HTML_PARSE_NOWARNING.rawValue
        | HTML_PARSE_NONET.rawValue)
    var failed = 0
    for raw in corpus.documents {
      raw.bytes.withUnsafeBytes { bytes in
        let start = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
        guard let tree = htmlReadMemory(start, Int32(truncatingIfNeeded: bytes.count), nil, "UTF-8", options) else {
          failed += 1
          return
        }
        xmlFreeDoc(tree)
      }
    }
    return failed
  }
}
