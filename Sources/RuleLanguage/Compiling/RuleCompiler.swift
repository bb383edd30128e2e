import GazetteerIndex
import TextModel

/// Compiles rule files that were read: checks what refers to what, and writes the program.
struct RuleCompiler {
  private let files: [RuleFile]
  private let phases: [PhaseSyntax]
  private let rules: [RuleSyntax]
  private let gazetteers: Gazetteers
  private var compiler: PatternCompiler
  private(set) var diagnostics: [Diagnostic] = []
  /// The examples of all rules, by their numbers.
  private(set) var examples: [CompiledExample] = []
  private var checker: RuleChecker
  /// The names of phases that are to be looked for together.
  private let joined: [[String]]
  private var group: Int32 = -1

  init(_ parser: RuleParser, gazetteers: Gazetteers, joined: [[String]], contract: RuleContract?) {
    self.joined = joined
    files = parser.files
    phases = parser.phases
    rules = parser.book.rules
    self.gazetteers = gazetteers
    checker = RuleChecker(files: parser.files, phases: parser.phases, book: parser.book, gazetteers: gazetteers)
    if let contract { checker.check(against: contract) }
    let names = checker.kindNames
    var kinds: [String: KindID] = [:]
    for (index, name) in names.enumerated() { kinds[name] = KindID(rawValue: UInt8(truncatingIfNeeded: index)) }
    compiler = PatternCompiler(
      builder: ProgramBuilder(kinds: names), files: parser.files, kinds: kinds, words: gazetteers.words)
  }

  /// The program; of use only where there are no errors.
  mutating func run() -> Program {
    checker.check()
    diagnostics = checker.diagnostics
    for (index, phase) in phases.enumerated() { compile(phase, index) }
    diagnostics += compiler.diagnostics
    return compiler.builder.program
  }

  private mutating func compile(_ phase: PhaseSyntax, _ index: Int) {
    if !isJoined(index) {
      compiler.builder.beginGroup()
      group += 1
    }
    let first = ProgramBuilder.index(compiler.builder.program.rules)
    let firstStep = compiler.builder.nextInstruction
    for rule in rules where rule.phase == index { compile(rule) }
    let count = ProgramBuilder.index(compiler.builder.program.rules) - first
    let stretches = compiler.builder.groupStretches
    compiler.builder.program.phases.append(
      PhaseRecord(
        name: compiler.builder.string(phase.name), rules: Stretch(start: first, count: count),
        predicates: stretches.predicates, wordTests: stretches.wordTests,
        code: Stretch(start: firstStep, count: compiler.builder.nextInstruction - firstStep),
        group: group))
  }

  /// Whether a phase is looked for together with the one before it.
  private func isJoined(_ index: Int) -> Bool {
    index > 0 && joined.contains { $0.contains(phases[index - 1].name) && $0.contains(phases[index].name) }
  }

  private mutating func compile(_ rule: RuleSyntax) {
    guard let match = rule.match else { return }
    compiler.beginRule()
    var record = header(of: rule)
    record.entry = compiler.builder.nextInstruction
    compiler.compile(match)
    compiler.compileAfter(rule.after)
    compiler.builder.emit(.accept)
    record.unless = compileContexts(rule.unless)
    record.before = compileContexts(rule.before)
    if compiler.width(match).least == 0 { compiler.report("the pattern can match nothing", at: match.place) }
    addTriggers(of: rule, match, to: &record)
    addFields(of: rule, to: &record)
    let number = ProgramBuilder.index(compiler.builder.program.rules)
    for example in rule.examples {
      let location = files[example.place.file].location(of: example.place.range.lowerBound)
      examples.append(CompiledExample(rule: number, location: location, example: example))
    }
    compiler.builder.program.rules.append(record)
  }

  private mutating func header(of rule: RuleSyntax) -> RuleRecord {
    let file = files[rule.place.file]
    let location = file.location(of: rule.place.range.lowerBound)
    return RuleRecord(
      name: compiler.builder.string(rule.name), note: compiler.builder.string(rule.note),
      file: compiler.builder.string(file.path), line: Int32(truncatingIfNeeded: location.line),
      kind: compiler.kinds[rule.kind].map { Int32($0.rawValue) } ?? 0, confidence: rule.confidence,
      priority: Int32(truncatingIfNeeded: rule.priority))
  }

