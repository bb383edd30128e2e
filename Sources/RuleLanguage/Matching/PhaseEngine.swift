import GazetteerIndex
import TextModel

/// Finds all matches of one or more phases of a group in a document.
///
/// In each sentence it looks first where their rules can begin (`StartScanner`): at words, entries and spans that
/// are in some rule's first set, and of those rules only at ones that have in the sentence what they cannot do without.
/// These rules it runs, in their order.
final class PhaseEngine {
  let rules: RuleSet
  let program: PhaseProgram
  private let resolved: ResolvedProgram
  /// The mask of the rules that are wanted.
  private let wanted: [UInt64]
  private let memory = MachineMemory()
  let scanMemory: ScanMemory
  private(set) var finds: [Find] = []
  private(set) var fields: [AnnotationField] = []
  /// Whether `labels` is filled too.
  var recordsLabels = false
  /// For each find where its labels stand.
  private(set) var labels: [[(label: Int32, tokens: TokenRange)]] = []

  /// Held, so that no other vocabulary can come to its address.
  private var vocabulary: Vocabulary?
  private var words: RuleWords?

  /// The steps of one rule at one token, and of all rules in a sentence of a length.
  static let stepsAtToken = 20_000
  static func steps(inSentenceOf tokens: Int) -> Int { 200_000 + 100 * tokens }
  /// The tokens from the start of a match within which it must end.
  static let window: Int32 = 2_048
  /// The tokens before a match at which its `before` may begin, where its length has no bound.
  static let contextWindow: Int32 = 64

  /// An engine for a phase of that name; nil where it has no rules.
  convenience init?(rules: RuleSet, gazetteers: Gazetteers, phase: String) {
    let group = rules.program.groups.firstIndex { $0.phases.contains { rules.phases[$0] == phase } }
    guard let group else { return nil }
    self.init(rules: rules, gazetteers: gazetteers, group: group, phases: [phase])
  }

  /// An engine for those phases of a group that have one of the names; nil where they have no rules.
  init?(rules: RuleSet, gazetteers: Gazetteers, group: Int, phases names: [String]) {
    let program = rules.program
    let phases = program.groups[group].phases.map { program.phases[$0] }
      .filter { $0.rules.count > 0 && names.contains(program.string($0.name)) }
    guard !phases.isEmpty else { return nil }
    self.rules = rules
    resolved = rules.resolved(against: gazetteers)
    self.program = resolved.groups[group]
    wanted = self.program.rules(of: phases)
    scanMemory = ScanMemory(stride: self.program.ruleStride)
  }

  /// Whether a rule of the group, by its number there, is one of those that are wanted.
  func isWanted(_ rule: Int) -> Bool { wanted[rule >> 6] & (1 << UInt64(rule & 63)) != 0 }

  /// Fills `finds` and `fields` for a document, in the order of the text, rules that begin at one token in their order.
  func find(in document: Document) {
    if !finds.isEmpty {
      finds.removeAll(keepingCapacity: true)
      fields.removeAll(keepingCapacity: true)
      labels.removeAll(keepingCapacity: true)
    }
    guard !document.tokens.isEmpty else { return }
    if program.usesQuoted { document.annotateQuotations() }
    let words = words(of: document)
    if program.startsByWord, words.allGroups & program.bit == 0 { return }
    guard program.fillPossible(scanMemory.possible, of: wanted, kinds: document.kinds) else { return }
    withMachine(over: document) { machine, scanner in
      let sentences = machine.view.sentences
      for number in sentences.indices where scanner.canBegin(in: number) && scanner.scan(number) {
        find(in: sentences[number].tokens, scanner, &machine)
      }
    }
  }

  /// What is known of the document's words.
  @discardableResult private func words(of document: Document) -> RuleWords {
    let words: RuleWords
    if let known = self.words, vocabulary === document.vocabulary {
      words = known
    } else {
      words = RuleWords.of(document.vocabulary, resolved)
      (self.words, vocabulary) = (words, document.vocabulary)
    }
    words.prepare(document)
    return words
  }

  /// Calls `body` with a machine and a scanner over the document.
  func withMachine(over document: Document, _ body: (inout Machine, StartScanner) -> Void) {
    let words = words(of: document)
    scanMemory.reserve(
      sentences: document.sentences.count, tokens: document.sentences.reduce(0) { max($0, $1.tokens.count) })
    document.withView { view in
      document.text.withUnsafeBufferPointer { text in
        words.withView(of: program.number) { words in
          var machine = Machine(
            resolved: resolved, memory: memory, view: view, words: words,
            values: FieldValues(gazetteers: resolved.gazetteers, text: text))
          let scanner = StartScanner(program: program, view: view, words: words, memory: scanMemory)
          body(&machine, scanner)
        }
      }
    }
  }

  // MARK: Sentences

  private func find(in sentence: TokenRange, _ scanner: StartScanner, _ machine: inout Machine) {
    var isBegun = false
    var steps = Self.steps(inSentenceOf: sentence.count)
    let anchored = program.anchored.pointer
    for index in 0..<scanner.count {
      let token = scanner.token(index)
      for word in 0..<scanner.stride {
        var mask = scanner.mask(index, word)
        if token != sentence.first { mask &= ~anchored[word] }
        while mask != 0 {
          let number = word << 6 + mask.trailingZeroBitCount
          mask &= mask - 1
          guard scanner.isWorthwhile(number, at: index) else { continue }
          if !isBegun { begin(sentence, &machine) }
          isBegun = true
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
  func attempt(_ rule: RuleRecord, at token: Int32, in sentence: TokenRange, _ machine: inout Machine) -> Attempt {
    machine.steps = Self.stepsAtToken
    machine.logCount = 0
    if rule.before.count > 0 {
      guard holdsBefore(rule, token, sentence, &machine) else { return .noBefore }
      machine.logCount = 0
    }
    machine.limit = min(sentence.end, token + Self.window)
    machine.target = -1
    guard machine.run(from: rule.entry, at: token) else { return .failed }
    let end = machine.matchEnd
    guard end > token else { return .failed }
    return isRejected(rule, token, end, &machine) ? .rejected(end) : .found(end)
  }

  /// Tries a rule at a token, adds what it finds, and returns the steps that it took.
  private func run(_ number: Int, at token: Int32, in sentence: TokenRange, _ machine: inout Machine) -> Int {
    let rule = program.rules.elements[number]
    guard case .found(let end) = attempt(rule, at: token, in: sentence, &machine) else {
      return Self.stepsAtToken - machine.steps
    }
    let log = UnsafeBufferPointer(start: UnsafePointer(memory.log), count: machine.logCount)
    let reader = MatchReader(log: log, resolved: resolved, view: machine.view, values: machine.values)
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
      let context = resolved.contexts.elements[index]
      let longest = context.longest < 0 ? Self.contextWindow : min(context.longest, Self.window)
      var start = token - context.shortest
      var isFound = false
      while !isFound, start >= sentence.start, token - start <= longest {
        isFound = machine.mayBegin(context.starts, at: start) && machine.run(from: context.entry, at: start)
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
      if machine.run(from: resolved.contexts.elements[index].entry, at: token) { return true }
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
