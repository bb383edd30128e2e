import TextModel

/// A stretch of a run that can be a name, with what the evidence says of it.
struct NameSegment {
  var start: Int32
  var end: Int32
  /// The sum of the weights, by `Entity.Kind`: against it being no name.
  var scores = SIMD4<Float>()
  /// What a users' list says, by `Entity.Kind`, or -1.
  var usersKind: Int8 = -1
}

/// What the gazetteers say at a token of a run: the longest matches merged by their end.
struct ListSpan {
  var end: Int32
  var bits: UInt64
}

/// Makes the segments of a run: every stretch that begins and ends with a word of a name, within bounds.
struct NameSegmenter {
  /// A longer name is not looked for.
  static let wordLimit = 12

  /// For each token of the run where its spans begin in `spans`; one more at the end.
  private(set) var spanStarts: [Int] = []
  private(set) var spans: [ListSpan] = []
  private(set) var segments: [NameSegment] = []
  private var usersKinds: [(start: Int32, end: Int32, kind: Int8)] = []

  /// Fills `segments` and `spans` for a run.
  mutating func fill(
    run: TokenRange, document: Document, runs: NameRuns, classes: ListClasses, finds: RuleFinds
  ) {
    gather(run: run, document: document, classes: classes)
    segments.removeAll(keepingCapacity: true)
    for start in run.indices where runs.isNameable(start) {
      extend(from: start, run: run, runs: runs, finds: finds)
    }
    for users in usersKinds { addUsers(users) }
  }

  private mutating func gather(run: TokenRange, document: Document, classes: ListClasses) {
    spans.removeAll(keepingCapacity: true)
    spanStarts.removeAll(keepingCapacity: true)
    usersKinds.removeAll(keepingCapacity: true)
    for token in run.indices {
      let first = spans.count
      spanStarts.append(first)
      guard token < document.firstMatch.count else { continue }
      var index = document.firstMatch[token]
      while index >= 0 {
        let match = document.gazetteerMatches[Int(index)]
        index = match.next
        let users = classes.usersKind(of: match)
        if users >= 0 { usersKinds.append((match.tokens.start, match.tokens.end, Int8(truncatingIfNeeded: users))) }
        let bits = classes.bits(of: match)
        guard bits != 0, match.tokens.limit <= run.limit else { continue }
        if spans.count > first, let last = spans.indices.last, spans[last].end == match.tokens.end {
          spans[last].bits |= bits
        } else {
          spans.append(ListSpan(end: match.tokens.end, bits: bits))
        }
      }
    }
    spanStarts.append(spans.count)
  }

  /// What the lists say of exactly the tokens `start..<end`; both count from the beginning of the document.
  @inline(__always) func bits(_ start: Int, _ end: Int, run: TokenRange) -> UInt64 {
    let offset = start - run.first
    for index in spanStarts[offset]..<spanStarts[offset + 1] where Int(spans[index].end) == end {
      return spans[index].bits
    }
    return 0
  }

  private mutating func extend(from start: Int, run: TokenRange, runs: NameRuns, finds: RuleFinds) {
    var crossed: NameWord.Flags = []
    var hasOf = false
    for end in (start + 1)...min(run.limit, start + Self.wordLimit) {
      let last = runs.word(end - 1)
      if end - 1 > start {
        if !runs.isNameable(end - 1) {
          crossed.formUnion(last.flags)
          if last.flags.isDisjoint(with: [.joiner, .article, .headJoiner, .comma, .possessive]) {
            crossed.insert(.other)
          }
          hasOf = hasOf || last.flags.contains(.of)
          continue
        }
        if last.flags.contains(.prefixed) { return }
      }
      let isAllowed =
        isAllowed(crossed, hasOf: hasOf, start: start, end: end, run: run)
        && (crossed.isDisjoint(with: [.possessive, .other]) || owns(start, end, crossed, run: run, runs: runs))
      if isAllowed || finds.has(start, end) {
        segments.append(NameSegment(start: Int32(truncatingIfNeeded: start), end: Int32(truncatingIfNeeded: end)))
      }
      if last.flags.contains(.compound) { return }
    }
  }

  /// *and* and commas are inside only of what a list knows, of what has *of* or *for* before them, and of what ends
  /// like an organization or a place: *Food and Drug Administration*.
  private func isAllowed(_ crossed: NameWord.Flags, hasOf: Bool, start: Int, end: Int, run: TokenRange) -> Bool {
    guard crossed.contains(.and) || crossed.contains(.comma) else { return true }
    if crossed.contains(.ampersand) || bits(start, end, run: run) & ListClasses.nameMask != 0 { return true }
    if crossed.contains(.comma), !crossed.contains(.and) { return false }
    if hasOf { return true }
    let tail = bits(end - 1, end, run: run)
    return tail & (ListClasses.organizationHead | ListClasses.placeHead) != 0
  }

  /// What only a list can know: names over other small words, and over *'s* but for *People's Republic*. The owner of
  /// something is a name of its own: *Lebanon's Interior Ministry* is two.
  private func owns(_ start: Int, _ end: Int, _ crossed: NameWord.Flags, run: TokenRange, runs: NameRuns) -> Bool {
    if bits(start, end, run: run) & ListClasses.nameMask != 0 { return true }
    guard !crossed.contains(.other) else { return false }
    var token = start
    while token < end, !runs.word(token).flags.contains(.possessive) { token += 1 }
    guard token > start else { return false }
    return bits(token - 1, token, run: run) & (ListClasses.nameMask | ListClasses.surname) == 0
  }

  private mutating func addUsers(_ users: (start: Int32, end: Int32, kind: Int8)) {
    if let index = segments.firstIndex(where: { $0.start == users.start && $0.end == users.end }) {
      segments[index].usersKind = users.kind
    }
  }

  /// Sets what the evidence says of a segment.
  mutating func score(_ index: Int, _ scores: SIMD4<Float>) { segments[index].scores = scores }
}
