import Calibration
import Judgements
import Records
import Review

/// A record, or a quote without one, with what came of it.
package struct EvaluatedQuote: Sendable {
  /// What it was held against: the same for the same quote in another run.
  package var item: String
  package var verdict: Verdict
  /// The record; nil where there is none.
  package var quote: ReviewedQuote?
  /// What should stand there; nil where there should be nothing.
  package var expected: ExpectedQuote?
  /// The id of the document.
  package var document: String
  package var genre: String
  package var outlet: String
}

/// What records are held against.
package enum Gold: Sendable {
  /// Verdicts on single quotes: what nobody judged says nothing.
  case judgements(JudgementIndex)
  /// All quotes of documents: what is not there is missed, what is there too much is wrong.
  case whole(WholeGold)
}

/// Holds records against gold, document by document.
package struct Evaluator: Sendable {
  private let gold: Gold
  private let overlap: Double
  /// Records below it do not count.
  private let leastConfidence: Double
  private var rows: [EvaluatedQuote] = []
  /// Of each judgement how its document was known, and its row.
  private var placed: [Int: (knowledge: JudgementIndex.Knowledge, row: EvaluatedQuote)] = [:]
  /// How many documents the gold has something to say of.
  package private(set) var documents = 0
  private var known: Set<String> = []

  /// Begins; a content is right that is as like the expected one as `overlap`.
  package init(_ gold: Gold, overlap: Double, leastConfidence: Double = 0) {
    self.gold = gold
    self.overlap = overlap
    self.leastConfidence = leastConfidence
  }

  /// Holds the records of a document against the gold.
  package mutating func add(_ group: RecordGroup) {
    let document = ReviewedDocument(group.document)
    let quotes = group[.quote].compactMap { ReviewedQuote($0, in: document) }.filter {
      $0.confidence >= leastConfidence
    }
    switch gold {
    case .judgements(let index): addJudged(index, group, document, quotes)
    case .whole(let gold): addWhole(gold, group, document, quotes)
    }
  }

  private func row(
    _ item: String, _ verdict: Verdict, _ quote: ReviewedQuote?, _ expected: ExpectedQuote?, _ group: RecordGroup
  ) -> EvaluatedQuote {
    EvaluatedQuote(
      item: item, verdict: verdict, quote: quote, expected: expected, document: group.document["id"].string ?? "",
      genre: group.document["genre"].string ?? "unknown",
      outlet: group.document["outlet"].string ?? RecordCounts.outlet(of: group.document))
  }

  private mutating func addJudged(
    _ index: JudgementIndex, _ group: RecordGroup, _ document: ReviewedDocument, _ quotes: [ReviewedQuote]
  ) {
    let found = index.find(in: document)
    if !found.isEmpty { documents += 1 }
    let comparison = Comparison(document.text, overlap: overlap)
    for judged in found {
      if let before = placed[judged.judgement], before.knowledge <= judged.knowledge { continue }
      let expected = judged.expected.map(ExpectedQuote.init)
      let place = judged.expected ?? judged.quote
      let quote = comparison.nearest(to: place.spans, cue: place.cue, of: quotes).map { quotes[$0] }
      let verdict: Verdict
      switch (quote, expected) {
      case (let quote?, let expected?): verdict = comparison.verdict(on: quote, expected)
      case (_?, nil): verdict = .wrong
      case (nil, _?): verdict = .missed
      case (nil, nil): verdict = .right
      }
      let judgement = index.judgements[judged.judgement]
      placed[judged.judgement] = (
        judged.knowledge, row("\(judgement.quote.key) \(judgement.document)", verdict, quote, expected, group)
      )
    }
  }

  private mutating func addWhole(
    _ gold: WholeGold, _ group: RecordGroup, _ document: ReviewedDocument, _ quotes: [ReviewedQuote]
  ) {
    guard let (name, expected) = gold.quotes(of: group.document, document), known.insert(name).inserted else { return }
    documents += 1
    let comparison = Comparison(document.text, overlap: overlap)
    let pairs = comparison.pairs(quotes, expected)
    for (number, quote) in quotes.enumerated() {
      guard let place = pairs[number] else {
        rows.append(row("\(name) at \(quote.spans[0].lowerBound)", .wrong, quote, nil, group))
        continue
      }
      rows.append(
        row("\(name) \(place)", comparison.verdict(on: quote, expected[place]), quote, expected[place], group))
    }
    let met = Set(pairs.values)
    for place in expected.indices where !met.contains(place) {
      rows.append(row("\(name) \(place)", .missed, nil, expected[place], group))
    }
  }

  /// What came of all.
  package func result() -> EvaluationResult {
    guard case .judgements(let index) = gold else { return EvaluationResult(rows, isWhole: true, lost: 0) }
    return EvaluationResult(
      placed.keys.sorted().compactMap { placed[$0]?.row }, isWhole: false, lost: index.judgements.count - placed.count)
  }
}
