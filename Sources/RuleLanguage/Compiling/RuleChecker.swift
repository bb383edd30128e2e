import GazetteerIndex
import TextModel

/// Checks what the rules of all files refer to: kinds, labels, columns.
struct RuleChecker {
  private let files: [RuleFile]
  private let phases: [PhaseSyntax]
  private let rules: [RuleSyntax]
  private let constructions: [RuleSyntax]
  private let gazetteers: Gazetteers
  /// All kinds: the fixed ones, then those that rules make, in the order of the rules.
  let kindNames: [String]
  /// The first phase that makes a kind.
  private var makers: [String: Int] = [:]
  /// The fields that rules give to a kind.
  private var fields: [String: [String]] = [:]
  private(set) var diagnostics: [Diagnostic] = []

  /// Kinds that stages make or change in code, with fields of their own.
  private static let stageKinds = Set(KindID.fixedNames.prefix(8))

  init(files: [RuleFile], phases: [PhaseSyntax], book: RuleBook, gazetteers: Gazetteers) {
    self.files = files
    self.phases = phases
    rules = book.rules
    constructions = book.constructions
    self.gazetteers = gazetteers
    var names = KindID.fixedNames
    for rule in rules where !rule.kind.isEmpty && rule.kind != "?" {
      if !names.contains(rule.kind) { names.append(rule.kind) }
      makers[rule.kind] = min(makers[rule.kind] ?? rule.phase, rule.phase)
      fields[rule.kind, default: []] += rule.fields.map(\.field)
    }
    kindNames = Array(names.prefix(KindID.limit))
    if names.count > KindID.limit {
      diagnostics.append(Diagnostic(.error, "the rules make more than \(KindID.limit) kinds"))
    }
  }

  private mutating func report(_ message: String, at place: Place, hint: String? = nil) {
    let location = files[place.file].location(of: place.range.lowerBound)
    let found = Diagnostic(.error, at: location, message, hint: hint)
    if !diagnostics.contains(found) { diagnostics.append(found) }
  }

  mutating func check() {
    for rule in rules {
      if !rule.kind.isEmpty, rule.kind != "?", !rule.name.hasPrefix("\(rule.kind).") {
        let verb = rule.kind == Rejection.kind ? "rejects a quote" : "makes '\(rule.kind)'"
        report("the rule '\(rule.name)' \(verb)", at: rule.place, hint: "its id begins with '\(rule.kind).'")
      }
      guard let match = rule.match, rule.isMatchReadable else { continue }
      for tree in [match] + rule.unless + rule.before + rule.after { checkKinds(tree, in: rule) }
      if rule.kind == Rejection.kind, !match.namesPart {
        report("the pattern names no part of the quote", at: match.place, hint: "there are CONTENT, CUE and SOURCE")
      }
      checkFields(rule, match)
      checkExamples(rule, match)
    }
  }

  // MARK: What stages take

  /// Reports phases that no stage runs, and kinds and fields that no stage and no pattern uses.
  mutating func check(against contract: RuleContract) {
    for phase in phases where !contract.phases.contains(phase.name) {
      let hint = Spelling.nearest(to: phase.name, in: contract.phases).map { "did you mean '\($0)'?" }
      let all = contract.phases.joined(separator: ", ")
      report("no stage runs the phase '\(phase.name)'", at: phase.place, hint: hint ?? "there are: \(all)")
    }
    checkConstructions(contract.constructions)
    for rule in rules where rule.kind == Rejection.kind {
      for tree in [rule.match].compactMap({ $0 }) + rule.unless + rule.before + rule.after {
        checkParts(tree, contract.parts)
      }
    }
    var named: Set<String> = []
    for rule in rules {
      for tree in [rule.match].compactMap({ $0 }) + rule.unless + rule.before + rule.after { tree.addKinds(to: &named) }
    }
    for rule in rules where !rule.kind.isEmpty && rule.kind != "?" {
      guard let known = contract.fields[rule.kind] else {
        guard !named.contains(rule.kind) else { continue }
        let kinds = contract.fields.keys.sorted()
        let hint = Spelling.nearest(to: rule.kind, in: kinds).map { "did you mean '\($0)'?" }
        let all = kinds.joined(separator: ", ")
        report("no record and no rule is made of a '\(rule.kind)'", at: rule.place, hint: hint ?? "there are: \(all)")
        continue
      }
      for made in rule.fields where made.field != "span" && !known.contains(made.field) {
        let hint = Spelling.nearest(to: made.field, in: known).map { "did you mean '\($0)'?" }
        let all = (known + ["span"]).joined(separator: ", ")
        report(
          "nothing is made of a field '\(made.field)' of '\(rule.kind)'", at: made.place, hint: hint ?? "it has: \(all)"
        )
      }
    }
  }

  /// The parts of what a construction finds that its examples can mark.
  private static let partsOfConstructions = ["content", "cue", "source", "name"]

  private mutating func checkConstructions(_ known: [String]) {
    for construction in constructions {
      if !known.contains(construction.name) {
        let hint = Spelling.nearest(to: construction.name, in: known).map { "did you mean '\($0)'?" }
        report("the program has no construction '\(construction.name)'", at: construction.place, hint: hint)
      }
      for example in construction.examples {
        for mark in example.marks where !Self.partsOfConstructions.contains(mark.label) {
          let hint = "there are: \(Self.partsOfConstructions.joined(separator: ", "))"
          report("the example marks '\(mark.label)'", at: example.place, hint: hint)
        }
      }
    }
  }

