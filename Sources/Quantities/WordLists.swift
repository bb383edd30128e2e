import GazetteerIndex
import Segmentation
import TextModel

/// The lists of words that figures and dates are read with, and what their entries say at a token.
///
/// An analyst's own entries are found as ours are: everything is asked of the document's gazetteer matches.
final class WordLists: Sendable {
  /// One list with the column that is asked for; `id` is nil where there is no such list.
  struct List: Sendable {
    let id: UInt8?
    let value: Int?
  }

  let gazetteers: Gazetteers
  let number: List
  let scale: List
  let ordinal: List
  let fraction: List
  let multiple: List
  let vague: List
  let bound: List
  let boundAfter: List
  let unit: List
  let currency: List
  let symbol: List
  let code: List
  let shared: List
  let sharedID: Int?
  let per: List
  let change: List
  let month: List
  let weekday: List
  let season: List
  let holiday: List
  let day: List
  let calendarUnit: List
  let deictic: List
  let dayPart: List
  let zone: List
  let unitKind: Int?
  let unitFactor: Int?
  let currencyFactor: Int?

  init(_ gazetteers: Gazetteers) {
    func list(_ name: String, _ column: String) -> List {
      let id = gazetteers.list(named: "word.\(name)")?.id
      return List(id: id, value: id.flatMap { gazetteers.column(column, of: $0) })
    }
    self.gazetteers = gazetteers
    number = list("number", "value")
    scale = list("scale", "value")
    ordinal = list("ordinal", "value")
    fraction = list("fraction", "parts")
    multiple = list("multiple", "value")
    vague = list("vague", "value")
    bound = list("bound", "class")
    boundAfter = list("bound-after", "class")
    unit = list("unit", "id")
    currency = list("currency", "id")
    symbol = list("currency-symbol", "id")
    code = list("currency-code", "id")
    shared = list("currency-shared", "countries")
    sharedID = shared.id.flatMap { gazetteers.column("id", of: $0) }
    per = list("per", "id")
    change = list("change", "direction")
    month = list("month", "value")
    weekday = list("weekday", "value")
    season = list("season", "value")
    holiday = list("holiday", "rule")
    day = list("day", "value")
    calendarUnit = list("calendar-unit", "id")
    deictic = list("deictic", "value")
    dayPart = list("day-part", "value")
    zone = list("time-zone", "name")
    unitKind = unit.id.flatMap { gazetteers.column("kind", of: $0) }
    unitFactor = unit.id.flatMap { gazetteers.column("factor", of: $0) }
    currencyFactor = currency.id.flatMap { gazetteers.column("factor", of: $0) }
  }

  /// The longest entry of a list that begins at a token and ends by `limit`, with or without `only-if`.
  func match(_ list: List, at token: Int, in document: Document, limit: Int = .max) -> GazetteerMatch? {
    guard let id = list.id, token >= 0, token < document.firstMatch.count, document.firstMatch[token] >= 0 else {
      return nil
    }
    return document.gazetteerMatches.withUnsafeBufferPointer { matches in
      var best = -1
      var index = Int(document.firstMatch[token])
      while index >= 0, index < matches.count {
        if matches[index].list == id, matches[index].tokens.limit <= limit,
          best < 0 || matches[best].tokens.count < matches[index].tokens.count
        {
          best = index
        }
        index = Int(matches[index].next)
      }
      return best < 0 ? nil : matches[best]
    }
  }

  /// Which lists have an entry that begins at a token, by their numbers.
  func present(at token: Int, in document: Document) -> ListBits {
    var bits = ListBits()
    guard token >= 0, token < document.firstMatch.count else { return bits }
    var index = Int(document.firstMatch[token])
    while index >= 0, index < document.gazetteerMatches.count {
      bits.insert(document.gazetteerMatches[index].list)
      index = Int(document.gazetteerMatches[index].next)
    }
    return bits
  }

  /// What the list's value column says of an entry.
  func string(_ list: List, _ match: GazetteerMatch) -> String {
    list.value.map { gazetteers.value($0, of: match.entry) } ?? ""
  }

  /// The value column as a number.
  func number(_ list: List, _ match: GazetteerMatch) -> Double? { list.value.flatMap { number($0, match) } }

  /// The value column as a figure.
  func exact(_ list: List, _ match: GazetteerMatch) -> ExactNumber? { list.value.flatMap { exact($0, match) } }

  /// A column of an entry as a figure.
  func exact(_ column: Int, _ match: GazetteerMatch) -> ExactNumber? {
    number(column, match).map { ExactNumber(decimal: $0) }
  }

  /// A column of an entry as a number.
  func number(_ column: Int, _ match: GazetteerMatch) -> Double? {
    gazetteers.withValue(column, of: match.entry) { bytes in
      if bytes.count <= 15, bytes.allSatisfy({ ASCII.isDigit($0) }), !bytes.isEmpty {
        return Double(bytes.reduce(0) { $0 * 10 + Int($1 - 0x30) })
      }
      return Double(String(decoding: bytes, as: UTF8.self))
    }
  }

  /// The value column as a whole number.
  func integer(_ list: List, _ match: GazetteerMatch) -> Int? {
    guard let column = list.value else { return nil }
    return gazetteers.withValue(column, of: match.entry) { bytes in
      let isNegative = bytes.first == 0x2D
      let digits = isNegative ? UnsafeBufferPointer(rebasing: bytes.dropFirst()) : bytes
      guard !digits.isEmpty, digits.count <= 15, digits.allSatisfy({ ASCII.isDigit($0) }) else {
        return Int(String(decoding: bytes, as: UTF8.self))
      }
      let size = digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
      return isNegative ? -size : size
    }
  }
}

/// A set of lists.
struct ListBits {
  private var low: UInt64 = 0
  private var high: UInt64 = 0

  mutating func insert(_ list: UInt8) {
    if list < 64 { low |= 1 << UInt64(list) } else { high |= 1 << UInt64(list & 63) }
  }

  func contains(_ list: WordLists.List) -> Bool {
    guard let id = list.id else { return false }
    return (id < 64 ? low : high) & 1 << UInt64(id & 63) != 0
  }
}

/// Reads pieces of words (*three-year*, *30km*) with the same lists as whole words: each piece is set as a document of
/// its own once, and what is found there is kept.
final class PieceReader {
  private let lists: WordLists
  // Made when the first piece is read: a short run may have none.
  private var scratch: Document?
  private lazy var segmenter = Segmenter(lists.gazetteers.words)
  private lazy var tagging = GazetteerTagging(lists.gazetteers)
  /// What the words of the pieces are.
  let table: FigureWords

  init(_ lists: WordLists) {
    self.lists = lists
    table = FigureWords(lists.gazetteers.words)
  }

  /// Whether the document is the one that `read` returns.
  func owns(_ document: Document) -> Bool { document === scratch }

  /// A document that holds the text alone, with its tokens and gazetteer matches; used again by the next call.
  func read(_ text: [UInt8]) -> Document {
    let scratch = scratch ?? Document()
    self.scratch = scratch
    scratch.clear()
    scratch.vocabulary.reset(ifMoreThan: 4096)
    // A longer word is no figure; it is cut, so that no word costs more than its worth.
    scratch.text = Array(text.prefix(120))
    scratch.blocks = [Block(range: UTF8Range(0, scratch.text.count), role: .body, line: 1)]
    segmenter.process(scratch)
    tagging.process(scratch)
    return scratch
  }
}
