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
    // Spellings are added: at most one a line, so that some slots stay free.
    while size <= lines.count * 2 { size *= 2 }
    slots = [UInt32](repeating: 0, count: size)
    for line in lines {
      guard let tab = line.firstIndex(of: 0x09) else { continue }
      var counts = counts(line[(tab + 1)...])
      // The word ends in *ed*.
      if line[..<tab].suffix(2).elementsEqual([0x65, 0x64]) { counts.allowPast() }
      add(line[..<tab], counts)
    }
    allowForms()
    addSpellings()
  }

  /// *apologised*, *analysed*: the words with *ise* and *yse* of those that were counted with *ize* and *yze*.
  private mutating func addSpellings() {
    for index in words.indices {
      var word = ArraySlice(text[words[index].start..<words[index].start + words[index].length])
      guard word.count > 6, let z = word.lastIndex(of: 0x7A), z > word.startIndex + 3, word.endIndex - z <= 4,
        word[z - 1] == 0x69 || word[z - 1] == 0x79, z + 1 < word.endIndex, word[z + 1] == 0x65 || word[z + 1] == 0x69
      else { continue }
      word[z] = 0x73
      if choice(of: word) == nil { add(word, words[index].counts) }
    }
  }

  private mutating func add(_ word: ArraySlice<UInt8>, _ counts: TagCounts) {
    words.append((text.count, word.count, counts))
    text += word
    var slot = word.withUnsafeBufferPointer { TagLexicon.hash($0) } & (slots.count - 1)
    while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
    slots[slot] = UInt32(truncatingIfNeeded: words.count)
  }

  /// *The memo states that …*: a word in *s* of a verb and noun may be the form of either, whichever was counted.
  private mutating func allowForms() {
    let (plural, verb) = (TagChoice.bit(.NNS), TagChoice.bit(.VBZ))
    for index in words.indices {
      let word = text[words[index].start..<words[index].start + words[index].length]
      let mask = words[index].counts.choice.mask
      guard word.count > 3, word.last == 0x73, mask & (plural | verb) != 0, mask & (plural | verb) != plural | verb,
        let base = choice(of: word.dropLast()) ?? choice(of: word.dropLast(2))
      else { continue }
      if base.mask & (TagChoice.bit(.VB) | TagChoice.bit(.VBP)) != 0, base.mask & TagChoice.bit(.NN) != 0 {
        words[index].counts.allow(plural | verb)
      }
    }
  }

  private func choice(of word: ArraySlice<UInt8>) -> TagChoice? {
    var slot = word.withUnsafeBufferPointer { TagLexicon.hash($0) } & (slots.count - 1)
    while slots[slot] != 0 {
      let found = words[Int(slots[slot]) - 1]
      if text[found.start..<found.start + found.length].elementsEqual(word) { return found.counts.choice }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
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
