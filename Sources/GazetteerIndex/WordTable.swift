import CXXHash
import TextModel

/// The numbers that a word of a text has in a `WordTable`, 0 where no name has that spelling.
struct WordNumbers {
  /// As it stands.
  var exact: UInt32 = 0
  /// In small letters.
  var folded: UInt32 = 0
  /// With its first letter small: *Al-Qaeda* at the start of a sentence may be *al-Qaeda*.
  var lowered: UInt32 = 0
}

/// The distinct words of all names, in a static hash table over their small-letter form.
///
/// All spellings of a word lie in one run of slots, so that one probe finds the exact one, the small-letter one, and,
/// for sentences in capitals, every other. A slot holds the upper half of the hash and the word's number; words are
/// numbered from 1. Apostrophes and hyphens are plain.
final class WordTable: @unchecked Sendable {
  // The numbers lie in `owners`.
  private let slots: CheckedNumbers<UInt64>
  private let starts: CheckedNumbers<UInt32>
  private let text: ResourceBytes
  private let owners: [ResourceBytes]

  /// A run of slots in a sound table is never as long as this.
  static let probeLimit = 1 << 12

  init(slots: ResourceBytes, starts: ResourceBytes, text: ResourceBytes) {
    self.slots = CheckedNumbers(slots)
    self.starts = CheckedNumbers(starts)
    self.text = text
    owners = [slots, starts]
  }

  /// The number of words.
  var count: Int { max(0, starts.count - 2) }

  static func hash(_ folded: UnsafeBufferPointer<UInt8>) -> UInt64 { XXH64(folded.baseAddress, folded.count, 0) }

  /// The numbers of a word, given with plain marks and in small letters; its other spellings are added to `variants`.
  func numbers(
    of word: UnsafeBufferPointer<UInt8>, folded: UnsafeBufferPointer<UInt8>, variants: inout [UInt32]
  ) -> WordNumbers {
    var found = WordNumbers()
    guard slots.count > 0 else { return found }
    let hash = Self.hash(folded)
    // The number of slots is a power of two; of a damaged file the mask is still below the count.
    let mask = (1 << (Int.bitWidth - 1 - slots.count.leadingZeroBitCount)) - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    text.withBytes { text in
      for _ in 0..<Self.probeLimit {
        let entry = slots[slot]
        if entry == 0 { break }
        if entry >> 32 == hash >> 32 {
          compare(UInt32(truncatingIfNeeded: entry), in: text, with: word, folded, &found, &variants)
        }
        slot = (slot + 1) & mask
      }
    }
    return found
  }

  @inline(__always) private func compare(
    _ number: UInt32, in text: UnsafeBufferPointer<UInt8>, with word: UnsafeBufferPointer<UInt8>,
    _ folded: UnsafeBufferPointer<UInt8>, _ found: inout WordNumbers, _ variants: inout [UInt32]
  ) {
    let start = Int(starts[Int(number)])
    let end = Int(starts[Int(number) + 1])
    guard start < end, end <= text.count else { return }
    let candidate = UnsafeBufferPointer(rebasing: text[start..<end])
    let isExact = Self.equal(candidate, word)
    let isFolded = Self.equal(candidate, folded)
    if isExact { found.exact = number }
    if isFolded { found.folded = number }
    if !isExact && Self.isLowered(candidate, of: word) { found.lowered = number }
    if isExact || isFolded || Self.folds(candidate, to: folded) { variants.append(number) }
  }

  private static func equal(_ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>) -> Bool {
    guard left.count == right.count else { return false }
    for index in 0..<left.count where left[index] != right[index] { return false }
    return true
  }

  /// Whether a spelling is the word but for its first letter, which the word has as a capital (ASCII).
  private static func isLowered(
    _ candidate: UnsafeBufferPointer<UInt8>, of word: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    guard candidate.count == word.count, let first = word.first, (0x41...0x5A).contains(first) else { return false }
    guard candidate[0] == first | 0x20 else { return false }
    for index in 1..<max(1, word.count) where candidate[index] != word[index] { return false }
    return true
  }

  private static func folds(_ candidate: UnsafeBufferPointer<UInt8>, to folded: UnsafeBufferPointer<UInt8>) -> Bool {
    if candidate.count == folded.count {
      var isSame = true
      var all: UInt8 = 0
      for index in 0..<candidate.count {
        let byte = candidate[index]
        all |= byte
        isSame = isSame && folded[index] == (byte &- 0x41 < 26 ? byte | 0x20 : byte)
      }
      if all < 0x80 { return isSame }
    }
    var form: [UInt8] = []
    _ = LetterCase.fold(candidate, into: &form)
    return form.withUnsafeBufferPointer { equal($0, folded) }
  }
}

/// Makes a `WordTable`'s sections.
struct WordTableBuilder {
  private(set) var starts: [UInt32] = [0, 0]
  private(set) var text: [UInt8] = []
  private var hashes: [UInt64] = [0]

  /// The number of words.
  var count: Int { starts.count - 2 }

  /// Numbers a word that is not in the table yet.
  mutating func add(_ word: UnsafeBufferPointer<UInt8>, folded: UnsafeBufferPointer<UInt8>) -> UInt32 {
    text.append(contentsOf: word)
    starts.append(UInt32(truncatingIfNeeded: text.count))
    hashes.append(WordTable.hash(folded))
    return UInt32(truncatingIfNeeded: hashes.count - 1)
  }

  /// The slots, at most four fifths of them taken: a word is looked up once, so that a longer run costs less than the
  /// pages of a larger table.
  func slots() -> [UInt64] {
    var size = 4
    while size * 4 < hashes.count * 5 { size *= 2 }
    var slots = [UInt64](repeating: 0, count: size)
    for number in 1..<max(1, hashes.count) {
      var slot = Int(truncatingIfNeeded: hashes[number]) & (size - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (size - 1) }
      slots[slot] = hashes[number] & 0xFFFF_FFFF_0000_0000 | UInt64(number)
    }
    return slots
  }
}

/// Spells typographic marks inside words plainly, letters as they are.
enum PlainMarks {
  /// Appends the word with straight apostrophes and plain hyphens; true where it differs.
  static func append(_ word: UnsafeBufferPointer<UInt8>, to plain: inout [UInt8]) -> Bool {
    var index = 0
    var isChanged = false
    while index < word.count {
      let replacement = mark(in: word, at: index)
      plain.append(replacement?.plain ?? word[index])
      index += replacement?.length ?? 1
      isChanged = isChanged || replacement != nil
    }
    return isChanged
  }

  /// U+2018, U+2019, U+02BC and U+FF07 are `'`, U+2010 and U+2011 are `-`, as in `LetterCase.fold`.
  private static func mark(in word: UnsafeBufferPointer<UInt8>, at index: Int) -> (plain: UInt8, length: Int)? {
    let second = index + 1 < word.count ? word[index + 1] : 0
    let third = index + 2 < word.count ? word[index + 2] : 0
    switch (word[index], second, third) {
    case (0xE2, 0x80, 0x98), (0xE2, 0x80, 0x99), (0xEF, 0xBC, 0x87): return (0x27, 3)
    case (0xCA, 0xBC, _): return (0x27, 2)
    case (0xE2, 0x80, 0x90), (0xE2, 0x80, 0x91): return (0x2D, 3)
    default: return nil
    }
  }
}
