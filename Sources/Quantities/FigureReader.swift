import TextModel

/// Reads the value of figures in words and digits: *two hundred and fifty-four*, *1.1 billion*, *two and a half million*.
final class FigureReader {
  /// What one word or mark adds to a figure.
  private enum Atom {
    case digits(ExactNumber)
    /// Three digits, which may be a group of a figure with blanks (*12 500*).
    case group(ExactNumber)
    case word(ExactNumber)
    case scale(ExactNumber)
    case part(ExactNumber)
    /// *third*: an ordinal or a part of a whole.
    case ranked(ExactNumber)
    /// *hundredth*: the same, and the end of *one hundred hundredth*.
    case rankedScale(ExactNumber)
    case half, and, one, point, minus, mark
  }

  private let lists: WordLists
  private let pieces: PieceReader
  private let table: FigureWords

  init(_ lists: WordLists, pieces: PieceReader, table: FigureWords? = nil) {
    self.lists = lists
    self.pieces = pieces
    self.table = table ?? FigureWords(lists.gazetteers.words)
  }

  /// The value of a stretch of tokens and the token after the last that belongs to it; nil where there is no figure.
  ///
  /// *two million and three million* gives the first: a figure ends where what follows cannot be added to it.
  func read(_ range: TokenRange, in document: Document) -> (value: ExactNumber, end: Int)? {
    if range.count == 1, let value = digits(at: range.first, in: document) { return (value, range.limit) }
    var sum = FigureSum()
    var best: (value: ExactNumber, end: Int)?
    var beforeAnd: (value: ExactNumber, end: Int)?
    var token = range.first
    while token < range.limit {
      atoms.removeAll(keepingCapacity: true)
      let next = readAtoms(at: token, limit: range.limit, in: document)
      if case .and? = atoms.first { beforeAnd = best }
      // *a 2,500-crore package*: the hyphen before a scale.
      if case .minus? = atoms.first, sum.value != nil, isScale(at: next, limit: range.limit, in: document) {
        token = next
        continue
      }
      guard !atoms.isEmpty, atoms.allSatisfy({ add($0, to: &sum) }) else {
        if case .scale? = atoms.first, beforeAnd != nil { return beforeAnd }
        break
      }
      token = next
      if let value = sum.value { best = (value, token) }
    }
    return best
  }

  private func isScale(at token: Int, limit: Int, in document: Document) -> Bool {
    token < limit && lists.match(lists.scale, at: token, in: document, limit: limit) != nil
  }

  /// The value of a token that is digits from its first byte to its last.
  private func digits(at token: Int, in document: Document) -> ExactNumber? {
    let word = document.tokens[token].word
    guard document.vocabulary.shape(word).contains(.hasDigit) else { return nil }
    return document.vocabulary.withBytes(word) { bytes in
      DigitReader.read(bytes).flatMap { $0.end >= bytes.count ? $0.exact : nil }
    }
  }

  /// The figure that a word of several pieces begins with (*twenty-one*, *three-year*), and the bytes after it.
  func readPieces(_ bytes: [UInt8]) -> (value: ExactNumber, rest: [UInt8])? {
    var text = bytes
    for index in text.indices where text[index] == 0x2D { text[index] = 0x20 }
    let document = pieces.read(text)
    guard let (value, end) = read(TokenRange(0, document.tokens.count), in: document) else { return nil }
    guard end < document.tokens.count else { return (value, []) }
    return (value, Array(bytes[min(bytes.count, Int(document.tokens[end].range.start.value))...]))
  }

  private func add(_ atom: Atom, to sum: inout FigureSum) -> Bool {
    switch atom {
    case .digits(let value): sum.add(digits: value)
    case .group(let value): sum.add(group: value)
    case .word(let value): sum.add(word: value)
    case .scale(let value): sum.multiply(value)
    case .part(let parts): sum.divide(parts)
    case .rankedScale(let value): sum.isArticleOnly ? sum.divide(value) : sum.multiply(value)
    case .ranked(let value): sum.isOneOnly ? sum.divide(value) : sum.add(word: value)
    case .half: sum.addHalf()
    case .and: sum.join()
    case .one: sum.addOne()
    case .point: sum.point()
    case .minus: sum.negate()
    case .mark: true
    }
  }

  /// What the last read token adds.
  private var atoms: [Atom] = []

