import TextModel

/// Chooses among the quotes that the candidates make: the outermost wins, for contents do not nest.
struct QuoteSelection {
  /// For each token the quote whose head it is, plus one.
  private var heads: [Int32] = []
  /// For each token the last quote of which it is content, plus one.
  private var owners: [Int32] = []
  private var isDropped: [Bool] = []
  /// The numbers of the quotes from the longest on, and how long they are.
  private var order: [(count: Int, number: Int)] = []
  /// The numbers of the quotes that stay, in the order in which they were found.
  private(set) var chosen: [Int] = []

  /// Chooses among quotes in the order of their cues. O(tokens of all contents).
  mutating func choose(_ found: [FoundQuote], tokens: Int) {
    heads.removeAll(keepingCapacity: true)
    heads.append(contentsOf: repeatElement(0, count: tokens))
    order.removeAll(keepingCapacity: true)
    isDropped.removeAll(keepingCapacity: true)
    for index in found.indices {
      heads[found[index].head] = Int32(truncatingIfNeeded: index + 1)
      order.append((-found[index].count, index))
      isDropped.append(false)
    }
    order.sort { $0 < $1 }
    for (_, index) in order where !isDropped[index] { dropInner(of: index, found) }
    dropSecond(found, tokens: tokens)
    chosen.removeAll(keepingCapacity: true)
    for index in found.indices where !isDropped[index] { chosen.append(index) }
  }

  /// Of two quotes that share most of the shorter one's content the less likely is dropped. O(tokens of all contents).
  private mutating func dropSecond(_ found: [FoundQuote], tokens: Int) {
    owners.removeAll(keepingCapacity: true)
    owners.append(contentsOf: repeatElement(0, count: tokens))
    for (_, index) in order where !isDropped[index] {
      var shared = 0
      var owner = 0
      for piece in found[index].pieces {
        for token in piece {
          let other = Int(owners[token])
          if other > 0, !isDropped[other - 1] {
            shared += 1
            owner = other
          }
          owners[token] = Int32(truncatingIfNeeded: index + 1)
        }
      }
      guard shared * 2 > found[index].count else { continue }
      let isBetter = found[index].probability > found[owner - 1].probability
      isDropped[isBetter ? owner - 1 : index] = true
    }
  }

  /// Drops the quotes whose heads are in the content of another, or that one where it is in theirs and less likely.
  private mutating func dropInner(of index: Int, _ found: [FoundQuote]) {
    for piece in found[index].pieces {
      var token = piece.lowerBound
      while let head = nextHead(from: token, to: piece.upperBound) {
        token = head + 1
        let other = Int(heads[head]) - 1
        guard other != index, !isDropped[other] else { continue }
        if found[other].contains(found[index].head), found[other].probability > found[index].probability {
          isDropped[index] = true
        } else {
          isDropped[other] = true
        }
      }
      if isDropped[index] { return }
    }
  }

  /// The first token of a piece that is the head of a quote.
  private func nextHead(from start: Int, to end: Int) -> Int? {
    heads.withUnsafeBufferPointer { heads in
      var token = start
      while token < end {
        if heads[token] > 0 { return token }
        token += 1
      }
      return nil
    }
  }
}
