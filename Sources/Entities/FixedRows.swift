import TextModel

/// The places of evidence that is not about a single word, in `FixedRows`.
enum Slot {
  /// By the number of words, of capitalised ones: seven or more are one.
  static let length = 0
  static let capitals = length + 8
  /// By `CommonWords.bucketCount`.
  static let commonOnly = capitals + 8
  static let commonAtStart = commonOnly + CommonWords.bucketCount
  static let commonInHeading = commonAtStart + CommonWords.bucketCount
  static let commonFirst = commonInHeading + CommonWords.bucketCount
  static let commonLast = commonFirst + CommonWords.bucketCount
  /// By bit of `ListClasses`.
  static let list = commonLast + CommonWords.bucketCount
  static let listOfMany = list + 64
  static let first = listOfMany + 64
  static let last = first + 64
  static let inside = last + 64
  static let left = inside + 64
  static let right = left + 64
  /// In a list of names of a kind, by `Entity.Kind`: of one word, of more.
  static let listOfKind = right + 64
  static let listOfKindMany = listOfKind + 4
  /// What the rest of the document says, by kind and strength.
  static let elsewhere = listOfKindMany + 4
  static let partOf = elsewhere + 12
  /// The first of those that are one by one.
  private static let single = partOf + 4

  /// In no list.
  static let unlistedOnly = single
  static let unlistedMany = single + 1
  static let crossesOf = single + 2
  static let crossesAnd = single + 3
  static let crossesAmpersand = single + 4
  static let crossesComma = single + 5
  static let crossesPossessive = single + 6
  static let crossesHeadJoiner = single + 7
  static let crossesParticle = single + 8
  static let sentenceStart = single + 9
  static let sentenceEnd = single + 10
  static let blockStart = single + 11
  static let caseless = single + 12
  static let titleCase = single + 13
  static let heading = single + 14
  static let startsOnly = single + 15
  static let smallElsewhere = single + 16
  static let smallElsewhereFirst = single + 17
  static let smallElsewhereLast = single + 18
  static let acronymFollows = single + 19
  static let bracketedAcronym = single + 20
  static let nameLeft = single + 21
  static let nameRight = single + 22
  static let calendar = single + 23
  static let personPair = single + 24
  static let titleAndName = single + 25
  static let lastOfPerson = single + 26
  static let firstOfPerson = single + 27
  static let acronymOf = single + 28

  /// The evidence of each place, in their order.
  // names from here: rows of the table of evidence
  static let names: [String] =
    (0...7).map { "words \($0)" } + (0...7).map { "capitalized \($0)" }
    + buckets { "common \($0)" } + buckets { "common \($0) at start" } + buckets { "common \($0) in heading" }
    + buckets { "first common \($0)" } + buckets { "last common \($0)" }
    + lists("list") + lists("list of words") + lists("first in") + lists("last in") + lists("inside in")
    + lists("left in") + lists("right in") + kinds { ["list \($0)"] } + kinds { ["list of words \($0)"] }
    + kinds { kind in (1...3).map { "elsewhere \(kind) \($0)" } } + kinds { ["part of \($0) elsewhere"] }
    + [
      "in no list", "no word in a list", "over of", "over and", "over &", "over ,", "over 's", "over on",
      "over particle", "at start of sentence", "at end of sentence", "at start of block", "in capitals",
      "in title case", "in heading", "capital only at starts", "small elsewhere", "first small elsewhere",
      "last small elsewhere", "its acronym follows", "acronym of what is before", "capital before it",
      "capital after it", "day or month", "given name and surname", "title before it",
      "last word of person elsewhere", "first word of person elsewhere", "acronym of organization elsewhere",
    ]
  // names end

  private static func buckets(_ name: (Int) -> String) -> [String] { (0..<CommonWords.bucketCount).map(name) }

  private static func kinds(_ names: (String) -> [String]) -> [String] {
    Entity.Kind.allCases.flatMap { names($0.rawValue) }
  }

  /// Bits that no class has are called "", which no evidence is.
  private static func lists(_ what: String) -> [String] {
    (0..<64).map { bit in
      let index = bit & (ListClasses.conditionalShift - 1)
      guard index < ListClasses.classNames.count else { return "" }
      return "\(what) \(ListClasses.classNames[index])\(bit < ListClasses.conditionalShift ? "" : " only-if")"
    }
  }
}

/// The evidence that is not about a single word: its rows and weights, by `Slot`.
final class FixedRows {
  let rows: [Int32]
  /// The weights of the rows, at an address that stays; noughts while rows grow.
  let weights: UnsafeMutablePointer<SIMD4<Int32>>

  init(_ rows: EvidenceRows) {
    self.rows = Slot.names.map { $0.isEmpty ? -1 : rows.row($0) }
    weights = .allocate(capacity: self.rows.count)
    for (slot, row) in self.rows.enumerated() { (weights + slot).initialize(to: rows.table.weights[row]) }
  }

  deinit { weights.deallocate() }
}

extension EvidenceSink {
  /// Gives what the rest of the document says of a name to the sink; `own` is the kind that the mention in hand was
  /// counted under, or -1.
  @inline(__always)
  mutating func add(_ entry: NameTable.Entry, without own: Int) {
    var counts = entry.counts
    if own >= 0 { counts[own] -= 1 }
    for kind in 0..<4 {
      let count = Int(counts[kind])
      if count > 0 { add(Slot.elsewhere + kind * 3 + min(count, 3) - 1) }
      if entry.partOf & 1 << UInt8(kind) != 0 { add(Slot.partOf + kind) }
    }
    if entry.traits.contains(.lastOfPerson) { add(Slot.lastOfPerson) }
    if entry.traits.contains(.firstOfPerson) { add(Slot.firstOfPerson) }
    if entry.traits.contains(.acronymOfOrganization) { add(Slot.acronymOf) }
  }
}
