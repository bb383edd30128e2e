import GazetteerIndex
import TextModel

/// Makes the bytes of a `TagLexicon` from the lines of a file.
struct TagLexiconBuilder {
  private var words: [(start: Int, length: Int, counts: TagCounts)] = []
  private var slots: [UInt32] = []
  private var text: [UInt8] = []
  private let tagNames = TagNames()

  /// Reads lines of `word`, tabulator, `TAG count TAG count …`, behind remarks (`# `) and the names of the columns. The
  /// mark `#` is a word as well: behind the columns nothing is a remark.
  init(lines bytes: [UInt8]) {
    let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).drop { $0.starts(with: "# ".utf8) }
      .dropFirst()
    var size = 64
    while size < lines.count * 2 { size *= 2 }
    slots = [UInt32](repeating: 0, count: size)
    for line in lines {
      guard let tab = line.firstIndex(of: 0x09) else { continue }
      add(line[..<tab], counts(line[(tab + 1)...]))
    }
  }

  private mutating func add(_ word: ArraySlice<UInt8>, _ counts: TagCounts) {
    words.append((text.count, word.count, counts))
    text += word
    var slot = word.withUnsafeBufferPointer { TagLexicon.hash($0) } & (slots.count - 1)
    while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
    slots[slot] = UInt32(truncatingIfNeeded: words.count)
  }

  /// The counts as far as they are such.
  private func counts(_ columns: ArraySlice<UInt8>) -> TagCounts {
    var counts = TagCounts()
    var index = columns.startIndex
    while index < columns.endIndex {
      var name: UInt64 = 0
      while index < columns.endIndex, columns[index] > 0x20 {
        name = name << 8 | UInt64(columns[index])
        index += 1
      }
      index += 1
      var count = 0
      while index < columns.endIndex, columns[index] &- 0x30 < 10, count < 100_000_000 {
        count = count * 10 + Int(columns[index] &- 0x30)
        index += 1
      }
      if index < columns.endIndex, columns[index] == 0x20 { index += 1 }
      if let tag = tagNames.tag(name) {
        counts.add(tag, count)
      } else if count == 0 {
        break
      }
    }
    counts.allowNoun()
    return counts
  }

  /// The bytes as `TagLexicon` takes them.
  var bytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.appendLittleEndian(UInt32(truncatingIfNeeded: slots.count))
    bytes.appendLittleEndian(UInt32(truncatingIfNeeded: words.count))
    for slot in slots { bytes.appendLittleEndian(slot) }
    for (start, length, counts) in words {
      bytes.appendLittleEndian(UInt32(truncatingIfNeeded: counts.choice.packed))
      bytes.appendLittleEndian(UInt32(truncatingIfNeeded: counts.choice.packed >> 32))
      for number in [counts.total, counts.nouns, counts.names, counts.verbs, start, length] {
        bytes.appendLittleEndian(UInt32(clamping: number))
      }
    }
    return bytes + text
  }
}

/// The tags by the bytes of their names: a small open table.
struct TagNames: Sendable {
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
