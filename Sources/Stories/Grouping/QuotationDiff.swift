/// Whether two quotations of one utterance differ where they should be equal.
///
/// They are aligned where they are most alike, wherever that begins and ends (T. Smith and M. Waterman, 1981): what was
/// trimmed at the ends is no alteration. Inside it words may be left out where the text shows it, at dots, brackets and
/// between two quotations.
struct QuotationDiff {
  private let here: [QuotedWords.QuotedWord]
  private let there: [QuotedWords.QuotedWord]

  private static let match: Float = 2
  private static let mismatch: Float = -1
  private static let gap: Float = -0.6
  private static let leastWords = 2
  private static let wordLimit = 600

  init(_ here: QuotedWords, _ there: QuotedWords) {
    self.here = Array(here.quoted.prefix(Self.wordLimit))
    self.there = Array(there.quoted.prefix(Self.wordLimit))
  }

  /// A step of the alignment: words of both, equal or not, or a word of one.
  private enum Step { case equal, replaced, here, there }

  /// Whether words between words that both have differ. O(n × m).
  var isAltered: Bool {
    guard min(here.count, there.count) >= Self.leastWords, !isContained(here, in: there), !isContained(there, in: here)
    else { return false }
    var steps = alignment()
    while let last = steps.last, last.step != .equal { steps.removeLast() }
    var place = steps.firstIndex { $0.step == .equal } ?? steps.count
    while place < steps.count {
      guard steps[place].step != .equal else {
        place += 1
        continue
      }
      var end = place
      while end < steps.count, steps[end].step != .equal { end += 1 }
      if isAlteration(steps[place..<end], next: steps[end]) { return true }
      place = end
    }
    return false
  }

  private func isContained(_ short: [QuotedWords.QuotedWord], in long: [QuotedWords.QuotedWord]) -> Bool {
    guard short.count <= long.count else { return false }
    return (0...long.count - short.count).contains { start in
      short.indices.allSatisfy { short[$0].hash == long[start + $0].hash }
    }
  }

  private typealias Placed = (step: Step, here: Int, there: Int)

  /// Whether what differs between equal words was changed; `next` is the equal word behind it.
  private func isAlteration(_ steps: ArraySlice<Placed>, next: Placed) -> Bool {
    let ours = steps.filter { $0.step != .there }.map { here[$0.here] }
    let theirs = steps.filter { $0.step != .here }.map { there[$0.there] }
    if (ours + theirs).allSatisfy(\.isFiller) { return false }
    let isBroken =
      (ours + theirs).contains(where: \.isAfterBreak) || here[next.here].isAfterBreak || there[next.there].isAfterBreak
    return !(isBroken && (ours.isEmpty || theirs.isEmpty))
  }

  /// The steps of the best alignment, in order.
  private func alignment() -> [Placed] {
    let width = there.count + 1
    var score = [Float](repeating: 0, count: (here.count + 1) * width)
    var best = 0
    for row in 1...here.count {
      for column in 1...there.count {
        let place = row * width + column
        let isEqual = here[row - 1].hash == there[column - 1].hash
        let diagonal = score[place - width - 1] + (isEqual ? Self.match : Self.mismatch)
        score[place] = max(0, diagonal, score[place - width] + Self.gap, score[place - 1] + Self.gap)
        if score[place] > score[best] { best = place }
      }
    }
    var steps: [Placed] = []
    var (row, column) = (best / width, best % width)
    while row > 0, column > 0, score[row * width + column] > 0 {
      let place = row * width + column
      let isEqual = here[row - 1].hash == there[column - 1].hash
      if score[place] == score[place - width - 1] + (isEqual ? Self.match : Self.mismatch) {
        steps.append((isEqual ? .equal : .replaced, row - 1, column - 1))
        (row, column) = (row - 1, column - 1)
      } else if score[place] == score[place - width] + Self.gap {
        steps.append((.here, row - 1, column))
        row -= 1
      } else {
        steps.append((.there, row, column - 1))
        column -= 1
      }
    }
    return steps.reversed()
  }
}
