import Attribution
import Extraction
import GazetteerIndex
import Phrases
import Segmentation
import TextModel

/// attribution-training GAZETTEERS RULES FOLDER verbs|candidates|quotes
///
/// Reads the texts of a folder, a paragraph a line, the first one the title, and prints what attribution sees there:
/// every verb, every candidate with its boundaries (for the scripts that learn), or the quotes as records.
@main
struct Main {
  static func main() throws {
    let arguments = CommandLine.arguments.dropFirst().map { $0 }
    guard arguments.count == 4 else {
      print("usage: attribution-training GAZETTEERS RULES FOLDER verbs|candidates|quotes")
      return
    }
    let resources = try Resources.compile(gazetteersFolder: arguments[0], rulesFolder: arguments[1])
    var diagnostics: [Diagnostic] = []
    let names = FileTree.names(in: arguments[2], into: &diagnostics).filter { $0.hasSuffix(".txt") }
    var run = Run(resources: resources, mode: arguments[3])
    for name in names {
      guard let text = FileTree.bytes(of: "\(arguments[2])/\(name)", into: &diagnostics) else { continue }
      run.process(text, name: String(name.dropLast(4)))
    }
  }
}

/// The stages up to attribution, and what they print.
private struct Run {
  private var segmenter = Segmenter()
  private var gazetteers: GazetteerTagging
  private var phrases: PhraseTagging
  private var trace: TrainingTrace
  private var attribution: Attribution
  private let mode: String
  private let document = Document()

  init(resources: Resources, mode: String) {
    self.mode = mode
    gazetteers = GazetteerTagging(resources.gazetteers)
    phrases = PhraseTagging(resources.tagger)
    trace = TrainingTrace(
      gazetteers: resources.gazetteers, tables: resources.attribution, takesAllVerbs: mode == "verbs")
    attribution = Attribution(
      rules: resources.rules, gazetteers: resources.gazetteers, tables: resources.attribution)
  }

  mutating func process(_ text: [UInt8], name: String) {
    document.clear()
    document.text = text
    addBlocks(text)
    segmenter.process(document)
    gazetteers.process(document)
    phrases.process(document)
    print("D\t\(name)")
    guard mode == "quotes" else {
      for line in trace.lines(of: document) { print(line) }
      return
    }
    attribution.process(document)
    for quote in document.quotes { print(line(of: quote)) }
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

  private func line(of quote: Quote) -> String {
    func pair(_ range: UTF8Range) -> String { "\(range.start.value)-\(range.end.value)" }
    let fields = [
      "Q", quote.spans.map(pair).joined(separator: ","), quote.cue.map { pair($0.range) } ?? "",
      quote.mention.map { pair($0.range) } ?? "", quote.rule, "\(quote.confidence)", "\(quote.kind)",
    ]
    return fields.joined(separator: "\t")
  }
}
