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
  private(set) var choice = TagChoice(packed: 0)
  private(set) var total = 0
  /// Counted as `NN`.
  private(set) var nouns = 0
  /// Counted as `NNP` or `NNPS`.
  private(set) var names = 0
  /// Counted as `VB` or `VBP`.
  private(set) var verbs = 0

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
}

/// Words or endings with the tags they were counted with: the lines of a file, found by a hash of the word.
///
/// The bytes stay as they are in the file; a line is read when its word is looked up. Opening is O(bytes), a look-up
/// O(length of the word and its line).
struct TagLexicon: Sendable {
  private let bytes: [UInt8]
  /// Where the line of a slot's word begins, plus one; 0 where the slot is free.
  private let slots: [UInt32]
  private let tagNames = TagNames()

  /// Reads lines of `word`, tabulator, `TAG count TAG count …`; the first line is a header.
  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    slots = bytes.withUnsafeBufferPointer { bytes in
      let lines = bytes.reduce(0) { $0 &+ ($1 == 0x0A ? 1 : 0) }
      var size = 64
      while size < lines * 2 { size *= 2 }
      var slots = [UInt32](repeating: 0, count: size)
      var line = (bytes.firstIndex(of: 0x0A) ?? bytes.count) + 1
      var index = line
      var tab = -1
      while index < bytes.count {
        if bytes[index] == 0x09, tab < line { tab = index }
        if bytes[index] == 0x0A || index == bytes.count - 1 {
          if tab >= line { Self.insert(line, UnsafeBufferPointer(rebasing: bytes[line..<tab]), &slots) }
          line = index + 1
        }
        index += 1
      }
      return slots
    }
  }

  private static func insert(_ line: Int, _ word: UnsafeBufferPointer<UInt8>, _ slots: inout [UInt32]) {
    var slot = hash(word) & (slots.count - 1)
    while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
    slots[slot] = UInt32(truncatingIfNeeded: line + 1)
  }

  private static func hash(_ word: UnsafeBufferPointer<UInt8>) -> Int {
    var hash: UInt32 = 2_166_136_261
    for byte in word { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
    return Int(hash ^ (hash >> 15))
  }

  /// The counts of a word; nil where the file has it not.
  func counts(of word: UnsafeBufferPointer<UInt8>) -> TagCounts? {
    bytes.withUnsafeBufferPointer { bytes in
      var slot = Self.hash(word) & (slots.count - 1)
      while slots[slot] != 0 {
        let line = Int(slots[slot]) - 1
        let tab = line + word.count
        if tab < bytes.count, bytes[tab] == 0x09, Self.isEqual(bytes, line, word) { return read(bytes, from: tab + 1) }
        slot = (slot + 1) & (slots.count - 1)
      }
      return nil
    }
  }

  /// The counts of a word that was counted more than once.
  func known(_ word: UnsafeBufferPointer<UInt8>) -> TagCounts? {
    guard let counts = counts(of: word), counts.total > 1 else { return nil }
    return counts
  }

  private static func isEqual(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ word: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    for offset in word.indices where bytes[start + offset] != word[offset] { return false }
    return true
  }

  private func read(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> TagCounts? {
    var counts = TagCounts()
    var index = start
    while index < bytes.count, bytes[index] != 0x0A {
      var name: UInt64 = 0
      while index < bytes.count, bytes[index] > 0x20 {
        name = name << 8 | UInt64(bytes[index])
        index += 1
      }
      index += 1
      var count = 0
      while index < bytes.count, bytes[index] &- 0x30 < 10, count < 1_000_000_000 {
        count = count * 10 + Int(bytes[index] &- 0x30)
        index += 1
      }
      if index < bytes.count, bytes[index] == 0x20 { index += 1 }
      if let tag = tagNames.tag(name) {
        counts.add(tag, count)
      } else if count == 0 {
        break
      }
    }
    return counts.choice.packed == 0 ? nil : counts
  }
}

/// The tags by the bytes of their names: a small open table.
private struct TagNames: Sendable {
  private var names = [UInt64](repeating: 0, count: 256)
  private var tags = [PennTag](repeating: .none, count: 256)

  init() {
    for tag in PennTag.allCases {
      let name = tag.name.utf8.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      var slot = Self.slot(of: name)
      while names[slot] != 0 { slot = (slot + 1) & 255 }
      names[slot] = name
      tags[slot] = tag
    }
  }

  private static func slot(of name: UInt64) -> Int { Int((name &* 0x9E37_79B9_7F4A_7C15) >> 56) }

  func tag(_ name: UInt64) -> PennTag? {
    var slot = Self.slot(of: name)
    while names[slot] != 0 {
      if names[slot] == name { return tags[slot] }
      slot = (slot + 1) & 255
    }
    return nil
  }
}
