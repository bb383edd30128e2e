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
      guard let quote else { continue }
      explainEnd(of: found[quote], candidate, in: document, into: &explanation)
      guard selection.chosen.contains(quote) else { continue }
      let known = FoundCues(cues: cues, rules: rules)
      for miss in vetoes.nearMisses(found[quote], known, in: document) { explanation.add("  \(miss.what)") }
    }
    for rejection in vetoes.rejections {
      let quote = found[rejection.quote]
      guard quote.candidate < 0, quote.contains(token) || quote.source?.contains(token) ?? false else { continue }
      explanation.add("\(quote.rule.name): \(vetoes.words(for: rejection))")
    }
  }

  /// Says of the boundaries of a weighed content, up to where it ends, what spoke for an end there and what against it.
  private func explainEnd(
    of quote: FoundQuote, _ candidate: CueCandidate, in document: Document, into explanation: inout Explanation
  ) {
    guard let start = quote.pieces.first(where: { $0.lowerBound >= candidate.start })?.lowerBound else { return }
    let limit = reading.sentenceLimit(candidate.head)
    for boundary in assembly.ends.weighed(from: start, limit: limit, kind: reading.contentKind(of: candidate)) {
      let word = document.string(TokenRange(boundary.token, boundary.token + 1))
      let verdict = boundary.isEnd ? "ends" : "goes on"
      explanation.add(
        "  content \(verdict) at '\(word)': \(Explanation.signed(boundary.sum)) of \(Explanation.signed(assembly.ends.threshold))"
      )
      explanation.add(
        boundary.isFurtherCue
          ? "    a further cue with a content of its own" : "    \(Explanation.weights(boundary.parts))")
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
    if let rejection = vetoes.rejections.first(where: { $0.quote == quote }) {
      return "\(probability), \(found[quote].rule.name), \(vetoes.words(for: rejection))"
    }
    if vetoes.isSwitchedOff(found[quote].rule) { return "\(probability), \(found[quote].rule.name), switched off" }
    if selection.chosen.contains(quote) { return "\(probability), \(found[quote].rule.name)" }
    return "\(probability), \(found[quote].rule.name), but it is inside another quote"
  }

  private func weights(of candidate: CueCandidate) -> String {
    var parts: [(what: String, weight: Float)] = []
    let known = scoring.knowledge(of: candidate, cues.lexicon)
    scoring.forEachFeature(of: candidate, known) { feature in
      parts.append((feature.name(in: CueFeature.families), scoring.tables.cueWeights.anyWeight(feature)))
    }
    return Explanation.weights(parts)
  }
}

/// A place where a content may end, with what was weighed there.
struct WeighedBoundary {
  var token: Int
  var sum: Float
  var parts: [(what: String, weight: Float)]
  var isEnd: Bool
  /// A further cue with a content of its own stands behind it: an end whatever the weights say.
  var isFurtherCue = false
}

extension ContentEnd {
  /// The boundaries of the content that begins at `start`, up to the one at which it ends.
  func weighed(from start: Int, limit: Int, kind: ContentKind) -> [WeighedBoundary] {
    let end = sentenceEnd(from: start, limit: limit)
    var boundaries: [WeighedBoundary] = []
    var scan = ContentScan(next: start)
    let hasAnd = lastAnd(from: start, end: end)
    forEachBoundary(from: start, end: end, kind: kind) { token in
      scan.advance(to: token, reading: reading)
      var boundary = WeighedBoundary(token: token, sum: 0, parts: [], isEnd: false)
      var list = FeatureList()
      describe(at: token, start: start, end: end, kind: kind, scan: scan, lastAnd: hasAnd, into: &list)
      for feature in list.features {
        let weight = tables.endWeights.anyWeight(feature)
        boundary.sum += weight
        boundary.parts.append((feature.name(in: EndFeature.families), weight))
      }
      boundary.isEnd = boundary.sum > threshold
      if beginsStatement(token, kind: kind) {
        boundary.isEnd = true
        boundary.isFurtherCue = true
      }
      boundaries.append(boundary)
      return !boundary.isEnd
    }
    return boundaries
  }
}

extension Feature {
  /// The name of the feature as its table of weights writes it.
  func name(in families: [FeatureFamily]) -> String {
    guard Int(family) < families.count else { return "" }
    let found = families[Int(family)]
    let first = Int(first) < found.first.count ? found.first[Int(first)] : ""
    let second = Int(second) < found.second.count ? found.second[Int(second)] : ""
    return WeightTable.key(found.name, first, second)
  }
}
