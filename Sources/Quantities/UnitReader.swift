import TextModel

/// A unit with what kind of figure it makes.
struct UnitReading: Equatable {
  /// UCUM, ISO 4217 or `%`; nil where the list has none.
  var code: String?
  /// How many of `code` one of the unit is.
  var factor: ExactNumber
  var kind: Figure.Kind
}

/// Reads units and currencies from the lists `word.unit`, `word.currency`, `word.currency-symbol` and
/// `word.currency-code`.
struct UnitReader {
  private let lists: WordLists
  private let pieces: PieceReader

  init(_ lists: WordLists, pieces: PieceReader) {
    self.lists = lists
    self.pieces = pieces
  }

  /// The unit that stands at the tokens; the longer entry wins, money where both lists have it and `isMoney`.
  func unit(_ range: TokenRange, in document: Document, isMoney: Bool = false) -> UnitReading? {
    let money = currency(at: range.first, limit: range.limit, in: document)
    let measure = measure(at: range.first, limit: range.limit, in: document)
    if isMoney { return money ?? measure }
    return measure ?? money
  }

  /// What a rate is for one of; "" where it has no unit (*a share*).
  func per(_ range: TokenRange, in document: Document) -> String? {
    if let match = lists.match(lists.per, at: range.first, in: document, limit: range.limit) {
      return lists.string(lists.per, match)
    }
    // *a-day*, *per-barrel*: the word after the hyphen.
    let word = document.vocabulary.withBytes(document.tokens[range.first].word) { Array($0) }
    guard let hyphen = word.firstIndex(of: 0x2D) else { return nil }
    let piece = pieces.read(Array(word[(hyphen + 1)...]))
    return lists.match(lists.per, at: 0, in: piece).map { lists.string(lists.per, $0) }
  }

  /// The unit that the letters written to a figure name (*km*, *p*, *year-old*), by the longest beginning that does.
  func attached(_ letters: [UInt8]) -> UnitReading? {
    let piece = pieces.read(letters)
    guard piece.tokens.count > 0 else { return nil }
    let limit = piece.tokens.count
    if let reading = measure(at: 0, limit: limit, in: piece) { return reading }
    if let reading = currency(at: 0, limit: limit, in: piece) { return reading }
    guard letters.contains(0x2D) else { return nil }
    return attached(letters.map { $0 == 0x2D ? 0x20 : $0 })
  }

  private func measure(at token: Int, limit: Int, in document: Document) -> UnitReading? {
    guard let match = lists.match(lists.unit, at: token, in: document, limit: limit) else { return nil }
    let code = lists.string(lists.unit, match)
    let kind = lists.unitKind.map { lists.gazetteers.value($0, of: match.entry) } ?? ""
    let factor = lists.unitFactor.flatMap { lists.exact($0, match) } ?? 1
    return UnitReading(
      code: code.isEmpty ? nil : code, factor: factor, kind: Figure.Kind(rawValue: kind) ?? .measure)
  }

  private func currency(at token: Int, limit: Int, in document: Document) -> UnitReading? {
    if let match = lists.match(lists.currency, at: token, in: document, limit: limit) {
      let factor = lists.currencyFactor.flatMap { lists.exact($0, match) } ?? 1
      return UnitReading(code: lists.string(lists.currency, match), factor: factor, kind: .money)
    }
    if let match = lists.match(lists.symbol, at: token, in: document, limit: limit) {
      return UnitReading(code: lists.string(lists.symbol, match), factor: 1, kind: .money)
    }
    return lists.match(lists.code, at: token, in: document, limit: limit).map { match in
      UnitReading(code: lists.string(lists.code, match), factor: 1, kind: .money)
    }
  }
}
