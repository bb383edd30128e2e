/// Measures the paragraphs of a page or of a plain text, in one pass over the bytes of each.
struct BlockMeasure {
  private(set) var facts: [BlockFacts] = []
  /// The levelled texts of the paragraphs, where their facts say; what stands behind the last one has no meaning.
  private(set) var levelled: [UInt8] = []
  private var keys: [UInt64] = []
  private var repeats = RepeatTable()
  private let rules: PageRules

  init(rules: PageRules) { self.rules = rules }

  func levelled(_ fact: BlockFacts) -> ArraySlice<UInt8> { levelled[Int(fact.start)..<Int(fact.end)] }

  /// Measures the paragraphs of a text. Without `phrases`, only their words and marks, and of as many paragraphs as it
  /// takes to know the language: the facts end there. O(bytes).
  mutating func measure(_ text: [UInt8], _ blocks: [LeafBlock], phrases: Bool = true) {
    facts.removeAll(keepingCapacity: true)
    keys.removeAll(keepingCapacity: true)
    // A levelled paragraph is never longer than the paragraph.
    var room = levelled
    levelled = []
    if room.count < text.count { room.append(contentsOf: repeatElement(0, count: text.count - room.count)) }
    text.withUnsafeBufferPointer { text in
      room.withUnsafeMutableBufferPointer { room in
        var place = 0
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
    if phrases { repeats.count(keys, into: &facts) }
  }

  /// Measures a paragraph, its phrases where the block is given; returns the length of its levelled text.
  private mutating func add(
    _ text: UnsafeBufferPointer<UInt8>, to room: UnsafeMutableBufferPointer<UInt8>, at place: Int, block: LeafBlock?
  ) -> Int {
    var fact = BlockFacts()
    var scan = ParagraphScan(text, into: room)
    scan.run()
    scan.fill(&fact)
    Self.ends(of: text, &fact)
    fact.start = Int32(truncatingIfNeeded: place)
    fact.end = Int32(truncatingIfNeeded: place + scan.count)
    if let block {
      let words = UnsafeBufferPointer(rebasing: UnsafeBufferPointer(room)[..<scan.count])
      (fact.phrase, fact.part) = rules.phrases.marks(of: words)
      keys.append(Self.hash(words))
      if isDebris(words, fact, text: text, block: block) { fact.flags.insert(.debris) }
      if Self.isEnd(text, words) { fact.flags.insert(.ends) }
      if fact.flags.contains(.you), fact.words <= Self.longestNotice, rules.phrases.isNotice(words) {
        fact.flags.insert(.notice)
      }
    }
    facts.append(fact)
    return scan.count
  }

  /// Marks of whole paragraphs that no article has.
  private static let debris: MarkSet = [
    .share, .bio, .newsletter, .comments, .subscribe, .ad, .byline, .date, .metaInfo, .recirculation,
  ]
  .reduce(into: MarkSet()) { $0.formUnion(MarkSet($1)) }
  private static let mostWords = 30
  private static let longestNotice = 80

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
    if fact.words <= 12, rules.phrases.isDate(words) || Self.isClock(text) { return true }
    guard rules.phrases.isPointer(words) else { return false }
    // A pointer to another story: *READ MORE: …*, *[See also …]*, a link but for these words.
    guard text.first == 0x5B || text.prefix(40).contains(0x3A) else { return false }
    return block.tag == .unknown ? !fact.endsSentence : Int(block.linkBytes) * 10 >= block.count * 6
  }

  /// How a press release ends: *###*, *-ENDS-*, *-30-*.
  private static func isEnd(_ text: UnsafeBufferPointer<UInt8>, _ words: UnsafeBufferPointer<UInt8>) -> Bool {
    guard text.count < 12, let first = text.first else { return false }
    if words.isEmpty { return first == 0x23 }
    return words.elementsEqual("ends".utf8) || (first == 0x2D && words.elementsEqual("30".utf8))
  }

  /// *22:10*, which live pages have over each entry.
  private static func isClock(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    text.count < 6 && text.contains(0x3A) && text.allSatisfy { ASCII.isDigit($0) || $0 == 0x3A }
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
    fact.last = end > 0 ? last : 0
  }
}

/// Counts how often each paragraph stands on a page, by the hashes of their levelled texts.
private struct RepeatTable {
  /// The first paragraph with a hash, or -1: open hashing.
  private var slots: [Int32] = []
  private var firsts: [Int32] = []

  mutating func count(_ keys: [UInt64], into facts: inout [BlockFacts]) {
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
        facts[Int(slots[slot])].repeats += 1
      }
      firsts.append(slots[slot])
    }
    for index in firsts.indices { facts[index].repeats = facts[Int(firsts[index])].repeats }
  }
}
