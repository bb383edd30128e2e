import Segmentation
import TextModel

/// What a distinct word may be, by the lexicon or else by its look.
struct WordLookup {
  private let resources: TaggerResources
  private let guess: WordGuess
  private let lemmatizer: Lemmatizer

  init(_ resources: TaggerResources, _ forms: IrregularForms) {
    lemmatizer = Lemmatizer(forms)
    self.resources = resources
    guess = WordGuess(resources: resources)
  }

  /// The words that are known.
  var lexicon: TagLexicon { resources.words }

  mutating func choice(_ id: WordID, _ place: WordChoices.Place, in vocabulary: Vocabulary) -> TagChoice {
    let shape = vocabulary.shape(id)
    if shape.contains(.quotationMark) {
      return TagChoice(best: vocabulary.length(id) == 1 || shape.contains(.possessive) ? .POS : .closeQuote)
    }
    if let bracket = Self.bracket(vocabulary, id) { return TagChoice(best: bracket) }
    guard vocabulary.length(id) < 60 else { return TagChoice(best: .NN, mask: TagChoice.bit(.NNP)) }
    let isCapital = shape.contains(.capitalized)
    if vocabulary.withBytes(id, { $0.contains(0xE2) }) { return choice(curly: id, isCapital, place, in: vocabulary) }
    let known = vocabulary.withBytes(id) { word in
      vocabulary.withBytes(vocabulary.lower(id)) { find(word, $0, isCapital, place) }
    }
    if let choice = known.choice { return choice }
    let looks = Self.withCopy(of: id, vocabulary) { word in
      place == .caseless ? look(caseless: id, isCapital, vocabulary) : look(word, isCapital, vocabulary)
    }
    return known.single?.choice.adding(looks.mask) ?? looks
  }

  /// The choice of a word with a curly apostrophe, which the lexicon has with a straight one.
  private mutating func choice(
    curly id: WordID, _ isCapital: Bool, _ place: WordChoices.Place, in vocabulary: Vocabulary
  ) -> TagChoice {
    // Copies: the vocabulary may grow while they are looked up.
    let word = vocabulary.withBytes(id) { Self.straight($0) }
    return word.withUnsafeBufferPointer { word in
      let known = vocabulary.withBytes(vocabulary.lower(id)) { find(word, $0, isCapital, place) }
      if let choice = known.choice { return choice }
      let looks =
        place == .caseless ? look(caseless: id, isCapital, vocabulary) : look(word, isCapital, vocabulary)
      return known.single?.choice.adding(looks.mask) ?? looks
    }
  }

  /// The choice of a word that the lexicon has; of one that was counted once only, what was counted: it may be what it
  /// looks like as well.
  private func find(
    _ word: UnsafeBufferPointer<UInt8>, _ small: UnsafeBufferPointer<UInt8>, _ isCapital: Bool,
    _ place: WordChoices.Place
  ) -> (choice: TagChoice?, single: TagCounts?) {
    let here = resources.words.counts(of: word)
    guard isCapital, place != .inner else { return ((here?.isSure ?? false) ? here?.choice : nil, here) }
    let low = resources.words.counts(of: small)
    let found = capitalized(here, low, small, isCaseless: place == .caseless)
    return (found, here ?? (place == .first ? low : nil))
  }

  /// Calls `body` with the bytes of a word at a place of their own: the vocabulary may grow meanwhile.
  private static func withCopy<R>(
    of id: WordID, _ vocabulary: Vocabulary, _ body: (UnsafeBufferPointer<UInt8>) -> R
  ) -> R {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: max(1, vocabulary.length(id))) { copy in
      let count = vocabulary.withBytes(id) { copy.initialize(fromContentsOf: $0) }
      return body(UnsafeBufferPointer(rebasing: copy[..<count]))
    }
  }

  private mutating func look(
    _ word: UnsafeBufferPointer<UInt8>, _ isCapital: Bool, _ vocabulary: Vocabulary
  ) -> TagChoice {
    guess.choice(word, isCapital: isCapital) { small, body in
      let lemma = lemmatizer.lemma(of: vocabulary.intern(small), in: vocabulary)
      return vocabulary.withBytes(lemma) { body($0) }
    }
  }

  private mutating func look(caseless id: WordID, _ isCapital: Bool, _ vocabulary: Vocabulary) -> TagChoice {
    let word = vocabulary.withBytes(vocabulary.lower(id)) { Self.capitalized($0) }
    return word.withUnsafeBufferPointer { look($0, isCapital, vocabulary) }
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
    _ here: TagCounts?, _ low: TagCounts?, _ small: UnsafeBufferPointer<UInt8>, isCaseless: Bool
  ) -> TagChoice? {
    let here = here.flatMap { $0.isSure ? $0 : nil }
    var low = low.flatMap { $0.isSure ? $0 : nil }
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
