import TextModel

/// The regular expressions of all phases, their states numbered in one. Immutable, shared by all workers.
final class WordRegexes {
  private let automata: [RegexAutomaton]
  /// For each the number of its predicate.
  private let predicates: [Int]
  /// The first state of each expression.
  fileprivate let starts: [Int32]
  /// For each state the number of its expression, where its steps begin in `steps`, and whether it accepts.
  private let states: FixedBuffer<State>
  /// By state and class of bytes: the next state, or -1.
  private let steps: FixedBuffer<Int32>
  /// By expression and ASCII byte: its class.
  private let classes: FixedBuffer<Int32>

  private struct State {
    var expression: Int32
    var steps: Int32
    var accepts: Bool
  }

  init(_ predicates: [Predicate], _ automata: [RegexAutomaton]) {
    let found = predicates.enumerated().filter { $1.kind == .regex }
    self.predicates = found.map(\.offset)
    self.automata = found.map { automata[Int($0.element.value)] }
    var starts: [Int32] = []
    var states: [State] = []
    var steps: [Int32] = []
    var classes: [Int32] = []
    states.reserveCapacity(self.automata.reduce(0) { $0 + $1.accepting.count })
    steps.reserveCapacity(self.automata.reduce(0) { $0 + $1.table.count })
    classes.reserveCapacity(self.automata.count << 7)
    for (number, automaton) in self.automata.enumerated() {
      let first = Int32(truncatingIfNeeded: states.count)
      starts.append(first)
      for (state, accepts) in automaton.accepting.enumerated() {
        states.append(
          State(
            expression: Int32(truncatingIfNeeded: number),
            steps: Int32(truncatingIfNeeded: steps.count + state * automaton.classCount), accepts: accepts))
      }
      for step in automaton.table { steps.append(step < 0 ? -1 : first + step) }
      automaton.addClassesOfASCII(to: &classes)
    }
    self.starts = starts
    self.states = FixedBuffer(states)
    self.steps = FixedBuffer(steps)
    self.classes = FixedBuffer(classes)
  }

  /// The state behind an ASCII byte, or -1.
  @inline(__always) fileprivate func step(from state: Int32, over byte: UInt8) -> Int32 {
    let from = states.elements[Int(state)]
    return steps.elements[Int(from.steps &+ classes.elements[Int(from.expression) << 7 + Int(byte & 127)])]
  }

  /// The predicate that holds of a word that ends in a state, or nil.
  fileprivate func accepted(_ state: Int32) -> Int? {
    let state = states.elements[Int(state)]
    return state.accepts ? predicates[Int(state.expression)] : nil
  }

  /// Calls `body` with the number of each predicate that holds of any word, as it stands or with straight apostrophes and
  /// plain hyphens.
  func forEachMatch(_ word: UnsafeBufferPointer<UInt8>, _ body: (Int) -> Void) {
    let text = String(decoding: word, as: UTF8.self)
    let plain = WordText.plain(text)
    for (index, automaton) in automata.enumerated()
    where automaton.matches(text.unicodeScalars) || plain != text && automaton.matches(plain.unicodeScalars) {
      body(predicates[index])
    }
  }
}

/// All regular expressions as one automaton over the bytes of ASCII words: a word is read once, whatever their number.
///
/// A state of it is where those expressions are that have not failed yet. States and steps are made when a word first
/// takes them; a worker has its own.
final class RegexUnion {
  private let regexes: WordRegexes
  /// By state and byte: the next state, 0 where all expressions fail, or -1 where no word has gone so far yet.
  private let steps = FlatBuffer<Int32>(capacity: 128 * 64)
  /// By state: the states of the expressions.
  private var members: [[Int32]] = []
  /// By state: the predicates that hold of a word that ends there.
  private var accepted: [[Int]] = []
  private var numbers: [[Int32]: Int32] = [:]
  /// More states are not made.
  private static let stateLimit = 2_000
  private static let dead: Int32 = 0
  private static let start: Int32 = 1

  init(_ regexes: WordRegexes) {
    self.regexes = regexes
    add([])
    add(regexes.starts)
  }

  /// The state behind a word of ASCII; nil for other words, and where there would be too many states. O(length).
  func end(of word: UnsafeBufferPointer<UInt8>) -> Int32? {
    var state = Self.start
    for byte in word {
      guard byte < 0x80 else { return nil }
      // Behind a failure only bytes beyond ASCII matter.
      guard state != Self.dead else { continue }
      let next = steps[Int(state) << 7 + Int(byte)]
      state = next >= 0 ? next : step(from: state, over: byte)
      guard state >= 0 else { return nil }
    }
    return state
  }

  /// The predicates that hold of a word by the state behind it.
  func accepted(_ state: Int32) -> [Int] { accepted[Int(state)] }

  /// The next state, made where it is new; -1 where there are too many.
  private func step(from state: Int32, over byte: UInt8) -> Int32 {
    var next: [Int32] = []
    for member in members[Int(state)] {
      let reached = regexes.step(from: member, over: byte)
      if reached >= 0 { next.append(reached) }
    }
    let found = next.isEmpty ? Self.dead : numbers[next] ?? add(next)
    if found >= 0 { steps[Int(state) << 7 + Int(byte)] = found }
    return found
  }

  /// Adds a state of those members, and returns its number, or -1 where there are too many.
  @discardableResult private func add(_ members: [Int32]) -> Int32 {
    guard self.members.count < Self.stateLimit else { return -1 }
    let number = Int32(truncatingIfNeeded: self.members.count)
    numbers[members] = number
    self.members.append(members)
    accepted.append(members.compactMap { regexes.accepted($0) })
    for _ in 0..<128 { steps.append(-1) }
    return number
  }
}