  private mutating func compileContexts(_ trees: [SyntaxTree]) -> Stretch {
    // Steps of a context are not contiguous with `contexts`: the stretch is of the latter.
    let first = ProgramBuilder.index(compiler.builder.program.contexts)
    for tree in trees { compiler.compileContext(tree) }
    return Stretch(start: first, count: Int32(truncatingIfNeeded: trees.count))
  }

  private mutating func addTriggers(of rule: RuleSyntax, _ match: SyntaxTree, to record: inout RuleRecord) {
    let starts = compiler.starts(match)
    record.isAnchored = starts.isAnchored
    let openings = compiler.openings(match, after: rule.after)
    record.second = openings.seconds.isEmpty ? -1 : compiler.builder.tokenSet(openings.seconds)
    record.starts = add(record.second < 0 ? starts.triggers : openings.any)
    record.pairs = add(record.second < 0 ? [] : openings.pairs)
    record.ends = add(record.second < 0 ? [] : openings.ends)
    var needs = compiler.needs(ofMatch: match)
    for tree in rule.after { needs.behind += compiler.needs(of: tree) }
    let first = ProgramBuilder.index(compiler.builder.program.needs)
    add(needs.behind, .behind)
    // What it begins with is looked at anyway where it can begin; elsewhere no sentence is looked at twice.
    add(needs.within.filter { $0.triggers != starts.triggers }, .within)
    add([starts], .anywhere)
    for tree in rule.before { add(compiler.needs(of: tree), .anywhere) }
    let count = ProgramBuilder.index(compiler.builder.program.needs) - first
    record.needs = Stretch(start: first, count: count)
  }

  private mutating func add(_ sets: [StartSet], _ place: Need.Place) {
    for set in sets where set.commonness <= 6 && !set.canBeEmpty {
      let need = Need(
        set: compiler.builder.tokenSet(set.triggers), place: place, commonness: Int32(set.commonness))
      if need.set >= 0 { compiler.builder.program.needs.append(need) }
    }
  }

  private mutating func add(_ triggers: [Trigger]) -> Stretch {
    let first = ProgramBuilder.index(compiler.builder.program.triggers)
    compiler.builder.program.triggers += triggers
    return Stretch(start: first, count: Int32(truncatingIfNeeded: triggers.count))
  }

  // MARK: Fields

  /// The field that is the made span, by kind.
  private static let spanFields = [
    "person": "name", "place": "name", "organization": "name", "group": "name", "thing": "name", "cue": "cue",
    "source": "source",
    "quote": "content",
  ]

  private mutating func addFields(of rule: RuleSyntax, to record: inout RuleRecord) {
    let first = ProgramBuilder.index(compiler.builder.program.makes)
    for made in rule.fields {
      switch made.value {
      case .constant(let text): add(made.field, label: -1, text: compiler.builder.string(text))
      case .label(let label, let column):
        let label = compiler.builder.string(label)
        if made.field == "span" {
          record.spanLabel = label
          continue
        }
        if made.field == Self.spanFields[rule.kind], record.spanLabel < 0 { record.spanLabel = label }
        if made.field == "counted" { record.cutLabel = label }
        add(made.field, label: label, text: column.map { compiler.builder.string($0) } ?? -1, column: column)
      }
    }
    // `span` decides wherever in the clause it stands.
    for made in rule.fields where made.field == "span" {
      if case .label(let label, _) = made.value { record.spanLabel = compiler.builder.string(label) }
    }
    let count = ProgramBuilder.index(compiler.builder.program.makes) - first
    record.makes = Stretch(start: first, count: count)
  }

  private mutating func add(_ field: String, label: Int32, text: Int32, column: String? = nil) {
    let inherited = column.map { Int32(compiler.builder.field($0)) } ?? -1
    compiler.builder.program.makes.append(
      MakeField(field: compiler.builder.field(field), label: label, text: text, inherited: inherited))
  }
}
