import TextModel

/// Measures the paragraphs of a page or of a plain text, in one pass over the bytes of each.
struct BlockMeasure {
  private(set) var facts: [BlockFacts] = []
  /// The levelled texts of the paragraphs, where their facts say; what stands behind the last one has no meaning.
  private(set) var levelled: [UInt8] = []
  /// The keys of the words of all paragraphs (`ParagraphScan`); what stands behind those of the last one has no meaning.
  private(set) var words: [UInt64] = []
  private var keys: [UInt64] = []
  private var shapes: [UInt64] = []
  private var repeats = RepeatTable()
  private let rules: PageRules

  init(rules: PageRules) { self.rules = rules }

  func levelled(_ fact: BlockFacts) -> ArraySlice<UInt8> { levelled[Int(fact.start)..<Int(fact.end)] }

  /// Measures the paragraphs of a text. Without `phrases`, only their words and marks, and of as many paragraphs as it
  /// takes to know the language: the facts end there. O(bytes).
  mutating func measure(_ text: [UInt8], _ blocks: [LeafBlock], phrases: Bool = true) {
    facts.removeAll(keepingCapacity: true)
    keys.removeAll(keepingCapacity: true)
    shapes.removeAll(keepingCapacity: true)
    if phrases { makeRoom(text.count / 2 + blocks.count + 1) }
    var place = 0
    // A levelled paragraph is never longer than the paragraph.
    var room = levelled
    levelled = []
    if room.count < text.count { room.append(contentsOf: repeatElement(0, count: text.count - room.count)) }
    text.withUnsafeBufferPointer { text in
      room.withUnsafeMutableBufferPointer { room in
        var language = Language.Count()
        for block in blocks where phrases || !language.isSurelyEnglish {
          let range = (Int(block.start)..<Int(block.end)).clamped(to: 0..<text.count)
          let left = UnsafeMutableBufferPointer(rebasing: room[place...])
          guard left.count >= range.count else { break }
          place += add(UnsafeBufferPointer(rebasing: text[range]), to: left, at: place, block: phrases ? block : nil)
          language.add(facts[facts.count - 1])
        }
      }
    }
    levelled = room
    guard phrases else { return }
    repeats.count(keys)
    for index in facts.indices { facts[index].repeats = repeats.counts[index] }
    repeats.count(shapes)
    for index in facts.indices where repeats.counts[index] > 2 { facts[index].flags.insert(.shape) }
  }

  private mutating func makeRoom(_ count: Int) {
    if words.count < count { words.append(contentsOf: repeatElement(0, count: count - words.count)) }
  }

  /// Measures a paragraph, its phrases where the block is given; returns the length of its levelled text.
  private mutating func add(
    _ text: UnsafeBufferPointer<UInt8>, to room: UnsafeMutableBufferPointer<UInt8>, at place: Int, block: LeafBlock?
  ) -> Int {
    var fact = BlockFacts()
    fact.firstWord = facts.last?.lastWord ?? 0
    fact.lastWord = fact.firstWord
    let count = words.withUnsafeMutableBufferPointer { words in
      let keys = UnsafeMutableBufferPointer(rebasing: words[min(Int(fact.firstWord), words.count)...])
      return rules.words.scanned.slots.withUnsafeBufferPointer { known in
        var scan = ParagraphScan(text, into: room, known: known, keys: block == nil ? nil : keys)
        scan.run()
        scan.fill(&fact)
        fact.lastWord += Int32(truncatingIfNeeded: scan.keyCount)
        return scan.count
      }
    }
    Self.ends(of: text, &fact)
    fact.start = Int32(truncatingIfNeeded: place)
    fact.end = Int32(truncatingIfNeeded: place + count)
    if let block {
      let words = UnsafeBufferPointer(rebasing: UnsafeBufferPointer(room)[..<count])
      (fact.phrase, fact.part) = rules.phrases.marks(of: words)
      keys.append(Self.hash(words))
      if Self.isDateline(text) { fact.flags.insert(.dateline) }
      shapes.append(fact.words <= Self.longestShape ? Self.shape(words) : 0)
      if fact.words <= Self.longestShape, Self.hasClock(text) { fact.flags.insert(.clock) }
      if isDebris(words, fact, text: text, block: block) { fact.flags.insert(.debris) }
      if isEnd(text, words) { fact.flags.insert(.ends) }
      if fact.flags.contains(.you), fact.words <= Self.longestNotice, rules.phrases.isNotice(words) {
        fact.flags.insert(.notice)
      }
    }
    facts.append(fact)
    return count
  }

