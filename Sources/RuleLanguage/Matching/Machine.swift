import GazetteerIndex
import TextModel

/// The backtracking machine: runs the steps of one pattern from one token.
///
/// No recursion and no allocation: what is still to be tried lies in `frames`, what was met on the way (labels, entries,
/// marks) in `log`, and going back to a frame cuts the log to what it was. Frames, log and steps are bounded: a pattern
/// that comes to a bound has not matched.
struct Machine {
  /// Something still to be tried.
  struct Frame {
    enum Kind: Int32 { case choice, greedy, lazy, list, kind }
    var kind: Kind
    var pc: Int32
    var position: Int32
    var log: Int32
    /// Of a loop the last position to try, of a list or kind the end that was tried last.
    var bound: Int32
  }

  /// Something met on the way to where the match now is.
  struct LogEntry {
    enum Kind: Int32 { case open, close, entry, annotation, mark, markEnd, not, matchEnd }
    var kind: Kind
    /// A label, an entry, an annotation, a number of `mark` or `not`.
    var what: Int32
    var position: Int32
    var extra: Int32 = 0
  }

  static let capacity = 16_384

  private unowned(unsafe) let resolved: ResolvedProgram
  let frames: UnsafeMutablePointer<Frame>
  let log: UnsafeMutablePointer<LogEntry>
  let view: DocumentView
  private let words: RuleWordsView
  private let testBits: UnsafePointer<UInt64>
  private let code: UnsafeBufferPointer<Instruction>
  private let tests: UnsafeBufferPointer<ResolvedTest>
  private let sets: UnsafeBufferPointer<ResolvedSet>
  private let lists: UnsafeBufferPointer<ListMask>
  private let kinds: UnsafeBufferPointer<KindMask>
  let values: FieldValues

  // The sentence.
  var sentenceFirst: Int32 = 0
  /// From here on only closing punctuation is left.
  var sentenceClosing: Int32 = 0
  /// The token at which the match must end, for a context.
  var target: Int32 = -1
  var limit: Int32 = 0

  var frameCount = 0
  var logCount = 0
  /// The steps left.
  var steps = 0
  /// Where and at which step it failed farthest, for `explain`.
  var trace: UnsafeMutablePointer<FarthestFailure>?

  init(
    resolved: ResolvedProgram, memory: MachineMemory, view: DocumentView, words: RuleWordsView, values: FieldValues
  ) {
    self.resolved = resolved
    frames = memory.frames
    log = memory.log
    self.view = view
    self.words = words
    testBits = words.testBits + words.testOffset
    code = resolved.code.pointer
    tests = resolved.tests.pointer
    sets = resolved.sets.pointer
    lists = resolved.listMasks.pointer
    kinds = resolved.kindMasks.pointer
    self.values = values
  }

  /// Runs from a step at a token; what it meets is logged from `logCount` on. False where nothing was found, or where
  /// the steps came to an end (`steps` is then negative).
  mutating func run(from entry: Int32, at start: Int32) -> Bool {
    var place = Place(pc: entry, position: start)
    frameCount = 0
    let logBase = logCount
    while true {
      steps -= 1
      if steps < 0 { return false }
      switch step(&place) {
      case .onwards: break
      case .found: return true
      case .failed:
        if trace != nil { recordFailure(place) }
        if !resume(&place) {
          logCount = logBase
          return false
        }
      }
    }
  }

  /// Where the match ends: before what `after` asks for.
  var matchEnd: Int32 {
    var index = logCount - 1
    while index >= 0 {
      if log[index].kind == .matchEnd { return log[index].position }
      index -= 1
    }
    return -1
  }

  private enum Outcome { case onwards, found, failed }

  /// Which step comes next, at which token.
  private struct Place {
    var pc: Int32
    var position: Int32
  }

