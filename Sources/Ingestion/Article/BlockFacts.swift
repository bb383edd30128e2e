/// What is measured of a paragraph's text, once, before its signs are read.
struct BlockFacts {
  var words: Int32 = 0
  var functionWords: Int32 = 0
  /// Those of them that are English.
  var englishWords: Int32 = 0
  var capitalized: Int32 = 0
  /// Its levelled text in `BlockMeasure.levelled`.
  var start: Int32 = 0
  var end: Int32 = 0
  var repeats: Int32 = 1
  var phrase: MarkSet = []
  var part: MarkSet = []
  var first: UInt8 = 0
  var last: UInt8 = 0
  var flags: Flags = []

  struct Flags: OptionSet {
    let rawValue: UInt16
    static let quotes = Self(rawValue: 1)
    static let pipe = Self(rawValue: 2)
    static let digits = Self(rawValue: 4)
    static let said = Self(rawValue: 8)
    static let address = Self(rawValue: 16)
    static let copyright = Self(rawValue: 32)
    static let comma = Self(rawValue: 64)
    static let allCaps = Self(rawValue: 128)
    static let endsQuote = Self(rawValue: 256)
    static let endsEllipsis = Self(rawValue: 512)
    static let startsQuote = Self(rawValue: 1024)
  }

  /// Running text: long enough, few links, the small words of sentences.
  var isProse: Bool {
    words >= 14 && (functionWords * 100 >= words * 22 || (endsSentence && capitalized * 2 < words))
  }

  /// Ends as a sentence ends.
  var endsSentence: Bool { last == 0x2E || last == 0x3F || last == 0x21 || flags.contains(.endsQuote) }
}

/// Measures the paragraphs of a page or of a plain text.
struct BlockMeasure {
  private(set) var facts: [BlockFacts] = []
  private(set) var levelled: [UInt8] = []
  private var counts: [UInt64: Int32] = [:]
  private let rules: PageRules

  private static let functionWords = ByteTable(
    tsv: Array(
      ("word\n"
        + """
        the a an and or but of to in on at by for from with as is was are were be been has have had not no it its he she
        they them his her their we our you your i this that these those which who whom what when where there than then if
        so will would can could should may might must about after before into over under more most all also because while
        during against between through out up down do does did just one some any other only such said says my me
        der die das und ist von zu den mit im des dem nicht ein eine auf für sich auch als an dass
        le la les des et en du une que est pour dans qui sur pas au par plus avec il ce
        el los las una por con su para como del al lo se más pero sus
        di il che per della non con del sono alla gli nel dei da
        o os do da em um uma não no na com mais dos e
        het een van dat op te zijn voor met niet er ook aan bij
        i w na z się nie że jest och att det som på är av för
        """.split(whereSeparator: { $0 == " " || $0 == "\n" }).joined(separator: "\n")).utf8)
  ) { _ in 1 }

  init(rules: PageRules) { self.rules = rules }

  mutating func clear() {
    facts.removeAll(keepingCapacity: true)
    levelled.removeAll(keepingCapacity: true)
    counts.removeAll(keepingCapacity: true)
  }

  func levelled(_ fact: BlockFacts) -> ArraySlice<UInt8> { levelled[Int(fact.start)..<Int(fact.end)] }

  /// Measures a paragraph. O(bytes).
  mutating func add(_ text: UnsafeBufferPointer<UInt8>) {
    var fact = BlockFacts()
    fact.start = Int32(truncatingIfNeeded: levelled.count)
    fact.words = Int32(truncatingIfNeeded: Normalizer.append(text, to: &levelled))
    fact.end = Int32(truncatingIfNeeded: levelled.count)
    look(at: text, &fact)
    ends(of: text, &fact)
    let key = levelled.withUnsafeBufferPointer { all -> UInt64 in
      let words = UnsafeBufferPointer(rebasing: all[Int(fact.start)..<Int(fact.end)])
      (fact.phrase, fact.part) = rules.phrases.marks(of: words)
      countWords(words, &fact)
      return Self.hash(words)
    }
    counts[key, default: 0] += 1
    keys.append(key)
    facts.append(fact)
  }

  private var keys: [UInt64] = []

  /// Fills in how often each paragraph stands on the page.
  mutating func finish() {
    for index in facts.indices { facts[index].repeats = counts[keys[index]] ?? 1 }
    keys.removeAll(keepingCapacity: true)
  }

  private static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return hash
  }

  private func countWords(_ words: UnsafeBufferPointer<UInt8>, _ fact: inout BlockFacts) {
    var start = 0
    for index in 0...words.count where index == words.count || words[index] == 0x20 {
      let length = index - start
      if length > 0, length <= 7 {
        let word = UnsafeBufferPointer(rebasing: words[start..<index])
        if Self.functionWords.value(word) != 0 { fact.functionWords += 1 }
        if Language.english.value(word) != 0 { fact.englishWords += 1 }
        if length == 4, ASCII.matches("said", in: word, at: 0) || ASCII.matches("says", in: word, at: 0) {
          fact.flags.insert(.said)
        }
      }
      start = index + 1
    }
  }

  private func look(at text: UnsafeBufferPointer<UInt8>, _ fact: inout BlockFacts) {
    var smalls = 0
    var capitals = 0
    var digits = 0
    var isWordStart = true
    for index in text.indices {
      let byte = text[index]
      if ASCII.isLetter(byte) {
        if ASCII.isCapital(byte) {
          capitals += 1
          if isWordStart { fact.capitalized += 1 }
        } else {
          smalls += 1
        }
        isWordStart = false
        continue
      }
      isWordStart = byte <= 0x20 || byte == 0x2D
      switch byte {
      case 0x22: fact.flags.insert(.quotes)
      case 0x7C: fact.flags.insert(.pipe)
      case 0x2C: fact.flags.insert(.comma)
      case 0x40: fact.flags.insert(.address)
      case 0x30...0x39: digits += 1
      case 0xE2 where index + 2 < text.count && text[index + 1] == 0x80:
        let mark = text[index + 2]
        if mark == 0x9C || mark == 0x9D { fact.flags.insert(.quotes) }
        if mark == 0xA2 { fact.flags.insert(.pipe) }
      case 0xC2 where index + 1 < text.count:
        if text[index + 1] == 0xA9 { fact.flags.insert(.copyright) }
        if text[index + 1] == 0xB7 || text[index + 1] == 0xBB { fact.flags.insert(.pipe) }
      default: break
      }
    }
    if digits * 5 > smalls + capitals { fact.flags.insert(.digits) }
    if capitals > 2, smalls == 0 { fact.flags.insert(.allCaps) }
  }

  /// What the first and the last mark are.
  private func ends(of text: UnsafeBufferPointer<UInt8>, _ fact: inout BlockFacts) {
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