  private static let longestShape = 12

  /// A key of a levelled text that has digits, these aside; 0 where it has none.
  private static func shape(_ words: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var key: UInt64 = 0xCBF2_9CE4_8422_2325
    var hasDigits = false
    for byte in words {
      if ASCII.isDigit(byte) { hasDigits = true } else { key = (key ^ UInt64(byte)) &* 0x100_0000_01B3 }
    }
    return hasDigits ? (key ^ key >> 31) | 1 : 0
  }

  /// Whether a paragraph begins as reports of agencies do: a place in capitals, then a dash behind a bracket or a word.
  private static func isDateline(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard text.count > 64, text.prefix(3).allSatisfy(ASCII.isCapital) else { return false }
    for index in 4..<60 where text[index] == 0x20 && !ASCII.isLetter(text[index + 1]) {
      let isShort = text[index + 1] == 0x2D && text[index + 2] == 0x20
      let isLong = text[index + 1] == 0xE2 && text[index + 2] == 0x80 && text[index + 3] == 0x94
      let isEnDash = text[index + 1] == 0xE2 && text[index + 2] == 0x80 && text[index + 3] == 0x93
      if isShort || isLong || isEnDash {
        return text[index - 1] == 0x29 || text[..<index].allSatisfy { !ASCII.isLetter($0) || ASCII.isCapital($0) }
      }
    }
    return false
  }

  /// Whether a time of day stands in a line: a colon between digits.
  private static func hasClock(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let colon = Memory.find(0x3A, in: text), colon > 0, colon + 2 < text.count else { return false }
    return ASCII.isDigit(text[colon - 1]) && ASCII.isDigit(text[colon + 1]) && ASCII.isDigit(text[colon + 2])
  }

  /// Marks of whole paragraphs that no article has.
  private static let debris: MarkSet = [
    .share, .bio, .newsletter, .comments, .subscribe, .ad, .byline, .date, .metaInfo, .recirculation,
  ]
  .reduce(into: MarkSet()) { $0.formUnion(MarkSet($1)) }
  private static let mostWords = 30
  private static let longestNotice = 80
  private static let longestPointerHead = 6

  private func isDebris(
    _ words: UnsafeBufferPointer<UInt8>, _ fact: BlockFacts, text: UnsafeBufferPointer<UInt8>, block: LeafBlock
  ) -> Bool {
    if !fact.phrase.isDisjoint(with: Self.debris) { return true }
    // The end of a press release.
    if fact.words == 0 { return text.first == 0x23 }
    // *© Harbour News 2024*
    if fact.flags.contains(.copyright), fact.words < 8 { return true }
    guard fact.words <= Self.mostWords, !fact.flags.contains(.said), !fact.flags.contains(.quotes) else { return false }
    if rules.phrases.isDebris(words) { return true }
    if fact.words <= 12, rules.phrases.isDate(words) || Self.isClock(text) || Self.isDay(text) { return true }
    guard rules.phrases.isPointer(words) else { return false }
    // The line over such pointers: *See also:*
    if fact.last == 0x3A, fact.words <= Self.longestPointerHead { return true }
    // A pointer to another story: *READ MORE: …*, *[See also …]*, a link but for these words.
    guard text.first == 0x5B || text.prefix(40).contains(0x3A) else { return false }
    return block.tag == .unknown ? !fact.endsSentence : Int(block.linkBytes) * 10 >= block.count * 6
  }

  /// How a press release ends: *###*, *-ENDS-*, *-30-*.
  private func isEnd(_ text: UnsafeBufferPointer<UInt8>, _ words: UnsafeBufferPointer<UInt8>) -> Bool {
    guard text.count < 12, let first = text.first else { return false }
    if words.isEmpty { return first == 0x23 }
    return rules.words.ends.contains { words.elementsEqual($0) && (first == 0x2D || !ASCII.isDigit(words[0])) }
  }

  /// *2024-11-06*, *6.11.2024*, *06/11/24*: a day in figures and nothing else.
  private static func isDay(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard text.count >= 8, text.count <= 10 else { return false }
    let parts = text.split(omittingEmptySubsequences: false) { $0 == 0x2D || $0 == 0x2E || $0 == 0x2F }
    return parts.count == 3 && parts.allSatisfy { !$0.isEmpty && $0.count < 5 && $0.allSatisfy(ASCII.isDigit) }
  }

