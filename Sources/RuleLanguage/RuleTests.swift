import GazetteerIndex
import TextModel

/// An example with the number of its rule.
struct CompiledExample: Sendable {
  var rule: Int32
  var location: SourceLocation
  var example: RuleExample
}

/// Runs the examples and counterexamples that rules carry.
///
/// An example holds where its rule finds every marked span, whatever other rules find there; a counterexample where its
/// rule finds nothing.
public struct RuleTests {
  private let rules: RuleSet
  private let gazetteers: Gazetteers
  private var losses: [Int32: (to: Int32, isAlways: Bool)] = [:]
  private var diagnostics: [Diagnostic] = []

  /// Names, or beginnings of names, of lists that are used although no rule names them.
  private let usedLists: [String]

  /// The number of examples and counterexamples.
  public var count: Int { rules.examples.count }

  /// The tests of rules that were compiled from their files; `usedLists` are lists, or beginnings of their names, that
  /// count without a rule.
  public init(rules: RuleSet, gazetteers: Gazetteers, usedLists: [String] = []) {
    self.rules = rules
    self.usedLists = usedLists
    self.gazetteers = gazetteers
  }

  /// Runs all of them; `prepare` gives a document of a text as it is when the named phase begins.
  ///
  /// Errors for those that do not hold; warnings for rules without an example or a counterexample, for rules that in all
  /// their examples lose to another, and for lists that are not used.
  public mutating func run(prepare: (_ text: String, _ phase: String) -> Document) -> [Diagnostic] {
    diagnostics = []
    losses = [:]
    for phase in rules.program.phases {
      let name = rules.program.string(phase.name)
      // A rule that rejects is tried on quotes that attribution has found (`RuleSet.wholeExamples`).
      if name == Rejection.phase { continue }
      let examples = rules.examples.filter { phase.rules.indices.contains(Int($0.rule)) }
      guard !examples.isEmpty, let engine = PhaseEngine(rules: rules, gazetteers: gazetteers, phase: name) else {
        continue
      }
      engine.recordsLabels = true
      for example in examples { run(example, engine, prepare(example.example.text, name)) }
    }
    warnOfMissing()
    warnOfBeaten()
    warnOfUnusedLists()
    return diagnostics
  }

  private mutating func run(_ example: CompiledExample, _ engine: PhaseEngine, _ document: Document) {
    engine.find(in: document)
    let found = engine.finds.indices.filter { engine.finds[$0].rule == example.rule }
    if example.example.isCounterexample {
      guard let first = found.first else { return }
      report(example, "counterexample of '\(name(example))' gives '\(document.string(engine.finds[first].match))'")
      return
    }
    let fitting = found.first { find in
      example.example.marks.allSatisfy { mark in spans(mark.label, of: find, engine, document).contains(mark.range) }
    }
    if let fitting {
      noteCompetition(fitting, engine, document)
    } else {
      reportMissing(example, found, engine, document)
    }
  }

  private func name(_ example: CompiledExample) -> String { rules.ruleName(RuleID(rawValue: example.rule)) }

  private mutating func report(_ example: CompiledExample, _ message: String) {
    diagnostics.append(Diagnostic(.error, at: example.location, message))
  }

  /// The bytes of what a label, a field or `span` stands for in a find.
  private func spans(_ label: String, of find: Int, _ engine: PhaseEngine, _ document: Document) -> [Range<Int>] {
    var found: [TokenRange] = []
    for entry in engine.labels[find] where rules.program.string(entry.label) == label { found.append(entry.tokens) }
    for field in engine.fields[engine.finds[find].fields.indices] where rules.fieldName(field.name) == label {
      switch field.value {
      case .tokens(let tokens), .column(_, _, let tokens): found.append(tokens)
      case .constant: break
      }
    }
    if label == "span" { found.append(engine.finds[find].span) }
    return found.map { tokens in
      let range = document.range(of: tokens)
      return Int(range.start.value)..<Int(range.end.value)
    }
  }