  /// Fills `atoms` with what a token or entry adds, and returns the token after it.
  private func readAtoms(at token: Int, limit: Int, in document: Document) -> Int {
    let word = document.tokens[token].word
    let shape = document.vocabulary.shape(word)
    if shape.contains(.hasDigit), let digits = document.vocabulary.withBytes(word, { DigitReader.read($0) }) {
      readDigits(digits, word: word, in: document)
      return token + 1
    }
    if let (atom, next) = listed(at: token, limit: limit, in: document) {
      atoms.append(atom)
      return next
    }
    if let atom = function(document.lower(token), pieces.owns(document) ? pieces.table : table, in: document) {
      atoms.append(atom)
    } else if shape.contains(.hasHyphen) {
      readHyphened(word, in: document)
    }
    return token + 1
  }

  private func readDigits(_ digits: DigitReader.Result, word: WordID, in document: Document) {
    if digits.end >= document.vocabulary.length(word) {
      atoms.append(digits.end == 3 ? .group(digits.exact) : .digits(digits.exact))
      return
    }
    let rest = document.vocabulary.withBytes(word) { Array($0[digits.end...]) }
    if Self.isRank(rest) {
      atoms.append(.digits(digits.exact))
    } else if let factor = scale(rest) {
      atoms += [.digits(digits.exact), .scale(factor)]
    }
  }

  /// *st*, *nd*, *rd*, *th*.
  private static func isRank(_ letters: [UInt8]) -> Bool {
    guard letters.count == 2 else { return false }
    switch (letters[0] | 0x20, letters[1] | 0x20) {
    case (0x73, 0x74), (0x6E, 0x64), (0x72, 0x64), (0x74, 0x68): return true
    default: return false
    }
  }

  /// The scale that letters written to a figure name (*3m*).
  private func scale(_ letters: [UInt8]) -> ExactNumber? {
    let piece = pieces.read(letters)
    guard piece.tokens.count == 1, let match = lists.match(lists.scale, at: 0, in: piece) else { return nil }
    return lists.exact(lists.scale, match)
  }

  /// The longest entry of the lists of number words; of equally long ones a number, a scale, an ordinal, a fraction.
  private func listed(at token: Int, limit: Int, in document: Document) -> (Atom, Int)? {
    guard token < document.firstMatch.count, document.firstMatch[token] >= 0 else { return nil }
    let present = lists.present(at: token, in: document)
    var best: (Atom, Int)?
    func look(_ list: WordLists.List, _ atom: (ExactNumber) -> Atom) {
      guard present.contains(list), let match = lists.match(list, at: token, in: document, limit: limit),
        let value = lists.exact(list, match), best.map({ $0.1 < match.tokens.limit }) ?? true
      else { return }
      best = (atom(value), match.tokens.limit)
    }
    look(lists.number) { .word($0) }
    look(lists.scale) { .scale($0) }
    // The last word of *one hundred twenty-fifth* adds as *twenty-five* does.
    look(lists.ordinal) { $0 >= 100 ? .rankedScale($0) : .ranked($0) }
    look(lists.fraction) { $0 == 2 ? .half : .part($0) }
    return best
  }

  private func function(_ lower: WordID, _ table: FigureWords, in document: Document) -> Atom? {
    func isIn(_ set: WordSet) -> Bool { table.has(lower, set, in: document.vocabulary) }
    if isIn(.and) { return .and }
    if isIn(.article) { return .one }
    if isIn(.mark) { return .mark }
    if isIn(.minus) { return .minus }
    return isIn(.point) ? .point : nil
  }

  /// *twenty-one*, *forty-five-hundred*: each piece adds; nothing where one of them is no part of a figure.
  private func readHyphened(_ word: WordID, in document: Document) {
    let bytes = document.vocabulary.withBytes(word) { $0.count < 80 ? $0.map { $0 == 0x2D ? 0x20 : $0 } : [] }
    guard !bytes.isEmpty else { return }
    let piece = pieces.read(bytes)
    var token = 0
    while token < piece.tokens.count {
      if let (atom, next) = listed(at: token, limit: piece.tokens.count, in: piece) {
        atoms.append(atom)
        token = next
      } else if let atom = function(piece.lower(token), pieces.table, in: piece) {
        atoms.append(atom)
        token += 1
      } else {
        atoms.removeAll(keepingCapacity: true)
        return
      }
    }
  }
}

/// Adds up the words of a figure. Every step says whether it may come there; a refused one leaves the sum as it was.
struct FigureSum {
  private static let half = ExactNumber(digits: 5, decimals: 1)

  private var total = ExactNumber.zero
  private var current: ExactNumber?
  private var lastScale = ExactNumber(rough: .infinity)
  private var isNegative = false
  private var isJoined = false
  private var isOne = false
  /// What the last digit behind a point was worth.
  private var decimals: ExactNumber?
  private var isDone = false
  private var numerator: ExactNumber?

