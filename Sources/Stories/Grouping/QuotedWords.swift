import Entities

/// A quote with its words.
struct QuotedWords {
  var quote: StoryDocument.Quote
  /// The number of its document in the order of time.
  var document: Int
  /// The member of `StoryIdentities`.
  var member: Int?
  /// The name of the source as it is compared.
  var source: StoryName?
  /// The words of the content.
  var words: [Word]
  /// Those in quotation marks.
  var quoted: [QuotedWord]
  /// The sum of the rarities of the words.
  var weight: Float
  /// The hashes of the words, sorted.
  var bag: [(hash: UInt64, rarity: Float)]

  /// A word in quotation marks.
  struct QuotedWord {
    /// The same for figures in words and in digits.
    var hash: UInt64
    /// In bits.
    var rarity: Float
    /// Something may have been left out before it, and the text says so: another quotation begins, or there are dots or
    /// brackets.
    var isAfterBreak: Bool
    /// Writers leave it out and put it in when they join sentences: *and*, *well*.
    var isFiller: Bool
    /// Somebody else's words, which the speaker quotes.
    var isNested: Bool
  }

  private static let leastRarity: Float = 6

  init(
    _ quote: StoryDocument.Quote, document: Int, member: Int?, in text: ComparedText, _ language: StoryLanguage
  ) {
    self.quote = quote
    self.document = document
    self.member = member
    source = quote.sourceName.map { StoryName($0, language) }
    var words: [Word] = []
    var quoted: [QuotedWord] = []
    for span in quote.spans {
      var place = text.words.partitioningIndex { Int($0.scalar) >= span.lowerBound }
      var isBroken = true
      // What stands in brackets is not the speaker's.
      var isInBrackets = false
      var isNested = false
      while place < text.words.count, Int(text.words[place].scalar) < span.upperBound {
        let word = text.words[place]
        words.append(word)
        if quote.kind == "direct" || word.flags.contains(.quoted) {
          let mark = place > 0 ? Self.mark(text.document.text, text.words[place - 1], word) : .none
          if mark != .none { isBroken = true }
          if mark == .opens || mark == .closes { isInBrackets = mark == .opens }
          if place > 0, let inner = Self.innerMark(text.document.text, text.words[place - 1], word) { isNested = inner }
          place += 1
          if isInBrackets { continue }
          let hash = language.words.figure(of: word.hash)
          quoted.append(
            QuotedWord(
              hash: hash, rarity: word.rarity, isAfterBreak: isBroken, isFiller: language.words.isFiller(word.hash),
              isNested: isNested))
          isBroken = false
        } else {
          isBroken = true
          place += 1
        }
      }
    }
    self.words = words
    self.quoted = quoted
    bag = words.filter { $0.rarity >= Self.leastRarity }.map { (hash: $0.hash, rarity: $0.rarity) }
      .sorted { $0.hash < $1.hash }
    weight = bag.reduce(0) { $0 + $1.rarity }
  }

  /// What stands between two words: where something may be left out, or a bracket.
  private enum Mark { case none, breaks, opens, closes }

  /// Marks of quotation, dots or brackets between two words; the last bracket counts.
  private static func mark(_ text: [UInt8], _ before: Word, _ word: Word) -> Mark {
    var dots = 0
    var mark = Mark.none
    var place = Int(before.end)
    let end = min(Int(word.start), text.count)
    while place < end {
      switch text[place] {
      case UInt8(ascii: "["): mark = .opens
      case UInt8(ascii: "]"): mark = .closes
      case UInt8(ascii: "\""): if mark == .none { mark = .breaks }
      case UInt8(ascii: "."): dots += 1
      // “ ” „ and …
      case 0xE2 where place + 2 < end && text[place + 1] == 0x80 && [0x9C, 0x9D, 0x9E, 0xA6].contains(text[place + 2]):
        if mark == .none { mark = .breaks }
      default: break
      }
      place += 1
    }
    return mark == .none && dots >= 3 ? .breaks : mark
  }

  /// Whether a quotation in a quotation opens or closes between two words: the last ‘ or ’; nil where there is neither.
  private static func innerMark(_ text: [UInt8], _ before: Word, _ word: Word) -> Bool? {
    var place = min(Int(word.start), text.count) - 3
    while place >= Int(before.end) {
      if text[place] == 0xE2, text[place + 1] == 0x80, text[place + 2] & 0xFE == 0x98 { return text[place + 2] == 0x98 }
      place -= 1
    }
    return nil
  }

  /// How much of the words of two quotes is the same, by weight, and how many words.
  func common(with other: QuotedWords) -> (weight: Float, count: Int) {
    var (first, second) = (0, 0)
    var (weight, count): (Float, Int) = (0, 0)
    while first < bag.count, second < other.bag.count {
      if bag[first].hash < other.bag[second].hash {
        first += 1
      } else if bag[first].hash > other.bag[second].hash {
        second += 1
      } else {
        weight += bag[first].rarity
        count += 1
        first += 1
        second += 1
      }
    }
    return (weight, count)
  }

  /// Whether the sources are the same; nil where one of them is not known by name.
  func hasSource(of other: QuotedWords) -> Bool? {
    if let first = member, let second = other.member { return first == second }
    guard let source, let second = other.source else { return nil }
    if source.last == second.last { return true }
    return quote.sourceKind == "person" && other.quote.sourceKind == "person" && !quote.isAnonymous
      && !other.quote.isAnonymous ? false : nil
  }

  /// The run of quoted words that both have that weighs most: how many words, and their rarities together. O(n × m), for
  /// two quotes.
  func heaviestRun(with other: QuotedWords) -> (count: Int, weight: Float) {
    let (first, second) = (quoted.prefix(Self.runLimit), other.quoted.prefix(Self.runLimit))
    var row = [(count: Int, weight: Float)](repeating: (0, 0), count: second.count + 1)
    var heaviest: (count: Int, weight: Float) = (0, 0)
    for word in first {
      var diagonal: (count: Int, weight: Float) = (0, 0)
      for (column, other) in second.enumerated() {
        let above = row[column + 1]
        let isEqual = word.hash == other.hash && word.isNested == other.isNested
        row[column + 1] = isEqual ? (diagonal.count + 1, diagonal.weight + word.rarity) : (0, 0)
        if row[column + 1].weight > heaviest.weight { heaviest = row[column + 1] }
        diagonal = above
      }
    }
    return heaviest
  }

  private static let runLimit = 400

  /// A hash of words in their order.
  static func hash(of words: [Word]) -> UInt64 {
    words.reduce(0x9E37_79B9_7F4A_7C15) { ($0 ^ $1.hash) &* 0xFF51_AFD7_ED55_8CCD ^ $0 >> 29 }
  }
}
