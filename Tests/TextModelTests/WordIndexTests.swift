import Testing
import TextModel

@Suite struct WordIndexTests {
  /// Words as a list has them, and as a text has them: by the small-letter form.
  static let rows: [(id: String, listed: String, met: String, isFound: Bool)] = [
    ("small", "said", "said", true), ("capital", "said", "Said", true), ("capitals", "said", "SAID", true),
    ("listed with a capital", "March", "march", true), ("another word", "said", "says", false),
    ("a part of it", "said", "sai", false), ("mark", ",", ",", true), ("curly apostrophe", "don't", "Don’t", true),
    ("beyond ASCII", "Über", "ÜBER", true), ("fifteen bytes", "counterargument", "Counterargument", true),
    ("longer than a key", "counterargumentsX", "COUNTERARGUMENTSX", true),
    ("longer, another end", "counterargumentsX", "counterargumentsY", false),
  ]

  @Test(arguments: rows.indices)
  func finds(_ row: Int) {
    let (id, listed, met, isFound) = Self.rows[row]
    var index = WordIndex()
    let number = Array(listed.utf8).withUnsafeBufferPointer { index.add(lowerOf: $0) }
    let vocabulary = Vocabulary()
    let word = vocabulary.lower(vocabulary.intern(met))
    #expect(index.find(word, in: vocabulary) == (isFound ? number : nil), "\(id)")
  }

  @Test("Words keep their numbers however many come after them, and a word that is there is not added again")
  func numbers() {
    var index = WordIndex(capacity: 2)
    let words = (0..<3_000).map { Array("w\($0 * 7_919)".utf8) }
    for (number, word) in words.enumerated() {
      #expect(word.withUnsafeBufferPointer { index.add($0) } == number)
    }
    for (number, word) in words.enumerated() {
      #expect(word.withUnsafeBufferPointer { index.add($0) } == number)
      #expect(word.withUnsafeBufferPointer { index.find($0) } == number)
    }
    #expect(index.count == words.count)
  }
}
