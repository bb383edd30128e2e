/// What differs between two sequences of words.
struct WordDiff {
  /// Words here in place of words there; one of the two may be empty.
  struct Hunk {
    var here: Range<Int>
    var there: Range<Int>
  }

  private(set) var hunks: [Hunk] = []
  /// The words that both have.
  private(set) var commonCount = 0

  /// More words than this on both sides together, multiplied, are taken for replaced as a whole.
  private static let cellLimit = 1 << 20

  /// Compares stretches of two texts: the common words of the greatest weight, then what lies between them. O(n × m),
  /// for two sentences.
  init(_ here: [Word], _ hereRange: Range<Int>, _ there: [Word], _ thereRange: Range<Int>) {
    var first = (hereRange.lowerBound, thereRange.lowerBound)
    var last = (hereRange.upperBound, thereRange.upperBound)
    while first.0 < last.0, first.1 < last.1, here[first.0].hash == there[first.1].hash {
      first = (first.0 + 1, first.1 + 1)
      commonCount += 1
    }
    while first.0 < last.0, first.1 < last.1, here[last.0 - 1].hash == there[last.1 - 1].hash {
      last = (last.0 - 1, last.1 - 1)
      commonCount += 1
    }
    let middle = (first.0..<last.0, first.1..<last.1)
    guard !middle.0.isEmpty, !middle.1.isEmpty, middle.0.count * middle.1.count <= Self.cellLimit else {
      if !middle.0.isEmpty || !middle.1.isEmpty { hunks = [Hunk(here: middle.0, there: middle.1)] }
      return
    }
    let matches = Self.matches(here, middle.0, there, middle.1)
    commonCount += matches.count
    collect(matches, middle.0, middle.1)
    joinAcrossCommon(here)
  }

  /// The pairs of equal words of the greatest weight; words that follow one another in both weigh more.
  private static func matches(
    _ here: [Word], _ hereRange: Range<Int>, _ there: [Word], _ thereRange: Range<Int>
  ) -> [(here: Int, there: Int)] {
    let width = thereRange.count + 1
    var score = [Float](repeating: 0, count: (hereRange.count + 1) * width)
    var isMatch = [Bool](repeating: false, count: score.count)
    for row in stride(from: hereRange.count - 1, through: 0, by: -1) {
      let word = here[hereRange.lowerBound + row]
      for column in stride(from: thereRange.count - 1, through: 0, by: -1) {
        let place = row * width + column
        var best = max(score[place + 1], score[place + width])
        if word.hash == there[thereRange.lowerBound + column].hash {
          let next = place + width + 1
          let together = score[next] + 2 + word.rarity / 4 + (isMatch[next] ? 2 : 0)
          if together > best {
            best = together
            isMatch[place] = true
          }
        }
        score[place] = best
      }
    }
    var (row, column) = (0, 0)
    var found: [(here: Int, there: Int)] = []
    while row < hereRange.count, column < thereRange.count {
      let place = row * width + column
      if isMatch[place] {
        found.append((hereRange.lowerBound + row, thereRange.lowerBound + column))
        (row, column) = (row + 1, column + 1)
      } else if score[place + 1] >= score[place + width] {
        column += 1
      } else {
        row += 1
      }
    }
    return found
  }

  private mutating func collect(
    _ matches: [(here: Int, there: Int)], _ hereRange: Range<Int>, _ thereRange: Range<Int>
  ) {
    var next = (hereRange.lowerBound, thereRange.lowerBound)
    for match in matches + [(here: hereRange.upperBound, there: thereRange.upperBound)] {
      if match.here > next.0 || match.there > next.1 {
        hunks.append(Hunk(here: next.0..<match.here, there: next.1..<match.there))
      }
      next = (match.here + 1, match.there + 1)
    }
  }

  /// A common word alone (*the*, *of*) between larger changes holds nothing together: they are one change.
  private mutating func joinAcrossCommon(_ here: [Word]) {
    var joined: [Hunk] = []
    for hunk in hunks {
      if let last = joined.last, hunk.here.lowerBound - last.here.upperBound == 1,
        here[last.here.upperBound].rarity < 8,
        last.here.count + last.there.count + hunk.here.count + hunk.there.count >= 6,
        !last.here.isEmpty || !hunk.here.isEmpty, !last.there.isEmpty || !hunk.there.isEmpty
      {
        joined[joined.count - 1] = Hunk(
          here: last.here.lowerBound..<hunk.here.upperBound, there: last.there.lowerBound..<hunk.there.upperBound)
        commonCount -= 1
      } else {
        joined.append(hunk)
      }
    }
    hunks = joined
  }
}
