import GazetteerIndex
import TextModel

/// What the lists of cues know: of each lemma its class, its share and how it stands.
struct CueLexicon {
  /// How often a lemma in a frame was a cue, and where the content stood.
  struct Count {
    var frame: UInt16
    var cues: Float
    var uses: Float
    var sides: Sides
  }
  /// Where the content stands and whether words name the source, by the most frequent case.
  struct Sides: OptionSet {
    let rawValue: UInt8
    static let before = Self(rawValue: 1)
    static let after = Self(rawValue: 2)
    static let noSource = Self(rawValue: 4)
  }
  /// An entry as the stages use it.
  struct Entry {
    var cueClass: Cue.Class
    var cues: Float
    var uses: Float
    var counts: [Count]
    /// The share in log odds, smoothed.
    var odds: Float = 0
  }
  /// The lists, each with what its words are.
  enum Word: UInt8, CaseIterable { case verb, noun, adjective }

  private let gazetteers: Gazetteers
  private var lists: [(id: UInt8, columns: [Int])] = []
  private var numbers: [Int32: Int32] = [:]
  private(set) var entries: [Entry] = []
  private let mean: Float

  init(_ gazetteers: Gazetteers, mean: Float) {
    self.gazetteers = gazetteers
    self.mean = mean
    for word in Word.allCases {
      guard let list = gazetteers.list(named: "word.cue-\(word)") else {
        lists.append((255, []))
        continue
      }
      let columns = ["class", "cues", "uses", "frames"].map { gazetteers.column($0, of: list.id) ?? -1 }
      lists.append((list.id, columns))
    }
  }

  /// The entry of a kind of word that begins and ends at a token, by its index in `entries`.
  mutating func entry(_ word: Word, at token: Int, in document: Document) -> Int? {
    let list = lists[Int(word.rawValue)]
    guard list.id != 255, token < document.firstMatch.count else { return nil }
    var match = document.firstMatch[token]
    while match >= 0 {
      let found = document.gazetteerMatches[Int(match)]
      if found.list == list.id, found.tokens.count == 1 { return number(of: found.entry, columns: list.columns) }
      match = found.next
    }
    return nil
  }

  private mutating func number(of entry: Int32, columns: [Int]) -> Int {
    if let known = numbers[entry] { return Int(known) }
    func value(_ index: Int) -> String { columns[index] >= 0 ? gazetteers.value(columns[index], of: entry) : "" }
    var read = Entry(
      cueClass: Cue.Class(rawValue: value(0)) ?? .statement, cues: Float(value(1)) ?? 0, uses: Float(value(2)) ?? 0,
      counts: Self.counts(value(3)))
    read.odds = Odds.of((read.cues + 3 * mean) / (read.uses + 3))
    numbers[entry] = Int32(truncatingIfNeeded: entries.count)
    entries.append(read)
    return entries.count - 1
  }

  /// Reads `finite.none.that 531/532 a; …`: of each frame cues, uses, and where content and source were.
  private static func counts(_ text: String) -> [Count] {
    text.split(separator: ";").compactMap { part in
      let words = part.split(separator: " ")
      guard words.count >= 2, let frame = Frame(named: words[0]) else { return nil }
      let numbers = words[1].split(separator: "/").compactMap { Float($0) }
      guard numbers.count == 2 else { return nil }
      let sides = words.count > 2 ? Self.sides(words[2]) : []
      return Count(
        frame: UInt16(truncatingIfNeeded: frame.index), cues: numbers[0], uses: numbers[1], sides: sides)
    }
  }

  /// `b` content before, `a` after, `0` no source.
  static func sides(_ text: some StringProtocol) -> Sides {
    var sides: Sides = []
    if text.contains("b") { sides.insert(.before) }
    if text.contains("a") { sides.insert(.after) }
    if text.contains("0") { sides.insert(.noSource) }
    return sides
  }
}

/// Log odds without a library.
enum Odds {
  /// The natural logarithm of `p / (1 - p)`, kept within ±5.
  static func of(_ share: Float) -> Float {
    let share = min(max(share, 0.0067), 0.9933)
    return logarithm(share) - logarithm(1 - share)
  }

  /// The share that has these log odds.
  static func share(_ odds: Float) -> Float { 1 / (1 + exponential(-odds)) }

  /// ln x by the series of artanh, after taking powers of two away. Exact to six digits.
  static func logarithm(_ value: Float) -> Float {
    guard value > 0 else { return -87 }
    let part = Double(value.significand)
    let ratio = (part - 1) / (part + 1)
    let square = ratio * ratio
    var sum = 0.0
    var power = ratio
    for step in 0..<12 {
      sum += power / Double(2 * step + 1)
      power *= square
    }
    return Float(2 * sum + Double(value.exponent) * 0.693147180559945)
  }

  /// e to the power of x by its series on x / 64.
  static func exponential(_ value: Float) -> Float {
    let small = Double(min(max(value, -60), 60)) / 64
    var sum = 1.0
    var term = 1.0
    for step in 1..<9 {
      term *= small / Double(step)
      sum += term
    }
    var result = sum
    for _ in 0..<6 { result *= result }
    return Float(result)
  }
}
