import TextModel

/// How the document at hand writes its words.
final class WrittenWords {
  /// The words of the document.
  private let seen = WordBits()
  /// Those that stand with a capital where neither a sentence begins nor a headline runs, and their small-letter forms.
  private let capitals = WordBits()
  private let stems = WordBits()
  /// The tokens whose words can be part of a name.
  let candidates = FlatBuffer<Int32>(capacity: 1024)
  private let vocabulary: NameVocabulary

  init(_ vocabulary: NameVocabulary) { self.vocabulary = vocabulary }

  /// Forgets the last document and looks at this one. O(tokens).
  func read(_ tokens: UnsafeBufferPointer<Token>) {
    let words = vocabulary.words
    for set in [seen, capitals, stems] {
      set.reserve(words.count)
      set.clear()
    }
    gather(tokens)
    let candidates = candidates.elements
    for candidate in candidates {
      let token = Int(candidate)
      for place in max(0, token &- 2)..<min(tokens.count, token &+ 3) { words.prefetch(tokens[place].word.index) }
    }
    for candidate in candidates {
      let token = tokens[Int(candidate)]
      guard token.flags.isDisjoint(with: [.sentenceStart, .caseless, .titleCase]) else { continue }
      if words[token.word.index].flags.contains(.lowercase) { continue }
      capitals.insert(token.word.index)
      stems.insert(Int(words[token.word.index].stem))
    }
  }

  /// Fills `candidates` and `seen`: without a branch and with bits alone, for these are all tokens.
  private func gather(_ tokens: UnsafeBufferPointer<Token>) {
    candidates.removeAll()
    let room = candidates.room(for: tokens.count)
    let seen = seen.bytes
    let nameable = vocabulary.nameable.bytes
    var count = 0
    for index in 0..<tokens.count {
      let word = tokens[index].word.index
      let bit = UInt8(truncatingIfNeeded: word & 7)
      seen[word &>> 3] |= 1 &<< bit
      room[count] = Int32(truncatingIfNeeded: index)
      count &+= Int(nameable[word &>> 3] &>> bit & 1)
    }
    candidates.advance(by: count)
  }

  /// Whether the word stands in small letters somewhere.
  @inline(__always) func isSmall(_ word: NameWord) -> Bool {
    let stem = Int(word.stem)
    return seen.contains(stem) && vocabulary.small.contains(stem)
  }

  /// Whether a word of that small-letter form stands with a capital where that says something.
  @inline(__always) func isCapital(ofStem word: Int32) -> Bool { stems.contains(Int(word)) }

  /// Whether the word stands with a capital where that says something.
  @inline(__always) func isCapital(_ word: WordID) -> Bool { capitals.contains(word.index) }
}
