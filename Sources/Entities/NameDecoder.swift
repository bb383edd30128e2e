import TextModel

/// Chooses the segments of a run that do not overlap and together have the most for them.
final class NameDecoder {
  /// By token of the run: what the best choice from there on has for it, and its segment that begins there, or -1.
  private let best: UnsafeMutablePointer<Int>
  private let choice: UnsafeMutablePointer<Int32>

  /// A segment with the kind that has most for it.
  struct Choice {
    var segment: Int32
    var kind: Int32
    var score: Int32
  }

  init() {
    best = .allocate(capacity: NameRuns.runLimit + 1)
    best.initialize(repeating: 0, count: NameRuns.runLimit + 1)
    choice = .allocate(capacity: NameRuns.runLimit + 1)
    choice.initialize(repeating: -1, count: NameRuns.runLimit + 1)
  }

  deinit {
    best.deallocate()
    choice.deallocate()
  }

  /// Appends the chosen segments to `chosen`, in text order. O(segments + tokens).
  ///
  /// `range` of the segments is ordered by their start, as `NameSegmenter` makes them; what has nothing for it is no
  /// name.
  @inline(__always)
  func decode(
    _ segments: UnsafeBufferPointer<NameSegment>, _ range: Range<Int>, run: TokenRange, into chosen: FlatBuffer<Choice>
  ) {
    if range.count == 1 {
      let (kind, score) = Self.score(segments[range.lowerBound])
      if score > 0 { append(range.lowerBound, kind, score, to: chosen) }
      return
    }
    guard !range.isEmpty, run.count <= NameRuns.runLimit else { return }
    find(segments, range, run: run)
    var position = 0
    while position < run.count {
      let found = Int(choice[position])
      guard found >= 0 else {
        position += 1
        continue
      }
      let (kind, score) = Self.score(segments[found])
      append(found, kind, score, to: chosen)
      position = Int(segments[found].end) - run.first
    }
  }

  @inline(__always) private func append(_ segment: Int, _ kind: Int, _ score: Int32, to chosen: FlatBuffer<Choice>) {
    chosen.append(
      Choice(segment: Int32(truncatingIfNeeded: segment), kind: Int32(truncatingIfNeeded: kind), score: score))
  }

  /// Fills `best` and `choice` from the end of the run.
  private func find(_ segments: UnsafeBufferPointer<NameSegment>, _ range: Range<Int>, run: TokenRange) {
    best[run.count] = 0
    var index = range.upperBound - 1
    var position = run.count - 1
    while position >= 0 {
      var most = best[position + 1]
      var chosen: Int32 = -1
      while index >= range.lowerBound, Int(segments[index].start) - run.first == position {
        let score = Int(Self.score(segments[index]).score) + best[Int(segments[index].end) - run.first]
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

  /// What a users' list says of a name is worth, in nats.
  private static let users: Float = 50

  /// The kind that has most for it, and how much: at ties the first of `Entity.Kind`.
  @inline(__always)
  static func score(_ segment: NameSegment) -> (kind: Int, score: Int32) {
    if segment.usersKind >= 0 { return (Int(segment.usersKind), NameWeight.of(users)) }
    var kind = 0
    var most = segment.scores[0]
    for index in 1..<4 where segment.scores[index] > most {
      most = segment.scores[index]
      kind = index
    }
    return (kind, most)
  }
}
