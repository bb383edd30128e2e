import TextModel

/// The words that the tagging of names treats by themselves, with their flags: found by their bytes, in small letters.
struct KnownWords: Sendable {
  private var slots: [Int32] = []
  private var hashes: [UInt64] = []
  private var flags: [NameWord.Flags] = []

  /// Those of the classes of the list `name`.
  init(_ classes: WordClasses) {
    for (list, flag) in Self.lists { classes.forEachWord(of: list) { add($0, flag) } }
    var size = 64
    while size < hashes.count * 2 { size *= 2 }
    slots = [Int32](repeating: -1, count: size)
    for index in hashes.indices { slots[freeSlot(hashes[index])] = Int32(truncatingIfNeeded: index) }
  }

  private mutating func add(_ word: UnsafeBufferPointer<UInt8>, _ flag: NameWord.Flags) {
    var hash = EvidenceHash()
    hash.add(word)
    add(hash.value, flag)
  }

  private mutating func add(_ hash: UInt64, _ flag: NameWord.Flags) {
    if let known = hashes.firstIndex(of: hash) {
      flags[known].formUnion(flag)
    } else {
      hashes.append(hash)
      flags.append(flag)
    }
  }

  private func freeSlot(_ hash: UInt64) -> Int {
    var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
    return slot
  }

  /// What is known of a word; nothing of most.
  func flags(of word: UnsafeBufferPointer<UInt8>) -> NameWord.Flags {
    var hash = EvidenceHash()
    hash.add(word)
    return flags(of: hash)
  }

  /// The same by the hash of the word.
  func flags(of hash: EvidenceHash) -> NameWord.Flags {
    var slot = Int(truncatingIfNeeded: hash.value) & (slots.count - 1)
    while slots[slot] >= 0 {
      let index = Int(slots[slot])
      if hashes[index] == hash.value { return flags[index] }
      slot = (slot + 1) & (slots.count - 1)
    }
    return []
  }

  /// The classes of words, and the flags of their words.
  private static let lists: [(list: String, NameWord.Flags)] = [
    ("name.joiner", .joiner),
    ("name.head-joiner", .headJoiner),
    ("name.article", .article),
    ("name.and", .and),
    ("name.ampersand", .ampersand),
    ("name.of", .of),
    ("name.comma", .comma),
    ("name.open-bracket", .openBracket),
    ("name.close-bracket", .closeBracket),
    ("name.pronoun", .pronoun),
    ("name.calendar", .calendar),
    ("name.compound-tail", .compoundTail),
    ("name.prefix", .prefix),
    ("name.name-head", .nameHead),
    ("name.male-title", .maleTitle),
    ("name.female-title", .femaleTitle),
    ("name.apposition-start", .appositionStart),
    ("name.apposition-end", .appositionEnd),
    ("name.sentence-opener", .sentenceOpener),
    ("name.saying", .saying),
    ("name.role-adjective", .roleAdjective),
    ("name.possessive", .possessive),
  ]
}
