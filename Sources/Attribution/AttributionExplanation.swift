import RuleLanguage
import TextModel

extension Attribution: Explaining {
  /// Says of every candidate of a cue whose words, source or content hold the token how likely it is, by which weights,
  /// and what became of it.
  public mutating func explain(_ document: Document, at token: Int, into explanation: inout Explanation) {
    explanation.begin("attribution")
    for (number, candidate) in cues.candidates.enumerated() {
      let quote = found.firstIndex { $0.candidate == number }
      guard
        candidate.cue.contains(token) || candidate.source.tokens.contains(token)
          || quote.map({ found[$0].contains(token) }) ?? false
      else { continue }
      let cue = document.string(TokenRange(candidate.cue.lowerBound, candidate.cue.upperBound))
      explanation.add("'\(cue)', \(source(of: candidate, in: document)): \(outcome(of: number, quote))")
      explanation.add("  \(weights(of: candidate))")
    }
  }

  private func source(of candidate: CueCandidate, in document: Document) -> String {
    let tokens = candidate.source.tokens
    return tokens.isEmpty
      ? "no source" : "source '\(document.string(TokenRange(tokens.lowerBound, tokens.upperBound)))'"
  }

  private func outcome(of number: Int, _ quote: Int?) -> String {
    let candidate = cues.candidates[number]
    let probability = Float(Int((candidate.probability * 1000).rounded())) / 1000
    guard candidate.probability >= Self.threshold else { return "\(probability), no quote below \(Self.threshold)" }
    if isGovernor.indices.contains(number), isGovernor[number] { return "\(probability), but it leads to another cue" }
    guard let quote else { return "\(probability), but it has no content" }
    if selection.chosen.contains(quote) { return "\(probability), \(found[quote].rule.name)" }
    return "\(probability), \(found[quote].rule.name), but it is inside another quote"
  }

  private func weights(of candidate: CueCandidate) -> String {
    var parts: [(what: String, weight: Float)] = []
    let known = scoring.knowledge(of: candidate, cues.lexicon)
    scoring.forEachFeature(of: candidate, known) { feature in
      parts.append((CueFeature.name(of: feature), scoring.tables.cueWeights.weight(feature)))
    }
    return Explanation.weights(parts)
  }
}

extension CueFeature {
  /// The name of a feature as the table of weights writes it.
  static func name(of feature: Feature) -> String {
    guard Int(feature.family) < families.count else { return "" }
    let family = families[Int(feature.family)]
    let first = Int(feature.first) < family.first.count ? family.first[Int(feature.first)] : ""
    let second = Int(feature.second) < family.second.count ? family.second[Int(feature.second)] : ""
    return WeightTable.key(family.name, first, second)
  }
}
