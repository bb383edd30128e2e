import TextModel

/// Turns patterns into steps of the matcher.
struct PatternCompiler {
  var builder: ProgramBuilder
  let files: [RuleFile]
  /// Kinds by their names in small letters.
  let kinds: [String: KindID]
  let literals: LiteralWords
  /// Words and marks that most sentences have: a rule that needs one of them is not told apart by it.
  let commonWords: Set<String>
  private(set) var diagnostics: [Diagnostic] = []
  private var firstInstruction: Int32 = 0
  private var nextNumber: Int32 = 0
  private var isTooLarge = false

  /// Widths are counted up to here: no match is longer.
  private static let widthLimit = 1 << 19
  /// The steps that one rule may have.
  static let sizeLimit = 20_000

  init(builder: ProgramBuilder, files: [RuleFile], kinds: [String: KindID], words: WordClasses) {
    literals = LiteralWords(words)
    commonWords = words.set(of: "segmentation.common")
    self.builder = builder
    self.files = files
    self.kinds = kinds
  }

  mutating func report(_ message: String, at place: Place, hint: String? = nil) {
    let location = files[place.file].location(of: place.range.lowerBound)
    let found = Diagnostic(.error, at: location, message, hint: hint)
    if !diagnostics.contains(found) { diagnostics.append(found) }
  }

  mutating func beginRule() {
    firstInstruction = builder.nextInstruction
    nextNumber = 0
    isTooLarge = false
  }

  /// The text of a pattern as written, on one line, for messages.
  mutating func words(of tree: SyntaxTree) -> Int32 {
    let text = files[tree.place.file].text(tree.place.range)
    let line = text.split { $0 == " " || $0 == "\n" || $0 == "\t" || $0 == "\r\n" }.joined(separator: " ")
    return builder.string(line.count > 60 ? line.prefix(59) + "…" : line)
  }

  private func isWithinSize(_ tree: SyntaxTree) -> Bool {
    builder.nextInstruction - firstInstruction < Self.sizeLimit
  }

  /// Appends the steps of a pattern.
  mutating func compile(_ tree: SyntaxTree) {
    guard !isTooLarge else { return }
    guard isWithinSize(tree) else {
      isTooLarge = true
      report("the pattern is too large", at: tree.place)
      return
    }
    if let single = single(tree) {
      emit(single, expected: words(of: tree))
      return
    }
    switch tree.pattern {
    case .literal(let text): compileLiteral(text, tree)
    case .list(let name, let filters):
      builder.emit(.list, builder.list(name, filters), expected: words(of: tree))
    case .kind(let name, let filters):
      guard let kind = kinds[name] else { return }
      builder.emit(.kind, builder.kind(kind, filters), expected: words(of: tree))
    case .label(let label, let inner):
      let number = builder.string(label)
      builder.emit(.open, number)
      compile(inner)
      builder.emit(.close, number)
    case .sequence(let trees): for part in trees { compile(part) }
    case .choice(let trees): compileChoice(trees)
    case .both(let trees): compileBoth(trees)
    case .not(let inner): compileNot(inner, tree)
    case .repeated(let inner, let least, let most, let isLazy):
      compileRepeated(inner, least: least, most: most, isLazy: isLazy, tree)
    case .start: builder.emit(.start, expected: words(of: tree))
    case .end: builder.emit(.end, expected: words(of: tree))
    case .regex, .shape, .lemma, .tag: break  // always single
    }
  }

  private mutating func emit(_ single: SingleToken, expected: Int32) {
    if single.isOfWord {
      let word = wordTest(single)
      if word < 0 { builder.emit(.any, expected: expected) } else { builder.emit(.word, word, expected: expected) }
    } else {
      builder.emit(.test, test(single), expected: expected)
    }
  }

  private mutating func compileLiteral(_ text: String, _ tree: SyntaxTree) {
    for piece in literals.pieces(of: text) {
      guard !piece.isOneToken else {
        emit(literal: piece.whole, of: text)
        continue
      }
      let split = builder.emit(.split, 0, 0, -1)
      builder.program.code[split].a = builder.nextInstruction
      for part in piece.parts { emit(literal: part, of: text) }
      let jump = builder.emit(.jump)
      builder.program.code[split].b = builder.nextInstruction
      emit(literal: piece.whole, of: text)
      builder.program.code[jump].a = builder.nextInstruction
    }
  }

  private mutating func emit(literal word: String, of text: String) {
    emit(SingleToken(word: literal(word, of: text)), expected: builder.string("\"\(word)\""))
  }

  /// Alternatives in their order; neighbours that are tests of one word become one test.
  private mutating func compileChoice(_ trees: [SyntaxTree]) {
    var branches: [(test: SingleToken?, tree: SyntaxTree)] = []
    for tree in trees {
      let test = single(tree).flatMap { $0.isOfWord ? $0 : nil }
      if let test, let last = branches.last, let old = last.test {
        let range =
          last.tree.place.range
          .lowerBound..<max(
            last.tree.place.range.upperBound, tree.place.range.upperBound)
        let place = Place(file: last.tree.place.file, range: range)
        branches[branches.count - 1] = (Self.anyOf(old, test), SyntaxTree(pattern: tree.pattern, place: place))
      } else {
        branches.append((test, tree))
      }
    }
    var jumps: [Int] = []
    for (index, branch) in branches.enumerated() {
      let isLast = index == branches.count - 1
      let split = isLast ? -1 : builder.emit(.split)
      if split >= 0 {
        builder.program.code[split].a = builder.nextInstruction
        builder.program.code[split].c = guardSet(branch.test.map { startSet(of: $0) } ?? starts(branch.tree))
      }
      if let test = branch.test { emit(test, expected: words(of: branch.tree)) } else { compile(branch.tree) }
      if split >= 0 {
        jumps.append(builder.emit(.jump))
        builder.program.code[split].b = builder.nextInstruction
      }
    }
    for jump in jumps { builder.program.code[jump].a = builder.nextInstruction }
  }

