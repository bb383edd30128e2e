/// The rules and constructions of all layers.
///
/// A rule of a higher layer takes the place of the one below that has its id, or comes before all below where none has.
struct RuleBook: Sendable {
  /// The ids that were dropped, and those of constructions that a written rule has replaced.
  private(set) var dropped: Set<String> = []
  private var added: [RuleSyntax?] = []
  private var base: [RuleSyntax?] = []
  private var declared: [RuleSyntax?] = []
  private var entries: [String: Entry] = [:]

  /// Where a rule lies: its index in one of the three lists.
  private enum Entry {
    case added(Int)
    case base(Int)
    case construction(Int)
  }

  /// The rules in their order, those that were dropped or replaced left out. O(rules).
  var rules: [RuleSyntax] { (added + base).compactMap { $0 } }

  /// What the program finds in code and declares in rule files, in the order of the files. O(constructions).
  var constructions: [RuleSyntax] { declared.compactMap { $0 } }

  /// The ids of all rules and constructions, in the order of the alphabet.
  var names: [String] { entries.keys.sorted() }

  /// Where the rule or construction of an id stands; nil where there is none.
  func place(of name: String) -> Place? { rule(named: name)?.place }

  private func rule(named name: String) -> RuleSyntax? {
    switch entries[name] {
    case .added(let index): added[index]
    case .base(let index): base[index]
    case .construction(let index): declared[index]
    case nil: nil
    }
  }

  /// Adds a rule in place of the one of its id in a lower layer; one of the same layer stays beside it, for its errors to
  /// be told too.
  mutating func add(_ rule: RuleSyntax) {
    if let old = self.rule(named: rule.name), old.layer < rule.layer {
      switch entries[rule.name] {
      case .added(let index): added[index] = rule
      case .base(let index): base[index] = rule
      case .construction, nil:
        drop(rule.name)
        append(rule)
      }
    } else {
      append(rule)
    }
  }

  private mutating func append(_ rule: RuleSyntax) {
    if rule.layer == 0 {
      entries[rule.name] = .base(base.count)
      base.append(rule)
    } else {
      entries[rule.name] = .added(added.count)
      added.append(rule)
    }
  }

  /// Adds what the program finds in code; in a higher layer it is there with another note and other examples.
  mutating func add(construction: RuleSyntax) {
    if case .construction(let index) = entries[construction.name] {
      declared[index] = construction
      return
    }
    entries[construction.name] = .construction(declared.count)
    declared.append(construction)
  }

  /// Whether an id can be switched off: a construction without examples is of no single document.
  func canBeDropped(_ name: String) -> Bool {
    guard case .construction = entries[name] else { return true }
    return rule(named: name).map { !$0.examples.isEmpty } ?? true
  }

  /// Takes out the rule or construction of an id.
  mutating func drop(_ name: String) {
    switch entries.removeValue(forKey: name) {
    case .added(let index): added[index] = nil
    case .base(let index): base[index] = nil
    case .construction(let index): declared[index] = nil
    case nil: return
    }
    dropped.insert(name)
  }
}
