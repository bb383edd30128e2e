/// `hearsay-bench NAME [ARGUMENT…]`: runs a benchmark and prints what it measured, a line a figure.
@main
enum Main {
  static func main() throws {
    let arguments = Array(CommandLine.arguments.dropFirst())
    guard let name = arguments.first, let benchmark = benchmarks.first(where: { $0.name == name }) else {
      print("usage: hearsay-bench NAME [ARGUMENT…]")
      for benchmark in benchmarks { print("  \(benchmark.name) \(benchmark.usage)") }
      return
    }
    try benchmark.run(BenchmarkArguments(Array(arguments.dropFirst())))
  }

  /// All benchmarks, one a file.
  static let benchmarks: [Benchmark] = [
    GazetteerScale.benchmark, StageSpeed.benchmark, ParseRatio.benchmark, WholeSpeed.benchmark,
  ]
}

/// A benchmark by the name it is called by.
struct Benchmark: Sendable {
  var name: String
  /// Its arguments, and what it measures.
  var usage: String
  var run: @Sendable (BenchmarkArguments) throws -> Void
}

/// `--key value` pairs.
struct BenchmarkArguments {
  private var values: [String: String] = [:]

  init(_ words: [String]) {
    for (index, word) in words.enumerated() where word.hasPrefix("--") && index + 1 < words.count {
      values[String(word.dropFirst(2))] = words[index + 1]
    }
  }

  subscript(_ key: String) -> String? { values[key] }

  func number(_ key: String, default value: Int) -> Int { values[key].flatMap { Int($0) } ?? value }
}

/// A wrong result makes a benchmark fail, however fast it was.
struct WrongResult: Error, CustomStringConvertible {
  var description: String
}
