import TextModel

/// Reads rule files one after the other into phases and rules, and gathers everything that is wrong.
struct RuleParser {
  private(set) var files: [RuleFile] = []
  private(set) var phases: [PhaseSyntax] = []
  private(set) var rules: [RuleSyntax] = []
  private(set) var diagnostics: [Diagnostic] = []
  private let words: PatternWords

  // Of the file that is being read.
  private var names: [String: NamedPattern] = [:]
  private var unusedNames: [(name: String, range: Range<Int>)] = []
  private var patternWords: PatternWords
  private var phase: Int?
  private var rule: RuleSyntax?

  init(words: PatternWords) {
    self.words = words
    patternWords = words
  }

  private var file: RuleFile { files[files.count - 1] }

  mutating func report(_ error: SyntaxError) { report(.error, error) }

  private mutating func report(_ severity: Diagnostic.Severity, _ error: SyntaxError) {
    let found = Diagnostic(severity, at: file.location(of: error.range.lowerBound), error.message, hint: error.hint)
    if !diagnostics.contains(found) { diagnostics.append(found) }
  }

  /// Reads a file to its end, whatever is wrong in it.
  mutating func read(path: String, text: [UInt8]) {
    files.append(RuleFile(path: path, bytes: text))
    names = [:]
    unusedNames = []
    phase = nil
    if String(validating: text, as: UTF8.self) == nil {
      report(SyntaxError(range: 0..<0, "the file is not valid UTF-8"))
      return
    }
    let statements = Statement.statements(of: file)
    patternWords = words
    patternWords.laterNames = Set(statements.compactMap { $0.word == "let" ? $0.firstWord(of: file) : nil })
    for statement in statements {
      if statement.indent > 0 { readClause(statement) } else { readItem(statement) }
    }
    finishRule()
    for unused in unusedNames {
      report(.warning, SyntaxError(range: unused.range, "'\(unused.name)' is never used"))
    }
  }

  // MARK: Items

  private mutating func readItem(_ statement: Statement) {
    finishRule()
    switch statement.word {
    case "phase": readPhase(statement)
    case "let": readLet(statement)
    case "rule": readRule(statement)
    default:
      let hint = Spelling.nearest(to: statement.word, in: ["phase", "let", "rule"]).map { "did you mean '\($0)'?" }
      report(SyntaxError(range: statement.wordRange, "'\(statement.word)' begins no phase, let or rule", hint: hint))
    }
  }

  private mutating func readPhase(_ statement: Statement) {
    guard let name = statement.onlyWord(of: file) else {
      report(SyntaxError(range: statement.wordRange, "'phase' is followed by one name"))
      return
    }
    if let old = phases.first(where: { $0.name == name }) {
      let place = files[old.place.file].location(of: old.place.range.lowerBound)
      report(SyntaxError(range: statement.body, "the phase '\(name)' is already at \(place)"))
    }
    phase = phases.count
    phases.append(PhaseSyntax(name: name, place: Place(file: files.count - 1, range: statement.wordRange)))
  }

  private mutating func readLet(_ statement: Statement) {
    guard let name = statement.firstWord(of: file), let equals = statement.equals(in: file) else {
      report(SyntaxError(range: statement.wordRange, "'let' is written let Name = pattern"))
      return
    }
    let range = statement.body.lowerBound..<statement.body.lowerBound + name.utf8.count
    if PatternWords.isKind(name) || !(name.unicodeScalars.first?.properties.isUppercase ?? false) {
      report(SyntaxError(range: range, "the name '\(name)' needs a capital first and a small letter after it"))
      return
    }
    if names[name] != nil || ShapeClass(rawValue: name)?.isBasic == true {
      report(SyntaxError(range: range, "the name '\(name)' is taken"))
      return
    }
    guard let pattern = pattern(equals + 1..<statement.body.upperBound) else {
      // So that its uses are no further errors.
      let nothing = SyntaxTree(pattern: .shape(.any), place: Place(file: files.count - 1, range: range))
      names[name] = NamedPattern(tree: nothing, depth: 1, size: 1)
      return
    }
    names[name] = pattern
    unusedNames.append((name, range))
  }

  private mutating func readRule(_ statement: Statement) {
    guard let name = statement.onlyWord(of: file) else {
      report(SyntaxError(range: statement.wordRange, "'rule' is followed by one id, as in 'rule quote.content-cue'"))
      return
    }
    if let old = rules.first(where: { $0.name == name }) {
      let place = files[old.place.file].location(of: old.place.range.lowerBound)
      report(SyntaxError(range: statement.body, "the rule '\(name)' is already at \(place)"))
    }
    if phase == nil { report(SyntaxError(range: statement.wordRange, "the rule '\(name)' stands before any phase")) }
    rule = RuleSyntax(
      name: name, place: Place(file: files.count - 1, range: statement.wordRange), phase: phase ?? 0)
  }

