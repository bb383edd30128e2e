import GazetteerIndex
import TextModel

/// The tags that a word may have: the likeliest and the set of all, in one word.
struct TagChoice: Equatable {
  /// A bit for each tag's raw value, and the likeliest tag in the top byte.
  let packed: UInt64

  init(packed: UInt64) { self.packed = packed }

  init(best: PennTag, mask: UInt64 = 0) {
    packed = mask & Self.tagBits | Self.bit(best) | UInt64(best.rawValue) << Self.bestShift
  }

  private static let bestShift: UInt64 = 56
  private static let tagBits: UInt64 = (1 << bestShift) - 1

  /// `PennTag.rawValue` of the likeliest tag.
  @inline(__always) var best: UInt8 { UInt8(truncatingIfNeeded: packed >> Self.bestShift) }
  /// A bit for each tag's raw value.
  @inline(__always) var mask: UInt64 { packed & Self.tagBits }

  /// The same likeliest tag, and further ones that the word may have.
  func adding(_ mask: UInt64) -> TagChoice { TagChoice(packed: packed | mask & Self.tagBits) }

  @inline(__always) static func bit(_ tag: PennTag) -> UInt64 { 1 << UInt64(tag.rawValue) }
}

/// What was counted of a word: its choice, and how often it was what the tagger asks for.
struct TagCounts {
  fileprivate(set) var choice = TagChoice(packed: 0)
  fileprivate(set) var total = 0
  /// Counted as `NN`.
  fileprivate(set) var nouns = 0
  /// Counted as `NNP` or `NNPS`.
  fileprivate(set) var names = 0
  /// Counted as `VB` or `VBP`.
  fileprivate(set) var verbs = 0

  /// Counted more than once.
  var isSure: Bool { total > 1 }

  /// Adds a tag; the most frequent one comes first.
  mutating func add(_ tag: PennTag, _ count: Int) {
    choice = choice.packed == 0 ? TagChoice(best: tag) : choice.adding(TagChoice.bit(tag))
    total += count
    switch tag {
    case .NN: nouns += count
    case .NNP, .NNPS: names += count
    case .VB, .VBP: verbs += count
    default: break
    }
  }

  /// So many uses, all as a verb, leave it open whether a word is never a noun.
  private static let fewVerbs = 30

  /// *the slip*, *the party's transport plan*: a word that was counted few times, and as a verb each time, may be a noun
  /// where its neighbours say so.
  mutating func allowNoun() {
    if verbs > 0, verbs == total, total < Self.fewVerbs { choice = choice.adding(TagChoice.bit(.NN)) }
  }

  /// Allows further tags.
  mutating func allow(_ tags: UInt64) { choice = choice.adding(tags) }

  /// *they disliked it*, *was disliked*: of a regular verb the past and the participle look alike, whichever was counted,
  /// where it was counted few times: *based* is hardly ever a past.
  mutating func allowPast() {
    guard total < Self.fewVerbs else { return }
    let (past, participle) = (TagChoice.bit(.VBD), TagChoice.bit(.VBN))
    if choice.mask & (past | participle) != 0 { choice = choice.adding(past | participle) }
  }
}

/// Words or endings with the tags they were counted with, found by a hash of the word.
///
/// Numbers of four bytes, the lowest first, made when resources are compiled (`TagLexiconBuilder`) and mapped: a look-up
/// is O(length of the word), and nothing is read at start. They are: the number of slots, a power of two; the number of
/// words; the slots, each the number of a word from 1 on, or 0; a record a word; the words. A record is the choice in
/// eight bytes, the counts (all, nouns, names, verbs), and where the word begins and how long it is.
struct TagLexicon: Sendable {
  private let bytes: ResourceBytes
  private let slotCount: Int
  private let records: Int
  private let text: Int

  static let recordSize = 32
  static let headerSize = 8

  /// The lexicon of a section; what is none has no words.
  init(_ section: ResourceBytes) {
    bytes = section
    let slots = Int(section.uint32(at: 0))
    let words = Int(section.uint32(at: 4))
    records = Self.headerSize + 4 * slots
    text = records + Self.recordSize * words
    slotCount = slots > 0 && slots & (slots - 1) == 0 && text <= section.count ? slots : 0
  }

  static func hash(_ word: UnsafeBufferPointer<UInt8>) -> Int {
    var hash: UInt32 = 2_166_136_261
    for byte in word { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
    return Int(hash ^ (hash >> 15))
  }

  /// The counts of a word; nil where it is not there.
  func counts(of word: UnsafeBufferPointer<UInt8>) -> TagCounts? {
    guard slotCount > 0 else { return nil }
    var slot = Self.hash(word) & (slotCount - 1)
    // A sound table has free slots; a damaged one is left after all of them.
    for _ in 0..<slotCount {
      let number = Int(bytes.uint32(at: Self.headerSize + 4 * slot))
      guard number > 0 else { return nil }
      let record = records + Self.recordSize * (number - 1)
      if isWord(record, word) { return read(record) }
      slot = (slot + 1) & (slotCount - 1)
    }
    return nil
  }

  /// Tells the processor that words with these hashes will be looked up soon: first where their slots lie, then, when these
  /// have come, their records, and last their bytes.
  func prefetch(_ hashes: UnsafeBufferPointer<Int32>) {
    guard slotCount > 0 else { return }
    bytes.withBytes { all in
      guard let base = all.baseAddress.map({ UnsafeRawPointer($0) }) else { return }
      for hash in hashes { base.prefetch(Self.headerSize + 4 * slot(hash)) }
      for hash in hashes { if let record = record(hash) { base.prefetch(record) } }
      for hash in hashes {
        if let record = record(hash) { base.prefetch(min(all.count - 1, text + Int(bytes.uint32(at: record + 24)))) }
      }
    }
  }

  private func slot(_ hash: Int32) -> Int { Int(UInt32(bitPattern: hash)) & (slotCount - 1) }

  /// Where the record in the first slot of a hash begins.
  private func record(_ hash: Int32) -> Int? {
    let number = Int(bytes.uint32(at: Self.headerSize + 4 * slot(hash)))
    let record = records + Self.recordSize * (number - 1)
    return number > 0 && record + Self.recordSize <= bytes.count ? record : nil
  }

  /// The counts of a word that was counted more than once.
  func known(_ word: UnsafeBufferPointer<UInt8>) -> TagCounts? {
    guard let counts = counts(of: word), counts.isSure else { return nil }
    return counts
  }

  private func isWord(_ record: Int, _ word: UnsafeBufferPointer<UInt8>) -> Bool {
    guard Int(bytes.uint32(at: record + 28)) == word.count else { return false }
    let start = text + Int(bytes.uint32(at: record + 24))
    return bytes.withBytes { all in
      guard start + word.count <= all.count else { return false }
      for offset in 0..<word.count where all[start + offset] != word[offset] { return false }
      return true
    }
  }

  private func read(_ record: Int) -> TagCounts? {
    var counts = TagCounts()
    counts.choice = TagChoice(packed: bytes.uint64(at: record))
    counts.total = Int(bytes.uint32(at: record + 8))
    counts.nouns = Int(bytes.uint32(at: record + 12))
    counts.names = Int(bytes.uint32(at: record + 16))
    counts.verbs = Int(bytes.uint32(at: record + 20))
    return counts.choice.packed == 0 || PennTag(rawValue: counts.choice.best) == nil ? nil : counts
  }
}
