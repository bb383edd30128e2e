import TextModel

/// Chooses the segments of a run that do not overlap and together have the most for them.
struct NameDecoder {
  private var best: [Float] = []
  /// The chosen segment that ends at a token of the run, or -1.
  private var choice: [Int32] = []

  /// A segment with the kind that has most for it.
  struct Choice {
    var segment: Int
    var kind: Int
    var score: Float
  }

  /// Appends the chosen segments to `chosen`, in text order. O(segments + tokens).
  ///
  /// `segments` are ordered by their start, as `NameSegmenter` makes them; what has nothing for it is no name.
  mutating func decode(_ segments: ArraySlice<NameSegment>, run: TokenRange, into chosen: inout [Choice]) {
    best.removeAll(keepingCapacity: true)
    choice.removeAll(keepingCapacity: true)
    best.append(contentsOf: repeatElement(0, count: run.count + 1))
    choice.append(contentsOf: repeatElement(-1, count: run.count + 1))
    var index = segments.endIndex - 1
    for position in stride(from: run.count - 1, through: 0, by: -1) {
      best[position] = best[position + 1]
      while index >= segments.startIndex, Int(segments[index].start) - run.first == position {
        let score = Self.score(segments[index]).score + best[Int(segments[index].end) - run.first]
        if score > best[position] {
          best[position] = score
          choice[position] = Int32(truncatingIfNeeded: index)
        }
        index -= 1
      }
    }
    var position = 0
    while position < run.count {
      let found = Int(choice[position])
      guard found >= 0 else {
        position += 1
        continue
      }
      let (kind, score) = Self.score(segments[found])
      chosen.append(Choice(segment: found, kind: kind, score: score))
      position = Int(segments[found].end) - run.first
    }
  }

  /// The kind that has most for it, and how much: at ties the first of `Entity.Kind`.
  @inline(__always)
  static func score(_ segment: NameSegment) -> (kind: Int, score: Float) {
    if segment.usersKind >= 0 { return (Int(segment.usersKind), 50) }
    var kind = 0
    for index in 1..<4 where segment.scores[index] > segment.scores[kind] { kind = index }
    return (kind, segment.scores[kind])
  }
}
