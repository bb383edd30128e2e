import TextModel

/// Chooses among the quotes that the candidates make: the outermost wins, for contents do not nest.
struct QuoteSelection {
  /// A quote as the choice sees it.
  private struct Entry: BitwiseCopyable {
    /// The number of tokens in all pieces.
    var count: Int32
    var isDropped = false
  }

  /// By how much more must speak for a quote inside another one for it to stay in its place, and what speaks for one that
  /// stays whatever is inside, in log odds.
  private static let (lead, surely): (Float, Float) = (1.5, 1)

  /// The quotes by their numbers, and their numbers from the longest on.
  private let entries = FlatBuffer<Entry>()
  private let order = FlatBuffer<Int32>()
  /// The heads of quotes in the order of the text, each with the last quote that has it.
  private let heads = FlatBuffer<Int32>()
  private let quotes = FlatBuffer<Int32>()
  /// For each token the last quote of which it is content, plus one; nought between two documents.
  private let owners = FlatBuffer<Int32>(capacity: 1024)
  /// The numbers of the quotes that stay, in the order in which they were found.
  private(set) var chosen: [Int] = []

  /// Chooses among quotes of a document of so many tokens; those whose odds are below a threshold count for nothing.
  /// O(quotes log quotes + tokens of all contents).
  mutating func choose(_ found: [FoundQuote], tokens: Int, threshold: Float = -.infinity) {
    chosen.removeAll(keepingCapacity: true)
    guard !found.isEmpty else { return }
    while owners.count < tokens { owners.append(0) }
    found.withUnsafeBufferPointer { found in
      prepare(found, threshold)
      for number in order.elements where !entries[Int(number)].isDropped { dropInner(of: Int(number), found) }
      dropSecond(found)
    }
    for index in found.indices where !entries[index].isDropped { chosen.append(index) }
  }

  /// Gives back what a large document needed.
  mutating func rest() {
    for buffer in [order, heads, quotes, owners] { buffer.giveBack() }
    entries.giveBack()
    chosen = []
  }

  private func prepare(_ found: UnsafeBufferPointer<FoundQuote>, _ threshold: Float) {
    entries.removeAll()
    order.removeAll()
    for index in found.indices {
      entries.append(
        Entry(count: Int32(truncatingIfNeeded: found[index].count), isDropped: found[index].keep < threshold))
      if !entries[index].isDropped { order.append(Int32(truncatingIfNeeded: index)) }
    }
    heads.removeAll()
    quotes.removeAll()
    var numbers = order.mutableElements
    numbers.sort { (found[Int($0)].head, $0) < (found[Int($1)].head, $1) }
    for number in order.elements {
      let head = Int32(truncatingIfNeeded: found[Int(number)].head)
      if heads.count > 0, heads[heads.count - 1] == head {
        quotes[quotes.count - 1] = number
      } else {
        heads.append(head)
        quotes.append(number)
      }
    }
    let entries = entries.elements
    numbers.sort { (-entries[Int($0)].count, $0) < (-entries[Int($1)].count, $1) }
  }

  /// Of two quotes that share most of the shorter one's content the less likely is dropped. O(tokens of all contents).
  private func dropSecond(_ found: UnsafeBufferPointer<FoundQuote>) {
    let owners = owners.mutableElements
    for number in order.elements where !entries[Int(number)].isDropped {
      let index = Int(number)
      var shared = 0
      var owner = 0
      for piece in found[index].pieces {
        for token in piece.clamped(to: owners.indices) {
          let other = Int(owners[token])
          if other > 0, !entries[other - 1].isDropped {
            shared += 1
            owner = other
          }
          owners[token] = number + 1
        }
      }
      guard shared * 2 > Int(entries[index].count) else { continue }
      let isBetter = found[index].probability > found[owner - 1].probability
      entries.address(of: isBetter ? owner - 1 : index).pointee.isDropped = true
    }
    for quote in found {
      for piece in quote.pieces { owners[piece.clamped(to: owners.indices)].update(repeating: 0) }
    }
  }

  /// Drops the quotes whose heads are in the content of another, or that one where it is in theirs and less likely.
  private func dropInner(of index: Int, _ found: UnsafeBufferPointer<FoundQuote>) {
    for piece in found[index].pieces {
      var place = firstHead(from: piece.lowerBound)
      while place < heads.count, Int(heads[place]) < piece.upperBound {
        let other = Int(quotes[place])
        place += 1
        guard other != index, !entries[other].isDropped else { continue }
        // A weak quote round a strong one is none.
        let isStronger = found[other].keep > found[index].keep + Self.lead && found[index].keep < Self.surely
        if isStronger || found[other].contains(found[index].head) && found[other].probability > found[index].probability
        {
          entries.address(of: index).pointee.isDropped = true
        } else {
          entries.address(of: other).pointee.isDropped = true
        }
      }
      if entries[index].isDropped { return }
    }
  }

  /// The place in `heads` of the first one that does not stand before a token. O(log quotes).
  private func firstHead(from token: Int) -> Int {
    var low = 0
    var high = heads.count
    while low < high {
      let middle = (low + high) / 2
      if Int(heads[middle]) < token { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
