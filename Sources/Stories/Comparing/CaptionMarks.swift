/// Takes captions and tweets out of the running text: two pages that show one agency's picture share its caption, and two
/// that print a tweet share its words, but neither has copied the other.
struct CaptionMarks {
  let text: [UInt8]
  /// What the credit of a picture has in it.
  let credits: [[UInt8]]

  /// Marks the words of captions as no body and those of tweets as quoted.
  func mark(_ words: inout [Word], sentences: [WordSentence]) {
    var index = 0
    var previous = 0..<0
    while index < sentences.count {
      var end = index
      while end < sentences.count, sentences[end].block == sentences[index].block { end += 1 }
      let range = sentences[index].words.lowerBound..<sentences[end - 1].words.upperBound
      let bytes = text[Int(words[range.lowerBound].start)..<Int(words[range.upperBound - 1].end)]
      if Self.isTweetSignature(bytes, words: range.count) {
        // *… NEVER been worse! — Name (@name) July 16, 2018*, with the tweet in the paragraph before.
        for place in (range.count <= 12 ? previous : 0..<0) { words[place].flags.insert(.quoted) }
        for place in range { words[place].flags.insert(.quoted) }
      } else if isCredited(bytes, words: range.count) {
        for place in range { words[place].flags.remove(.body) }
        // *(Name Surname/Agency)* alone stands under the caption that it credits.
        if range.count <= 8, previous.count <= Self.captionLimit {
          for place in previous { words[place].flags.remove(.body) }
        }
      }
      previous = range
      index = end
    }
  }

  /// A caption has no more words.
  private static let captionLimit = 80

  private static func isTweetSignature(_ bytes: ArraySlice<UInt8>, words: Int) -> Bool {
    guard words <= captionLimit, let at = bytes.firstIndex(of: UInt8(ascii: "@")), at > bytes.startIndex else {
      return false
    }
    return bytes[at - 1] == UInt8(ascii: "(")
  }

  /// Whether a paragraph ends with the credit of a picture: *(AP Photo/Name Surname)*, *Name/Getty Images*.
  private func isCredited(_ bytes: ArraySlice<UInt8>, words: Int) -> Bool {
    guard words <= Self.captionLimit else { return false }
    let tail = bytes.suffix(60)
    return credits.contains { Self.contains(tail, $0) }
  }

  private static func contains(_ bytes: ArraySlice<UInt8>, _ sign: [UInt8]) -> Bool {
    guard bytes.count >= sign.count else { return false }
    var start = bytes.startIndex
    while start + sign.count <= bytes.endIndex {
      if bytes[start..<start + sign.count].elementsEqual(sign) { return true }
      start += 1
    }
    return false
  }
}
