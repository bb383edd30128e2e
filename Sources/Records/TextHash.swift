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
    while index < text.count {
      if index + 8 <= text.count, count + 9 <= words.count {
        let chunk = ASCIIWords(UnsafeRawPointer(text.baseAddress.unsafelyUnwrapped + index))
        if chunk.isASCII {
          // Words with one blank between them stand as they are.
          let length = chunk.spacedLength(isInWord: isInWord)
          chunk.store(at: words.baseAddress.unsafelyUnwrapped + count)
          let isAfterWord = chunk.isInWord(after: length, isInWord)
          // Another separator behind them: a blank, which counts after a word alone. No branch: there is no foreseeing it.
          let separators = 1 &- length &>> 3
          words[count &+ length] = UInt8(ascii: " ")
          count &+= length &+ isAfterWord & separators
          index &+= length &+ separators
          isInWord = isAfterWord & ~separators
          continue
        }
      }
      let length = separatorLength(at: index, in: text)
      words[count] = length == 0 ? folded(text[index]) : UInt8(ascii: " ")
      count &+= length == 0 ? 1 : isInWord
      isInWord = length == 0 ? 1 : 0
      index &+= max(1, length)
    }
    if isInWord == 1 {
      words[count] = UInt8(ascii: " ")
      count &+= 1
    }
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

/// Eight bytes looked at together for the letters and digits at their beginning.
private struct ASCIIWords {
  private let bytes: UInt64
  /// The top bit of every byte that is a letter.
  private let letters: UInt64
  /// The top bit of every byte that is no letter and no digit.
  private let separators: UInt64

  private static let ones: UInt64 = 0x0101_0101_0101_0101

  @inline(__always) init(_ start: UnsafeRawPointer) {
    let ones = Self.ones
    bytes = start.loadUnaligned(as: UInt64.self)
    // Sums of bytes below 0x80 never reach the next byte.
    let plain = bytes & (ones &* 0x7F)
    let small = plain | ones &* 0x20
    let letters = (small &+ ones &* (0x80 - 0x61)) & ~(small &+ ones &* (0x80 - 0x7B))
    let digits = (plain &+ ones &* (0x80 - 0x30)) & ~(plain &+ ones &* (0x80 - 0x3A))
    self.letters = letters & (ones &* 0x80)
    separators = ~(letters | digits) & (ones &* 0x80)
  }

  @inline(__always) var isASCII: Bool { bytes & (Self.ones &* 0x80) == 0 }
  /// The number of bytes before the first separator that is no blank right behind a word, or 8; a word goes on from before
  /// where `isInWord` is 1.
  @inline(__always) func spacedLength(isInWord: Int) -> Int {
    let blanks = bytes ^ (Self.ones &* 0x20)
    // Nothing but nought has no bit in its lower seven: sums of bytes below 0x80 never reach the next byte.
    let others = (blanks &+ Self.ones &* 0x7F) & separators
    let words = ~separators & (Self.ones &* 0x80)
    let apart = separators & ~(words &<< 8 | UInt64(truncatingIfNeeded: isInWord) &<< 7)
    return (others | apart).trailingZeroBitCount &>> 3
  }
  /// 1 where the last of so many bytes is a letter or a digit; without any, what it was before.
  @inline(__always) func isInWord(after length: Int, _ before: Int) -> Int {
    length == 0 ? before : Int(truncatingIfNeeded: ~separators &>> UInt64(8 &* length &- 1)) & 1
  }
  /// Writes the bytes with small letters for capitals.
  @inline(__always) func store(at place: UnsafeMutablePointer<UInt8>) {
    UnsafeMutableRawPointer(place).storeBytes(of: bytes | letters >> 2, as: UInt64.self)
  }
}
