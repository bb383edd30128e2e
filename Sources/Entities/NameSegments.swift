import TextModel

/// A stretch of a run that can be a name, with what the evidence says of it.
struct NameSegment {
  /// The sum of the weights, by `Entity.Kind`: against it being no name.
  var scores = SIMD4<Int32>()
  /// Of its words (`NameKey`).
  var key: UInt64
  var start: Int32
  var end: Int32
  /// What a users' list says, by `Entity.Kind`, or -1.
  var usersKind: Int8 = -1
  /// The kind under which it was chosen, or -1.
  var chosenKind: Int8 = -1
}

/// What the gazetteers say at a token of a run: the longest matches merged by their end.
struct ListSpan {
  var end: Int32
  var bits: UInt64
}

/// Makes the segments of a run: every stretch that begins and ends with a word of a name, within bounds.
final class NameSegmenter {
  /// A longer name is not looked for.
  static let wordLimit = 12

  /// For each token of the run what the lists say of that token alone.
  private let own: UnsafeMutablePointer<UInt64>
  /// For each token of the run where its longer spans begin in `spans`; one more at the end.
  private let spanStarts: UnsafeMutablePointer<Int32>
  /// Matches come the longest first, so that a token has as many spans as the run has ends at most.
  private let spans: UnsafeMutablePointer<ListSpan>
  private var usersKinds: [(start: Int32, end: Int32, kind: Int8)] = []
  private let weights: ListWeights.View

  /// The segmenter of a worker who keeps these weights.
  init(_ weights: ListWeights) {
    self.weights = weights.view
    own = .allocate(capacity: NameRuns.runLimit)
    spanStarts = .allocate(capacity: NameRuns.runLimit + 1)
    spans = .allocate(capacity: NameRuns.runLimit * NameRuns.runLimit)
  }

  deinit {
    own.deallocate()
    spanStarts.deallocate()
    spans.deallocate()
  }

  /// Appends the segments of a run, with what rules say of them, and keeps what the lists say of its words for `bits`.
  @inline(__always)
  func fill(
    run: TokenRange, lists: DocumentLists, runs: NameRuns, classes: ListClasses, finds: inout RuleFinds.Cursor,
    into segments: FlatBuffer<NameSegment>
  ) {
    gather(run: run, lists: lists, classes: classes)
    let first = segments.count
    for start in run.indices {
      let flags = runs.word(start).flags
      if !flags.isDisjoint(with: [.compound, .prefixed]) { own[start - run.first] |= runs.inner(start).bits }
    }
    for start in run.indices where runs.isNameable(start) {
      extend(from: start, run: run, runs: runs, finds: &finds, into: segments)
    }
    if !usersKinds.isEmpty { addUsers(to: segments, from: first) }
  }

  /// The same for a run of one token.
  @inline(__always)
  func fillOne(
    _ run: TokenRange, lists: DocumentLists, runs: NameRuns, classes: ListClasses, finds: inout RuleFinds.Cursor,
    into segments: FlatBuffer<NameSegment>
  ) {
    let token = run.first
    var bits: UInt64 = 0
    var usersKind: Int8 = -1
    let matches = lists.matches
    var index = token < lists.firstMatch.count ? Int(lists.firstMatch[token]) : -1
    while index >= 0, index < matches.count {
      if matches[index].tokens.end == run.end {
        bits |= classes.bits(of: matches[index])
        let users = matches[index].entry < 0 ? classes.usersKind(of: matches[index]) : -1
        if users >= 0 { usersKind = Int8(truncatingIfNeeded: users) }
      }
      index = Int(matches[index].next)
    }
    if !runs.word(token).flags.isDisjoint(with: [.compound, .prefixed]) { bits |= runs.inner(token).bits }
    own[0] = bits
    weights.prefetch(bits)
    let hasFinds = finds.move(to: run.start)
    let against = finds.against(token, token &+ 1)
    let found = hasFinds ? finds.weights(to: token &+ 1, against: against) : nil
    segments.append(
      NameSegment(
        scores: found ?? against, key: NameKey.key(token, of: runs), start: run.start, end: run.end,
        usersKind: usersKind))
  }

  @inline(__always)
  private func gather(run: TokenRange, lists: DocumentLists, classes: ListClasses) {
    var count = 0
    if !usersKinds.isEmpty { usersKinds.removeAll(keepingCapacity: true) }
    let matches = lists.matches
    for offset in 0..<run.count {
      let token = run.first &+ offset
      spanStarts[offset] = Int32(truncatingIfNeeded: count)
      var bits: UInt64 = 0
      var end: Int32 = -1
      var index = token < lists.firstMatch.count ? Int(lists.firstMatch[token]) : -1
      while index >= 0, index < matches.count {
        if matches[index].entry < 0 { noteUsers(matches[index], classes) }
        let own = classes.bits(of: matches[index])
        let matchEnd = matches[index].tokens.end
        index = Int(matches[index].next)
        guard own != 0, matchEnd <= run.end else { continue }
        if matchEnd != end {
          if end >= 0 {
            spans[count] = ListSpan(end: end, bits: bits)
            count &+= 1
          }
          end = matchEnd
          bits = 0
        }
        bits |= own
      }
      let isLonger = Int(end) > token &+ 1
      own[offset] = Int(end) == token &+ 1 ? bits : 0
      weights.prefetch(own[offset])
      if isLonger {
        spans[count] = ListSpan(end: end, bits: bits)
        count &+= 1
      }
    }
    spanStarts[run.count] = Int32(truncatingIfNeeded: count)
  }

