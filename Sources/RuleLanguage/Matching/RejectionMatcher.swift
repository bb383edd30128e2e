import GazetteerIndex
import TextModel

/// Runs the rules that reject over one quote after the other: in their patterns `CUE`, `SOURCE` and `CONTENT` are its parts.
///
/// A worker has its own. It costs nothing where there are no such rules: then there is none.
public struct RejectionMatcher {
  /// A part of a quote.
  public struct Part {
    /// `partContent`, `partCue` or `partSource`.
    public var kind: KindID
    /// Its tokens.
    public var tokens: TokenRange
    /// What patterns can ask for in brackets: `CUE[class="statement"]`.
    public var fields: [(name: String, value: String)]

    /// Makes a part.
    public init(_ kind: KindID, _ tokens: TokenRange, fields: [(name: String, value: String)] = []) {
      self.kind = kind
      self.tokens = tokens
      self.fields = fields
    }
  }

  private let rules: RuleSet
  private let engine: PhaseEngine
  /// The fields of parts that rules ask for, by their names.
  private let fields: [String: FieldID]
  private let strings: [String: Int32]
  private var steps = 0

  /// The steps of all rules in a document; what is left of its quotes once they are spent is not rejected.
  static func steps(inDocumentOf tokens: Int) -> Int { 1_000_000 + 300 * tokens }
  /// The tokens of a quote's sentences that are looked at, from the first one on.
  static let reach = 4_096

  /// A matcher; nil where no rule rejects.
  public init?(rules: RuleSet, gazetteers: Gazetteers) {
    guard let engine = PhaseEngine(rules: rules, gazetteers: gazetteers, phase: Rejection.phase) else { return nil }
    (self.rules, self.engine) = (rules, engine)
    let program = rules.program
    var fields: [String: FieldID] = [:]
    for reference in program.kindReferences where Self.parts.contains(reference.kind) {
      for filter in program.filters[reference.filters.indices] where program.fields.indices.contains(Int(filter.name)) {
        fields[program.string(program.fields[Int(filter.name)])] = FieldID(
          rawValue: UInt16(truncatingIfNeeded: filter.name))
      }
    }
    var strings: [String: Int32] = [:]
    for (index, text) in program.strings.enumerated() { strings[text] = Int32(truncatingIfNeeded: index) }
    (self.fields, self.strings) = (fields, strings)
  }

  private static let parts = [KindID.partContent, .partCue, .partSource].map { Int32($0.rawValue) }

  /// Whether rules ask for fields of parts: else these can be left out.
  public var asksForFields: Bool { !fields.isEmpty }

  /// Begins with a document.
  public mutating func begin(_ document: Document) {
    steps = Self.steps(inDocumentOf: document.tokens.count)
    if engine.program.usesQuoted { document.annotateQuotations() }
  }

  /// The first rule that matches in the sentences of the parts; nil where none does, or the document's steps are spent.
  public mutating func rule(rejecting parts: [Part], in document: Document) -> RuleID? {
    guard steps > 0, let stretch = Self.sentences(of: parts, in: document) else { return nil }
    let (first, kinds) = (document.annotations.count, document.kinds)
    defer { document.removeAnnotations(from: first, kinds: kinds) }
    annotate(parts, in: document)
    return engine.firstRule(in: document, within: stretch, steps: &steps).map { RuleID(rawValue: $0) }
  }

  /// Of every rule that does not reject a quote of these parts how far it came: for people who write one.
  public func nearMisses(rejecting parts: [Part], in document: Document) -> [(rule: RuleID, what: String)] {
    guard let stretch = Self.sentences(of: parts, in: document) else { return [] }
    let (first, kinds) = (document.annotations.count, document.kinds)
    defer { document.removeAnnotations(from: first, kinds: kinds) }
    annotate(parts, in: document)
    return engine.nearMisses(in: document, within: stretch).map {
      (RuleID(rawValue: $0.rule), RuleExplainer.describe($0, rules, document))
    }
  }

  private func annotate(_ parts: [Part], in document: Document) {
    for part in parts where !part.tokens.isEmpty {
      let own = part.fields.compactMap { field in
        fields[field.name].map { AnnotationField(name: $0, value: .constant(strings[field.value] ?? -1)) }
      }
      document.annotate(Annotation(kind: part.kind, tokens: part.tokens, rule: .none, confidence: 1), fields: own)
    }
  }

  /// From the start of the sentence in which the first part begins to the end of that in which the last one ends.
  private static func sentences(of parts: [Part], in document: Document) -> TokenRange? {
    let used = parts.filter { !$0.tokens.isEmpty }
    guard let first = used.map(\.tokens.first).min(), let limit = used.map(\.tokens.limit).max() else { return nil }
    func sentence(at token: Int) -> TokenRange? {
      guard document.sentenceOfToken.indices.contains(token) else { return nil }
      let number = Int(document.sentenceOfToken[token])
      return document.sentences.indices.contains(number) ? document.sentences[number].tokens : nil
    }
    guard let begin = sentence(at: first), let end = sentence(at: limit - 1), begin.first < end.limit,
      end.limit <= document.tokens.count
    else { return nil }
    return TokenRange(begin.first, min(end.limit, begin.first + reach))
  }
}

extension PhaseEngine {
  /// Of the rules of the phase that match within a stretch of tokens taken for one sentence the first in their order.
  func firstRule(in document: Document, within stretch: TokenRange, steps: inout Int) -> Int32? {
    var best = Int.max
    withMachine(over: document) { machine, scanner in
      begin(stretch, &machine)
      scanner.begin(stretch.indices)
      for token in stretch.indices {
        steps -= 1
        for word in 0..<program.ruleStride {
          var rest = scanner.rulesWhateverFollows(word, at: token)
          while rest != 0, steps > 0 {
            let number = word << 6 + rest.trailingZeroBitCount
            rest &= rest - 1
            guard number < best, isWanted(number), matches(number, at: token, in: stretch, &machine, &steps) else {
              continue
            }
            best = number
          }
        }
      }
    }
    return best == Int.max ? nil : Int32(truncatingIfNeeded: program.firstRule + best)
  }

  private func matches(
    _ number: Int, at token: Int, in stretch: TokenRange, _ machine: inout Machine, _ steps: inout Int
  ) -> Bool {
    if program.rules.elements[number].isAnchored, token != stretch.first { return false }
    let attempt = attempt(number, at: Int32(truncatingIfNeeded: token), in: stretch, &machine)
    steps -= Self.stepsAtToken - machine.steps
    if case .found = attempt { return true }
    return false
  }
}