  /// The first mark that the nearest find does not give.
  private mutating func reportMissing(
    _ example: CompiledExample, _ found: [Int], _ engine: PhaseEngine, _ document: Document
  ) {
    let marks = example.example.marks
    func missing(_ find: Int) -> Int? {
      marks.firstIndex { !spans($0.label, of: find, engine, document).contains($0.range) }
    }
    let best = found.max { missing($0) ?? 0 < missing($1) ?? 0 }
    guard let index = best.map({ missing($0) ?? 0 }) ?? marks.indices.first else { return }
    let mark = marks[index]
    let expected = String(decoding: Array(example.example.text.utf8)[mark.range], as: UTF8.self)
    if let best, let other = spans(mark.label, of: best, engine, document).first {
      let text = String(decoding: document.text[other], as: UTF8.self)
      report(example, "example of '\(name(example))' gives '\(mark.label)' as '\(text)' (expected '\(expected)')")
    } else {
      report(example, "example of '\(name(example))' gives no '\(mark.label)' (expected '\(expected)')")
    }
  }

  // MARK: Warnings

  private mutating func noteCompetition(_ find: Int, _ engine: PhaseEngine, _ document: Document) {
    var competition = Competition(rules)
    competition.run(engine.finds, engine.fields, tokens: document.tokens.count)
    let rule = engine.finds[find].rule
    let rival = competition.beatenBy[find]
    if rival < 0 || engine.finds[Int(rival)].rule == rule {
      losses[rule] = (-1, false)
    } else if losses[rule] == nil {
      losses[rule] = (engine.finds[Int(rival)].rule, true)
    }
  }

  private mutating func warn(_ rule: Int, _ message: String) {
    diagnostics.append(Diagnostic(.warning, at: rules.location(RuleID(rawValue: Int32(rule))), message))
  }

  /// A rule without an example is told by itself, rules without a counterexample a file at a time: many need none.
  private mutating func warnOfMissing() {
    var counts: [(file: String, without: Int, all: Int)] = []
    for rule in rules.program.rules.indices {
      let own = rules.examples.filter { Int($0.rule) == rule }
      if !own.contains(where: { !$0.example.isCounterexample }) {
        warn(rule, "the rule '\(rules.ruleName(RuleID(rawValue: Int32(rule))))' has no example")
      }
      let file = rules.program.string(rules.program.rules[rule].file)
      if counts.last?.file != file { counts.append((file, 0, 0)) }
      counts[counts.count - 1].all += 1
      if !own.contains(where: \.example.isCounterexample) { counts[counts.count - 1].without += 1 }
    }
    for count in counts where count.without > 0 {
      let location = SourceLocation(file: count.file, line: 1, column: 1)
      let message = "\(count.without) of \(count.all) rules have no counterexample"
      diagnostics.append(Diagnostic(.warning, at: location, message))
    }
  }

  private mutating func warnOfBeaten() {
    for rule in rules.program.rules.indices {
      guard let loss = losses[Int32(rule)], loss.isAlways else { continue }
      let winner = rules.ruleName(RuleID(rawValue: loss.to))
      warn(
        rule, "the rule '\(rules.ruleName(RuleID(rawValue: Int32(rule))))' always loses to '\(winner)' in its examples")
    }
  }

  private mutating func warnOfUnusedLists() {
    let used = rules.program.lists.map { rules.program.string($0.name) }
    let unused = gazetteers.lists.map(\.name).filter { name in
      !used.contains { name == $0 || name.hasPrefix("\($0).") } && !usedLists.contains { name.hasPrefix($0) }
    }
    guard !unused.isEmpty else { return }
    let names = unused.map { "'@\($0)'" }.joined(separator: ", ")
    diagnostics.append(Diagnostic(.warning, "nothing uses \(unused.count == 1 ? "the list" : "the lists") \(names)"))
  }
}