  /// The value so far; nil where the last word asks for another (*two hundred and*).
  var value: ExactNumber? {
    guard !isJoined, !isOne, numerator == nil, current != nil || total > .zero else { return nil }
    let sum = total + (current ?? .zero)
    return isNegative ? -sum : sum
  }

  /// Only *a* or *one* has been read.
  var isOneOnly: Bool { numerator != nil || isOne || current == 1 && total == 0 && !isJoined }

  /// Only *a* has been read: *a hundredth* is a part, *one hundredth* may be an ordinal.
  var isArticleOnly: Bool { isOne && current == nil && total == 0 }

  mutating func add(group value: ExactNumber) -> Bool {
    guard let have = current, !isJoined, !isDone, total == 0, have.isWhole, value.isWhole else {
      return add(digits: value)
    }
    return put(have * 1000 + value)
  }

  mutating func add(digits value: ExactNumber) -> Bool {
    guard !isDone, !isOne else { return false }
    if let have = current {
      // *3 1/2*, *one hundred and 21*: what may be added to a figure.
      if value < 1 { return put(have + value) }
      guard isJoined, value < 100, have >= 100, have.remainder(by: 100) == 0 else { return false }
      return put(have + value)
    }
    guard total == 0 || value < lastScale else { return false }
    return put(value)
  }

  mutating func add(word value: ExactNumber) -> Bool {
    guard !isDone, !isOne else { return false }
    if let power = decimals {
      guard let have = current else { return false }
      let step = value < 10 ? power / 10 : power / 100
      decimals = step
      return put(have + value * step)
    }
    guard let have = current else { return value < lastScale ? put(value) : false }
    if value >= 100 { return false }
    let low = have.remainder(by: 100)
    if low == 0, have >= 100 { return put(have + value) }
    if isJoined, value < 20 {
      // *twenty and three fifths*, *three and one fourth*: the part's own figure.
      numerator = value
      return true
    }
    let isTens = low >= 20 && low % 10 == 0
    return isTens && value > 0 && value < 10 && !isJoined ? put(have + value) : false
  }

  mutating func multiply(_ factor: ExactNumber) -> Bool {
    guard !isDone else { return false }
    if isOne {
      isOne = false
      current = 1
    }
    let have = current ?? (total == 0 ? 1 : 0)
    if factor <= 100 {
      guard have > 0, !isJoined else { return false }
      return put(have * factor)
    }
    guard factor < lastScale || current == nil else { return false }
    guard !isJoined else { return false }
    total = current == nil && total > 0 ? total * factor : total + have * factor
    current = nil
    decimals = nil
    lastScale = factor
    return true
  }

  /// *three quarters*, *two and three fifths*, *one fifth*.
  mutating func divide(_ parts: ExactNumber) -> Bool {
    guard !isDone, parts > 0 else { return false }
    if let over = numerator {
      numerator = nil
      return put((current ?? 0) + over / parts)
    }
    if isOne {
      isOne = false
      return put((isJoined ? current ?? 0 : 0) + 1 / parts)
    }
    guard let have = current else { return total == 0 ? put(1 / parts) : false }
    return put(have / parts)
  }

  /// *half a million*, *two and a half million*, *three million and a half*.
  mutating func addHalf() -> Bool {
    guard !isDone else { return false }
    isOne = false
    if let have = current {
      if isJoined { return put(have + Self.half) }
      return have == 1 ? put(Self.half) : false
    }
    if total > 0 {
      guard isJoined else { return false }
      total = total + lastScale / 2
      isJoined = false
      isDone = true
      return true
    }
    return put(Self.half)
  }

  mutating func join() -> Bool {
    guard !isDone, !isJoined, !isOne, current != nil || total > .zero else { return false }
    isJoined = true
    return true
  }

  mutating func addOne() -> Bool {
    guard !isDone, !isOne else { return false }
    // *half a million*: the article adds nothing.
    if let have = current, !isJoined { return have < 1 }
    isOne = true
    return true
  }

  mutating func point() -> Bool {
    guard let have = current, decimals == nil, have.isWhole, !isJoined else { return false }
    decimals = 1
    return true
  }

  mutating func negate() -> Bool {
    guard current == nil, total == 0, !isNegative else { return false }
    isNegative = true
    return true
  }

  private mutating func put(_ value: ExactNumber) -> Bool {
    current = value
    isJoined = false
    return true
  }
}
