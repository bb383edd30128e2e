import TextModel

/// Clauses of which *reportedly* says that somebody told them: *The boat reportedly sank in the night.*
extension ContentAssembly {
  /// The probability of such a quote before it is weighed.
  private static let probability: Float = 0.7

  /// Adds a quote for each clause with such an adverb at its verb. O(verb groups).
  func findReported(into found: inout [FoundQuote]) {
    for number in 0..<reading.groupCount {
      let group = reading.group(number)
      guard group.form == .finite, let adverb = adverb(of: group), !reading.isQuoted(adverb),
        let quote = quote(of: group, adverb: adverb)
      else { continue }
      found.append(quote)
    }
  }

  /// The adverb before, in or right behind a verb group.
  private func adverb(of group: VerbGroup) -> Int? {
    (max(0, group.start - 1)...group.end).first { reading.has(.reported, $0) }
  }

  private func quote(of group: VerbGroup, adverb: Int) -> FoundQuote? {
    let limit = reading.sentenceLimit(adverb)
    let subject = reading.subject(of: group)
    // *He reportedly said that …*: a verb of saying tells it.
    guard !subject.isEmpty, subject.kind != .relative, subject.tokens.upperBound <= adverb,
      !reading.row(group.head).pointee.marks.contains(.cueHead), adverb + 1 < limit
    else { return nil }
    let kind = ContentKind(content: .clause, setting: .plain, tag: reading.tag(group.head))
    let end = ends.end(from: adverb + 1, limit: limit, kind: kind)
    guard end > adverb + 1 else { return nil }
    return FoundQuote(
      cue: adverb..<adverb + 1, source: nil, pieces: [subject.tokens.lowerBound..<adverb, adverb + 1..<end],
      candidate: -1, head: adverb, probability: Self.probability, rule: .reported)
  }
}