  /// One step; longer than other functions, for it is the table of the operations.
  @inline(__always) private mutating func step(_ place: inout Place) -> Outcome {
    let instruction = code[Int(place.pc)]
    switch instruction.operation {
    case .word:
      guard place.position < limit, wordHolds(instruction.a, place.position) else { return .failed }
      place.position += 1
    case .test:
      guard place.position < limit, holds(instruction.a, place.position) else { return .failed }
      place.position += 1
    case .any:
      guard place.position < limit else { return .failed }
      place.position += 1
    case .list: if !tryList(instruction.a, before: .max, &place) { return .failed }
    case .kind: if !tryKind(instruction.a, before: .max, &place) { return .failed }
    case .split:
      if trace == nil, !mayBegin(instruction.c, at: place.position) {
        place.pc = instruction.b
        return .onwards
      }
      guard push(.choice, pc: instruction.b, place.position) else { return .failed }
      place.pc = instruction.a
      return .onwards
    case .jump:
      place.pc = instruction.a
      return .onwards
    case .greedy: if !repeatGreedily(instruction, &place) { return .failed }
    case .lazy: if !repeatLazily(instruction, &place) { return .failed }
    case .open: append(.open, instruction.a, place.position)
    case .close: append(.close, instruction.a, place.position)
    case .start: if place.position != sentenceFirst { return .failed }
    case .end: if place.position < sentenceClosing { return .failed }
    case .not:
      guard place.position < limit else { return .failed }
      let height = Int32(truncatingIfNeeded: frameCount)
      guard push(.choice, pc: instruction.a, place.position + 1) else { return .failed }
      append(.not, instruction.b, place.position, height)
    case .cut:
      frameCount = Int(last(.not, instruction.a)?.extra ?? 0)
      return .failed
    case .mark: append(.mark, instruction.a, place.position)
    case .again:
      let end = place.position
      place.position = last(.mark, instruction.a)?.position ?? end
      append(.markEnd, instruction.a, end)
    case .same: if last(.markEnd, instruction.a)?.position != place.position { return .failed }
    case .matchEnd: append(.matchEnd, 0, place.position)
    case .accept: return .found
    case .acceptExactly: return place.position == target ? .found : .failed
    case .fail: return .failed
    }
    place.pc += 1
    return .onwards
  }

  // MARK: Tokens

  @inline(__always) private func wordHolds(_ test: Int32, _ token: Int32) -> Bool {
    let row = Int(words.rows[Int(token)])
    return testBits[row * words.testStride + Int(test >> 6)] & (1 << UInt64(test & 63)) != 0
  }

  /// Whether what has the token set in front can begin at a token; true where there is no set.
  @inline(__always) func mayBegin(_ number: Int32, at token: Int32) -> Bool {
    guard number >= 0 else { return true }
    guard token < limit, let first = sets.baseAddress else { return false }
    let set = first + Int(number)
    return set.pointee.word >= 0 && wordHolds(set.pointee.word, token) || isPlaced(set, Int(token))
  }

  /// Whether a list, a kind or the part of speech at a token is in the set.
  private func isPlaced(_ set: UnsafePointer<ResolvedSet>, _ index: Int) -> Bool {
    let set = set.pointee
    if set.kinds != 0, view.hasKinds, view.kindMasks[index] & set.kinds != 0 { return true }
    if set.hasLists, view.hasLists {
      if view.listMasks[2 * index] & set.lists.0 | view.listMasks[2 * index + 1] & set.lists.1 != 0 { return true }
      if set.hasPermission, words.phases[index] & RuleWords.conditionalBit != 0 { return true }
    }
    if set.tags == 0 { return false }
    return set.tags & (1 << UInt64(view.hasTags ? view.tags[index] & 63 : 0)) != 0
  }

  @inline(__always) private func holds(_ number: Int32, _ token: Int32) -> Bool {
    let test = tests[Int(number)]
    if test.word >= 0, !wordHolds(test.word, token) { return false }
    if test.tags != .max {
      let tag = view.hasTags ? view.tags[Int(token)] : 0
      if test.tags & (1 << UInt64(tag & 63)) == 0 { return false }
    }
    if view.hasKinds, view.kindMasks[Int(token)] & test.noKinds != 0 { return false }
    guard view.hasLists else { return true }
    return view.listMasks[2 * Int(token)] & test.noLists.0 == 0
      && view.listMasks[2 * Int(token) + 1] & test.noLists.1 == 0
  }

