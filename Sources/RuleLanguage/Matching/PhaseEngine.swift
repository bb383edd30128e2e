import GazetteerIndex
import TextModel

/// Finds all matches of a phase in a document.
///
/// Two passes over each sentence. The first notes at every token which rules can begin there (a row of the word's, and
/// what lists, kinds and parts of speech add) and which rules have in the sentence what they cannot do without; the second
/// runs those rules, in their order.
final class PhaseEngine {
  let rules: RuleSet
  let gazetteers: Gazetteers
  let program: PhaseProgram
  private let words: WordRows
  private let memory = MachineMemory()
  private(set) var finds: [Find] = []
  private(set) var fields: [AnnotationField] = []
  /// Whether `labels` is filled too.
  var recordsLabels = false
  /// For each find where its labels stand.
  private(set) var labels: [[(label: Int32, tokens: TokenRange)]] = []

  // Buffers of a document.
  private var rowOfToken: [Int32] = []
  private var startMasks: [UInt64] = []
  private var allowed: [UInt64] = []

  /// The steps of one rule at one token, and of all rules in a sentence of a length.
  static let stepsAtToken = 20_000
  static func steps(inSentenceOf tokens: Int) -> Int { 200_000 + 100 * tokens }
  /// The tokens from the start of a match within which it must end.
  static let window: Int32 = 2_048
  /// The tokens before a match at which its `before` may begin, where its length has no bound.
  static let contextWindow: Int32 = 64

  init?(rules: RuleSet, gazetteers: Gazetteers, phase: String) {
    let program = rules.program
    guard let record = program.phases.first(where: { program.string($0.name) == phase }), record.rules.count > 0 else {
      return nil
    }
    self.rules = rules
    self.gazetteers = gazetteers
    self.program = PhaseProgram(program: program, phase: record, gazetteers: gazetteers)
    words = WordRows(program: program, phase: record)
    allowed = [UInt64](repeating: 0, count: self.program.ruleStride)
  }

  /// Fills `finds` and `fields` for a document, in the order of the text, rules that begin at one token in their order.
  func find(in document: Document) {
    finds.removeAll(keepingCapacity: true)
    fields.removeAll(keepingCapacity: true)
    labels.removeAll(keepingCapacity: true)
    guard !document.tokens.isEmpty else { return }
    if program.usesQuoted { document.annotateQuotations() }
    words.refresh(document.vocabulary)
    rowOfToken.removeAll(keepingCapacity: true)
    rowOfToken.reserveCapacity(document.tokens.count)
    words.rowOfWord.withUnsafeBufferPointer { rows in
      for token in document.tokens { rowOfToken.append(rows[token.word.index]) }
    }
    let longest = document.sentences.reduce(0) { max($0, $1.tokens.count) }
    let missing = longest * program.ruleStride - startMasks.count
    if missing > 0 { startMasks.append(contentsOf: repeatElement(0, count: missing)) }
    withMachine(over: document) { machine, scanner in
      for sentence in machine.view.sentences where sentence.tokens.limit <= machine.view.count {
        find(in: sentence.tokens, scanner, &machine)
      }
    }
  }

  /// Calls `body` with a machine and a scanner over the document.
  func withMachine(over document: Document, _ body: (inout Machine, StartScanner) -> Void) {
    var (masks, allowed) = (startMasks, self.allowed)
    startMasks = []
    defer { startMasks = masks }
    document.withView { view in
      document.text.withUnsafeBufferPointer { text in
        rules.program.code.withUnsafeBufferPointer { code in
          rowOfToken.withUnsafeBufferPointer { rows in
            words.withRows { bits, starts, needs in
              masks.withUnsafeMutableBufferPointer { masks in
                allowed.withUnsafeMutableBufferPointer { allowed in
                  var machine = Machine(
                    program: program, memory: memory, view: view, code: code, rows: rows, testBits: bits,
                    testStride: words.testStride, values: FieldValues(gazetteers: gazetteers, text: text))
                  let scanner = StartScanner(
                    program: program, view: view, rows: rows, rowStarts: starts, rowNeeds: needs, masks: masks,
                    allowed: allowed)
                  body(&machine, scanner)
                }
              }
            }
          }
        }
      }
    }
  }

  // MARK: Sentences

  private func find(in sentence: TokenRange, _ scanner: StartScanner, _ machine: inout Machine) {
    guard scanner.scan(sentence.indices) else { return }
    begin(sentence, &machine)
    var steps = Self.steps(inSentenceOf: sentence.count)
    let stride = scanner.stride
    let anchored = program.anchored.pointer
    for token in sentence.indices {
      let base = (token - sentence.first) * stride
      for word in 0..<stride {
        var mask = scanner.masks[base + word] & scanner.allowed[word]
        if token != sentence.first { mask &= ~anchored[word] }
        while mask != 0 {
          let number = word << 6 + mask.trailingZeroBitCount
          mask &= mask - 1
          steps -= run(number, at: Int32(truncatingIfNeeded: token), in: sentence, &machine)
          if steps < 0 { return }
        }
      }
    }
  }

