import Attribution
import Extraction
import GazetteerIndex
import Ingestion
import TextModel

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// attribution-training RESOURCES FOLDER verbs|candidates|tags
/// attribution-training RESOURCES INPUT decisions|names
///
/// Reads the texts of a folder, a paragraph a line, the first one the title, and prints what attribution sees there:
/// every verb, every candidate with its boundaries (for the script that learns), or the part of speech of every token (for
/// `Scripts/tag-accuracy.py`). Or reads a folder or JSON Lines as `hearsay extract` does, and prints what every quote that
/// was put together is decided by, or what the confidence of every quote is made from.
@main
struct Main {
  static func main() {
    let arguments = CommandLine.arguments.dropFirst().map { $0 }
    guard arguments.count == 3 else {
      print("usage: attribution-training RESOURCES FOLDER verbs|candidates|tags|decisions|names")
      return
    }
    do throws(ResourceError) {
      let resources = try Resources(ResourceFile(path: arguments[0]))
      if ["decisions", "names"].contains(arguments[2]) {
        return printDecisions(of: arguments[1], resources, hasNames: arguments[2] == "names")
      }
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

/// Prints of every document `D` and its name, then a line a quote that was put together, or a quote that was found.
private func printDecisions(of input: String, _ resources: Resources, hasNames: Bool) {
  let options = IngestionOptions()
  let inputs = InputReader(inputs: [input], options: options)
  var reader = DocumentReader(options: options, rules: resources.pages)
  var pipeline = Pipeline(resources)
  let last = pipeline.steps.firstIndex { $0.name == (hasNames ? "confidence" : "attribution") } ?? 0
  let names = QuoteConfidence(tables: resources.attribution)
  var attribution = Attribution(
    rules: resources.rules, gazetteers: resources.gazetteers, tables: resources.attribution)
  let document = Document()
  while let item = inputs.next() {
    guard case .document(let raw) = item else { continue }
    document.clear()
    _ = reader.read(raw, into: document)
    let file = raw.origin.split(separator: "/").last.map(String.init) ?? raw.origin
    print("D\t\(document.metadata.key ?? (file.hasSuffix(".txt") ? String(file.dropLast(4)) : file))")
    for step in 0..<last { pipeline.process(document, step: step) }
    for line in hasNames ? names.lines(of: document) : attribution.decisionLines(of: document) { print(line) }
  }
}

/// The stages up to attribution, and what they print.
private struct Run {
  private var pipeline: Pipeline
  private let last: Int
  private var trace: TrainingTrace
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
  }

  mutating func process(_ text: [UInt8], name: String) {
    document.clear()
    document.text = text
    addBlocks(text)
    let clock = ContinuousClock()
    for step in 0..<last { times[step] += clock.measure { pipeline.process(document, step: step) } }
    print("D\t\(name)")
    if mode == "tags" { return printTags() }
    times[last] += clock.measure { for line in trace.lines(of: document) { print(line) } }
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
}
