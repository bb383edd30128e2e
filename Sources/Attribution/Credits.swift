import GazetteerIndex
import TextModel

/// Finds the agencies that a document takes its story from: *BAGHDAD (AP) —*, *Reuters reported*, *in interviews with The
/// Associated Press*, *Source: News Agencies*, *(Mara Quill, Reuters)*, a last line *Reuters*; and the lines of authors and
/// of helpers round it (`CreditLines`).
struct Credits {
  private let gazetteers: Gazetteers
  private let list: UInt8
  private let lines: CreditLines
  /// What stands before the colon of a line that names the source of a text.
  private let labels: [String]
  /// A place line stands within so many tokens of the start of its block.
  private static let placeLine = 12

  init(_ gazetteers: Gazetteers) {
    self.gazetteers = gazetteers
    list = gazetteers.list(named: "word.wire")?.id ?? 255
    lines = CreditLines(gazetteers, list: list)
    labels = gazetteers.words.words(of: "credit.label")
  }

  /// Fills the document's credits, in the order of the text. O(tokens + bytes of blocks that begin with *Source:*).
  func find(in document: Document, reading: Reading) {
    var credits: [(start: Int32, name: String)] = []
    var closing = ClosingPlace(lines)
    document.gazetteerMatches.withUnsafeBufferPointer { matches in
      for match in matches where match.list == list {
        let start = document.tokens[match.tokens.first].range.start.value
        guard isCredited(match.tokens, reading: reading) || closing.holds(start, in: document) else { continue }
        credits.append((start, gazetteers.name(of: match.entry)))
      }
    }
    for block in document.blocks where mayBeSourceLine(block.range, in: document.text) {
      for name in sourceLine(of: block, in: document) { credits.append((block.range.start.value, name)) }
    }
    credits.sort { ($0.start, $0.name) < ($1.start, $1.name) }
    for name in credits.map(\.name) + beside(document) where !document.metadata.credits.contains(name) {
      document.metadata.credits.append(name)
    }
  }

  /// The agencies of the lines round the text: of authors, and closing lines in what is not looked through.
  private func beside(_ document: Document) -> [String] {
    let left = document.blocks.reversed().lazy.filter { !$0.role.isExtracted && $0.range.length <= CreditLines.longest }
    let others = left.prefix(Self.mostLines).reversed().map { document.string($0.range) }
    return document.metadata.authorLines.flatMap { lines.agencies(ofAuthors: $0) }
      + (others + document.metadata.closingLines).flatMap { lines.agencies(ofClosing: $0) }
  }

  /// So many lines at the end of a text may be closing lines.
  private static let mostLines = 40

  private func isCredited(_ tokens: TokenRange, reading: Reading) -> Bool {
    let before = tokens.first - 1
    if isLine(tokens, reading: reading) { return true }
    if reading.closed(tokens.limit) == .closeBracket, reading.tag(before) == .comma {
      return isNearBlockStart(tokens.first, reading: reading) || isAtBlockEnd(tokens.limit + 1, reading: reading)
    }
    if reading.closed(before) == .openBracket, reading.closed(tokens.limit) == .closeBracket {
      return isNearBlockStart(tokens.first, reading: reading)
    }
    // *Reuters reported*
    var verb = tokens.limit
    while reading.isAdverb(verb), verb - tokens.limit < 3 { verb += 1 }
    if let group = reading.group(at: verb), group.form == .finite, reading.lemmaHas(.inverting, group.head) {
      return true
    }
    // *told Reuters*, *in an interview with Reuters*, *according to Reuters*
    let article = reading.tag(before) == .DT ? before - 1 : before
    switch reading.closed(article) {
    case .to: return reading.closed(article - 1) == .according
    case .with: return reading.lemmaHas(.interview, article - 1)
    default: return reading.lemmaHas(.telling, article)
    }
  }

  /// Whether the name is all of a block but for marks: *— Reuters*, *[AP]*.
  private func isLine(_ tokens: TokenRange, reading: Reading) -> Bool {
    var start = tokens.first
    while start > 0, !reading.beginsBlock(start), tokens.first - start < 3 { start -= 1 }
    guard reading.beginsBlock(start), (start..<tokens.first).allSatisfy({ Self.isMark($0, reading: reading) }) else {
      return false
    }
    return isAtBlockEnd(tokens.limit, reading: reading)
  }

