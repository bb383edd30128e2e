import Calibration
import Judgements
import Review

/// Who judges, and when.
package struct DeskReader: Sendable {
  /// The reader's name, as judgements keep it.
  package var who: String
  /// The version of the program.
  package var version: String
  /// The time in UTC, as judgements keep it.
  package var now: @Sendable () -> String
  /// Seconds that go by, from any beginning.
  package var seconds: @Sendable () -> Double

  /// Describes a reader.
  package init(
    who: String, version: String, now: @escaping @Sendable () -> String, seconds: @escaping @Sendable () -> Double
  ) {
    self.who = who
    self.version = version
    self.now = now
    self.seconds = seconds
  }
}

/// A reader at the desk: which quote lies there, what was said of the others, and what a key does. It writes nothing itself.
package struct DeskSession: Sendable {
  /// What the terminal or the file is asked to do.
  package enum Effect: Sendable, Equatable {
    /// Add a judgement to the file.
    case append(Judgement)
    /// Say which rules matched the quote.
    case explain(DeskItem)
    case quit

    package static func == (one: Effect, other: Effect) -> Bool {
      switch (one, other) {
      case (.append(let a), .append(let b)): a == b
      case (.explain(let a), .explain(let b)): a.quote.id == b.quote.id
      case (.quit, .quit): true
      default: false
      }
    }
  }

  /// What the keys are for at the moment.
  enum Mode: Sendable, Equatable {
    case judging
    case help
    /// Moving the ends of the content.
    case content([Range<Int>])
    /// Choosing a name; `selected` is the one that Enter takes.
    case source(typed: String, selected: Int?)
    case cue(String)
    case note(String)
    case search(String)
    /// Reading lines about the quote.
    case lines([String])
  }

  /// The quotes in their order.
  package let items: [DeskItem]
  let reader: DeskReader
  package internal(set) var position = 0
  var mode = Mode.judging
  /// What was said of each quote, in this session or before.
  var verdicts: [Judgement?]
  /// The judgements of this session with what stood before each.
  var history: [(position: Int, before: Judgement?)] = []
  /// One line for the reader.
  var message = ""
  /// How many lines of the quote are above the screen.
  var scroll = 0
  var lastSearch = ""
  private var begun: Double?
  private var judgedHere = 0

  /// Lays quotes out; `known` are judgements made before, by the number of their quote. It begins with the first without one.
  package init(_ items: [DeskItem], known: [Int: Judgement], reader: DeskReader) {
    self.items = items
    self.reader = reader
    verdicts = items.indices.map { known[$0] }
    position = verdicts.firstIndex { $0 == nil } ?? 0
    if !verdicts.contains(where: { $0 == nil }) { message = "all are judged; b goes back, q leaves" }
  }

  /// The quote that lies on the desk.
  package var item: DeskItem { items[position] }

  /// How many are judged.
  package var done: Int { verdicts.reduce(0) { $0 + ($1 == nil ? 0 : 1) } }

  /// How many of the judged ones are right.
  package var precision: Proportion {
    var counts = Proportion()
    for verdict in verdicts { if let verdict { counts.add(verdict.verdict == .right) } }
    return counts
  }

  /// Verdicts a minute since the first of this session; nil before there is anything to say.
  var pace: Double? {
    guard let begun, judgedHere > 1 else { return nil }
    let minutes = (reader.seconds() - begun) / 60
    // A few seconds say nothing of a pace.
    return minutes > 0.1 ? Double(judgedHere - 1) / minutes : nil
  }

  // MARK: Verdicts

  /// Says something of the quote that lies there, and goes on to the next one.
  mutating func judge(_ verdict: Judgement.Verdict, correction: JudgedQuote? = nil, note: String? = nil) -> [Effect] {
    let judgement = Judgement(
      of: item.quote, verdict: verdict, correction: correction, version: reader.version, who: reader.who,
      when: reader.now(), note: note ?? verdicts[position]?.note)
    if begun == nil { begun = reader.seconds() }
    judgedHere += 1
    history.append((position, verdicts[position]))
    verdicts[position] = judgement
    mode = .judging
    message = ""
    if note == nil { goOn() }
    return [.append(judgement)]
  }

  /// What is corrected so far: a quote may have a wrong source and a wrong end.
  var correctedSoFar: JudgedQuote { verdicts[position]?.correction ?? JudgedQuote(item.quote) }

  /// Takes the last verdict of this session back; the file gets a line that says so.
  mutating func undo() -> [Effect] {
    guard let (place, before) = history.popLast() else {
      message = "nothing to undo"
      return []
    }
    position = place
    scroll = 0
    verdicts[place] = before
    judgedHere -= 1
    message = "taken back"
    let quote = items[place].quote
    guard var again = before else {
      return [
        .append(
          Judgement(
            of: quote, verdict: .withdrawn, version: reader.version, who: reader.who, when: reader.now()))
      ]
    }
    again.when = reader.now()
    verdicts[place] = again
    return [.append(again)]
  }

  // MARK: Going about

  /// The next quote without a verdict, behind this one first.
  private mutating func goOn() {
    let order = Array(items.indices[(position + 1)...]) + Array(items.indices[..<position])
    guard let next = order.first(where: { verdicts[$0] == nil }) else {
      message = "all \(items.count) are judged; b goes back, q leaves"
      return
    }
    go(to: next)
  }

  mutating func go(to place: Int) {
    guard items.indices.contains(place) else {
      message = place < 0 ? "this is the first" : "this is the last"
      return
    }
    position = place
    scroll = 0
    message = ""
  }

  /// The next quote, from behind this one round to it, for which something holds.
  mutating func goToNext(_ what: String, where holds: (DeskItem) -> Bool) {
    let order = Array(items.indices[(position + 1)...]) + Array(items.indices[...position])
    guard let next = order.first(where: { holds(items[$0]) }), next != position else {
      message = "no other \(what)"
      return
    }
    go(to: next)
  }

  /// Shows lines about the quote until a key is pressed.
  package mutating func show(_ lines: [String]) {
    mode = .lines(lines)
    scroll = 0
  }

  /// Says something in one line.
  package mutating func tell(_ message: String) { self.message = message }
}
