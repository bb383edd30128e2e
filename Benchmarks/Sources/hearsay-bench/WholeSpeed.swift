import Glibc
import Ingestion

/// How fast the program itself is, from its start to its end, on one core and on two.
enum WholeSpeed {
  static let benchmark = Benchmark(
    name: "whole-speed",
    usage: """
      [--program FILE] [--inputs FOLDER] [--megabytes N]
            MB/s of the program with one thread and with two, memory at its peak, time to the first record
      """,
    run: run)

  static func run(_ arguments: BenchmarkArguments) throws {
    let program = arguments["program"] ?? "../.build/release/hearsay"
    let corpus = try Corpus(inputs: [arguments["inputs"] ?? "../Tests/Samples/text"])
    let folder = "/tmp/hearsay-bench-\(getpid())"
    guard mkdir(folder, 0o700) == 0 else { throw WrongResult(description: "cannot make \(folder)") }
    defer { system("rm -rf '\(folder)'") }
    let megabytes = arguments.number("megabytes", default: 20)
    let size = try write(corpus, to: folder + "/dump.jsonl", bytes: megabytes * 1_000_000)
    let one = try measure("'\(program)' extract -q -j 1 '\(folder)/dump.jsonl' -o '\(folder)/one.jsonl'")
    let two = try measure("'\(program)' extract -q -j 2 '\(folder)/dump.jsonl' -o '\(folder)/two.jsonl'")
    guard system("cmp '\(folder)/one.jsonl' '\(folder)/two.jsonl'") == 0 else {
      throw WrongResult(description: "one thread and two write different records")
    }
    Measuring.report("one thread", Double(size) / 1e6 / one, "MB/s")
    Measuring.report("two threads", Double(size) / 1e6 / two, "MB/s")
    Measuring.report("two threads against one", one / two, "times")
    Measuring.report("peak memory", childrenPeakMemory, "MB")
    try reportStart(program, folder)
  }

  /// Writes the texts of a corpus as JSON Lines, again and again with a number before each so that no two are the same.
  private static func write(_ corpus: Corpus, to path: String, bytes: Int) throws -> Int {
    guard let file = fopen(path, "w") else { throw WrongResult(description: "cannot write \(path)") }
    defer { fclose(file) }
    var written = 0
    var number = 0
    while written < bytes {
      for raw in corpus.documents where written < bytes {
        number += 1
        let line = "{\"text\":\"No \(number).\\n\\n" + escaped(raw.bytes) + "\"}\n"
        fputs(line, file)
        written += line.utf8.count
      }
    }
    return written
  }

  private static func escaped(_ bytes: [UInt8]) -> String {
    var text = ""
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      switch scalar {
      case "\n": text += "\\n"
      case "\"", "\\": text += "\\\(scalar)"
      default: if scalar.value >= 0x20 { text.unicodeScalars.append(scalar) }
      }
    }
    return text
  }

  private static func measure(_ command: String) throws -> Double {
    let start = Measuring.now()
    guard system(command) == 0 else { throw WrongResult(description: "the program failed") }
    return Measuring.now() - start
  }

  /// The best of ten starts: from the call to the record of a document of one sentence.
  private static func reportStart(_ program: String, _ folder: String) throws {
    var best = Double.infinity
    let path = folder + "/one.txt"
    guard system("printf 'He said it was late.' > '\(path)'") == 0 else {
      throw WrongResult(description: "cannot write \(path)")
    }
    for _ in 0..<10 { best = min(best, try measure("'\(program)' extract -j 1 '\(path)' > /dev/null")) }
    Measuring.report("start to first record, shell included", best * 1000, "ms")
  }

  private static var childrenPeakMemory: Double {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_CHILDREN.rawValue), &usage)
    return Double(usage.ru_maxrss) / 1024
  }
}
