import ArgumentParser
import Extraction
import Ingestion
import Review
import RuleLanguage
import TextModel

/// Says which rules matched at a place of a document, and which came near.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Say which rules matched at a place of a document, and which came near.",
    discussion: """
      Goes through the phases of rules in their order. Of each it tells the rules
      that matched at the place, with their file and line and what their labels
      stand for, and by which rule a match was beaten; and the rules that began to
      match and failed: after what, what they expected, and what stood there. With
      an offset the stages that decide by weights follow: what speaks for and
      against each name, each cue and each antecedent of a pronoun there. At the
      end come the records that touch the place, each with its rule and the file and
      line where that stands ('hearsay rules ID' shows it), and the quotes that a
      rule has rejected.

      The offset counts characters (Unicode code points) of the document's text, as
      the records do. Without it all matches of the document are told. --find takes
      words in place of an offset: where they stand in the text they are a place as
      with --at, and where they stand in a paragraph that was left out of the
      article, the answer is why it was, as 'hearsay text --left-out' has it.

      Examples:
        hearsay explain article.html --at 1420
        hearsay explain article.html --find 'Sign up for'
        hearsay explain dump.jsonl --document 12 --at 88
      """)

  @Argument(help: ArgumentHelp("The file; '-' is standard input.", valueName: "file"))
  var file: String

  @Option(help: ArgumentHelp("The offset in the text, in characters from 0.", valueName: "offset"))
  var at: Int?

  @Option(help: ArgumentHelp("Words that stand at the place.", valueName: "words"))
  var find: String?

  @Option(help: ArgumentHelp("Which document of the file, from 1.", valueName: "number"))
  var document = 1

  @Flag(name: .customLong("all-body"), help: "Take plain text as an article from its first line to its last.")
  var allBody = false

  @OptionGroup(title: "Resources") var resources: ResourceOptions

  func run() throws {
    let loaded = try resources.load()
    let (found, leftOut) = try read(loaded)
    var lines: [String] = []
    if let reason = found.metadata.notArticle { lines.append("the document is no article: \(reason)") }
    let place = try place(in: found, leftOut, &lines)
    if case .leftOut = place { return try print(lines) }
    let token = try place.offset.map { try Self.token(at: $0, of: found, loaded, &lines) }
    var preparation = PhasePreparation(loaded)
    var explanation = Explanation()
    // Rules that reject look at one quote at a time: what they did is told with the stage that finds quotes.
    for phase in loaded.rules.phases where phase != RuleSet.rejectingPhase {
      preparation.prepare(found, before: phase)
      var explainer = RuleExplainer(rules: loaded.rules, gazetteers: loaded.gazetteers, phase: phase)
      explainer.explain(found, at: token, into: &explanation)
    }
    var pipeline = Pipeline(loaded)
    if let token {
      pipeline.process(found, explaining: token, into: &explanation)
    } else {
      pipeline.process(found)
    }
    let results = ResultExplainer(document: found, at: token, rules: loaded.ruleCatalogue)
    results.explain(into: &explanation)
    results.explain(rejected: pipeline.rejectedQuotes(in: found), by: loaded.rules, into: &explanation)
    for section in explanation.sections where token != nil || !section.lines.isEmpty {
      lines.append(section.title)
      lines += section.lines.isEmpty ? ["  nothing"] : section.lines.map { "  \($0)" }
    }
    try print(lines)
  }

  func validate() throws {
    if at != nil, find != nil { throw ValidationError("'--at' and '--find' are two ways to say the same") }
    if find?.isEmpty == true { throw ValidationError("'--find' takes words") }
  }

  private func print(_ lines: [String]) throws {
    try OutputFile().write(Array(lines.map { SafeText.shown($0) + "\n" }.joined().utf8))
  }

  /// What is asked about.
  private enum Place {
    case document
    case offset(Int)
    case leftOut

    var offset: Int? { if case .offset(let offset) = self { offset } else { nil } }
  }

  /// What is asked about; why it was left out goes to `lines`.
  private func place(in document: Document, _ leftOut: [LeftOutLine], _ lines: inout [String]) throws -> Place {
    guard let offset = at ?? find.flatMap({ Self.offset(of: $0, in: document) }) else {
      guard let find else { return .document }
      let told = leftOut.filter { $0.text.contains(find) }
      guard !told.isEmpty else { throw Failure("'\(find)' stands nowhere in the document") }
      lines += told.map(\.told)
      return .leftOut
    }
    // Of plain text what was left out has offsets too.
    guard offset >= 0, let byte = Self.byte(of: offset, in: document.text),
      let block = document.blocks.first(where: { $0.range.start.value <= byte && byte < $0.range.end.value }),
      block.role == .boilerplate,
      let told = leftOut.first(where: { $0.text == LeftOutLine.line(document.string(block.range)) })
    else { return .offset(offset) }
    lines.append(told.told)
    return .leftOut
  }

  /// Where words stand in the text, in characters.
  private static func offset(of words: String, in document: Document) -> Int? {
    let text = document.string(UTF8Range(0, document.text.count))
    return text.firstRange(of: words).map { text.unicodeScalars.distance(from: text.startIndex, to: $0.lowerBound) }
  }

  private func read(_ resources: Resources) throws -> (Document, [LeftOutLine]) {
    var options = IngestionOptions()
    options.allBody = allBody
    let inputs = InputReader(inputs: [file], options: options)
    var reader = DocumentReader(options: options, rules: resources.pages)
    reader.keepsSigns = true
    var number = 0
    while let item = inputs.next() {
      switch item {
      case .failure(let failure): Console.report("\(failure.origin): \(failure.reason)")
      case .document(let raw):
        number += 1
        guard number == document else { continue }
        let result = Document()
        if let failure = reader.read(raw, into: result) { Console.report("\(failure.origin): \(failure.reason)") }
        return (result, reader.leftOut().map(LeftOutLine.init))
      }
    }
    throw Failure("'\(file)' has \(number) documents, no document \(document)")
  }

  /// The token at an offset in code points, or the next one; says what stands there.
  private static func token(
    at offset: Int, of document: Document, _ resources: Resources, _ lines: inout [String]
  ) throws -> Int {
    var pipeline = Pipeline(resources)
    pipeline.process(document)
    let byte = Self.byte(of: offset, in: document.text)
    guard offset >= 0, let byte else { throw Failure("the text of the document has no offset \(offset)") }
    let token = document.tokens.firstIndex { Int($0.range.end.value) > byte }
    let block = document.blocks.first { Int($0.range.start.value) <= byte && byte < Int($0.range.end.value) }
    guard let token, block?.role.isExtracted ?? true else {
      throw Failure("nothing is looked for at \(offset): it is \(block?.role.rawValue ?? "behind the last word")")
    }
    let sentence = document.sentences.first { $0.tokens.contains(token) }
    lines.append("\(offset): '\(document.string(TokenRange(token, token + 1)))'")
    if let sentence { lines.append("sentence: \(document.string(sentence.tokens))") }
    return token
  }

  private static func byte(of offset: Int, in text: [UInt8]) -> Int? {
    var scalars = 0
    for (index, byte) in text.enumerated() where byte & 0xC0 != 0x80 {
      if scalars == offset { return index }
      scalars += 1
    }
    return nil
  }
}

/// A paragraph that was left out of the article.
private struct LeftOutLine {
  let why: String
  let text: String

  /// Makes it of a line of `DocumentReader.leftOut()`.
  init(_ row: String) {
    let fields = row.split(separator: "\t", maxSplits: 1, omittingEmptySubsequences: false)
    why = fields.first.map(String.init) ?? ""
    text = fields.count > 1 ? String(fields[1]) : ""
  }

  /// A text on one line, as `text` is.
  static func line(_ text: String) -> String {
    text.split(whereSeparator: { $0.isNewline || $0 == "\t" }).joined(separator: " ")
  }

  /// What is said of it.
  var told: String { "left out of the article, \(why): \(text)" }
}
