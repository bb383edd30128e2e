import GazetteerIndex
import TextModel

/// Finds all matches of one or more phases of a group in a document.
///
/// It looks only at the tokens where rules may begin by a word, an entry or a span (`RuleWords.begins`), and there first
/// which rules can, and which of these have in the sentence what they cannot do without (`StartScanner`). These rules it
/// runs, in their order.
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
    guard program.fillPossible(scanMemory.possible, of: wanted, kinds: document.kinds) else { return }
    let begins = begins(in: document, words)
    guard begins.contains(where: { $0 != 0 }) else { return }
    withMachine(over: document) { machine, scanner in find(begins, scanner, &machine) }
  }

  /// Gives back what a large document needed.
  func rest() {
    finds = []
    fields = []
    labels = []
  }

  /// The tokens at which rules may begin by their words, entries and spans, a bit a token.
  private func begins(in document: Document, _ words: RuleWords) -> UnsafeBufferPointer<UInt64> {
    let known = words.begins(of: program.number)
    let kinds = program.startKinds
    if program.neededKinds == 0, !program.startsAnywhere, document.kinds & kinds == 0 { return known }
    let own = scanMemory.begins(known, isAnywhere: program.startsAnywhere)
    if !program.startsAnywhere, document.kinds & kinds != 0 {
      for annotation in document.annotations where annotation.kind.bit & kinds != 0 {
        guard document.tokens.indices.contains(annotation.tokens.first) else { continue }
        own[annotation.tokens.first >> 6] |= 1 << UInt64(annotation.tokens.first & 63)
      }
    }
    if program.neededKinds != 0 { restrict(own, to: program.neededKinds, document) }
    return UnsafeBufferPointer(own)
  }

  /// Takes out the tokens of sentences in which no span of certain kinds begins.
  private func restrict(_ begins: UnsafeMutableBufferPointer<UInt64>, to kinds: UInt64, _ document: Document) {
    var last = -1
    scanMemory.beginKept(begins.count)
    for annotation in document.annotations where annotation.kind.bit & kinds != 0 {
      guard document.sentenceOfToken.indices.contains(annotation.tokens.first) else { continue }
      let number = Int(document.sentenceOfToken[annotation.tokens.first])
      guard number != last, document.sentences.indices.contains(number) else { continue }
      last = number
      for token in document.sentences[number].tokens.indices where token >> 6 < begins.count {
        scanMemory.kept.base[token >> 6] |= 1 << UInt64(token & 63)
      }
    }
    for index in begins.indices { begins[index] &= scanMemory.kept.base[index] }
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

  /// Looks at the tokens where rules may begin, in their order: of some dozens first which rules can, and then tries these,
  /// when what they read has been fetched.
  private func find(_ begins: UnsafeBufferPointer<UInt64>, _ scanner: StartScanner, _ machine: inout Machine) {
    let (sentences, numbers) = (machine.view.sentences, machine.view.sentenceOfToken)
    var sentence = TokenRange(0, 0)
    var place = SentencePlace()
    for index in begins.indices where begins[index] != 0 {
      var rest = begins[index]
      scanner.prefetchRules(of: rest, from: index << 6)
      var count = 0
      while rest != 0 {
        let token = index << 6 + rest.trailingZeroBitCount
        rest &= rest - 1
        guard token < numbers.count, token < machine.view.count else { break }
        if token >= sentence.limit {
          let number = Int(numbers[token])
          guard number >= 0, number < sentences.count, sentences[number].tokens.limit <= machine.view.count else {
            continue
          }
          sentence = sentences[number].tokens
          scanner.begin(sentence.indices)
        }
        if token >= sentence.first { note(token, sentence, scanner, &machine, &count) }
      }
      for number in 0..<count { run(scanMemory.beginnings[number], &place, &machine) }
    }
  }

  /// The sentence in hand, and what is left of the steps of all rules in it.
  private struct SentencePlace {
    var tokens = TokenRange(0, 0)
    var steps = 0

    init() {}

    init(_ tokens: TokenRange) {
      self.tokens = tokens
      steps = PhaseEngine.steps(inSentenceOf: tokens.count)
    }
  }

  /// Notes which rules can begin at a token, and asks for what they will read first.
  private func note(
    _ token: Int, _ sentence: TokenRange, _ scanner: StartScanner, _ machine: inout Machine, _ count: inout Int
  ) {
    for word in 0..<program.ruleStride {
      var mask = scanner.rules(word, at: token)
      if token != sentence.first { mask &= ~program.anchored.elements[word] }
      guard mask != 0 else { continue }
      machine.prefetchTests(from: token)
      machine.prefetchCode(program.rules.pointer[word << 6 + mask.trailingZeroBitCount].entry)
      scanMemory.beginnings[count] = Beginning(
        token: Int32(truncatingIfNeeded: token), word: Int32(truncatingIfNeeded: word), sentence: sentence, rules: mask)
      count += 1
    }
  }

  /// Tries the rules that can begin at a token.
  private func run(_ beginning: Beginning, _ place: inout SentencePlace, _ machine: inout Machine) {
    if place.tokens != beginning.sentence {
      place = SentencePlace(beginning.sentence)
      begin(place.tokens, &machine)
    }
    var rest = beginning.rules
    while rest != 0, place.steps >= 0 {
      let number = Int(beginning.word) << 6 + rest.trailingZeroBitCount
      rest &= rest - 1
      place.steps -= run(number, at: beginning.token, in: place.tokens, &machine)
    }
  }

  /// Tells the machine where the sentence is.
  func begin(_ sentence: TokenRange, _ machine: inout Machine) {
    machine.sentenceFirst = sentence.start
    machine.sentenceClosing = closing(of: sentence, machine.view, machine.values.text)
  }

  /// Where the closing punctuation of a sentence begins: `$` holds from there on.
  private func closing(
    of sentence: TokenRange, _ view: MatcherView, _ text: UnsafeBufferPointer<UInt8>
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
    let rules = program.rules.pointer
    machine.steps = Self.stepsAtToken
    machine.logCount = 0
    if rules[number].before.count > 0 {
      guard holdsBefore(rules[number].before, token, sentence, &machine) else { return .noBefore }
      machine.logCount = 0
    }
    machine.limit = min(sentence.end, token + Self.window)
    machine.target = -1
    guard machine.run(from: rules[number].entry, at: token) else { return .failed }
    let end = machine.matchEnd
    guard end > token else { return .failed }
    return isRejected(rules[number].unless, token, end, &machine) ? .rejected(end) : .found(end)
  }

  /// Tries a rule at a token, adds what it finds, and returns the steps that it took.
  private func run(_ number: Int, at token: Int32, in sentence: TokenRange, _ machine: inout Machine) -> Int {
    guard case .found(let end) = attempt(number, at: token, in: sentence, &machine) else {
      return Self.stepsAtToken - machine.steps
    }
    let log = UnsafeBufferPointer(start: UnsafePointer(memory.log), count: machine.logCount)
    let reader = MatchReader(log: log, resolved: resolved, view: machine.view, values: machine.values)
    let match = TokenRange(token, end)
    let rule = program.rules.pointer[number]
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
    _ before: Stretch, _ token: Int32, _ sentence: TokenRange, _ machine: inout Machine
  ) -> Bool {
    machine.limit = token
    machine.target = token
    for index in before.indices {
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
  private func isRejected(_ unless: Stretch, _ token: Int32, _ end: Int32, _ machine: inout Machine) -> Bool {
    guard unless.count > 0 else { return false }
    let logCount = machine.logCount
    defer { machine.logCount = logCount }
    machine.limit = end
    machine.target = end
    for index in unless.indices {
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