  private func noteUsers(_ match: GazetteerMatch, _ classes: ListClasses) {
    let users = classes.usersKind(of: match)
    if users >= 0 { usersKinds.append((match.tokens.start, match.tokens.end, Int8(truncatingIfNeeded: users))) }
  }

  /// What the lists say of exactly the tokens `start..<end`; both count from the beginning of the document.
  @inline(__always) func bits(_ start: Int, _ end: Int, run: TokenRange) -> UInt64 {
    let offset = start &- run.first
    if end == start &+ 1 { return own[offset] }
    var index = Int(spanStarts[offset])
    let limit = Int(spanStarts[offset &+ 1])
    while index < limit {
      if Int(spans[index].end) == end { return spans[index].bits }
      index &+= 1
    }
    return 0
  }

  @inline(__always)
  private func extend(
    from start: Int, run: TokenRange, runs: NameRuns, finds: inout RuleFinds.Cursor,
    into segments: FlatBuffer<NameSegment>
  ) {
    let hasFinds = finds.move(to: Int32(truncatingIfNeeded: start))
    let against = finds.against(start, start + 1)
    let found = hasFinds ? finds.weights(to: start + 1, against: against) : nil
    append(NameKey.key(start, of: runs), start, start + 1, found ?? against, to: segments)
    if start + 1 >= run.limit || runs.word(start).flags.contains(.compound) && !runs.inner(start).isWhole { return }
    var crossed: NameWord.Flags = []
    var hasOf = false
    var key = NameKey.begin(start, of: runs)
    var token = start + 1
    while token < min(run.limit, start + Self.wordLimit) {
      defer { token += 1 }
      let last = runs.word(token)
      key = NameKey.goOn(key, token, of: runs)
      if !runs.isNameable(token) {
        crossed.formUnion(last.flags)
        if last.flags.isDisjoint(with: [.joiner, .article, .headJoiner, .comma, .possessive]) {
          crossed.insert(.other)
        }
        hasOf = hasOf || last.flags.contains(.of)
        continue
      }
      if last.flags.contains(.prefixed), !runs.inner(token).isWhole { return }
      let against = finds.against(start, token + 1)
      let found = hasFinds ? finds.weights(to: token + 1, against: against) : nil
      let isAllowed =
        isAllowed(crossed, hasOf: hasOf, start: start, end: token + 1, run: run, runs: runs)
        && (crossed.isDisjoint(with: [.possessive, .other]) || owns(start, token + 1, crossed, run: run, runs: runs))
      if isAllowed || found != nil {
        append(NameKey.finished(key), start, token + 1, found ?? against, to: segments)
      }
      if last.flags.contains(.compound), !runs.inner(token).isWhole { return }
    }
  }

  @inline(__always)
  private func append(
    _ key: UInt64, _ start: Int, _ end: Int, _ scores: SIMD4<Int32>, to segments: FlatBuffer<NameSegment>
  ) {
    segments.append(
      NameSegment(
        scores: scores, key: key, start: Int32(truncatingIfNeeded: start), end: Int32(truncatingIfNeeded: end)
      ))
  }

  /// *and* and commas are inside only of what a list knows, of what has *of* or *for* before them, and of what ends
  /// like an organization or a place: *Food and Drug Administration*.
  private func isAllowed(
    _ crossed: NameWord.Flags, hasOf: Bool, start: Int, end: Int, run: TokenRange, runs: NameRuns
  ) -> Bool {
    if hasOf, runs.word(start + 1).flags.contains(.of), isOffice(start, end, run: run) { return false }
    guard crossed.contains(.and) || crossed.contains(.comma) else { return true }
    if crossed.contains(.ampersand) || bits(start, end, run: run) & ListClasses.nameMask != 0 { return true }
    if crossed.contains(.comma), !crossed.contains(.and) { return false }
    if hasOf { return true }
    let tail = bits(end - 1, end, run: run)
    return tail & (ListClasses.organizationHead | ListClasses.placeHead) != 0
  }

  /// *CEO of Hale Lines*, *Governor of Texas*: an office, and no name but where a list has it.
  private func isOffice(_ start: Int, _ end: Int, run: TokenRange) -> Bool {
    bits(start, start + 1, run: run) & ListClasses.title != 0 && bits(start, end, run: run) & ListClasses.nameMask == 0
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

  private func addUsers(to segments: FlatBuffer<NameSegment>, from first: Int) {
    for users in usersKinds {
      let found = segments.elements[first...].firstIndex { $0.start == users.start && $0.end == users.end }
      if let found { segments[found].usersKind = users.kind }
    }
  }
}
