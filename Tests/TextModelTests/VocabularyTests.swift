import Testing
import TextModel

/// Words of every sort, as many as make the storage grow several times.
private let words: [String] = {
  let stems = [
    "a", "Z", "US", "Ohio", "McCain", "al-Hashimi", "O'Neill", "don’t", "4,500", "U.S.", "é", "Zürich", "ΑΘΗΝΑ", "x@y",
    "ExactlyFifteenL", "ExactlySixteenLL", "AVeryLongWordThatNoKeyCanHold", "'s", "--", "“", "\u{0}", "İstanbul",
  ]
  return stems + (0..<3000).flatMap { number in stems.map { "\($0)\(number)" } }
    + (0..<9000).map { "W" + String($0, radix: 26).filter(\.isLetter) + "Xx" }
}()

private func bytes(_ word: WordID, _ vocabulary: Vocabulary) -> [UInt8] { vocabulary.withBytes(word) { Array($0) } }

@Test("A word keeps its number, its bytes, its shape and its small-letter form however many come after it")
func keepsWords() {
  let vocabulary = Vocabulary()
  let numbers = words.map { vocabulary.intern($0) }
  for (word, number) in zip(words, numbers) {
    let own = Array(word.utf8)
    var folded: [UInt8] = []
    let (shape, differs) = own.withUnsafeBufferPointer {
      (WordShape(of: $0), LetterCase.fold($0, into: &folded))
    }
    #expect(vocabulary.find(word) == number && vocabulary.intern(word) == number)
    #expect(bytes(number, vocabulary) == own)
    #expect(vocabulary.shape(number) == shape, "\(word)")
    #expect(bytes(vocabulary.lower(number), vocabulary) == folded, "\(word)")
    #expect((vocabulary.lower(number) != number) == differs)
  }
  #expect(Set(numbers.map(\.index)).count == Set(words).count)
}

@Test(
  "The key of a word is the same whatever lies behind it",
  arguments: ["a", "abcdefg", "abcdefgh", "abcdefghi", "abcdefghijklmno"])
func readsKeys(word: String) {
  var memory = Array(word.utf8) + [UInt8](repeating: 0xFF, count: 16)
  let own = Array(word.utf8).withUnsafeBufferPointer { WordKey($0) }
  for filler in [UInt8(0), 0x41, 0xFF] {
    for index in word.utf8.count..<memory.count { memory[index] = filler }
    let key = memory.withUnsafeBytes { bytes in
      WordKey(
        low: bytes.loadUnaligned(as: UInt64.self).littleEndian,
        high: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self).littleEndian, length: word.utf8.count)
    }
    #expect(key == own)
  }
}

@Test("After a reset the words are numbered anew")
func resets() {
  let vocabulary = Vocabulary()
  for word in words.prefix(100) { _ = vocabulary.intern(word) }
  let generation = vocabulary.generation
  vocabulary.reset(ifMoreThan: 1000)
  #expect(vocabulary.generation == generation && vocabulary.find("Ohio") != nil)
  vocabulary.reset(ifMoreThan: 10)
  #expect(vocabulary.generation != generation && vocabulary.count == 0 && vocabulary.find("Ohio") == nil)
  #expect(bytes(vocabulary.intern("Ohio"), vocabulary) == Array("Ohio".utf8))
}

@Test(
  "A reset that keeps words keeps them with their numbers, and their small-letter forms", arguments: [0, 1, 2, 3, 7])
func keeps(_ count: Int) {
  let vocabulary = Vocabulary()
  let met = ["The", "council", "Ohio", "said", "DON’T", "late"].map { vocabulary.intern($0) }
  let words = (0..<vocabulary.count).map { bytes(WordID($0), vocabulary) }
  let lowers = (0..<vocabulary.count).map { vocabulary.lower(WordID($0)) }
  let generation = vocabulary.generation
  vocabulary.reset(ifMoreThan: 2, keeping: count)
  #expect(vocabulary.kept <= count && vocabulary.kept >= count - 1 && vocabulary.count == vocabulary.kept)
  #expect(vocabulary.kept(since: generation) == vocabulary.kept && vocabulary.kept(since: generation - 1) == 0)
  for word in 0..<vocabulary.kept {
    #expect(bytes(WordID(word), vocabulary) == words[word] && vocabulary.lower(WordID(word)) == lowers[word])
    #expect(vocabulary.lower(WordID(word)).index < vocabulary.kept)
    #expect(words[word].withUnsafeBufferPointer { vocabulary.find($0) } == WordID(word))
  }
  #expect(vocabulary.find("late") == nil && bytes(vocabulary.intern("late"), vocabulary) == Array("late".utf8))
  #expect(met.count == 6)
}
