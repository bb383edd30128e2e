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

  let program: PhaseProgram
  let memory: MachineMemory
  let view: DocumentView
  let code: UnsafeBufferPointer<Instruction>
  let tests: UnsafeBufferPointer<ResolvedTest>
  let lists: UnsafeBufferPointer<ResolvedList>
  let kinds: UnsafeBufferPointer<ResolvedKind>
  /// For each token the row of its word, and the bits of the rows.
  let rows: UnsafeBufferPointer<Int32>
  let testBits: UnsafeBufferPointer<UInt64>
  let testStride: Int
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

  private var pc: Int32 = 0
  private var position: Int32 = 0

  init(
    program: PhaseProgram, memory: MachineMemory, view: DocumentView, code: UnsafeBufferPointer<Instruction>,
    rows: UnsafeBufferPointer<Int32>, testBits: UnsafeBufferPointer<UInt64>, testStride: Int, values: FieldValues
  ) {
    self.program = program
    self.memory = memory
    self.view = view
    self.code = code
    tests = program.tests.pointer
    lists = program.lists.pointer
    kinds = program.kinds.pointer
    self.rows = rows
    self.testBits = testBits
    self.testStride = testStride
    self.values = values
  }

  /// Runs from a step at a token; what it meets is logged from `logCount` on. False where nothing was found, or where
  /// the steps came to an end (`steps` is then negative).
  mutating func run(from entry: Int32, at start: Int32) -> Bool {
    pc = entry
    position = start
    frameCount = 0
    let logBase = logCount
    while true {
      steps -= 1
      if steps < 0 { return false }
      let instruction = code[Int(pc)]
      switch step(instruction) {
      case .onwards: pc += 1
      case .jumped: break
      case .found: return true
      case .failed:
        if trace != nil { recordFailure() }
        if !resume() {
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
      if memory.log[index].kind == .matchEnd { return memory.log[index].position }
      index -= 1
    }
    return -1
  }

  private enum Outcome { case onwards, jumped, found, failed }

  /// One step; longer than other functions, for it is the table of the operations.
  @inline(__always) private mutating func step(_ instruction: Instruction) -> Outcome {
    switch instruction.operation {
    case .word:
      guard position < limit, wordHolds(instruction.a, position) else { return .failed }
      position += 1
    case .test:
      guard position < limit, holds(instruction.a, position) else { return .failed }
      position += 1
    case .any:
      guard position < limit else { return .failed }
      position += 1
    case .list: return tryList(instruction.a, before: .max) ? .onwards : .failed
    case .kind: return tryKind(instruction.a, before: .max) ? .onwards : .failed
    case .split:
      guard push(.choice, pc: instruction.b, position) else { return .failed }
      pc = instruction.a
      return .jumped
    case .jump:
      pc = instruction.a
      return .jumped
    case .greedy: return repeatGreedily(instruction) ? .onwards : .failed
    case .lazy: return repeatLazily(instruction) ? .onwards : .failed
    case .open: append(.open, instruction.a, position)
    case .close: append(.close, instruction.a, position)
    case .start: if position != sentenceFirst { return .failed }
    case .end: if position < sentenceClosing { return .failed }
    case .not:
      guard position < limit else { return .failed }
      let height = Int32(truncatingIfNeeded: frameCount)
      guard push(.choice, pc: instruction.a, position + 1) else { return .failed }
      append(.not, instruction.b, position, height)
    case .cut:
      frameCount = Int(last(.not, instruction.a)?.extra ?? 0)
      return .failed
    case .mark: append(.mark, instruction.a, position)
    case .again:
      let end = position
      position = last(.mark, instruction.a)?.position ?? position
      append(.markEnd, instruction.a, end)
    case .same: if last(.markEnd, instruction.a)?.position != position { return .failed }
    case .matchEnd: append(.matchEnd, 0, position)
    case .accept: return .found
    case .acceptExactly: return position == target ? .found : .failed
    case .fail: return .failed
    }
    return .onwards
  }

  // MARK: Tokens

  @inline(__always) private func wordHolds(_ test: Int32, _ token: Int32) -> Bool {
    let row = Int(rows[Int(token)])
    return testBits[row * testStride + Int(test >> 6)] & (1 << UInt64(test & 63)) != 0
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

  private mutating func repeatGreedily(_ instruction: Instruction) -> Bool {
    let most = instruction.c < 0 ? limit : min(limit, position + instruction.c)
    var end = position
    while end < most, holds(instruction.a, end) { end += 1 }
    steps -= Int(end - position)
    let least = position + instruction.b
    guard end >= least else {
      position = end
      return false
    }
    if end > least {
      guard push(.greedy, pc: pc, end, bound: least) else { return false }
    }
    position = end
    return true
  }

  private mutating func repeatLazily(_ instruction: Instruction) -> Bool {
    let least = position + instruction.b
    while position < least {
      guard position < limit, holds(instruction.a, position) else { return false }
      position += 1
    }
    let most = instruction.c < 0 ? limit : min(limit, least - instruction.b + instruction.c)
    return position >= most || push(.lazy, pc: pc, position, bound: most)
  }

  // MARK: Lists and kinds

  /// Takes the longest match of a list reference that ends before `bound`, and keeps the shorter ones for later.
  private mutating func tryList(_ reference: Int32, before bound: Int32) -> Bool {
    guard position < limit, view.hasLists else { return false }
    let number = Int(reference)
    var best: GazetteerMatch?
    var hasMore = false
    var next = view.firstMatch[Int(position)]
    while next >= 0, Int(next) < view.matches.count {
      let match = view.matches[Int(next)]
      next = match.next
      steps -= 1
      let end = match.tokens.end
      guard lists[number].contains(match.list), end < bound, end <= limit, end > position,
        lists[number].permits(match)
      else { continue }
      if let old = best {
        if end != old.tokens.end { hasMore = true }
        if end <= old.tokens.end { continue }
      }
      best = match
    }
    guard let best else { return false }
    if hasMore, !push(.list, pc: pc, position, bound: best.tokens.end) { return false }
    append(.entry, best.entry, position, best.tokens.end)
    position = best.tokens.end
    return true
  }

  /// Takes the longest span of a kind reference that ends before `bound`, and keeps the shorter ones for later.
  private mutating func tryKind(_ reference: Int32, before bound: Int32) -> Bool {
    guard position < limit, view.hasKinds else { return false }
    let number = Int(reference)
    let kind = kinds[number].kind
    guard view.kindMasks[Int(position)] & kind.bit != 0 else { return false }
    var best: Int32 = -1
    var bestEnd: Int32 = -1
    var hasMore = false
    var next = view.firstAnnotation[Int(position)]
    while next >= 0, Int(next) < view.annotations.count {
      let index = next
      next = Int(index) < view.nextAnnotation.count ? view.nextAnnotation[Int(index)] : -1
      steps -= 1
      let annotation = view.annotations[Int(index)]
      let end = annotation.tokens.end
      guard annotation.kind == kind, end < bound, end <= limit, end > position else { continue }
      if kinds[number].hasFilters, !values.permits(annotation, kinds[number], view) { continue }
      if best >= 0, end != bestEnd { hasMore = true }
      if end <= bestEnd { continue }
      best = index
      bestEnd = end
    }
    guard best >= 0 else { return false }
    if hasMore, !push(.kind, pc: pc, position, bound: bestEnd) { return false }
    append(.annotation, best, position, bestEnd)
    position = bestEnd
    return true
  }

  // MARK: Frames and log

  @inline(__always)
  private mutating func push(_ kind: Frame.Kind, pc: Int32, _ position: Int32, bound: Int32 = 0) -> Bool {
    guard frameCount < Self.capacity else {
      steps = -1
      return false
    }
    memory.frames[frameCount] = Frame(
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
    memory.log[logCount] = LogEntry(kind: kind, what: what, position: position, extra: extra)
    logCount += 1
  }

  private func last(_ kind: LogEntry.Kind, _ what: Int32) -> LogEntry? {
    var index = logCount - 1
    while index >= 0 {
      let entry = memory.log[index]
      if entry.kind == kind, entry.what == what { return entry }
      index -= 1
    }
    return nil
  }

  /// Goes back to the last thing still to be tried; false where there is none.
  private mutating func resume() -> Bool {
    while frameCount > 0 {
      let frame = memory.frames[frameCount - 1]
      logCount = Int(frame.log)
      switch frame.kind {
      case .choice:
        frameCount -= 1
        pc = frame.pc
        position = frame.position
        return true
      case .greedy: if resumeGreedy(frame) { return true }
      case .lazy: if resumeLazy(frame) { return true }
      case .list, .kind:
        frameCount -= 1
        pc = frame.pc
        position = frame.position
        let reference = code[Int(pc)].a
        let isFound =
          frame.kind == .list
          ? tryList(reference, before: frame.bound) : tryKind(reference, before: frame.bound)
        if isFound {
          pc += 1
          return true
        }
      }
      if steps < 0 { return false }
    }
    return false
  }

  /// Gives back one token, or as many as it takes until the next step can stand there.
  private mutating func resumeGreedy(_ frame: Frame) -> Bool {
    let next = code[Int(frame.pc) + 1]
    var end = frame.position
    while end > frame.bound {
      end -= 1
      steps -= 1
      guard mayStep(next, at: end) else { continue }
      if end > frame.bound { memory.frames[frameCount - 1].position = end } else { frameCount -= 1 }
      pc = frame.pc + 1
      position = end
      return true
    }
    frameCount -= 1
    return false
  }

  private mutating func resumeLazy(_ frame: Frame) -> Bool {
    let end = frame.position
    guard end < frame.bound, end < limit, holds(code[Int(frame.pc)].a, end) else {
      frameCount -= 1
      return false
    }
    if end + 1 < frame.bound { memory.frames[frameCount - 1].position = end + 1 } else { frameCount -= 1 }
    pc = frame.pc + 1
    position = end + 1
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

  private mutating func recordFailure() {
    guard let trace else { return }
    for index in 0..<logCount where memory.log[index].kind == .not {
      // What `!X` wants is told where X was found.
      if code[Int(pc)].operation == .cut { trace.pointee.record(position: memory.log[index].position, pc: pc) }
      return
    }
    trace.pointee.record(position: position, pc: pc)
  }
}
