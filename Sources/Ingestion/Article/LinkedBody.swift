import TextModel

/// The article's text in JSON-LD, for pages that hold it nowhere else: behind a paywall, or put there by a script.
enum LinkedBody {
  /// Fewer words are a summary.
  static let fewWords = 100
  /// Paragraphs compared with the body at most.
  private static let probeLimit = 3000

  /// Whether the page's paragraphs hold next to nothing of a body (levelled) and little that could be the article.
  static func isOnlyCopy(
    _ body: [UInt8], facts: [BlockFacts], levelled: [UInt8], states: [ArticleState]
  ) -> Bool {
    let words = body.reduce(1) { $0 + ($1 == 0x20 ? 1 : 0) }
    guard words >= fewWords else { return false }
    var found = 0
    var covered = 0
    for (fact, state) in zip(facts, states) {
      if state == .inside { found += Int(fact.words) }
    }
    guard found * 3 < words else { return false }
    for fact in facts.prefix(probeLimit) where fact.words > 3 {
      if SignReader.contains(body[...], levelled[Int(fact.start)..<Int(fact.end)].prefix(80)) {
        covered += Int(fact.words)
      }
      if covered * 4 >= words { return false }
    }
    return true
  }

  /// The paragraphs of a body: its lines, or what tags of paragraphs part; a sentence that begins right behind another
  /// one without a blank begins a paragraph: *"… the end.The next …"*.
  static func paragraphs(_ body: [UInt8]) -> [[UInt8]] {
    let text = Array(CharacterReference.resolve(String(decoding: body, as: UTF8.self)).utf8)
    var paragraphs: [[UInt8]] = []
    var current: [UInt8] = []
    func end() {
      if let line = ASCII.squashed(current) { paragraphs.append(Array(line.utf8)) }
      current = []
    }
    var index = 0
    while index < text.count {
      let byte = text[index]
      if byte == 0x3C, index + 1 < text.count, ASCII.isLetter(text[index + 1]) || text[index + 1] == 0x2F {
        let close = text[index...].firstIndex(of: 0x3E) ?? text.count - 1
        let nameStart = index + (text[index + 1] == 0x2F ? 2 : 1)
        let name = text[min(nameStart, close)..<close].prefix { ASCII.isLetter($0) || ASCII.isDigit($0) }
        let tag = Array(name).withUnsafeBufferPointer { TagTable.shared.tag($0) }
        if tag.isBlock || tag == .br { end() }
        index = close + 1
        continue
      }
      if byte == 0x0A || byte == 0x0D { end() } else { current.append(byte) }
      if isRunTogether(text, at: index) { end() }
      index += 1
    }
    end()
    return paragraphs
  }

  /// A stop (and a closing quotation mark) between a small letter and a capital that a small letter follows.
  private static func isRunTogether(_ text: [UInt8], at index: Int) -> Bool {
    guard index + 2 < text.count, ASCII.isCapital(text[index + 1]), !ASCII.isCapital(text[index + 2]),
      ASCII.isLetter(text[index + 2])
    else { return false }
    var stop = index
    if stop > 0, text[stop] == 0x22 { stop -= 1 }
    if stop > 2, text[stop] == 0x9D, text[stop - 1] == 0x80, text[stop - 2] == 0xE2 { stop -= 3 }
    guard stop > 1, text[stop] == 0x2E || text[stop] == 0x3F || text[stop] == 0x21 else { return false }
    return ASCII.isLetter(text[stop - 1]) && !ASCII.isCapital(text[stop - 1]) && ASCII.isLetter(text[stop - 2])
  }
}
