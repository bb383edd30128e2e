import Entities

/// Takes the commonest endings off words, so that *strikes* and *strike* are one; the longest first.
struct Stemmer {
  private var word: [UInt8] = []
  private let endings: [[UInt8]]

  /// Makes one for a language.
  init(_ language: StoryLanguage) { endings = language.words.endings }

  /// The hash of a word's stem.
  mutating func hash(of bytes: ArraySlice<UInt8>) -> UInt64 { hashes(of: bytes).stem }

  /// The hashes of a word in small letters without a genitive, and of its stem.
  mutating func hashes(of bytes: ArraySlice<UInt8>) -> (plain: UInt64, stem: UInt64) {
    word.removeAll(keepingCapacity: true)
    for byte in bytes { word.append(byte &- 0x41 < 26 ? byte | 0x20 : byte) }
    if word.suffix(4).elementsEqual([0xE2, 0x80, 0x99, 0x73]) { word.removeLast(4) }
    if word.suffix(2).elementsEqual([0x27, 0x73]) { word.removeLast(2) }
    let plain = word.withUnsafeBufferPointer { CommonWords.hash(of: $0) }
    for ending in endings where word.count - ending.count >= 4 && word.suffix(ending.count).elementsEqual(ending) {
      word.removeLast(ending.count)
      break
    }
    return (plain, word.withUnsafeBufferPointer { CommonWords.hash(of: $0) })
  }
}
