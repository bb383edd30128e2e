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
  private var spanStarts: [Int32] = []
  private var spans: [ListSpan] = []
  private var usersKinds: [(start: Int32, end: Int32, kind: Int8)] = []

  /// Appends the segments of a run and keeps what the lists say of its words for `bits`.
  @inline(__always)
  mutating func fill(
    run: TokenRange, lists: DocumentLists, runs: NameRuns, classes: ListClasses, finds: inout RuleFinds.Cursor,
    into segments: inout [NameSegment]
  ) {
    gather(run: run, lists: lists, classes: classes)
    let first = segments.count
    for start in run.indices where runs.isNameable(start) {
      extend(from: start, run: run, runs: runs, finds: &finds, into: &segments)
    }
    for users in usersKinds { addUsers(users, to: &segments, from: first) }
  }

  @inline(__always)
  private mutating func gather(run: TokenRange, lists: DocumentLists, classes: ListClasses) {
    spans.removeAll(keepingCapacity: true)
    spanStarts.removeAll(keepingCapacity: true)
    if !usersKinds.isEmpty { usersKinds.removeAll(keepingCapacity: true) }
    for token in run.indices {
      spanStarts.append(Int32(truncatingIfNeeded: spans.count))
      var last = ListSpan(end: -1, bits: 0)
      lists.forEachMatch(at: token) { match in
        if match.entry < 0 {
          let users = classes.usersKind(of: match)
          if users >= 0 { usersKinds.append((match.tokens.start, match.tokens.end, Int8(truncatingIfNeeded: users))) }
        }
        let bits = classes.bits(of: match)
        guard bits != 0, match.tokens.end <= run.end else { return }
        if last.end == match.tokens.end {
          last.bits |= bits
        } else {
          if last.end >= 0 { spans.append(last) }
          last = ListSpan(end: match.tokens.end, bits: bits)
        }
      }
      if last.end >= 0 { spans.append(last) }
    }
    spanStarts.append(Int32(truncatingIfNeeded: spans.count))
  }

  /// What the lists say of exactly the tokens `start..<end`; both count from the beginning of the document.
  @inline(__always) func bits(_ start: Int, _ end: Int, run: TokenRange) -> UInt64 {
    let offset = start - run.first
    var index = Int(spanStarts[offset])
    let limit = Int(spanStarts[offset + 1])
    while index < limit {
      if Int(spans[index].end) == end { return spans[index].bits }
      index += 1
    }
    return 0
  }

  @inline(__always)
  private func extend(
    from start: Int, run: TokenRange, runs: NameRuns, finds: inout RuleFinds.Cursor, into segments: inout [NameSegment]
  ) {
    let hasFinds = finds.move(to: Int32(truncatingIfNeeded: start))
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
      if isAllowed || hasFinds && finds.has(end) {
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

  private func addUsers(
    _ users: (start: Int32, end: Int32, kind: Int8), to segments: inout [NameSegment], from first: Int
  ) {
    for index in first..<segments.count where segments[index].start == users.start && segments[index].end == users.end {
      segments[index].usersKind = users.kind
      return
    }
  }
}
