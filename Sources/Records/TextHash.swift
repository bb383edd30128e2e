import CXXHash
import TextModel

/// A hash of an article's words, for finding copies: the same for the same words whatever the case, the blanks and the
/// kind of quotation marks and dashes.
///
/// Titles, captions and bylines are left out: outlets change them where they print an agency's story. Two articles that
/// differ in one word have different hashes. The buffer is used again for the next document.
struct TextHash {
  private var words: [UInt8] = []

  /// The hash of a document's article; nil where it has no words.
  mutating func hash(of text: UnsafeBufferPointer<UInt8>, blocks: [Block]) -> UInt64? {
    // A block has no more words and blanks after them than it has bytes, and one blank.
    let room = blocks.reduce(0) { $0 + Self.bytes(of: $1, in: text).count + 1 }
    if words.count < room { words = [UInt8](repeating: 0, count: room) }
    var count = 0
    words.withUnsafeMutableBufferPointer { words in
      for block in blocks where Self.isArticle(block.role) {
        Self.append(UnsafeBufferPointer(rebasing: text[Self.bytes(of: block, in: text)]), to: words, &count)
      }
    }
    guard count > 0 else { return nil }
    return words.withUnsafeBytes { XXH3_64bits($0.baseAddress, count) }
  }

  private static func bytes(of block: Block, in text: UnsafeBufferPointer<UInt8>) -> Range<Int> {
    let start = min(max(0, Int(block.range.start.value)), text.count)
    return start..<min(max(start, Int(block.range.end.value)), text.count)
  }

  private static func isArticle(_ role: Block.Role) -> Bool {
    switch role {
    case .heading, .body, .list, .quote: true
    case .title, .caption, .byline, .boilerplate: false
    }
  }

  /// Adds the words of a block, each in small letters and with a blank after it.
  private static func append(
    _ text: UnsafeBufferPointer<UInt8>, to words: UnsafeMutableBufferPointer<UInt8>, _ count: inout Int
  ) {
    var isInWord = 0
    var index = 0
    var end = count
    letters.withUnsafeBufferPointer { letters in
      while index < text.count {
        if index + 8 <= text.count, end + 9 <= words.count, isASCII(text, index) {
          // A blank for every separator, which counts after a word alone. No branch: there is no foreseeing it.
          for place in index..<index + 8 {
            let letter = letters[Int(text[place])]
            words[end] = letter
            let isWord = letter == 0x20 ? 0 : 1
            end &+= isWord | isInWord
            isInWord = isWord
          }
          index &+= 8
          continue
        }
        let length = separatorLength(at: index, in: text)
        words[end] = length == 0 ? folded(text[index]) : UInt8(ascii: " ")
        end &+= length == 0 ? 1 : isInWord
        isInWord = length == 0 ? 1 : 0
        index &+= max(1, length)
      }
    }
    if isInWord == 1 {
      words[end] = UInt8(ascii: " ")
      end &+= 1
    }
    count = end
  }

  /// Whether eight bytes from an index on are ASCII.
  @inline(__always) private static func isASCII(_ text: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
    let bytes = UnsafeRawPointer(text.baseAddress.unsafelyUnwrapped + index).loadUnaligned(as: UInt64.self)
    return bytes & 0x8080_8080_8080_8080 == 0
  }

  /// By byte its small letter, or a blank for what is no letter and no digit; those beyond ASCII are not asked for.
  private static let letters: [UInt8] = (0..<256).map { byte in
    let byte = UInt8(byte)
    let isWord = byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26
    return isWord ? folded(byte) : 0x20
  }

  /// The small letter of a capital; other bytes as they are.
  private static func folded(_ byte: UInt8) -> UInt8 { byte &- 0x41 < 26 ? byte | 0x20 : byte }

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
