import CXXHash
import TextModel

/// A hash of an article's words, for finding copies: the same for the same words whatever the case, the blanks and the
/// kind of quotation marks and dashes.
///
/// Titles, captions and bylines are left out: outlets change them where they print an agency's story. Two articles that
/// differ in one word have different hashes.
public struct TextHash: Sendable {
  private var words: [UInt8] = []

  /// Makes a hasher; its buffer is used again for the next document.
  public init() {}

  /// The hash of a document's article; nil where it has no words.
  public mutating func hash(of document: Document) -> UInt64? {
    words.removeAll(keepingCapacity: true)
    for block in document.blocks where Self.isArticle(block.role) {
      let start = min(max(0, Int(block.range.start.value)), document.text.count)
      let end = min(max(start, Int(block.range.end.value)), document.text.count)
      document.text.withUnsafeBufferPointer { append(UnsafeBufferPointer(rebasing: $0[start..<end])) }
    }
    guard !words.isEmpty else { return nil }
    return words.withUnsafeBytes { XXH3_64bits($0.baseAddress, $0.count) }
  }

  private static func isArticle(_ role: Block.Role) -> Bool {
    switch role {
    case .heading, .body, .list, .quote: true
    case .title, .caption, .byline, .boilerplate: false
    }
  }

  /// Adds the words of a block, each in small letters and with a blank after it.
  private mutating func append(_ text: UnsafeBufferPointer<UInt8>) {
    var isInWord = false
    var index = 0
    while index < text.count {
      let byte = text[index]
      let length = Self.separatorLength(at: index, in: text)
      if length == 0 {
        words.append(byte &- 0x41 < 26 ? byte | 0x20 : byte)
        isInWord = true
        index += 1
        continue
      }
      if isInWord { words.append(0x20) }
      isInWord = false
      index += length
    }
    if isInWord { words.append(0x20) }
  }

  /// The number of bytes of the mark or blank at an index; 0 where a letter or a digit is there.
  private static func separatorLength(at index: Int, in text: UnsafeBufferPointer<UInt8>) -> Int {
    let byte = text[index]
    if byte < 0x80 {
      let isWord = byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26
      return isWord ? 0 : 1
    }
    // U+00A0 to U+00BF: no-break space, guillemets and other marks; U+2000 to U+206F: general punctuation.
    if byte == 0xC2, index + 1 < text.count, text[index + 1] >= 0xA0 { return 2 }
    if byte == 0xE2, index + 2 < text.count, text[index + 1] == 0x80 || text[index + 1] == 0x81 { return 3 }
    return 0
  }
}
