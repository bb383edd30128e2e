import TextModel

/// The tags that a word may have: the likeliest and the set of all.
struct TagChoice {
  var best: PennTag
  /// A bit for each tag's raw value.
  var mask: UInt64

  init(best: PennTag, mask: UInt64 = 0) {
    self.best = best
    self.mask = mask | Self.bit(best)
  }

  @inline(__always) static func bit(_ tag: PennTag) -> UInt64 { 1 << UInt64(tag.rawValue) }
}

/// Tags with how often they were counted, the most frequent first.
struct TagCounts {
  var counts: [(tag: PennTag, count: Int)]

  var total: Int { counts.reduce(0) { $0 + $1.count } }

  /// How often any of the tags was counted.
  func count(of tags: PennTag...) -> Int {
    counts.reduce(0) { $0 + (tags.contains($1.tag) ? $1.count : 0) }
  }

  var choice: TagChoice {
    var choice = TagChoice(best: counts.first?.tag ?? .NN)
    for (tag, _) in counts { choice.mask |= TagChoice.bit(tag) }
    return choice
  }
}

/// Words or endings with the tags they were counted with: the lines of a file, found by a hash of the word.
///
/// The bytes stay as they are in the file; a line is read when its word is looked up. Opening is O(bytes), a look-up
/// O(length of the word).
struct TagLexicon: Sendable {
  private let bytes: [UInt8]
  /// Where the line of a slot's word begins, plus one; 0 where the slot is free.
  private var slots: [UInt32]
  private let mask: Int

  /// Reads lines of `word`, tabulator, `TAG count TAG count …`; the first line is a header.
  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    let lines = bytes.reduce(0) { $0 + ($1 == 0x0A ? 1 : 0) }
    var size = 64
    while size < lines * 2 { size *= 2 }
    slots = [UInt32](repeating: 0, count: size)
    mask = size - 1
    var line = (bytes.firstIndex(of: 0x0A) ?? bytes.count) + 1
    while line < bytes.count {
      let end = bytes[line...].firstIndex(of: 0x0A) ?? bytes.count
      if let tab = bytes[line..<end].firstIndex(of: 0x09) { insert(line, tab) }
      line = end + 1
    }
  }

  private mutating func insert(_ line: Int, _ tab: Int) {
    var slot = bytes.withUnsafeBufferPointer { Self.hash(UnsafeBufferPointer(rebasing: $0[line..<tab])) } & mask
    while slots[slot] != 0 { slot = (slot + 1) & mask }
    slots[slot] = UInt32(truncatingIfNeeded: line + 1)
  }

  private static func hash(_ word: UnsafeBufferPointer<UInt8>) -> Int {
    var hash: UInt32 = 2_166_136_261
    for byte in word { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
    return Int(hash ^ (hash >> 15))
  }

  /// The counts of a word; nil where the file has it not.
  func counts(of word: UnsafeBufferPointer<UInt8>) -> TagCounts? {
    var slot = Self.hash(word) & mask
    while slots[slot] != 0 {
      let line = Int(slots[slot]) - 1
      let tab = line + word.count
      if tab < bytes.count, bytes[tab] == 0x09, bytes[line..<tab].elementsEqual(word) { return parse(from: tab + 1) }
      slot = (slot + 1) & mask
    }
    return nil
  }

  func counts(of word: String) -> TagCounts? {
    var copy = word
    return copy.withUTF8 { counts(of: $0) }
  }

  private func parse(from start: Int) -> TagCounts? {
    var counts: [(tag: PennTag, count: Int)] = []
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
      if let tag = Self.tags[name] {
        counts.append((tag, count))
      } else if count == 0 {
        break
      }
    }
    return counts.isEmpty ? nil : TagCounts(counts: counts)
  }

  /// The tags by the bytes of their names.
  private static let tags: [UInt64: PennTag] = {
    var tags: [UInt64: PennTag] = [:]
    for tag in PennTag.allCases { tags[tag.name.utf8.reduce(0) { $0 << 8 | UInt64($1) }] = tag }
    return tags
  }()
}
