import Segmentation
import TextModel

/// What a distinct word may be, by the lexicon or else by its look.
struct WordLookup {
  private let resources: TaggerResources
  private let guess: WordGuess
  private var lemmatizer = Lemmatizer()

  init(_ resources: TaggerResources) {
    self.resources = resources
    guess = WordGuess(resources: resources)
  }

  mutating func choice(_ id: WordID, _ place: WordChoices.Place, in vocabulary: Vocabulary) -> TagChoice {
    let shape = vocabulary.shape(id)
    if shape.contains(.quotationMark) {
      return TagChoice(best: vocabulary.length(id) == 1 || shape.contains(.possessive) ? .POS : .closeQuote)
    }
    if let bracket = Self.bracket(vocabulary, id) { return TagChoice(best: bracket) }
    guard vocabulary.length(id) < 60 else { return TagChoice(best: .NN, mask: TagChoice.bit(.NNP)) }
    if let known = known(id, isCapital: shape.contains(.capitalized), place, in: vocabulary) { return known }
    // Copies: the vocabulary may grow while they are looked up.
    let word = vocabulary.withBytes(id) { Self.straight($0) }
    let small = vocabulary.withBytes(vocabulary.lower(id)) { Array($0) }
    return word.withUnsafeBufferPointer { word in
      small.withUnsafeBufferPointer { small in
        choice(word, small, isCapital: shape.contains(.capitalized), place, in: vocabulary)
      }
    }
  }

  /// The choice of a word that the lexicon has as it stands; nil for others, and for words with curly apostrophes.
  private func known(
    _ id: WordID, isCapital: Bool, _ place: WordChoices.Place, in vocabulary: Vocabulary
  ) -> TagChoice? {
    vocabulary.withBytes(id) { word in
      if word.contains(0xE2) { return nil }
      guard isCapital, place != .inner else { return resources.words.known(word)?.choice }
      return vocabulary.withBytes(vocabulary.lower(id)) { small in
        capitalized(word, small, isCaseless: place == .caseless)
      }
    }
  }

  private mutating func choice(
    _ word: UnsafeBufferPointer<UInt8>, _ small: UnsafeBufferPointer<UInt8>, isCapital: Bool,
    _ place: WordChoices.Place, in vocabulary: Vocabulary
  ) -> TagChoice {
    if isCapital, place != .inner {
      if let found = capitalized(word, small, isCaseless: place == .caseless) { return found }
    } else if let found = resources.words.known(word) {
      return found.choice
    }
    let choice =
      place == .caseless
      ? Self.capitalized(small).withUnsafeBufferPointer { look($0, isCapital, vocabulary) }
      : look(word, isCapital, vocabulary)
    // A word that was counted once: its tag first, what it looks like as well.
    let single =
      resources.words.counts(of: word) ?? (isCapital && place == .first ? resources.words.counts(of: small) : nil)
    return single?.choice.adding(choice.mask) ?? choice
  }

  private mutating func look(
    _ word: UnsafeBufferPointer<UInt8>, _ isCapital: Bool, _ vocabulary: Vocabulary
  ) -> TagChoice {
    guess.choice(word, isCapital: isCapital) { small in
      vocabulary.withBytes(lemmatizer.lemma(of: vocabulary.intern(small), in: vocabulary)) { Array($0) }
    }
  }

  private static func bracket(_ vocabulary: Vocabulary, _ id: WordID) -> PennTag? {
    vocabulary.withBytes(id) { bytes in
      guard bytes.count == 1, let first = bytes.first else { return nil }
      switch first {
      case 0x28, 0x5B, 0x7B: return .openBracket
      case 0x29, 0x5D, 0x7D: return .closeBracket
      default: return nil
      }
    }
  }

  /// At the start of a sentence and in capitals throughout, a word may be a name or the word in small letters.
  private func capitalized(
    _ word: UnsafeBufferPointer<UInt8>, _ small: UnsafeBufferPointer<UInt8>, isCaseless: Bool
  ) -> TagChoice? {
    let here = resources.words.known(word)
    var low = resources.words.known(small)
    if low == nil, isCaseless {
      low = Self.capitalized(small).withUnsafeBufferPointer { resources.words.known($0) }
    }
    guard let here, let low else { return (here ?? low)?.choice }
    return low.total >= here.names ? low.choice.adding(here.choice.mask) : here.choice.adding(low.choice.mask)
  }

  private static func capitalized(_ small: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    guard let first = small.first, first >= 0x80 else {
      var word = Array(small)
      if let first = word.first, first &- 0x61 < 26 { word[0] = first & 0xDF }
      return word
    }
    let text = String(decoding: small, as: UTF8.self)
    return Array((text.prefix(1).uppercased() + text.dropFirst()).utf8)
  }

  /// A word with straight apostrophes for curly ones (U+2018, U+2019).
  private static func straight(_ word: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    var straight: [UInt8] = []
    straight.reserveCapacity(word.count)
    var index = 0
    while index < word.count {
      if word[index] == 0xE2, index + 2 < word.count, word[index + 1] == 0x80, word[index + 2] & 0xFE == 0x98 {
        straight.append(UInt8(ascii: "'"))
        index += 3
      } else {
        straight.append(word[index])
        index += 1
      }
    }
    return straight
  }
}
