import GazetteerIndex
import RuleLanguage
import TextModel

/// Takes back quotes that were put together: those of constructions that are switched off, and those that a rule rejects.
///
/// A rule rejects by the quote's own cue, source and content, before the choice among quotes that nest: what stands inside
/// a quote that was rejected is free again.
struct QuoteVetoes {
  /// A quote that a rule has rejected, by its index among those that were put together.
  struct Rejection {
    var quote: Int
    var rule: RuleID
  }

  private let reading: Reading
  private let rules: RuleSet
  private var matcher: RejectionMatcher?
  /// For each construction whether it is switched off; empty where none is.
  private let isDropped: [Bool]
  /// The quotes of the document that rules have rejected, in the order in which they were put together.
  private(set) var rejections: [Rejection] = []

  init(reading: Reading, rules: RuleSet, gazetteers: Gazetteers) {
    self.reading = reading
    self.rules = rules
    matcher = RejectionMatcher(rules: rules, gazetteers: gazetteers)
    let dropped = QuoteRule.allCases.map { $0 != .written && rules.dropped.contains($0.name) }
    isDropped = dropped.contains(true) ? dropped : []
  }

  /// Whether a construction is switched off.
  func isSwitchedOff(_ rule: QuoteRule) -> Bool {
    isDropped.indices.contains(Int(rule.rawValue)) && isDropped[Int(rule.rawValue)]
  }

  /// Leaves the quotes that are taken back with odds below every threshold. O(1) where nothing takes any back.
  mutating func run(_ found: inout [FoundQuote], _ cues: FoundCues, in document: Document) {
    rejections.removeAll(keepingCapacity: true)
    guard matcher != nil || !isDropped.isEmpty else { return }
    matcher?.begin(document)
    for index in found.indices where found[index].keep >= QuoteDecision.threshold {
      // What stands alone behind a quote has that quote's speaker.
      let isBehind = found[index].rule == .standing && index > 0 && found[index - 1].keep == -.infinity
      if isBehind || isSwitchedOff(found[index].rule) {
        found[index].keep = -.infinity
      } else if let rule = rule(rejecting: found[index], cues, in: document) {
        found[index].keep = -.infinity
        rejections.append(Rejection(quote: index, rule: rule))
      }
    }
  }

  private mutating func rule(rejecting quote: FoundQuote, _ cues: FoundCues, in document: Document) -> RuleID? {
    guard matcher != nil else { return nil }
    let parts = parts(of: quote, cues, in: document)
    return matcher?.rule(rejecting: parts, in: document)
  }

  /// How far the rules came that do not reject a quote, a line each.
  func nearMisses(_ quote: FoundQuote, _ cues: FoundCues, in document: Document) -> [(rule: RuleID, what: String)] {
    matcher?.nearMisses(rejecting: parts(of: quote, cues, in: document), in: document) ?? []
  }

  /// By which rule a quote was rejected, and where that stands.
  func words(for rejection: Rejection) -> String {
    let place = rules.location(rejection.rule).map { "  \($0.file):\($0.line)" } ?? ""
    return "rejected by \(rules.ruleName(rejection.rule))\(place)"
  }

  /// The parts, with the fields that rules ask for.
  private func parts(of quote: FoundQuote, _ cues: FoundCues, in document: Document) -> [RejectionMatcher.Part] {
    let asks = matcher?.asksForFields ?? false
    func part(_ kind: KindID, _ range: Range<Int>, _ fields: @autoclosure () -> [(name: String, value: String)])
      -> RejectionMatcher.Part
    {
      let inside = range.clamped(to: 0..<reading.count)
      let tokens = TokenRange(inside.lowerBound, inside.upperBound)
      return RejectionMatcher.Part(kind, tokens, fields: asks ? fields() : [])
    }
    let rule = quote.written == .none ? quote.rule.name : rules.ruleName(quote.written)
    var parts = quote.pieces.map { piece in
      part(.partContent, piece, [("kind", reading.kind(of: quote.pieces).rawValue), ("rule", rule)])
    }
    if let cue = quote.cue {
      parts.append(part(.partCue, cue, [("class", cues.cueClass(of: quote, in: document).rawValue)]))
    }
    if let source = quote.source {
      parts.append(part(.partSource, source, [("form", reading.form(of: source).rawValue)]))
    }
    return parts
  }
}

/// The cues of a document as they were found: what class each is of.
struct FoundCues {
  let cues: CueTagging
  let rules: RuleQuotes

  /// The class of the list's entry, that of the rule which made the cue, or a statement.
  func cueClass(of quote: FoundQuote, in document: Document) -> Cue.Class {
    if quote.candidate >= 0, cues.candidates[quote.candidate].entry >= 0 {
      return cues.lexicon.entries[cues.candidates[quote.candidate].entry].cueClass
    }
    return quote.cue.flatMap { rules.cueClass(at: $0.lowerBound, in: document) } ?? .statement
  }
}

extension Attribution {
  /// A quote that a rule has rejected: where its parts stand, in bytes of the text.
  public struct RejectedQuote {
    /// The rule.
    public let rule: RuleID
    /// The pieces of its content.
    public let content: [UTF8Range]
    /// Its cue.
    public let cue: UTF8Range?
    /// The words that name its source.
    public let source: UTF8Range?
  }

  /// The quotes of the document processed last that rules have rejected.
  public func rejectedQuotes(in document: Document) -> [RejectedQuote] {
    func bytes(_ tokens: Range<Int>) -> UTF8Range {
      document.range(of: TokenRange(tokens.lowerBound, tokens.upperBound))
    }
    return vetoes.rejections.map { rejection in
      let quote = found[rejection.quote]
      return RejectedQuote(
        rule: rejection.rule, content: quote.pieces.map(bytes), cue: quote.cue.map(bytes),
        source: quote.source.map(bytes))
    }
  }
}
