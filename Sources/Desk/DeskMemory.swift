import Judgements
import Review

/// What judgements say of quotes that are laid on the desk.
package enum DeskMemory {
  /// The judgement of each quote that has one, by its number: the judged words are its own, or overlap with them and have the
  /// same cue.
  package static func known(_ items: [DeskItem], _ judgements: [Judgement]) -> [Int: Judgement] {
    let index = JudgementIndex(judgements)
    var found: [String: [JudgementIndex.Found]] = [:]
    var known: [Int: Judgement] = [:]
    for (number, item) in items.enumerated() {
      let document = item.quote.document
      if found[document.id] == nil { found[document.id] = index.find(in: document) }
      guard let judged = found[document.id]?.last(where: { isSame($0.quote, item.quote) }) else { continue }
      known[number] = judgements[judged.judgement]
    }
    return known
  }

  private static func isSame(_ judged: LocatedQuote, _ quote: ReviewedQuote) -> Bool {
    if judged.spans == quote.spans { return judged.cue == quote.cue }
    guard let cue = judged.cue, cue == quote.cue else { return false }
    return judged.spans.contains { span in quote.spans.contains { $0.overlaps(span) } }
  }
}
