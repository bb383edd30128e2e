import GazetteerIndex
import TextModel

/// Says of a phase which rules matched at a place, which of them stand, and which rules came near.
public struct RuleExplainer {
  private let rules: RuleSet
  private let phase: String
  private let engine: PhaseEngine?
  private var competition: Competition

  /// Of the rules that came near no more are told.
  public static let nearLimit = 12

  /// An explainer for the phase of that name.
  public init(rules: RuleSet, gazetteers: Gazetteers, phase: String) {
    self.rules = rules
    self.phase = phase
    engine = PhaseEngine(rules: rules, gazetteers: gazetteers, phase: phase)
    engine?.recordsLabels = true
    competition = Competition(rules)
  }

  /// Adds a section with the finds of the phase: those that touch the token and what came near there, or all finds where
  /// no token is given. The document is as it is when the phase begins.
  public mutating func explain(_ document: Document, at token: Int?, into explanation: inout Explanation) {
    guard let engine else { return }
    explanation.begin("phase \(phase)")
    engine.find(in: document)
    competition.run(engine.finds, engine.fields, tokens: document.tokens.count)
    for (index, find) in engine.finds.enumerated() where token.map({ find.match.contains($0) }) ?? true {
      explanation.add(describe(index, find, engine, document))
    }
    guard let token else { return }
    let misses = engine.nearMisses(in: document, at: token)
    for miss in misses.prefix(Self.nearLimit) { explanation.add(Self.describe(miss, rules, document)) }
  }

  private func place(_ rule: Int32) -> String { Self.place(rule, rules) }

  private static func place(_ rule: Int32, _ rules: RuleSet) -> String {
    let id = RuleID(rawValue: rule)
    let location = rules.location(id).map { "\($0.file):\($0.line)" } ?? ""
    return "\(rules.ruleName(id))  \(location)"
  }

  /// On one line, long text cut in its middle.
  private static func quoted(_ tokens: TokenRange, _ document: Document) -> String {
    let text = document.string(tokens).split(whereSeparator: \.isNewline).joined(separator: " ")
    return text.count > 80 ? "'\(text.prefix(40))…\(text.suffix(38))'" : "'\(text)'"
  }

  private func describe(_ index: Int, _ find: Find, _ engine: PhaseEngine, _ document: Document) -> String {
    var line = "matched  \(place(find.rule))  \(Self.quoted(find.match, document))"
    for entry in engine.labels[index] {
      line += "  \(rules.program.string(entry.label)): \(Self.quoted(entry.tokens, document))"
    }
    let rival = competition.beatenBy[index]
    guard rival >= 0, Int(rival) < engine.finds.count else { return line }
    let winner = engine.finds[Int(rival)]
    return line + "  beaten by \(rules.ruleName(RuleID(rawValue: winner.rule))): \(reason(find, winner))"
  }

  private func reason(_ loser: Find, _ winner: Find) -> String {
    let (one, other) = (rules.program.rules[Int(loser.rule)], rules.program.rules[Int(winner.rule)])
    if loser.span.count != winner.span.count { return "longer span" }
    if one.priority != other.priority { return "priority \(other.priority)" }
    return loser.rule == winner.rule ? "it begins earlier" : "it comes first in the file"
  }

  /// Which rule came near, after what, what it expected, and what stood there.
  static func describe(_ miss: NearMiss, _ rules: RuleSet, _ document: Document) -> String {
    let line = "near     \(place(miss.rule, rules))"
    let read = miss.read.isEmpty ? "" : "  after \(quoted(miss.read, document))"
    switch miss.reason {
    case .expected(let words):
      let limit = document.tokens.count
      let position = miss.read.limit
      let isInside = position < limit && position < miss.sentence.limit
      let found = isInside ? quoted(TokenRange(position, position + 1), document) : "the end of the sentence"
      let expected = words.isEmpty ? "something else" : words.joined(separator: " or ")
      return line + read + "  expected \(expected), found \(found)"
    case .before: return line + read + "  'before' does not hold"
    case .unless: return line + "  \(quoted(miss.read, document))  rejected by 'unless'"
    case .tooManySteps: return line + read + "  given up: too many steps"
    }
  }
}

/// A rule that began to match and did not come to its end.
struct NearMiss {
  enum Reason {
    /// What the rule wanted where it failed, in its words.
    case expected([String])
    case before
    case unless
    case tooManySteps
  }
  var rule: Int32
  /// From where it began to where it failed.
  var read: TokenRange
  var sentence: TokenRange
  var reason: Reason
}