  /// Tells the machine where the sentence is.
  func begin(_ sentence: TokenRange, _ machine: inout Machine) {
    machine.sentenceFirst = sentence.start
    machine.sentenceClosing = closing(of: sentence, machine.view, machine.values.text)
  }

  /// Where the closing punctuation of a sentence begins: `$` holds from there on.
  private func closing(
    of sentence: TokenRange, _ view: DocumentView, _ text: UnsafeBufferPointer<UInt8>
  ) -> Int32 {
    var closing = sentence.end
    while closing > sentence.start, sentence.end - closing < 8 {
      let token = view.tokens[Int(closing) - 1]
      guard token.flags.contains(.closesQuotation) || Self.isClosing(token.range, text) else { return closing }
      closing -= 1
    }
    return closing
  }

  /// Full stop, exclamation and question marks, ellipses, and closing brackets.
  private static func isClosing(_ range: UTF8Range, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    let start = Int(range.start.value)
    guard start >= 0, range.length > 0, range.length <= 3, start + range.length <= text.count else { return false }
    switch text[start] {
    case UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?"): return true
    case UInt8(ascii: ")"), UInt8(ascii: "]"): return range.length == 1
    case 0xE2: return range.length == 3 && text[start + 1] == 0x80 && text[start + 2] == 0xA6
    default: return false
    }
  }

  // MARK: Rules

  /// What came of a rule at a token.
  enum Attempt {
    /// It matched up to the token.
    case found(Int32)
    case failed
    case noBefore
    /// It matched up to the token, and an `unless` did too.
    case rejected(Int32)
  }

  /// Tries a rule at a token; the log of what it found is in the machine.
  @inline(__always)
  func attempt(_ number: Int, at token: Int32, in sentence: TokenRange, _ machine: inout Machine) -> Attempt {
    machine.steps = Self.stepsAtToken
    machine.logCount = 0
    if program.rules[number].before.count > 0 {
      guard holdsBefore(program.rules[number], token, sentence, &machine) else { return .noBefore }
      machine.logCount = 0
    }
    machine.limit = min(sentence.end, token + Self.window)
    machine.target = -1
    guard machine.run(from: program.rules[number].entry, at: token) else { return .failed }
    let end = machine.matchEnd
    guard end > token else { return .failed }
    return isRejected(program.rules[number], token, end, &machine) ? .rejected(end) : .found(end)
  }

  /// Tries a rule at a token, adds what it finds, and returns the steps that it took.
  private func run(_ number: Int, at token: Int32, in sentence: TokenRange, _ machine: inout Machine) -> Int {
    guard case .found(let end) = attempt(number, at: token, in: sentence, &machine) else {
      return Self.stepsAtToken - machine.steps
    }
    let rule = program.rules[number]
    let log = UnsafeBufferPointer(start: UnsafePointer(memory.log), count: machine.logCount)
    let reader = MatchReader(log: log, program: program, view: machine.view, values: machine.values)
    let match = TokenRange(token, end)
    let first = fields.count
    reader.appendFields(of: rule, to: &fields)
    if recordsLabels { labels.append(reader.labels) }
    finds.append(
      Find(
        rule: Int32(truncatingIfNeeded: program.firstRule + number), match: match,
        span: reader.span(of: rule, match: match), fields: TokenRange(first, fields.count)))
    return Self.stepsAtToken - machine.steps
  }

  private func holdsBefore(
    _ rule: RuleRecord, _ token: Int32, _ sentence: TokenRange, _ machine: inout Machine
  ) -> Bool {
    machine.limit = token
    machine.target = token
    for index in rule.before.indices {
      let context = rules.program.contexts[index]
      let longest = context.longest < 0 ? Self.contextWindow : min(context.longest, Self.window)
      var start = token - context.shortest
      var isFound = false
      while !isFound, start >= sentence.start, token - start <= longest {
        isFound = machine.run(from: context.entry, at: start)
        start -= 1
      }
      if !isFound { return false }
    }
    return true
  }

  /// Whether an `unless` matches the whole of the match.
  private func isRejected(_ rule: RuleRecord, _ token: Int32, _ end: Int32, _ machine: inout Machine) -> Bool {
    guard rule.unless.count > 0 else { return false }
    let logCount = machine.logCount
    defer { machine.logCount = logCount }
    machine.limit = end
    machine.target = end
    for index in rule.unless.indices {
      machine.logCount = logCount
      if machine.run(from: rules.program.contexts[index].entry, at: token) { return true }
      if machine.steps < 0 { return true }
    }
    return false
  }
}

extension Document {
  /// Makes the outermost quotations spans of the kind `quoted`, where that has not been done.
  func annotateQuotations() {
    guard let first = quotations.first, !begins(.quoted, at: first.tokens.first) else { return }
    for quotation in quotations where quotation.depth == 0 {
      annotate(Annotation(kind: .quoted, tokens: quotation.tokens, rule: .none, confidence: 1))
    }
  }
}
