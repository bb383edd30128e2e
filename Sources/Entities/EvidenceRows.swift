import TextModel

/// Gives each piece of evidence its row in the table: found once a word, not once an occurrence.
///
/// For learning, rows grow: every name gets one, and `names` says which (`NameLearning`).
final class EvidenceRows {
  let table: EvidenceTable
  let isGrowing: Bool
  private(set) var names: [String] = []
  private var grown: [String: Int32] = [:]

  init(table: EvidenceTable, isGrowing: Bool) {
    self.table = table
    self.isGrowing = isGrowing
    guard isGrowing else { return }
    names = table.names
    for (row, name) in names.enumerated() { grown[name] = Int32(truncatingIfNeeded: row) }
  }

  /// The row of a piece of evidence; -1 where the table does not have it.
  func row(_ name: String) -> Int32 {
    guard isGrowing else { return table.rows.find(name) }
    if let known = grown[name] { return known }
    let row = Int32(truncatingIfNeeded: names.count)
    names.append(name)
    grown[name] = row
    return row
  }
}

extension EvidenceRows {
  /// What the name of a piece of evidence about one word begins with; its hash so far is known.
  struct Opening {
    let text: String
    let hash: EvidenceHash

    init(_ text: String) {
      self.text = text
      var hash = EvidenceHash()
      for byte in text.utf8 { hash.add(byte) }
      self.hash = hash
    }

    /// The hash of the name so far with a word behind it.
    func hash(hasCapital: Bool, _ word: UnsafeBufferPointer<UInt8>) -> EvidenceHash {
      var hash = hash
      if hasCapital { hash.add(0x5E) }
      hash.add(word)
      return hash
    }
  }

  /// The row of a piece of evidence whose name has that hash but for its ending; -1 where the table does not have it.
  func row(_ hash: EvidenceHash, ending: StaticString) -> Int32 {
    var hash = hash
    ending.withUTF8Buffer { hash.add($0) }
    return table.rows.find(hash.value)
  }

  /// The row of a piece of evidence about a word, and what stands behind it; -1 where the table does not have it: no
  /// string is made for it.
  @inline(__always)
  func row(
    _ opening: Opening, hasCapital: Bool = false, _ word: UnsafeBufferPointer<UInt8>, ending: StaticString = ""
  ) -> Int32 {
    if isGrowing {
      return row(opening.text + (hasCapital ? "^" : "") + String(decoding: word, as: UTF8.self) + "\(ending)")
    }
    return row(opening.hash(hasCapital: hasCapital, word), ending: ending)
  }
}

/// What a word says of a name, by where it stands.
enum WordPart {
  /// It is the name, its first word, its last, one between them.
  case only, first, last, inside
  /// It stands before the name, after it.
  case before, after
}

/// Which words of a name, or beside it, lists speak of.
enum ListPlace: Int {
  /// All of its words: of one, of many.
  case one, many
  case first, last, inside
  /// What stands before the name, after it.
  case left, right

  /// The slot of the first bit.
  var slot: Int {
    switch self {
    case .one: Slot.list
    case .many: Slot.listOfMany
    case .first: Slot.first
    case .last: Slot.last
    case .inside: Slot.inside
    case .left: Slot.left
    case .right: Slot.right
    }
  }

  /// The slot of the first kind, of all words.
  var kindSlot: Int? {
    switch self {
    case .one: Slot.listOfKind
    case .many: Slot.listOfKindMany
    default: nil
    }
  }

  static let count = 7

  /// Calls `body` with the slots of a mask of lists: of each bit, and of the kinds that whole names are of.
  func forEachSlot(of bits: UInt64, _ body: (Int) -> Void) {
    var rest = bits
    while rest != 0 {
      body(slot &+ rest.trailingZeroBitCount)
      rest &= rest &- 1
    }
    guard let kindSlot, bits & ListClasses.nameMask != 0 else { return }
    for kind in 0..<4 where bits & ListClasses.nameMasks[kind] != 0 { body(kindSlot + kind) }
  }
}

/// Takes the evidence of a stretch of words: adds its weights up, or writes it down for learning and explanations.
protocol EvidenceSink {
  /// Takes evidence by its `Slot`.
  mutating func add(_ slot: Int)
  /// Takes a row of the table.
  mutating func add(row: Int32)
  /// Takes what is known of a word.
  mutating func add(_ part: WordPart, of word: WordID)
  /// Takes what lists say (`ListClasses`) of words of a name or beside it.
  mutating func add(_ bits: UInt64, _ place: ListPlace)
  /// Wants the rows of classes beside those of words, for learning.
  var takesClasses: Bool { get }
}

/// Adds the weights up: plain values and addresses of what a worker keeps.
struct WeightSum: EvidenceSink {
  let fixed: UnsafePointer<SIMD4<Int32>>
  let words: UnsafeBufferPointer<NameWord>
  let parts: UnsafeBufferPointer<NameParts>
  let weights: PlainWeights
  let lists: ListWeights.View
  var total = SIMD4<Int32>()

  init(fixed: FixedRows, words: NameVocabulary, weights: WeightRows, lists: ListWeights) {
    self.fixed = UnsafePointer(fixed.weights)
    self.words = words.words
    parts = words.parts
    self.weights = weights.plain
    self.lists = lists.view
  }

  @inline(__always) var takesClasses: Bool { false }

  @inline(__always) mutating func add(_ slot: Int) { total &+= fixed[slot] }

  @inline(__always) mutating func add(row: Int32) { total &+= weights[row] }

  @inline(__always) mutating func add(_ bits: UInt64, _ place: ListPlace) {
    if bits != 0 { total &+= lists.sum(of: bits, place) }
  }

  @inline(__always) mutating func add(_ part: WordPart, of word: WordID) {
    switch part {
    case .only: total &+= parts[Int(words[word.index].parts)].only
    case .first: total &+= parts[Int(words[word.index].parts)].first
    case .last: total &+= parts[Int(words[word.index].parts)].last
    case .inside: total &+= parts[Int(words[word.index].parts)].inside
    case .before: total &+= weights[words[word.index].before]
    case .after: total &+= weights[words[word.index].after]
    }
  }
}

/// Writes the rows down.
struct RowList: EvidenceSink {
  let fixed: FixedRows
  let words: NameVocabulary
  var rows: [Int32] = []
  var takesClasses: Bool { words.isGrowing }

  mutating func add(_ slot: Int) { add(row: fixed.rows[slot]) }

  mutating func add(row: Int32) {
    if row >= 0 { rows.append(row) }
  }

  mutating func add(_ bits: UInt64, _ place: ListPlace) { place.forEachSlot(of: bits) { add($0) } }

  mutating func add(_ part: WordPart, of word: WordID) { for row in words.rows(of: word, part) { add(row: row) } }
}
