import TextModel

/// Finds the dateline before the first sentence of a report: *LIMA (Reuters) - *, *MARSABIT, Kenya — *.
enum Dateline {
  /// A dateline has no more tokens than this.
  private static let longest = 14

  /// The first token behind the dateline of a sentence; its own first token where there is none. O(1).
  static func end(of sentence: TokenRange, in document: Document) -> Int {
    let start = sentence.first
    if let end = clockEnd(of: sentence, in: document) ?? bareEnd(of: sentence, in: document) { return end }
    guard sentence.count > 3, document.tokens[start].flags.contains(.blockStart), opens(start, in: document) else {
      return start
    }
    var hasBracket = false
    for token in start..<min(sentence.limit - 1, start + longest) {
      let shape = document.shape(token)
      if token > start, isDash(token, in: document) {
        return hasBracket || isPlaceOrSite(start, in: document) ? token + 1 : start
      }
      if shape.contains(.punctuation) {
        hasBracket = hasBracket || document.text[Int(document.tokens[token].range.start.value)] == 0x28
      } else if shape.isDisjoint(with: [.capitalized, .allCapitals, .numeral, .initial]) {
        return start
      }
    }
    return start
  }

  /// *MUNICH The city was calm*: the first token behind a place in capitals of which the dash behind it was lost. What
  /// follows is a word that only the start of a sentence gives a capital.
  private static func bareEnd(of sentence: TokenRange, in document: Document) -> Int? {
    let start = sentence.first
    guard sentence.count > 4, document.tokens[start].flags.contains(.blockStart),
      document.tags.count == document.tokens.count
    else { return nil }
    var end = start
    while end < start + 3, document.shape(end).contains(.allCapitals), document.tokens[end].range.length > 2 {
      end += 1
    }
    let next = document.shape(end)
    guard end > start, next.contains(.capitalized), !next.contains(.allCapitals),
      [PennTag.DT, .PRP, .PRPS, .IN].contains(PennTag(rawValue: document.tags[end]) ?? .none)
    else { return nil }
    return end
  }

  /// *14:32 A tree has fallen …*: the first token behind the time of an entry in a live page.
  private static func clockEnd(of sentence: TokenRange, in document: Document) -> Int? {
    let start = sentence.first
    guard sentence.count > 2, document.tokens[start].flags.contains(.blockStart), isClock(start, in: document) else {
      return nil
    }
    let next = document.shape(start + 1)
    guard document.tokens[start + 1].flags.contains(.spaceBefore), !next.contains(.lowercase) else { return nil }
    return start + 1
  }

  /// *9:05*, *14:32*: digits, a colon, two digits.
  private static func isClock(_ token: Int, in document: Document) -> Bool {
    let range = document.tokens[token].range
    guard range.length == 4 || range.length == 5 else { return false }
    let colon = Int(range.end.value) - 3
    for index in Int(range.start.value)..<Int(range.end.value) {
      let byte = document.text[index]
      guard index == colon ? byte == 0x3A : byte &- 0x30 < 10 else { return false }
    }
    return true
  }

  private static func opens(_ token: Int, in document: Document) -> Bool {
    !document.shape(token).isDisjoint(with: [.capitalized, .allCapitals])
  }

  /// A place in capitals, or the address of a site: *LIMA*, *IslandWire.Net*.
  private static func isPlaceOrSite(_ token: Int, in document: Document) -> Bool {
    let shape = document.shape(token)
    if shape.contains(.allCapitals) || shape.isSuperset(of: [.hasStop, .mixedCase]) { return true }
    guard token + 2 < document.tokens.count, !document.tokens[token + 1].flags.contains(.spaceBefore) else {
      return false
    }
    return document.text[Int(document.tokens[token + 1].range.start.value)] == 0x2E
      && !document.tokens[token + 2].flags.contains(.spaceBefore)
  }

  /// A dash, or a hyphen between blanks.
  private static func isDash(_ token: Int, in document: Document) -> Bool {
    if document.shape(token).contains(.dash) { return true }
    let range = document.tokens[token].range
    return range.length == 1 && document.text[Int(range.start.value)] == 0x2D
      && document.tokens[token].flags.contains(.spaceBefore)
  }
}
