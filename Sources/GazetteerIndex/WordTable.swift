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
/// All spellings of a word lie in one bucket, so that one look finds the exact one, the small-letter one, and, for
/// sentences in capitals, every other. The slots of a bucket lie one after the other, and a bucket says where its own
/// begin: no slot is free, and few are looked at. A slot holds the upper half of the hash and the word's number; words
/// are numbered from 1. Apostrophes and hyphens are plain.
final class WordTable: @unchecked Sendable {
  // The numbers lie in `owners`.
  /// For each bucket where its slots begin; one more than there are buckets, whose number is a power of two.
  private let buckets: CheckedNumbers<UInt32>
  private let slots: CheckedNumbers<UInt64>
  private let starts: CheckedNumbers<UInt32>
  private let text: ResourceBytes
  private let owners: [ResourceBytes]

  /// A bucket of a sound table never has as many slots.
  static let bucketLimit = 1 << 12

  init(buckets: ResourceBytes, slots: ResourceBytes, starts: ResourceBytes, text: ResourceBytes) {
    self.buckets = CheckedNumbers(buckets)
    self.slots = CheckedNumbers(slots)
    self.starts = CheckedNumbers(starts)
    self.text = text
    owners = [buckets, slots, starts]
  }

  /// The number of words.
  var count: Int { max(0, starts.count - 2) }

  /// The largest power of two that is not above a number from 1 on.
  private static func powerOfTwo(_ number: Int) -> Int { 1 << (Int.bitWidth - 1 - number.leadingZeroBitCount) }

  static func hash(_ folded: UnsafeBufferPointer<UInt8>) -> UInt64 { XXH64(folded.baseAddress, folded.count, 0) }

  /// The numbers of a word, given with plain marks and in small letters, whose hash is known; its other spellings are added to `variants`.
  func numbers(
    of word: UnsafeBufferPointer<UInt8>, folded: UnsafeBufferPointer<UInt8>, hash: UInt64, variants: FlatBuffer<UInt32>
  ) -> WordNumbers {
    var found = WordNumbers()
    guard buckets.count > 1 else { return found }
    text.withBytes { text in
      forEachNumber(ofHash: hash) { compare($0, in: text, with: word, folded, &found, variants) }
    }
    return found
  }

  /// Calls `body` with the numbers of the words that have most of a hash.
  @inline(__always) private func forEachNumber(ofHash hash: UInt64, _ body: (UInt32) -> Void) {
    let bucket = bucket(ofHash: hash)
    let first = Int(buckets[bucket])
    let end = min(Int(buckets[bucket + 1]), first + Self.bucketLimit)
    guard first < end else { return }
    for slot in first..<end {
      let entry = slots[slot]
      if entry >> 32 == hash >> 32 { body(UInt32(truncatingIfNeeded: entry)) }
    }
  }

  /// Of a damaged file the bucket is still one of those that are there.
  private func bucket(ofHash hash: UInt64) -> Int {
    Int(truncatingIfNeeded: hash) & (Self.powerOfTwo(max(1, buckets.count - 1)) - 1)
  }

  /// Tells the processor which words will be looked up soon, step by step: what one step has asked for the next one reads.
  /// Nothing of it changes what is found.
  func prefetch(_ hashes: UnsafeBufferPointer<UInt64>, roots: (UInt32) -> Void) {
    for hash in hashes { buckets.prefetch(bucket(ofHash: hash)) }
    for hash in hashes { slots.prefetch(Int(buckets[bucket(ofHash: hash)])) }
    for hash in hashes {
      forEachNumber(ofHash: hash) {
        starts.prefetch(Int($0))
        roots($0)
      }
    }
    let text = text
    text.withBytes { text in
      for hash in hashes { forEachNumber(ofHash: hash) { text.prefetch(Int(starts[Int($0)])) } }
    }
  }

  @inline(__always) private func compare(
    _ number: UInt32, in text: UnsafeBufferPointer<UInt8>, with word: UnsafeBufferPointer<UInt8>,
    _ folded: UnsafeBufferPointer<UInt8>, _ found: inout WordNumbers, _ variants: FlatBuffer<UInt32>
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

  /// The buckets, one to two words each on average, and the slots of all of them.
  func table() -> (buckets: [UInt32], slots: [UInt64]) {
    var size = 4
    while size * 2 < hashes.count { size *= 2 }
    var buckets = [UInt32](repeating: 0, count: size + 1)
    let numbers = 1..<max(1, hashes.count)
    func bucket(_ number: Int) -> Int { Int(truncatingIfNeeded: hashes[number]) & (size - 1) }
    for number in numbers { buckets[bucket(number) + 1] += 1 }
    for index in 1...size { buckets[index] += buckets[index - 1] }
    var next = buckets
    var slots = [UInt64](repeating: 0, count: numbers.count)
    for number in numbers {
      slots[Int(next[bucket(number)])] = hashes[number] & 0xFFFF_FFFF_0000_0000 | UInt64(number)
      next[bucket(number)] += 1
    }
    return (buckets, slots)
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
