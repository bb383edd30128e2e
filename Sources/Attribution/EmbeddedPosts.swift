import TextModel

/// Posts of a social network that a page shows within an article, each with its writer behind a dash.
///
///     The road is shut until noon. Please go by Hale Street.
///
///     — Troy Police (@TroyPD) March 3, 2024
///
/// The writer, the handle in brackets and the day stand in a block of their own or at the end of the post's.
struct EmbeddedPosts {
  private let reading: Reading
  /// A name has so many tokens at most, a handle with its marks so many.
  private static let (longestName, longestHandle) = (8, 6)
  private static let confidence: Float = 0.95

  init(reading: Reading) { self.reading = reading }

  /// Adds a quote for each post, in the order of the text. O(tokens).
  func find(in document: Document, into found: inout [FoundQuote]) {
    for token in 0..<reading.count where reading.closed(token) == .openBracket && isHandle(token + 1, in: document) {
      guard let quote = post(signedAt: token, in: document) else { continue }
      found.append(quote)
    }
  }

  private func isHandle(_ token: Int, in document: Document) -> Bool {
    guard token < reading.count else { return false }
    let start = Int(document.tokens[token].range.start.value)
    return document.text.indices.contains(start) && document.text[start] == UInt8(ascii: "@")
  }

  /// The post whose writer stands before the bracket of the handle.
  private func post(signedAt bracket: Int, in document: Document) -> FoundQuote? {
    var name = bracket
    while name > 0, bracket - name < Self.longestName, !reading.isDash(name - 1), !reading.beginsBlock(name) {
      name -= 1
    }
    let dash = name - 1
    guard name < bracket, dash >= 0, reading.isDash(dash), !reading.beginsBlock(name) else { return nil }
    var end = bracket + 1
    while end < reading.count, end - bracket < Self.longestHandle, reading.closed(end) != .closeBracket { end += 1 }
    // *… — Ann Lee (@annlee) was first*: a day follows a signature, or nothing.
    guard reading.closed(end) == .closeBracket,
      end + 1 >= reading.count || reading.beginsBlock(end + 1) || reading.has(.time, end + 1)
    else { return nil }
    guard let content = content(before: dash, in: document) else { return nil }
    return FoundQuote(
      cue: nil, source: name..<bracket, pieces: [content], candidate: -1, head: name, probability: Self.confidence,
      rule: .post)
  }

  /// The lines before the dash, be it on the last one's end or on one of its own: those that no empty line parts.
  private func content(before dash: Int, in document: Document) -> Range<Int>? {
    var start = dash - 1
    while start > 0, dash - start < Reading.reach, !reading.beginsBlock(start) || isJoined(start, in: document) {
      start -= 1
    }
    guard start >= 0, start < dash, reading.beginsBlock(start), dash - start > 3 else { return nil }
    return start..<dash
  }

  /// No more than one line break stands before the token that begins a block.
  private func isJoined(_ token: Int, in document: Document) -> Bool {
    let start = Int(document.tokens[token - 1].range.end.value)
    let end = Int(document.tokens[token].range.start.value)
    guard start >= 0, start <= end, end <= document.text.count else { return false }
    return document.text[start..<end].count { $0 == UInt8(ascii: "\n") } < 2
  }
}