  private mutating func finishRule() {
    guard let finished = rule else { return }
    rule = nil
    if finished.match == nil || finished.kind.isEmpty {
      let missing = finished.match == nil ? "match" : "make"
      report(SyntaxError(range: finished.place.range, "the rule '\(finished.name)' has no '\(missing)'"))
    }
    rules.append(finished)
  }

  // MARK: Clauses

  private static let clauses = [
    "match", "unless", "make", "before", "after", "confidence", "priority", "note", "example", "counterexample",
  ]

  private mutating func readClause(_ statement: Statement) {
    guard rule != nil else {
      report(SyntaxError(range: statement.wordRange, "'\(statement.word)' stands in no rule"))
      return
    }
    switch statement.word {
    case "match":
      if rule?.match != nil { report(SyntaxError(range: statement.wordRange, "a rule has one 'match'")) }
      // A pattern that cannot be read is told once; the rule is not also without a match.
      let match = pattern(statement.body)?.tree
      let tree = match ?? emptyTree(statement)
      rule?.match = tree
      rule?.isMatchReadable = match != nil
    case "unless": if let found = pattern(statement.body)?.tree { rule?.unless.append(found) }
    case "before": if let found = pattern(statement.body)?.tree { rule?.before.append(found) }
    case "after": if let found = pattern(statement.body)?.tree { rule?.after.append(found) }
    case "make": readMake(statement)
    case "confidence": readConfidence(statement)
    case "priority": readPriority(statement)
    case "note":
      let note = statement.text(of: file)
      rule?.note = note
    case "example", "counterexample": readExample(statement)
    default:
      let hint = Spelling.nearest(to: statement.word, in: Self.clauses).map { "did you mean '\($0)'?" }
      report(SyntaxError(range: statement.wordRange, "'\(statement.word)' is not a clause of a rule", hint: hint))
    }
  }

  private func emptyTree(_ statement: Statement) -> SyntaxTree {
    SyntaxTree(pattern: .shape(.any), place: Place(file: files.count - 1, range: statement.wordRange))
  }

  private mutating func pattern(_ range: Range<Int>) -> NamedPattern? {
    do throws(SyntaxError) {
      var parser = try PatternParser(range, of: file, index: files.count - 1, names: names, words: patternWords)
      defer {
        for error in parser.errors { report(error) }
        unusedNames.removeAll { parser.usedNames.contains($0.name) }
      }
      let tree = try parser.parse()
      return NamedPattern(tree: tree, depth: parser.deepest, size: parser.size)
    } catch {
      report(error)
      return nil
    }
  }

  private mutating func readMake(_ statement: Statement) {
    if rule?.kind.isEmpty == false { report(SyntaxError(range: statement.wordRange, "a rule has one 'make'")) }
    do throws(SyntaxError) {
      var parser = MakeParser(try Lexer.lexemes(of: file, in: statement.body), file: file, fileIndex: files.count - 1)
      let made = try parser.parse()
      rule?.kind = made.kind
      rule?.kindPlace = made.place
      rule?.fields = made.fields
    } catch {
      // Not also without a 'make'.
      rule?.kind = "?"
      report(error)
    }
  }

  private mutating func readConfidence(_ statement: Statement) {
    let text = statement.word(of: file)
    guard let value = Float(text), value >= 0, value <= 1 else {
      report(SyntaxError(range: statement.body, "the confidence '\(text)' is no number from 0 to 1"))
      return
    }
    rule?.confidence = value
  }

  private mutating func readPriority(_ statement: Statement) {
    let text = statement.word(of: file)
    guard let value = Int(text), abs(value) <= 1_000_000 else {
      report(SyntaxError(range: statement.body, "the priority '\(text)' is no whole number"))
      return
    }
    rule?.priority = value
  }

  private mutating func readExample(_ statement: Statement) {
    let isCounterexample = statement.word == "counterexample"
    let marked = MarkedText(statement.text(of: file))
    if let error = marked.error { report(SyntaxError(range: statement.body, error)) }
    if isCounterexample, let mark = marked.marks.first {
      report(SyntaxError(range: statement.body, "a counterexample has no marks, but '<\(mark.label)>'"))
    } else if !isCounterexample, marked.marks.isEmpty, marked.error == nil {
      report(SyntaxError(range: statement.wordRange, "the example marks nothing", hint: "write <label>words</label>"))
    }
    let example = RuleExample(
      text: String(decoding: marked.text, as: UTF8.self), marks: marked.marks, isCounterexample: isCounterexample,
      place: Place(file: files.count - 1, range: statement.wordRange))
    rule?.examples.append(example)
  }
}