  private mutating func repeatGreedily(_ instruction: Instruction, _ place: inout Place) -> Bool {
    let position = place.position
    let most = instruction.c < 0 ? limit : min(limit, position + instruction.c)
    var end = position
    while end < most, holds(instruction.a, end) { end += 1 }
    steps -= Int(end - position)
    let least = position + instruction.b
    place.position = end
    return end >= least && (end == least || push(.greedy, pc: place.pc, end, bound: least))
  }

  private mutating func repeatLazily(_ instruction: Instruction, _ place: inout Place) -> Bool {
    let least = place.position + instruction.b
    while place.position < least {
      guard place.position < limit, holds(instruction.a, place.position) else { return false }
      place.position += 1
    }
    let most = instruction.c < 0 ? limit : min(limit, least - instruction.b + instruction.c)
    return place.position >= most || push(.lazy, pc: place.pc, place.position, bound: most)
  }

  // MARK: Lists and kinds

  /// Takes the longest match of a list reference that ends before `bound`, and keeps the shorter ones for later.
  private mutating func tryList(_ reference: Int32, before bound: Int32, _ place: inout Place) -> Bool {
    let position = place.position
    guard position < limit, view.hasLists else { return false }
    let list = lists[Int(reference)]
    let index = Int(position)
    guard
      view.listMasks[2 * index] & list.low | view.listMasks[2 * index + 1] & list.high != 0
        || list.hasPermission && words.phases[index] & RuleWords.conditionalBit != 0
    else { return false }
    var best: Int32 = -1
    var bestEnd: Int32 = -1
    var hasMore = false
    var next = view.firstMatch[index]
    while next >= 0, Int(next) < view.matches.count {
      let number = next
      let match = view.matches[Int(number)]
      next = match.next
      steps -= 1
      let end = match.tokens.end
      guard list.contains(match.list), end < bound, end <= limit, end > position else { continue }
      if match.isConditional || list.hasFilters, !permits(reference, match) { continue }
      if best >= 0, end != bestEnd { hasMore = true }
      if end <= bestEnd { continue }
      best = number
      bestEnd = end
    }
    guard best >= 0 else { return false }
    if hasMore, !push(.list, pc: place.pc, position, bound: bestEnd) { return false }
    append(.entry, view.matches[Int(best)].entry, position, bestEnd)
    place.position = bestEnd
    return true
  }

  private func permits(_ reference: Int32, _ match: GazetteerMatch) -> Bool {
    resolved.lists[Int(reference)].permits(match, resolved.gazetteers)
  }

  private func permits(_ reference: Int32, _ annotation: Annotation) -> Bool {
    values.permits(annotation, resolved.kinds[Int(reference)], view)
  }

  /// Takes the longest span of a kind reference that ends before `bound`, and keeps the shorter ones for later.
  private mutating func tryKind(_ reference: Int32, before bound: Int32, _ place: inout Place) -> Bool {
    let position = place.position
    guard position < limit, view.hasKinds else { return false }
    let wanted = kinds[Int(reference)]
    guard view.kindMasks[Int(position)] & wanted.kind.bit != 0 else { return false }
    var best: Int32 = -1
    var bestEnd: Int32 = -1
    var hasMore = false
    var next = view.firstAnnotation[Int(position)]
    while next >= 0, Int(next) < view.annotations.count {
      let index = next
      next = Int(index) < view.nextAnnotation.count ? view.nextAnnotation[Int(index)] : -1
      steps -= 1
      let end = view.annotations[Int(index)].tokens.end
      guard view.annotations[Int(index)].kind == wanted.kind, end < bound, end <= limit, end > position else {
        continue
      }
      if wanted.hasFilters, !permits(reference, view.annotations[Int(index)]) { continue }
      if best >= 0, end != bestEnd { hasMore = true }
      if end <= bestEnd { continue }
      best = index
      bestEnd = end
    }
    guard best >= 0 else { return false }
    if hasMore, !push(.kind, pc: place.pc, position, bound: bestEnd) { return false }
    append(.annotation, best, position, bestEnd)
    place.position = bestEnd
    return true
  }

