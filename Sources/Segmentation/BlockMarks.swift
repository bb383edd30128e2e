import TextModel

/// The tokens of one block, as the pairing of quotation marks looks at them.
struct BlockMarks {
  let document: Document
  let tokens: Range<Int>
  /// Those of its tokens that may be marks.
  let special: UnsafeBufferPointer<SpecialToken>.SubSequence
  let facts: WordFactTable

  func fact(_ token: Int) -> WordFacts { tokens.contains(token) ? facts.of(document.tokens[token].word) : [] }

  /// No blank stands between the token and the one before.
  func isGluedLeft(_ token: Int) -> Bool {
    token > tokens.lowerBound && !document.tokens[token].flags.contains(.spaceBefore)
  }

  func isGluedRight(_ token: Int) -> Bool {
    token + 1 < tokens.upperBound && !document.tokens[token + 1].flags.contains(.spaceBefore)
  }

  func isPunctuation(_ token: Int) -> Bool {
    tokens.contains(token) && document.vocabulary.shape(document.tokens[token].word).contains(.punctuation)
  }

  /// Whether the block begins with an opening mark.
  func opens(isSingle: Bool) -> Bool {
    guard let first = tokens.first else { return false }
    let fact = fact(first)
    return fact.contains(isSingle ? .singleMark : .doubleMark) && direction(first, fact) == .opens
  }

  func isFollowedByWord(_ token: Int) -> Bool { isGluedRight(token) && !isPunctuation(token + 1) }

  /// Whether a mark opens or closes, by what it touches and then by its form.
  func direction(_ token: Int, _ fact: WordFacts) -> QuotationMarks.Direction {
    let left = isGluedLeft(token)
    let right = isGluedRight(token)
    let before = self.fact(token - 1)
    let after = self.fact(token + 1)
    if fact.contains(.opening) { return left && !right && !before.contains(.openingBracket) ? .closes : .opens }
    let opensBefore = left && !before.isDisjoint(with: [.openingBracket, .opening])
    if fact.contains(.closing) { return !left && right && !isPunctuation(token + 1) ? .opens : .closes }
    let closesAfter = right && !after.isDisjoint(with: [.end, .pause, .closingBracket, .closing])
    switch (left, right) {
    case (false, true): return closesAfter && !after.contains(.ellipsis) ? .unknown : .opens
    case (true, false): return opensBefore ? .unknown : token == tokens.lowerBound ? .opens : .closes
    case (false, false): return token == tokens.lowerBound ? .opens : .unknown
    case (true, true):
      if opensBefore { return .opens }
      return closesAfter ? .closes : .unknown
    }
  }

  /// `5'10"`: a mark right after a figure; with a foot mark before the figure it is so even where a quotation
  /// is open.
  func isInchMark(_ token: Int, _ fact: WordFacts, isOpen: Bool) -> Bool {
    guard isGluedLeft(token), !fact.contains(.opening) else { return false }
    guard document.vocabulary.shape(document.tokens[token - 1].word).contains(.numeral) else { return false }
    if !isOpen { return !fact.contains(.closing) }
    return isGluedLeft(token - 1) && self.fact(token - 2).contains(.singleMark) && isGluedLeft(token - 2)
  }
}

/// Tells single quotation marks from apostrophes that stand outside words: *the agencies' plans*.
struct Apostrophes {
  /// A single mark of the block, with the next mark after it that surely closes, that may close (a possessive after
  /// *s*) and that opens.
  private struct Mark {
    var token: Int32
    var reading: Reading
    var nextSure = Int32.max
    var nextPossible = Int32.max
    var nextOpening = Int32.max
  }

  private var marks: [Mark] = []
  /// The mark whose role is asked for next.
  private var cursor = 0

  /// Farther than this, only a mark after punctuation closes.
  private static let near = 40

  private enum Reading { case opening, sureClosing, possibleClosing, none }

  /// Reads the single marks of a block; `role` is then asked for each of them, in their order. O(tokens).
  mutating func survey(_ block: BlockMarks) {
    marks.removeAll(keepingCapacity: true)
    cursor = 0
    for special in block.special where special.facts.contains(.singleMark) {
      marks.append(Mark(token: special.index, reading: reading(special.token, special.facts, block)))
    }
    for index in marks.indices.dropLast().reversed() {
      let next = marks[index + 1]
      marks[index].nextSure = next.reading == .sureClosing ? next.token : next.nextSure
      marks[index].nextPossible = next.reading == .possibleClosing ? next.token : next.nextPossible
      marks[index].nextOpening = next.reading == .opening ? next.token : next.nextOpening
    }
  }

  /// Whether the next single mark opens, closes or is an apostrophe (`unknown`).
  mutating func role(of token: Int, _ block: BlockMarks, isOpen: Bool, since opening: Int) -> QuotationMarks.Direction {
    guard cursor < marks.count else { return .unknown }
    let mark = marks[cursor]
    cursor += 1
    switch mark.reading {
    case .opening: return .opens
    case .none: return .unknown
    case .sureClosing:
      let isAfterMark = block.isPunctuation(token - 1)
      return isOpen && (isAfterMark || token - opening <= Self.near) ? .closes : .unknown
    case .possibleClosing:
      guard isOpen, token - opening <= Self.near else { return .unknown }
      let closing = min(mark.nextSure, mark.nextPossible)
      // A later closing mark before any opening one: this one is the possessive, *'the agencies' plans'*.
      return closing < mark.nextOpening && Int(closing) - opening <= Self.near ? .unknown : .closes
    }
  }

  private func reading(_ token: Int, _ fact: WordFacts, _ block: BlockMarks) -> Reading {
    let left = block.isGluedLeft(token)
    let right = block.isGluedRight(token)
    let before = block.fact(token - 1)
    let after = block.fact(token + 1)
    let opensBefore = !left || !before.isDisjoint(with: [.openingBracket, .opening, .dash, .doubleMark])
    if opensBefore, right, !fact.contains(.closing) || !before.isDisjoint(with: [.opening]) {
      let closesAfter = !after.isDisjoint(with: [.end, .pause, .closingBracket, .closing])
      return closesAfter && !after.contains(.ellipsis) ? .none : .opening
    }
    guard left, !fact.contains(.opening) else { return .none }
    if right, !block.isPunctuation(token + 1) { return .none }
    if block.isPunctuation(token - 1) || right || token + 1 >= block.tokens.upperBound { return .sureClosing }
    if after.contains(.function) || !endsInEss(token - 1, block) { return .sureClosing }
    return .possibleClosing
  }

  private func endsInEss(_ token: Int, _ block: BlockMarks) -> Bool {
    let last = block.document.text[Int(block.document.tokens[token].range.end.value) - 1] | 0x20
    return last == 0x73 || last == 0x78 || last == 0x7A
  }
}
