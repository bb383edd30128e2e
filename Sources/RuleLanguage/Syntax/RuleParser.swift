import TextModel

/// Reads rule files one after the other into phases and rules, and gathers everything that is wrong.
struct RuleParser {
  private(set) var files: [RuleFile] = []
  private(set) var phases: [PhaseSyntax] = []
  private(set) var book = RuleBook()
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

  var file: RuleFile { files[files.count - 1] }

  /// Whether the clauses that are read are those of a construction.
  private var isConstruction = false

  mutating func report(_ error: SyntaxError) { report(.error, error) }

  private mutating func report(_ severity: Diagnostic.Severity, _ error: SyntaxError) {
    let found = Diagnostic(severity, at: file.location(of: error.range.lowerBound), error.message, hint: error.hint)
    if !diagnostics.contains(found) { diagnostics.append(found) }
  }

  /// Reads a file to its end, whatever is wrong in it.
  mutating func read(path: String, text: [UInt8], layer: Int = 0) {
    files.append(RuleFile(path: path, bytes: text, layer: layer))
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

  private static let items = ["phase", "let", "rule", "construction", "drop"]

  private mutating func readItem(_ statement: Statement) {
    finishRule()
    switch statement.word {
    case "phase": readPhase(statement)
    case "let": readLet(statement)
    case "rule", "construction": readRule(statement)
    case "drop": readDrop(statement)
    default:
      let hint = Spelling.nearest(to: statement.word, in: Self.items).map { "did you mean '\($0)'?" }
      report(SyntaxError(range: statement.wordRange, "'\(statement.word)' begins no phase, let or rule", hint: hint))
    }
  }

  private mutating func readPhase(_ statement: Statement) {
    guard let name = statement.onlyWord(of: file) else {
      report(SyntaxError(range: statement.wordRange, "'phase' is followed by one name"))
      return
    }
    patternWords.phaseKinds = name == Rejection.phase ? Rejection.kinds : [:]
    if let old = phases.firstIndex(where: { $0.name == name }) {
      // The order of phases is that of the program: whoever writes rules over its own goes on with one of them.
      if file.layer > 0 {
        phase = old
        return
      }
      let place = location(of: phases[old].place)
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

  private func location(of place: Place) -> SourceLocation {
    files[place.file].location(of: place.range.lowerBound)
  }

  private mutating func readRule(_ statement: Statement) {
    isConstruction = statement.word == "construction"
    guard let name = statement.onlyWord(of: file) else {
      let example = isConstruction ? "'construction quote.passive'" : "'rule quote.content-cue'"
      report(SyntaxError(range: statement.wordRange, "'\(statement.word)' is followed by one id, as in \(example)"))
      return
    }
    if let old = book.place(of: name), files[old.file].layer >= file.layer {
      report(SyntaxError(range: statement.body, "the rule '\(name)' is already at \(location(of: old))"))
    }
    if phase == nil, !isConstruction {
      report(SyntaxError(range: statement.wordRange, "the rule '\(name)' stands before any phase"))
    }
    rule = RuleSyntax(
      name: name, place: Place(file: files.count - 1, range: statement.wordRange),
      extent: statement.wordRange.lowerBound..<statement.body.upperBound, layer: file.layer, phase: phase ?? 0)
  }

  private mutating func finishRule() {
    guard let finished = rule else { return }
    rule = nil
    if isConstruction {
      warnOfMissing(in: finished)
      book.add(construction: finished)
      return
    }
    if finished.match == nil || finished.kind.isEmpty {
      let missing = finished.match == nil ? "match" : isRejecting ? "reject quote" : "make"
      report(SyntaxError(range: finished.place.range, "the rule '\(finished.name)' has no '\(missing)'"))
    }
    book.add(finished)
  }

  /// A construction says in words what the program finds in code: it has a note, two examples and a counterexample. What
  /// is found over several documents has a note alone: no example can show it.
  private mutating func warnOfMissing(in construction: RuleSyntax) {
    let examples = construction.examples.count { !$0.isCounterexample }
    var missing = construction.note.isEmpty ? ["note"] : []
    if !construction.examples.isEmpty {
      if examples < 2 { missing.append("second example") }
      if examples == construction.examples.count { missing.append("counterexample") }
    }
    for thing in missing {
      let message = "the construction '\(construction.name)' has no \(thing)"
      report(.warning, SyntaxError(range: construction.place.range, message))
    }
  }

  /// `drop ID`: a rule of a lower layer is there no more.
  private mutating func readDrop(_ statement: Statement) {
    guard let name = statement.onlyWord(of: file) else {
      report(SyntaxError(range: statement.wordRange, "'drop' is followed by one id, as in 'drop quote.passive'"))
      return
    }
    guard let place = book.place(of: name) else {
      if book.dropped.contains(name) { return }
      let hint = Spelling.nearest(to: name, in: book.names).map { "did you mean '\($0)'?" }
      report(SyntaxError(range: statement.body, "there is no rule '\(name)' to drop", hint: hint))
      return
    }
    if files[place.file].layer == file.layer {
      let message = "'drop' is for rules that these lie over, and '\(name)' is one of them, at \(location(of: place))"
      report(SyntaxError(range: statement.body, message))
      return
    }
    guard book.canBeDropped(name) else {
      report(SyntaxError(range: statement.body, "'\(name)' is found over documents, and cannot be switched off"))
      return
    }
    book.drop(name)
  }

  // MARK: Clauses

  private mutating func extendRule(to end: Int) {
    guard let start = rule?.extent.lowerBound, start <= end else { return }
    rule?.extent = start..<end
  }

  private static let clauses = [
    "match", "unless", "make", "before", "after", "confidence", "priority", "note", "example", "counterexample",
    "reject",
  ]
  private static let clausesOfConstructions = ["note", "example", "counterexample"]

  private mutating func readClause(_ statement: Statement) {
    guard rule != nil else {
      report(SyntaxError(range: statement.wordRange, "'\(statement.word)' stands in no rule"))
      return
    }
    extendRule(to: statement.body.upperBound)
    if isConstruction, Self.clauses.contains(statement.word), !Self.clausesOfConstructions.contains(statement.word) {
      let message = "a construction has no '\(statement.word)': the program finds it"
      report(SyntaxError(range: statement.wordRange, message, hint: "it has a note, examples and counterexamples"))
      return
    }
    if Rejection.clauses.contains(statement.word), isRejecting != (statement.word == Rejection.clause) {
      report(Rejection.misplaced(statement))
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
    case "reject": readReject(statement)
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

  /// Whether the phase that is read is that of rules which reject.
  private var isRejecting: Bool { phase.map { phases[$0].name == Rejection.phase } ?? false }

  private mutating func readReject(_ statement: Statement) {
    if rule?.kind.isEmpty == false { report(SyntaxError(range: statement.wordRange, "a rule has one 'reject'")) }
    rule?.kind = Rejection.kind
    guard statement.onlyWord(of: file) != Rejection.rejected else { return }
    report(SyntaxError(range: statement.wordRange, "what a rule rejects is a quote", hint: "write 'reject quote'"))
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
    let marked = ExampleText(statement.text(of: file))
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
