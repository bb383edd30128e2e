import GazetteerIndex
import Segmentation
import TextModel

/// The lists of words that figures and dates are read with, and what their entries say at a token.
///
/// An analyst's own entries are found as ours are: everything is asked of the document's gazetteer matches.
struct WordLists: Sendable {
  /// One list with the columns that are asked for; `id` is nil where there is no such list.
  struct List: Sendable {
    var id: UInt8?
    var value: Int?
    var name: String
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
      return List(id: id, value: id.flatMap { gazetteers.column(column, of: $0) }, name: name)
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
    per = list("per", "id")
    change = list("change", "name")
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
    guard let id = list.id, token >= 0, token < document.firstMatch.count else { return nil }
    var best: GazetteerMatch?
    var index = Int(document.firstMatch[token])
    while index >= 0, index < document.gazetteerMatches.count {
      let match = document.gazetteerMatches[index]
      if match.list == id, match.tokens.limit <= limit, best.map({ $0.tokens.count < match.tokens.count }) ?? true {
        best = match
      }
      index = Int(match.next)
    }
    return best
  }

  /// What the list's value column says of an entry.
  func string(_ list: List, _ match: GazetteerMatch) -> String {
    list.value.map { gazetteers.value($0, of: match.entry) } ?? ""
  }

  /// The value column as a number.
  func number(_ list: List, _ match: GazetteerMatch) -> Double? { Double(string(list, match)) }

  /// The value column of the entry at a token as a whole number.
  func integer(_ list: List, at token: Int, in document: Document) -> Int? {
    match(list, at: token, in: document).flatMap { Int(string(list, $0)) }
  }
}

/// Reads pieces of words (*three-year*, *30km*) with the same lists as whole words: each piece is set as a document of
/// its own once, and what is found there is kept.
final class PieceReader {
  private let lists: WordLists
  private let scratch = Document()
  private var segmenter = Segmenter()
  private var tagging: GazetteerTagging

  init(_ lists: WordLists) {
    self.lists = lists
    tagging = GazetteerTagging(lists.gazetteers)
  }

  /// A document that holds the text alone, with its tokens and gazetteer matches; used again by the next call.
  func read(_ text: [UInt8]) -> Document {
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