  /// Whether nothing but a few marks stands between a token and the end of its block.
  private func isAtBlockEnd(_ token: Int, reading: Reading) -> Bool {
    for place in token..<token + 3 {
      if place >= reading.count || reading.beginsBlock(place) { return true }
      if !Self.isMark(place, reading: reading) { return false }
    }
    return false
  }

  private static func isMark(_ token: Int, reading: Reading) -> Bool {
    switch reading.tag(token) {
    case .period, .comma, .colon, .openQuote, .closeQuote, .openBracket, .closeBracket: true
    default: false
    }
  }

  private func isNearBlockStart(_ token: Int, reading: Reading) -> Bool {
    var start = token
    while start > 0, token - start < Self.placeLine {
      if reading.beginsBlock(start) { return true }
      start -= 1
    }
    return reading.beginsBlock(start)
  }

  /// Whether a block may begin with a label of a source line: most do not.
  private func mayBeSourceLine(_ range: UTF8Range, in text: [UInt8]) -> Bool {
    guard range.length > Self.longestLabel, range.start.value >= 0, Int(range.end.value) <= text.count else {
      return range.length > 0
    }
    let start = Int(range.start.value)
    guard labels.contains(where: { $0.utf8.first == text[start] | 0x20 }) else { return false }
    guard let colon = text[start...start + Self.longestLabel].firstIndex(of: UInt8(ascii: ":")) else { return false }
    let label = text[start..<colon]
    return label.contains { $0 >= 0x80 }
      || labels.contains { known in
        known.utf8.count == label.count && zip(label, known.utf8).allSatisfy { $0 | 0x20 == $1 }
      }
  }

  /// No label of a source line has more bytes: *news source*.
  private static let longestLabel = 11

  /// The names after *Source:* at the start of a short block, up to the first comma.
  private func sourceLine(of block: Block, in document: Document) -> [String] {
    guard block.range.length > 8, block.range.length < 160 else { return [] }
    let text = document.string(block.range)
    guard let colon = text.firstIndex(of: ":") else { return [] }
    guard labels.contains(text[..<colon].lowercased()) else { return [] }
    let rest = text[text.index(after: colon)...].prefix { !",;|\n\r".contains($0) }
    let names = rest.split(separator: "/").flatMap { $0.split(separator: "&") }
    return names.compactMap { name in
      let trimmed = String(name.drop { $0 == " " }.reversed().drop { $0 == " " || $0 == "." }.reversed())
      return trimmed.isEmpty || trimmed.count > 60 || trimmed.contains("://") ? nil : trimmed
    }
  }
}

/// The block in which places are looked up one after the other, and where the closing line in it begins.
private struct ClosingPlace {
  private var range = UTF8Range(0, 0)
  private var begin = Int32.max
  private let lines: CreditLines

  init(_ lines: CreditLines) { self.lines = lines }

  /// Whether a place is in a closing line of its block: *(With inputs from PTI)*. O(log blocks + bytes of a line).
  mutating func holds(_ place: Int32, in document: Document) -> Bool {
    if !(range.start.value..<max(range.start.value, range.end.value)).contains(place) { read(place, document) }
    return place >= begin && place < range.end.value
  }

  private mutating func read(_ place: Int32, _ document: Document) {
    var low = 0
    var high = document.blocks.count
    while low < high {
      let middle = (low + high) / 2
      if document.blocks[middle].range.end.value > place { high = middle } else { low = middle + 1 }
    }
    begin = .max
    guard low < document.blocks.count else { return }
    range = document.blocks[low].range
    guard range.start.value >= 0, Int(range.end.value) <= document.text.count, range.length > 0 else { return }
    let bytes = document.text[Int(range.start.value)..<Int(range.end.value)]
    // Of a paragraph only what stands in brackets at its end can be one.
    guard bytes.count <= CreditLines.longest || bytes.suffix(2).contains(UInt8(ascii: ")")) else { return }
    let tail = String(decoding: bytes.suffix(CreditLines.longest), as: UTF8.self)
    guard let closing = lines.closing(of: tail) else { return }
    begin = range.end.value - Int32(closing.utf8.count)
  }
}
