import Segmentation
import TextModel

/// Gives each token its part of speech: the likeliest tag of its word, then rules by the neighbours.
///
/// What a word may be is looked up once a distinct word; only words that may be several things are tried against the
/// rules. Tags on the left of a token are final when it is its turn, those on the right are first guesses.
/// O(tokens × rules of a tag).
struct PartsOfSpeech {
  private let resources: TaggerResources
  private let guess: WordGuess
  private var lemmatizer = Lemmatizer()
  private var choices = WordChoices()
  private var matcher: ContextMatcher
  private var generation = -1
  private var vocabulary: Vocabulary?
  /// For each token what its word may be.
  private var masks: [UInt64] = []

  init(_ resources: TaggerResources) {
    self.resources = resources
    guess = WordGuess(resources: resources)
    matcher = ContextMatcher(rules: resources.context)
  }

  /// Fills `document.tags`.
  mutating func tag(_ document: Document) {
    let vocabulary = document.vocabulary
    if self.vocabulary !== vocabulary || generation != vocabulary.generation {
      self.vocabulary = vocabulary
      generation = vocabulary.generation
      choices = WordChoices()
      matcher.intern(in: vocabulary)
    }
    document.tags.removeAll(keepingCapacity: true)
    masks.removeAll(keepingCapacity: true)
    document.tags.reserveCapacity(document.tokens.count)
    masks.reserveCapacity(document.tokens.count)
    for token in document.tokens {
      let choice = self.choice(token, in: vocabulary)
      document.tags.append(choice.best.rawValue)
      masks.append(choice.mask)
    }
    tagNames(document)
    matcher.apply(to: document, masks: masks)
  }

  /// *Will Doyle said*: the words of a name that an earlier stage found are proper nouns, whatever they are elsewhere.
  private mutating func tagNames(_ document: Document) {
    for annotation in document.annotations
    where annotation.kind == .person || annotation.kind == .place || annotation.kind == .organization {
      for token in annotation.tokens.indices where token < document.tags.count {
        guard let tag = PennTag(rawValue: document.tags[token]), Self.open.contains(tag),
          document.vocabulary.shape(document.tokens[token].word).contains(.capitalized)
        else { continue }
        document.tags[token] = PennTag.NNP.rawValue
        masks[token] = TagChoice.bit(.NNP)
      }
    }
  }

  /// Tags that a word of a name has when it is taken for a common word.
  private static let open: Set<PennTag> = [
    .NN, .NNS, .JJ, .JJR, .JJS, .VB, .VBD, .VBG, .VBN, .VBP, .VBZ, .MD, .RB, .FW, .UH, .RP, .WRB, .PRP,
  ]

  private mutating func choice(_ token: Token, in vocabulary: Vocabulary) -> TagChoice {
    if !token.flags.isDisjoint(with: [.opensQuotation, .closesQuotation]) {
      return TagChoice(best: token.flags.contains(.opensQuotation) ? .openQuote : .closeQuote)
    }
    let place: WordChoices.Place =
      token.flags.contains(.caseless) ? .caseless : token.flags.contains(.sentenceStart) ? .first : .inner
    if let known = choices.choice(token.word, place) { return known }
    let found = find(token.word, place, in: vocabulary)
    choices.set(token.word, place, found, count: vocabulary.count)
    return found
  }

  // MARK: Look-up of a distinct word

  private mutating func find(_ id: WordID, _ place: WordChoices.Place, in vocabulary: Vocabulary) -> TagChoice {
    let shape = vocabulary.shape(id)
    if shape.contains(.quotationMark) {
      return TagChoice(best: vocabulary.length(id) == 1 || shape.contains(.possessive) ? .POS : .closeQuote)
    }
    if let bracket = Self.bracket(vocabulary, id) { return TagChoice(best: bracket) }
    guard vocabulary.length(id) < 60 else { return TagChoice(best: .NN, mask: TagChoice.bit(.NNP)) }
    let word = Self.straight(vocabulary.string(id))
    let small = vocabulary.string(vocabulary.lower(id))
    let isCapital = shape.contains(.capitalized)
    var found: TagChoice?
    if isCapital, place != .inner {
      found = capitalized(word, small, isCaseless: place == .caseless)
    } else {
      found = known(word)?.choice
    }
    if let found { return found }
    let seen = place == .caseless ? Self.capitalized(small) : word
    var lemmatizer = Lemmatizer()
    swap(&lemmatizer, &self.lemmatizer)
    defer { swap(&lemmatizer, &self.lemmatizer) }
    var choice = guess.choice(seen, isCapital: isCapital) {
      vocabulary.string(lemmatizer.lemma(of: vocabulary.intern($0), in: vocabulary))
    }
    // A word that was counted once: its tag first, what it looks like as well.
    let single =
      resources.words.counts(of: word) ?? (isCapital && place == .first ? resources.words.counts(of: small) : nil)
    if let single { choice = TagChoice(best: single.choice.best, mask: choice.mask | single.choice.mask) }
    return choice
  }

  private func known(_ word: String) -> TagCounts? {
    guard let counts = resources.words.counts(of: word), counts.total > 1 else { return nil }
    return counts
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
  private func capitalized(_ word: String, _ small: String, isCaseless: Bool) -> TagChoice? {
    let here = known(word)
    let low = known(small) ?? (isCaseless ? known(Self.capitalized(small)) : nil)
    guard let here, let low else { return (here ?? low)?.choice }
    let isLow = low.total >= here.count(of: .NNP, .NNPS)
    var choice = isLow ? low.choice : here.choice
    choice.mask |= here.choice.mask | low.choice.mask
    return choice
  }

  private static func capitalized(_ small: String) -> String { small.prefix(1).uppercased() + small.dropFirst() }

  private static func straight(_ word: String) -> String {
    guard word.utf8.contains(where: { $0 >= 0x80 }) else { return word }
    return String(word.map { $0 == "’" || $0 == "‘" ? "'" : $0 })
  }
}

/// What the distinct words of a vocabulary may be, by where they stand.
struct WordChoices {
  enum Place: Int { case inner, first, caseless }

  private var best: [UInt8] = []
  private var masks: [UInt64] = []

  @inline(__always) func choice(_ word: WordID, _ place: Place) -> TagChoice? {
    let index = word.index * 3 + place.rawValue
    guard index < masks.count, masks[index] != 0, let tag = PennTag(rawValue: best[index]) else { return nil }
    return TagChoice(best: tag, mask: masks[index])
  }

  mutating func set(_ word: WordID, _ place: Place, _ choice: TagChoice, count: Int) {
    if masks.count < count * 3 {
      let missing = count * 3 + 3000 - masks.count
      masks.append(contentsOf: repeatElement(0, count: missing))
      best.append(contentsOf: repeatElement(0, count: missing))
    }
    masks[word.index * 3 + place.rawValue] = choice.mask
    best[word.index * 3 + place.rawValue] = choice.best.rawValue
  }
}