  // MARK: Frames and log

  @inline(__always)
  private mutating func push(_ kind: Frame.Kind, pc: Int32, _ position: Int32, bound: Int32 = 0) -> Bool {
    guard frameCount < Self.capacity else {
      steps = -1
      return false
    }
    frames[frameCount] = Frame(
      kind: kind, pc: pc, position: position, log: Int32(truncatingIfNeeded: logCount), bound: bound)
    frameCount += 1
    return true
  }

  @inline(__always)
  private mutating func append(_ kind: LogEntry.Kind, _ what: Int32, _ position: Int32, _ extra: Int32 = 0) {
    guard logCount < Self.capacity else {
      steps = -1
      return
    }
    log[logCount] = LogEntry(kind: kind, what: what, position: position, extra: extra)
    logCount += 1
  }

  private func last(_ kind: LogEntry.Kind, _ what: Int32) -> LogEntry? {
    var index = logCount - 1
    while index >= 0 {
      let entry = log[index]
      if entry.kind == kind, entry.what == what { return entry }
      index -= 1
    }
    return nil
  }

  /// Goes back to the last thing still to be tried; false where there is none.
  private mutating func resume(_ place: inout Place) -> Bool {
    while frameCount > 0 {
      let frame = frames[frameCount - 1]
      logCount = Int(frame.log)
      switch frame.kind {
      case .choice:
        frameCount -= 1
        place = Place(pc: frame.pc, position: frame.position)
        return true
      case .greedy: if resumeGreedy(frame, &place) { return true }
      case .lazy: if resumeLazy(frame, &place) { return true }
      case .list, .kind:
        frameCount -= 1
        place = Place(pc: frame.pc, position: frame.position)
        let reference = code[Int(frame.pc)].a
        let isFound =
          frame.kind == .list
          ? tryList(reference, before: frame.bound, &place) : tryKind(reference, before: frame.bound, &place)
        if isFound {
          place.pc += 1
          return true
        }
      }
      if steps < 0 { return false }
    }
    return false
  }

  /// Gives back one token, or as many as it takes until the next step can stand there.
  private mutating func resumeGreedy(_ frame: Frame, _ place: inout Place) -> Bool {
    let next = code[Int(frame.pc) + 1]
    var end = frame.position
    while end > frame.bound {
      end -= 1
      steps -= 1
      guard mayStep(next, at: end) else { continue }
      if end > frame.bound { frames[frameCount - 1].position = end } else { frameCount -= 1 }
      place = Place(pc: frame.pc + 1, position: end)
      return true
    }
    frameCount -= 1
    return false
  }

  private mutating func resumeLazy(_ frame: Frame, _ place: inout Place) -> Bool {
    let end = frame.position
    guard end < frame.bound, end < limit, holds(code[Int(frame.pc)].a, end) else {
      frameCount -= 1
      return false
    }
    if end + 1 < frame.bound { frames[frameCount - 1].position = end + 1 } else { frameCount -= 1 }
    place = Place(pc: frame.pc + 1, position: end + 1)
    return true
  }

  /// Whether a step can be taken at a token, as far as one look tells.
  @inline(__always) private func mayStep(_ instruction: Instruction, at token: Int32) -> Bool {
    switch instruction.operation {
    case .word: token < limit && wordHolds(instruction.a, token)
    case .test: token < limit && holds(instruction.a, token)
    case .kind:
      view.hasKinds && token < limit
        && view.kindMasks[Int(token)] & kinds[Int(instruction.a)].kind.bit != 0
    default: true
    }
  }

  private func recordFailure(_ place: Place) {
    guard let trace else { return }
    for index in 0..<logCount where log[index].kind == .not {
      // What `!X` wants is told where X was found.
      if code[Int(place.pc)].operation == .cut { trace.pointee.record(position: log[index].position, pc: place.pc) }
      return
    }
    trace.pointee.record(position: place.position, pc: place.pc)
  }
}
