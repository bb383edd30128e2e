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

  unowned(unsafe) let resolved: ResolvedProgram
  let frames: UnsafeMutablePointer<Frame>
  let log: UnsafeMutablePointer<LogEntry>
  let view: MatcherView
  let words: RuleWordsView
  let testBits: UnsafePointer<UInt64>
  let code: UnsafeBufferPointer<Instruction>
  let tests: UnsafeBufferPointer<ResolvedTest>
  let sets: UnsafeBufferPointer<ResolvedSet>
  let lists: UnsafeBufferPointer<ListMask>
  let kinds: UnsafeBufferPointer<KindMask>
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
    resolved: ResolvedProgram, memory: MachineMemory, view: MatcherView, words: RuleWordsView, values: FieldValues
  ) {
    self.resolved = resolved
    frames = memory.frames
    log = memory.log
    self.view = view
    self.words = words
    testBits = words.testBits
    code = resolved.code.pointer
    tests = resolved.tests.pointer
    sets = resolved.sets.pointer
    lists = resolved.listMasks.pointer
    kinds = resolved.kindMasks.pointer
    self.values = values
  }

  /// Asks for what will be read of the words from a token on.
  @inline(__always) func prefetchTests(from token: Int) {
    let bits = UnsafeRawPointer(testBits)
    for next in token..<min(token + 3, view.count) {
      bits.prefetch(Int(words.rows[next]) &* words.testStride &* MemoryLayout<UInt64>.stride)
    }
  }

  /// Asks for the steps from one on.
  @inline(__always) func prefetchCode(_ entry: Int32) { code.prefetch(Int(entry)) }

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
  struct Place {
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

  // MARK: Frames and log

  @inline(__always)
  mutating func push(_ kind: Frame.Kind, pc: Int32, _ position: Int32, bound: Int32 = 0) -> Bool {
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
  mutating func append(_ kind: LogEntry.Kind, _ what: Int32, _ position: Int32, _ extra: Int32 = 0) {
    guard logCount < Self.capacity else {
      steps = -1
      return
    }
    log[logCount] = LogEntry(kind: kind, what: what, position: position, extra: extra)
    logCount += 1
  }

  private mutating func last(_ kind: LogEntry.Kind, _ what: Int32) -> LogEntry? {
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

  private mutating func recordFailure(_ place: Place) {
    guard let trace else { return }
    for index in 0..<logCount where log[index].kind == .not {
      // What `!X` wants is told where X was found.
      if code[Int(place.pc)].operation == .cut { trace.pointee.record(position: log[index].position, pc: place.pc) }
      return
    }
    trace.pointee.record(position: place.position, pc: place.pc)
  }
}
