import TextModel

/// Chooses the segments of a run that do not overlap and together have the most for them.
struct NameDecoder {
  private var best = [Float](repeating: 0, count: NameRuns.runLimit + 1)
  /// The chosen segment that ends at a token of the run, or -1.
  private var choice = [Int32](repeating: -1, count: NameRuns.runLimit + 1)

  /// A segment with the kind that has most for it.
  struct Choice {
    var segment: Int
    var kind: Int
    var score: Float
  }

  /// Appends the chosen segments to `chosen`, in text order. O(segments + tokens).
  ///
  /// `range` of the segments is ordered by their start, as `NameSegmenter` makes them; what has nothing for it is no
  /// name.
  @inline(__always)
  mutating func decode(
    _ segments: UnsafeBufferPointer<NameSegment>, _ range: Range<Int>, run: TokenRange, into chosen: inout [Choice]
  ) {
    if range.count == 1 {
      let (kind, score) = Self.score(segments[range.lowerBound])
      if score > 0 { chosen.append(Choice(segment: range.lowerBound, kind: kind, score: score)) }
      return
    }
    guard !range.isEmpty, run.count < best.count else { return }
    find(segments, range, run: run)
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

  /// Fills `best` and `choice` from the end of the run.
  private mutating func find(_ segments: UnsafeBufferPointer<NameSegment>, _ range: Range<Int>, run: TokenRange) {
    best.withUnsafeMutableBufferPointer { best in
      choice.withUnsafeMutableBufferPointer { choice in
        best[run.count] = 0
        var index = range.upperBound - 1
        var position = run.count - 1
        while position >= 0 {
          var most = best[position + 1]
          var chosen: Int32 = -1
          while index >= range.lowerBound, Int(segments[index].start) - run.first == position {
            let score = Self.score(segments[index]).score + best[Int(segments[index].end) - run.first]
            if score > most {
              most = score
              chosen = Int32(truncatingIfNeeded: index)
            }
            index -= 1
          }
          best[position] = most
          choice[position] = chosen
          position -= 1
        }
      }
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