  /// Tests of one token come first: they fail soonest.
  private mutating func compileBoth(_ trees: [SyntaxTree]) {
    var tests: [SyntaxTree] = []
    var others: [SyntaxTree] = []
    for tree in trees { if single(tree) == nil { others.append(tree) } else { tests.append(tree) } }
    let ordered = tests + others
    let number = makeNumber()
    builder.emit(.mark, number)
    for (index, tree) in ordered.enumerated() {
      compile(tree)
      if index == 0, ordered.count > 1 { builder.emit(.again, number) }
      if index > 0 {
        builder.emit(.same, number, expected: words(of: tree))
        if index < ordered.count - 1 { builder.emit(.again, number) }
      }
    }
  }

  private mutating func makeNumber() -> Int32 {
    nextNumber += 1
    return nextNumber
  }

  private mutating func compileNot(_ inner: SyntaxTree, _ tree: SyntaxTree) {
    let number = makeNumber()
    let not = builder.emit(.not, 0, number, expected: words(of: tree))
    compile(inner)
    builder.emit(.cut, number, expected: words(of: tree))
    builder.program.code[not].a = builder.nextInstruction
  }

  private mutating func compileRepeated(
    _ inner: SyntaxTree, least: Int, most: Int, isLazy: Bool, _ tree: SyntaxTree
  ) {
    if most != 1, width(inner).least == 0 {
      report("what is repeated here can be empty", at: tree.place)
      return
    }
    if let single = single(inner) {
      let test = test(single)
      let operation: Instruction.Operation = isLazy ? .lazy : .greedy
      builder.emit(
        operation, test, Int32(truncatingIfNeeded: least), Int32(truncatingIfNeeded: most), expected: words(of: inner))
      return
    }
    for _ in 0..<least {
      compile(inner)
      if isTooLarge { return }
    }
    if most < 0 {
      let split = builder.emit(.split, 0, 0, isLazy ? -1 : guardSet(starts(inner)))
      let body = builder.nextInstruction
      compile(inner)
      builder.emit(.jump, Int32(truncatingIfNeeded: split))
      set(split, body: body, after: builder.nextInstruction, isLazy: isLazy)
      return
    }
    var splits: [(index: Int, body: Int32)] = []
    for _ in 0..<max(0, most - least) {
      let split = builder.emit(.split, 0, 0, isLazy ? -1 : guardSet(starts(inner)))
      splits.append((split, builder.nextInstruction))
      compile(inner)
      if isTooLarge { return }
    }
    for split in splits { set(split.index, body: split.body, after: builder.nextInstruction, isLazy: isLazy) }
  }

  /// The set that decides whether a branch is worth a try, or -1.
  private mutating func guardSet(_ starts: StartSet) -> Int32 {
    starts.canBeEmpty || starts.triggers.isEmpty ? -1 : builder.tokenSet(starts.triggers)
  }

  private mutating func set(_ split: Int, body: Int32, after: Int32, isLazy: Bool) {
    builder.program.code[split].a = isLazy ? after : body
    builder.program.code[split].b = isLazy ? body : after
  }

  /// Patterns that must all hold from where the match ends.
  mutating func compileAfter(_ trees: [SyntaxTree]) {
    builder.emit(.matchEnd)
    guard let first = trees.first else { return }
    guard trees.count > 1 else {
      compile(first)
      return
    }
    let number = makeNumber()
    builder.emit(.mark, number)
    for (index, tree) in trees.enumerated() {
      compile(tree)
      if index < trees.count - 1 { builder.emit(.again, number) }
    }
  }

  /// A pattern of its own, which is to end at a given token.
  mutating func compileContext(_ tree: SyntaxTree) {
    let starts = guardSet(starts(tree))
    let entry = builder.nextInstruction
    compile(tree)
    builder.emit(.acceptExactly, expected: words(of: tree))
    let width = width(tree)
    builder.program.contexts.append(
      Context(
        entry: entry, starts: starts, shortest: Int32(truncatingIfNeeded: width.least),
        longest: Int32(truncatingIfNeeded: width.most)))
  }

  /// The fewest and the most tokens of a pattern; -1 where there is no bound.
  func width(_ tree: SyntaxTree) -> (least: Int, most: Int) {
    switch tree.pattern {
    case .literal(let text):
      let pieces = literals.pieces(of: text)
      return (pieces.count, pieces.reduce(0) { $0 + $1.parts.count })
    case .regex, .shape, .lemma, .tag, .not: return (1, 1)
    case .list, .kind: return (1, -1)
    case .start, .end: return (0, 0)
    case .label(_, let inner): return width(inner)
    case .sequence(let trees):
      return trees.map(width).reduce((0, 0)) {
        (min($0.0 + $1.0, Self.widthLimit), $0.1 < 0 || $1.1 < 0 ? -1 : min($0.1 + $1.1, Self.widthLimit))
      }
    case .choice(let trees):
      let widths = trees.map(width)
      let isBounded = widths.allSatisfy { $0.1 >= 0 }
      return (widths.map(\.0).min() ?? 0, isBounded ? widths.map(\.1).max() ?? 0 : -1)
    case .both(let trees):
      let widths = trees.map(width)
      return (widths.map(\.0).max() ?? 0, widths.map(\.1).filter { $0 >= 0 }.min() ?? -1)
    case .repeated(let inner, let least, let most, _):
      let inner = width(inner)
      return (
        min(inner.0 * least, Self.widthLimit), most < 0 || inner.1 < 0 ? -1 : min(inner.1 * most, Self.widthLimit)
      )
    }
  }
}
