import Judgements
import Review

/// Which quotes come onto the desk, and in which order.
package enum DeskOrder: Sendable, Equatable {
  /// As they stand in the records, at most `DeskPile.limit`.
  case document
  /// So many, drawn evenly from each rule and band of confidence.
  case sample(Int)
  /// So many, those first whose confidence is nearest to the one by which quotes are shown or not.
  case doubtful(Int)
}

/// Gathers the quotes of many documents and hands on those of an order: what it keeps is bounded.
package struct DeskPile: Sendable {
  /// A quote that may come onto the desk.
  fileprivate struct Candidate: Sendable {
    var item: DeskItem
    /// Smaller ones are taken first.
    var rank: Double
    var number: Int
  }

  /// So many are kept in the order of the document.
  package static let limit = 50_000

  private let order: DeskOrder
  private let seed: Int
  private let threshold: Double
  private var strata: [String: (count: Int, kept: [Candidate])] = [:]
  private var number = 0

  /// Begins a pile. The seed says which sample of all is drawn; quotes near the threshold are the doubtful ones.
  package init(_ order: DeskOrder, seed: Int, threshold: Double) {
    self.order = order
    self.seed = seed
    self.threshold = threshold
  }

  /// How many quotes there were.
  package var count: Int { number }

  /// Puts a quote on the pile. O(quotes kept of its kind).
  package mutating func add(_ item: DeskItem) {
    let quote = item.quote
    let candidate: Candidate
    var stratum = ""
    let most: Int
    switch order {
    case .document:
      candidate = Candidate(item: item, rank: Double(number), number: number)
      most = Self.limit
    case .sample(let wanted):
      candidate = Candidate(item: item, rank: draw(quote), number: number)
      stratum = "\(quote.rule) \(Self.band(quote.confidence))"
      most = wanted
    case .doubtful(let wanted):
      let distance = (abs(quote.confidence - threshold) * 1000).rounded()
      candidate = Candidate(item: item, rank: distance + draw(quote), number: number)
      most = wanted
    }
    number += 1
    strata[stratum, default: (0, [])].count += 1
    strata[stratum]?.kept.insert(candidate, most: most)
  }

  /// A number from 0 to 1 that depends on the quote's words and the seed alone.
  private func draw(_ quote: ReviewedQuote) -> Double {
    var hash = WordHash()
    hash.add(seed)
    hash.add(quote.id.unicodeScalars)
    hash.add(seed)
    return Double((hash.value &* 0x9E37_79B9_7F4A_7C15) >> 11) / Double(1 << 53)
  }

  /// The fifth of the scale that a confidence lies in.
  static func band(_ confidence: Double) -> Int { min(4, max(0, Int(confidence * 5))) }

  /// The quotes in their order.
  package func items() -> [DeskItem] {
    var taken: [Candidate] = []
    if case .sample(let wanted) = order {
      let names = strata.keys.sorted()
      let shares = Self.allotted(names.map { strata[$0]?.count ?? 0 }, wanted)
      for (name, share) in zip(names, shares) { taken += (strata[name]?.kept ?? []).prefix(share) }
    } else {
      taken = strata[""]?.kept ?? []
    }
    return taken.sorted { ($0.rank, $0.number) < ($1.rank, $1.number) }.map(\.item)
  }

  /// So many of each stratum as its share of all asks for, whole ones, the largest remainders rounded up.
  static func allotted(_ counts: [Int], _ wanted: Int) -> [Int] {
    let all = counts.reduce(0, +)
    guard all > wanted else { return counts }
    let exact = counts.map { Double($0) * Double(wanted) / Double(all) }
    var shares = exact.map { Int($0) }
    let byRemainder = counts.indices.sorted {
      let (a, b) = (exact[$0] - Double(shares[$0]), exact[$1] - Double(shares[$1]))
      return a != b ? a > b : $0 < $1
    }
    for index in byRemainder.prefix(max(0, wanted - shares.reduce(0, +))) { shares[index] += 1 }
    return shares
  }
}

extension Array where Element == DeskPile.Candidate {
  /// Inserts in the order of ranks and keeps so many.
  fileprivate mutating func insert(_ candidate: Element, most: Int) {
    if count >= most, let last, (last.rank, last.number) <= (candidate.rank, candidate.number) { return }
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if (self[middle].rank, self[middle].number) < (candidate.rank, candidate.number) {
        low = middle + 1
      } else {
        high = middle
      }
    }
    insert(candidate, at: low)
    if count > most { removeLast() }
  }
}
