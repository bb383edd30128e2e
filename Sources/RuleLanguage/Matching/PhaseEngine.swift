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

  // Buffers of a sentence and of a document.
  private var rowOfToken: [Int32] = []
  private var startMasks: [UInt64] = []
  private var allowed: [UInt64] = []

  /// The steps of one rule at one token, and of all rules in a sentence of a length.
  static let stepsAtToken = 20_000
  static func steps(inSentenceOf tokens: Int) -> Int { 200_000 + 500 * tokens }
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
    withMachine(over: document) { machine in
      for sentence in machine.view.sentences where sentence.tokens.limit <= machine.view.count {
        find(in: sentence.tokens, &machine)
      }
    }
  }

  private func withMachine(over document: Document, _ body: (inout Machine) -> Void) {
    let rows = rowOfToken
    document.withView { view in
      document.text.withUnsafeBufferPointer { text in
        rules.program.code.withUnsafeBufferPointer { code in
          program.tests.withUnsafeBufferPointer { tests in
            rows.withUnsafeBufferPointer { rows in
              words.testBits.withUnsafeBufferPointer { bits in
                var machine = Machine(
                  program: program, memory: memory, view: view, code: code, tests: tests, rows: rows, testBits: bits,
                  testStride: words.testStride,
                  values: FieldValues(program: rules.program, gazetteers: gazetteers, text: text))
                body(&machine)
              }
            }
          }
        }
      }
    }
  }

  // MARK: Sentences

  private func find(in sentence: TokenRange, _ machine: inout Machine) {
    guard noteStarts(in: sentence, machine.view) else { return }
    machine.sentenceFirst = sentence.start
    machine.sentenceClosing = closing(of: sentence, machine)
    var steps = Self.steps(inSentenceOf: sentence.count)
    let stride = program.ruleStride
    for token in sentence.indices {
      let base = (token - sentence.first) * stride
      for word in 0..<stride {
        var mask = startMasks[base + word] & allowed[word]
        if token != sentence.first { mask &= ~program.anchored[word] }
        while mask != 0 {
          let number = word << 6 + mask.trailingZeroBitCount
          mask &= mask - 1
          steps -= run(number, at: Int32(truncatingIfNeeded: token), in: sentence, &machine)
          if steps < 0 { return }
        }
      }
    }
  }

  /// Fills `startMasks` and `allowed`; false where no rule can begin in the sentence.
  private func noteStarts(in sentence: TokenRange, _ view: DocumentView) -> Bool {
    let stride = program.ruleStride
    startMasks.removeAll(keepingCapacity: true)
    for word in 0..<stride { allowed[word] = program.needless[word] }
    var any: UInt64 = 0
    words.startMasks.withUnsafeBufferPointer { starts in
      words.needMasks.withUnsafeBufferPointer { needs in
        for token in sentence.indices {
          let row = Int(rowOfToken[token]) * stride
          let first = startMasks.count
          for word in 0..<stride {
            startMasks.append(starts[row + word] | program.anyStart[word])
            allowed[word] |= needs[row + word]
          }
          addPlaces(token, view, first)
          for word in 0..<stride { any |= startMasks[first + word] }
        }
      }
    }
    return any != 0
  }

  /// What lists, kinds and parts of speech add at a token.
  @inline(__always) private func addPlaces(_ token: Int, _ view: DocumentView, _ first: Int) {
    let (starts, needs) = (program.starts, program.needs)
    if view.hasLists {
      let (low, high) = (view.listMasks[2 * token], view.listMasks[2 * token + 1])
      if low & (starts.lists.0 | needs.lists.0) | high & (starts.lists.1 | needs.lists.1) != 0 {
        addLists(low, 0, first)
        addLists(high, 64, first)
      }
      let conditional =
        starts.conditionalLists.0 | starts.conditionalLists.1 | needs.conditionalLists.0 | needs.conditionalLists.1
      if conditional != 0, view.firstMatch[token] >= 0 { addConditionalLists(token, view, first) }
    }
    if view.hasKinds, view.kindMasks[token] & (starts.kinds | needs.kinds) != 0 {
      add(view.kindMasks[token], starts.rulesOfKind, needs.rulesOfKind, 0, first)
    }
    if starts.tags | needs.tags != 0 {
      let tag = view.hasTags ? view.tags[token] & 63 : 0
      add(1 << UInt64(tag), starts.rulesOfTag, needs.rulesOfTag, 0, first)
    }
  }

  private func addLists(_ mask: UInt64, _ offset: Int, _ first: Int) {
    add(mask, program.starts.rulesOfList, program.needs.rulesOfList, offset, first)
  }

  private func add(_ mask: UInt64, _ starts: [UInt64], _ needs: [UInt64], _ offset: Int, _ first: Int) {
    let stride = program.ruleStride
    var rest = mask
    while rest != 0 {
      let number = (offset + rest.trailingZeroBitCount) * stride
      rest &= rest - 1
      for word in 0..<stride {
        startMasks[first + word] |= starts[number + word]
        allowed[word] |= needs[number + word]
      }
    }
  }

  private func addConditionalLists(_ token: Int, _ view: DocumentView, _ first: Int) {
    let stride = program.ruleStride
    var next = view.firstMatch[token]
    while next >= 0, Int(next) < view.matches.count {
      let match = view.matches[Int(next)]
      next = match.next
      guard match.isConditional else { continue }
      let number = Int(match.list & 127) * stride
      for word in 0..<stride {
        startMasks[first + word] |= program.starts.rulesOfConditionalList[number + word]
        allowed[word] |= program.needs.rulesOfConditionalList[number + word]
      }
    }
  }

  /// Where the closing punctuation of a sentence begins: `$` holds from there on.
  private func closing(of sentence: TokenRange, _ machine: Machine) -> Int32 {
    var closing = sentence.end
    let view = machine.view
    while closing > sentence.start, sentence.end - closing < 8 {
      let token = view.tokens[Int(closing) - 1]
      let range = token.range
      let first =
        range.start.value >= 0 && Int(range.start.value) < machine.values.text.count
        ? machine.values.text[Int(range.start.value)] : 0
      let isBracket = range.length == 1 && (first == UInt8(ascii: ")") || first == UInt8(ascii: "]"))
      let isStop =
        range.length <= 3 && (first == 0x2E || first == 0x21 || first == 0x3F || Self.isEllipsis(range, machine))
      guard isStop || isBracket || token.flags.contains(.closesQuotation) else { return closing }
      closing -= 1
    }
    return closing
  }

  private static func isEllipsis(_ range: UTF8Range, _ machine: Machine) -> Bool {
    let start = Int(range.start.value)
    let text = machine.values.text
    return range.length == 3 && start + 2 < text.count && text[start] == 0xE2 && text[start + 1] == 0x80
      && text[start + 2] == 0xA6
  }

  // MARK: Rules

  /// Runs a rule at a token, adds what it finds, and returns the steps that it took.
  private func run(_ number: Int, at token: Int32, in sentence: TokenRange, _ machine: inout Machine) -> Int {
    let rule = program.rules[number]
    machine.steps = Self.stepsAtToken
    machine.logCount = 0
    defer { machine.logCount = 0 }
    guard holdsBefore(rule, token, sentence, &machine) else { return Self.stepsAtToken - machine.steps }
    machine.logCount = 0
    machine.limit = min(sentence.end, token + Self.window)
    machine.target = -1
    guard machine.run(from: rule.entry, at: token) else { return Self.stepsAtToken - machine.steps }
    let log = UnsafeBufferPointer(start: UnsafePointer(memory.log), count: machine.logCount)
    let reader = MatchReader(log: log, program: program, view: machine.view, values: machine.values)
    let end = reader.end
    guard end > token, !isRejected(rule, token, end, &machine) else { return Self.stepsAtToken - machine.steps }
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