  /// *22:10* or *9:20PM*, which live pages have over each entry.
  private static func isClock(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var end = min(text.count, 9)
    if end > 4, ASCII.lower(text[end - 1]) == 0x6D, [0x61, 0x70].contains(ASCII.lower(text[end - 2])) { end -= 2 }
    while end > 0, text[end - 1] == 0x20 { end -= 1 }
    let clock = text[..<end]
    return end < 6 && text.count < 9 && clock.contains(0x3A) && clock.allSatisfy { ASCII.isDigit($0) || $0 == 0x3A }
  }

  /// Eight bytes at a step; a key within one run only.
  private static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var hash = UInt64(truncatingIfNeeded: bytes.count) &* 0x9E37_79B9_7F4A_7C15
    let raw = UnsafeRawBufferPointer(bytes)
    var index = 0
    while index + 8 <= raw.count {
      hash = (hash ^ raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)) &* 0x9FB2_1C65_1E98_DF25
      hash ^= hash >> 32
      index += 8
    }
    var rest: UInt64 = 0
    while index < raw.count {
      rest = rest << 8 | UInt64(raw[index])
      index += 1
    }
    hash = (hash ^ rest) &* 0x9FB2_1C65_1E98_DF25
    return hash ^ hash >> 29
  }

  /// The mark of ASCII for one of Chinese and Japanese that a text ends with.
  private static func stop(_ text: UnsafeBufferPointer<UInt8>, _ end: Int) -> UInt8? {
    guard end > 2 else { return nil }
    switch (text[end - 3], text[end - 2], text[end - 1]) {
    case (0xE3, 0x80, 0x82): return 0x2E
    case (0xEF, 0xBC, 0x81): return 0x21
    case (0xEF, 0xBC, 0x9F): return 0x3F
    default: return nil
    }
  }

  /// What the first and the last mark are.
  private static func ends(of text: UnsafeBufferPointer<UInt8>, _ fact: inout BlockFacts) {
    guard let first = text.first, var last = text.last else { return }
    if first == 0x22 || first == 0x27 || (first == 0xE2 && text.count > 2 && (0x98...0x9D).contains(text[2])) {
      fact.flags.insert(.startsQuote)
    }
    var end = text.count
    while end > 0 {
      last = text[end - 1]
      let isCurly = end > 2 && text[end - 3] == 0xE2 && text[end - 2] == 0x80
      if last == 0x22 || last == 0x27 {
        fact.flags.insert(.endsQuote)
        end -= 1
      } else if isCurly, (0x98...0x9D).contains(last) {
        fact.flags.insert(.endsQuote)
        end -= 3
      } else if isCurly, last == 0xA6 {
        fact.flags.insert(.endsEllipsis)
        break
      } else if last == 0x29 || last == 0x5D {
        end -= 1
      } else {
        break
      }
    }
    if end > 2, text[end - 1] == 0x2E, text[end - 2] == 0x2E { fact.flags.insert(.endsEllipsis) }
    fact.first = first
    fact.last = end > 0 ? stop(text, end) ?? last : 0
  }
}

/// Counts how often each paragraph stands on a page, by a key of its text; 0 is that of none.
private struct RepeatTable {
  private(set) var counts: [Int32] = []
  /// The first paragraph with a hash, or -1: open hashing.
  private var slots: [Int32] = []
  private var firsts: [Int32] = []

  mutating func count(_ keys: [UInt64]) {
    counts.removeAll(keepingCapacity: true)
    counts.append(contentsOf: repeatElement(1, count: keys.count))
    var size = 64
    while size < keys.count * 2 { size *= 2 }
    slots.removeAll(keepingCapacity: true)
    slots.append(contentsOf: repeatElement(-1, count: size))
    firsts.removeAll(keepingCapacity: true)
    for (index, key) in keys.enumerated() {
      var slot = Int(truncatingIfNeeded: key) & (size - 1)
      while slots[slot] >= 0, keys[Int(slots[slot])] != key { slot = (slot + 1) & (size - 1) }
      if slots[slot] < 0 {
        slots[slot] = Int32(truncatingIfNeeded: index)
      } else {
        counts[Int(slots[slot])] += 1
      }
      firsts.append(slots[slot])
    }
    for index in firsts.indices { counts[index] = keys[index] == 0 ? 1 : counts[Int(firsts[index])] }
  }
}
