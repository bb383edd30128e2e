import Attribution
import Extraction
import GazetteerIndex
import TextModel

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// attribution-training RESOURCES FOLDER verbs|candidates|quotes|tags
///
/// Reads the texts of a folder, a paragraph a line, the first one the title, and prints what attribution sees there:
/// every verb, every candidate with its boundaries (for the script that learns), the quotes, or the part of speech of every
/// token (for `Scripts/tag-accuracy.py`).
@main
struct Main {
  static func main() {
    let arguments = CommandLine.arguments.dropFirst().map { $0 }
    guard arguments.count == 3 else {
      print("usage: attribution-training RESOURCES FOLDER verbs|candidates|quotes|tags")
      return
    }
    do throws(ResourceError) {
      let resources = try Resources(ResourceFile(path: arguments[0]))
      var diagnostics: [Diagnostic] = []
      let names = FileTree.names(in: arguments[1], into: &diagnostics).filter { $0.hasSuffix(".txt") }
      var run = Run(resources: resources, mode: arguments[2])
      for name in names {
        guard let text = FileTree.bytes(of: "\(arguments[1])/\(name)", into: &diagnostics) else { continue }
        run.process(text, name: String(name.dropLast(4)))
      }
      run.report()
    } catch {
      print("error: \(error)")
    }
  }
}

/// The stages up to attribution, and what they print.
private struct Run {
  private var pipeline: Pipeline
  private let last: Int
  private var trace: TrainingTrace
  private var attribution: Attribution
  private let mode: String
  private let document = Document()
  private var times: [Duration]

  init(resources: Resources, mode: String) {
    self.mode = mode
    pipeline = Pipeline(resources)
    last = pipeline.steps.firstIndex { $0.name == "attribution" } ?? 0
    times = [Duration](repeating: .zero, count: last + 1)
    trace = TrainingTrace(
      gazetteers: resources.gazetteers, tables: resources.attribution, takesAllVerbs: mode == "verbs")
    attribution = Attribution(
      rules: resources.rules, gazetteers: resources.gazetteers, tables: resources.attribution)
  }

  mutating func process(_ text: [UInt8], name: String) {
    document.clear()
    document.text = text
    addBlocks(text)
    let clock = ContinuousClock()
    for step in 0..<last { times[step] += clock.measure { pipeline.process(document, step: step) } }
    print("D\t\(name)")
    if mode == "tags" { return printTags() }
    guard mode == "quotes" else {
      for line in trace.lines(of: document) { print(line) }
      return
    }
    times[last] += clock.measure { attribution.process(document) }
    for (quote, measure) in zip(document.quotes, attribution.measures) { print(line(of: quote, measure)) }
  }

  /// A line a token: where it begins and ends, in code points, and its part of speech.
  private func printTags() {
    var offsets = [0]
    for byte in document.text { offsets.append(offsets[offsets.count - 1] + (byte & 0xC0 == 0x80 ? 0 : 1)) }
    for (token, tag) in zip(document.tokens, document.tags) {
      let start = offsets[Int(token.range.start.value)]
      // The count at an offset is of the code points that begin before it.
      let end = offsets[Int(token.range.end.value)]
      print("T\t\(start)\t\(end)\t\(PennTag(rawValue: tag)?.name ?? "-")")
    }
  }

  /// The time of each stage, on standard error.
  func report() {
    for step in 0...last {
      var line = "\(pipeline.steps[step].name) \(times[step])\n"
      line.withUTF8 { _ = write(2, $0.baseAddress, $0.count) }
    }
  }

  /// A block a line.
  private func addBlocks(_ text: [UInt8]) {
    var start = 0
    var number: Int32 = 1
    for (index, byte) in text.enumerated() where byte == 0x0A || index == text.count - 1 {
      let end = byte == 0x0A ? index : index + 1
      if end > start {
        let role: Block.Role = document.blocks.isEmpty ? .title : .body
        document.blocks.append(Block(range: UTF8Range(start, end), role: role, line: number))
      }
      start = index + 1
      number += 1
    }
  }

  private func line(of quote: Quote, _ measure: QuoteMeasure) -> String {
    func pair(_ range: UTF8Range) -> String { "\(range.start.value)-\(range.end.value)" }
    let fields = [
      "Q", quote.spans.map(pair).joined(separator: ","), quote.cue.map { pair($0.range) } ?? "",
      quote.mention.map { pair($0.range) } ?? "", quote.rule, "\(quote.confidence)", "\(quote.kind)",
      quote.mention.map { "\($0.form)" } ?? "none",
      measure.band, measure.detail,
    ]
    return fields.joined(separator: "\t")
  }
}
