import GazetteerIndex
import TextModel

/// Gives sums the currency that their surroundings tell: *a loss of 60 million*, *500 pesos* in an article on Chile.
struct MoneyContext {
  private let document: Document
  private let words: DocumentWords
  private let lists: WordLists
  private let spans: [TokenRange]

  /// A currency may have been named so many sentences before.
  private static let reach = 3
  /// And is looked for in so many figures behind.
  private static let figuresBehind = 8

  /// The tokens of `document.figures`, in their order.
  init(_ words: DocumentWords, _ lists: WordLists, spans: [TokenRange]) {
    self.words = words
    self.lists = lists
    self.spans = spans
    document = words.document
  }

  // MARK: Sums

  /// *a loss of 60 million*: money of the currency named last, or next in the sentence. O(figures).
  func nameSums() {
    var last: Int?
    for index in document.figures.indices {
      if isBareSum(index), let unit = unit(of: last, for: index) ?? unitBehind(index) {
        document.figures[index].kind = .money
        document.figures[index].unit = unit
        document.figures[index].counted = nil
      }
      if isMoney(index) { last = index }
    }
  }

  private func isBareSum(_ index: Int) -> Bool {
    let figure = document.figures[index]
    let span = spans[index]
    guard figure.kind == .count, figure.unit == nil, span.count > 1, span.first > 1,
      (figure.value ?? figure.low ?? figure.high ?? 0) >= 1e5, words.has(span.first - 1, .of),
      words.has(span.first - 2, .sum)
    else { return false }
    // *a loss of 60 million customers*
    return figure.counted.map { $0.end <= figure.range.start } ?? true
  }

  /// The currency of the money named last, unless that is too far back.
  private func unit(of last: Int?, for index: Int) -> String? {
    guard let last else { return nil }
    let distance = document.sentenceOfToken[spans[index].first] - document.sentenceOfToken[spans[last].first]
    return distance <= Int32(Self.reach) ? document.figures[last].unit : nil
  }

  private func unitBehind(_ index: Int) -> String? {
    let sentence = document.sentenceOfToken[spans[index].first]
    for next in (index + 1..<document.figures.count).prefix(Self.figuresBehind) {
      guard document.sentenceOfToken[spans[next].first] == sentence else { return nil }
      if isMoney(next) { return document.figures[next].unit }
    }
    return nil
  }

  private func isMoney(_ index: Int) -> Bool {
    document.figures[index].kind == .money && document.figures[index].unit?.utf8.count == 3
  }

  // MARK: Names that countries share

  /// *500 pesos*: those of the country that the article names most; without one, what the list says of the name.
  func nameCountries() {
    guard lists.shared.id != nil else { return }
    var counts: [UInt64: Int]?
    for index in document.figures.indices {
      let kind = document.figures[index].kind
      guard kind == .money || kind == .rate, let match = shared(in: spans[index]), let known = lists.sharedID,
        let unit = document.figures[index].unit
      else { continue }
      let own = lists.gazetteers.value(known, of: match.entry)
      guard let rest = rest(of: unit, after: own) else { continue }
      let named = counts ?? countries()
      counts = named
      document.figures[index].unit = code(of: match, named: named) + rest
    }
  }

  private func shared(in span: TokenRange) -> GazetteerMatch? {
    for token in span.indices {
      // *Mexican pesos* are those of Mexico wherever they are spent.
      if let name = lists.match(lists.currency, at: token, in: document, limit: span.limit), name.tokens.count > 1 {
        return nil
      }
      if let match = lists.match(lists.shared, at: token, in: document, limit: span.limit) { return match }
    }
    return nil
  }

  /// What stands behind the currency in a unit: `/kg` of `MXN/kg`.
  private func rest(of unit: String, after code: String) -> String? {
    unit == code ? "" : unit.hasPrefix(code + "/") ? String(unit.dropFirst(code.utf8.count)) : nil
  }

  /// The currency of the country that is named most. Where the list has one for articles that name none of them, its
  /// first country is meant wherever it is named; else the name stands alone.
  private func code(of match: GazetteerMatch, named counts: [UInt64: Int]) -> String {
    let found = lists.shared.value.flatMap { column in
      lists.gazetteers.withValue(column, of: match.entry) { code(in: $0, named: counts) }
    }
    return found ?? lists.gazetteers.name(of: match.entry)
  }

  /// That of pairs of a country and a currency (*MX:MXN CL:CLP -:USD*).
  private func code(in pairs: UnsafeBufferPointer<UInt8>, named counts: [UInt64: Int]) -> String? {
    var plain: UnsafeBufferPointer<UInt8>?
    var best: UnsafeBufferPointer<UInt8>?
    var most = 0
    for pair in pairs.split(separator: 0x20) {
      guard let colon = pair.firstIndex(of: 0x3A), colon > pair.startIndex, colon + 1 < pair.endIndex,
        !pair[(colon + 1)...].contains(0x3A)
      else { continue }
      let code = UnsafeBufferPointer(rebasing: pairs[colon + 1..<pair.endIndex])
      if pair[..<colon].elementsEqual([0x2D]) {
        plain = code
        if most > 0 { break }
      } else if let key = Self.key(pair[..<colon]), let count = counts[key], count > most {
        (best, most) = (code, count)
      }
    }
    return (best ?? plain).map { String(decoding: $0, as: UTF8.self) }
  }

  /// The code of a country as a number; nil of what is none.
  private static func key(_ code: some Collection<UInt8>) -> UInt64? {
    code.isEmpty || code.count > 8 ? nil : code.reduce(0) { $0 << 8 | UInt64($1) }
  }

  /// How often each country is named, by itself, its people or a place in it.
  private func countries() -> [UInt64: Int] {
    var counts: [UInt64: Int] = [:]
    for entity in document.entities where entity.kind == .place || entity.kind == .group {
      guard let country = country(of: entity), let key = Self.key(country.utf8) else { continue }
      counts[key, default: 0] += entity.mentions.count
    }
    return counts
  }

  private func country(of entity: Entity) -> String? {
    guard let reference = entity.ref else { return nil }
    if reference.hasPrefix("iso3166:") { return String(reference.dropFirst(8).prefix(2)) }
    for mention in entity.mentions.prefix(4) {
      if let token = token(at: mention.range.start), let country = country(at: token) { return country }
    }
    return nil
  }

  /// The country of a place that a list has at a token.
  private func country(at token: Int) -> String? {
    var index = Int(document.firstMatch[token])
    while index >= 0, index < document.gazetteerMatches.count {
      let match = document.gazetteerMatches[index]
      if let column = lists.gazetteers.column("country", of: match.list) {
        return lists.gazetteers.value(column, of: match.entry)
      }
      index = Int(match.next)
    }
    return nil
  }

  /// The token that begins at a byte. O(log tokens).
  private func token(at start: UTF8Offset) -> Int? {
    var low = 0
    var high = document.tokens.count
    while low < high {
      let middle = (low + high) / 2
      if document.tokens[middle].range.start < start { low = middle + 1 } else { high = middle }
    }
    return low < document.firstMatch.count ? low : nil
  }
}