  /// Reports fields that no part of a quote has, and values that a field never has.
  private mutating func checkParts(_ tree: SyntaxTree, _ parts: [String: [String: [String]]]) {
    if case .kind(let name, let filters) = tree.pattern, let fields = parts[name] {
      for filter in filters {
        let part = Rejection.kinds.first { $0.value == name }?.key ?? name
        guard let values = fields[filter.name] else {
          let hint = "there are: \(fields.keys.sorted().joined(separator: ", "))"
          report("'\(part)' has no field '\(filter.name)'", at: tree.place, hint: hint)
          continue
        }
        for value in filter.values where !values.isEmpty && !values.contains(value) {
          let hint = Spelling.nearest(to: value, in: values).map { "did you mean '\($0)'?" }
          report("'\(filter.name)' of '\(part)' is never '\(value)'", at: tree.place, hint: hint)
        }
      }
    }
    for child in tree.children { checkParts(child, parts) }
  }

  // MARK: Kinds

  private mutating func checkKinds(_ tree: SyntaxTree, in rule: RuleSyntax) {
    if case .kind(let name, let filters) = tree.pattern {
      checkKind(name, tree.place, in: rule)
      for filter in filters { checkField(filter.name, of: name, at: tree.place) }
    }
    for child in tree.children { checkKinds(child, in: rule) }
  }

  private mutating func checkKind(_ name: String, _ place: Place, in rule: RuleSyntax) {
    let upper = name.uppercased()
    guard kindNames.contains(name) else {
      let nearest = Spelling.nearest(to: name, in: kindNames).map { "did you mean '\($0.uppercased())'?" }
      report("no phase makes the kind '\(upper)'", at: place, hint: nearest)
      return
    }
    guard let maker = makers[name], maker >= rule.phase, maker < phases.count else { return }
    if maker == rule.phase {
      report("the kind '\(upper)' is made by this phase: it can be used only after it", at: place)
    } else {
      let where_ = phases[maker].place
      let location = files[where_.file].location(of: where_.range.lowerBound)
      report("the kind '\(upper)' is made only later, by the phase '\(phases[maker].name)' at \(location)", at: place)
    }
  }

  private mutating func checkField(_ field: String, of kind: String, at place: Place) {
    guard !Self.stageKinds.contains(kind), let known = fields[kind], !known.contains(field) else { return }
    let hint = Spelling.nearest(to: field, in: known).map { "did you mean '\($0)'?" }
    report("no rule gives '\(kind)' a field '\(field)'", at: place, hint: hint)
  }

  // MARK: Labels

  private mutating func checkFields(_ rule: RuleSyntax, _ match: SyntaxTree) {
    var labels: [String] = []
    Self.collect(match, into: &labels)
    for made in rule.fields {
      guard case .label(let label, let column) = made.value else { continue }
      guard labels.contains(label) else {
        let hint = Spelling.nearest(to: label, in: labels).map { "did you mean '\($0)'?" }
        report("the pattern has no label '\(label):'", at: made.place, hint: hint)
        continue
      }
      guard let column else { continue }
      var known: [String] = []
      for tree in Self.labelled(label, in: match) { collectColumns(tree, into: &known) }
      if !known.contains(column), !known.contains("*") {
        let hint = Spelling.nearest(to: column, in: known).map { "did you mean '\($0)'?" }
        report("nothing in '\(label):' has a column '\(column)'", at: made.place, hint: hint)
      }
    }
  }

  private static func collect(_ tree: SyntaxTree, into labels: inout [String]) {
    if case .label(let label, _) = tree.pattern { labels.append(label) }
    for child in tree.children { collect(child, into: &labels) }
  }

  private static func labelled(_ label: String, in tree: SyntaxTree) -> [SyntaxTree] {
    if case .label(label, let inner) = tree.pattern { return [inner] }
    return tree.children.flatMap { labelled(label, in: $0) }
  }

  /// The columns of lists and the fields of kinds in a pattern; `*` where stages may give any field.
  private func collectColumns(_ tree: SyntaxTree, into columns: inout [String]) {
    switch tree.pattern {
    case .list(let name, _):
      for list in gazetteers.lists where list.name == name || list.name.hasPrefix("\(name).") {
        columns += list.columns
      }
    case .kind(let name, _): columns += Self.stageKinds.contains(name) ? ["*"] : fields[name] ?? ["*"]
    default: for child in tree.children { collectColumns(child, into: &columns) }
    }
  }

  private mutating func checkExamples(_ rule: RuleSyntax, _ match: SyntaxTree) {
    // `<span>` marks the made span, whatever makes it; a field is as good as its label.
    var labels = ["span"] + rule.fields.map(\.field)
    Self.collect(match, into: &labels)
    if rule.kind == Rejection.kind { labels = Rejection.parts }
    let (owner, thing) = rule.kind == Rejection.kind ? ("a quote", "part") : ("the pattern", "label")
    for example in rule.examples {
      for mark in example.marks where !labels.contains(mark.label) {
        let hint = Spelling.nearest(to: mark.label, in: labels).map { "did you mean '\($0)'?" }
        report("the example marks '\(mark.label)', but \(owner) has no such \(thing)", at: example.place, hint: hint)
      }
    }
  }
}

extension SyntaxTree {
  /// Adds the kinds whose spans the pattern names.
  fileprivate func addKinds(to names: inout Set<String>) {
    if case .kind(let name, _) = pattern { names.insert(name) }
    for child in children { child.addKinds(to: &names) }
  }
}
