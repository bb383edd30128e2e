import Segmentation
import TextModel

/// Gives each token its part of speech: the likeliest tag of its word, then rules by the neighbours.
///
/// What a word may be is looked up once a distinct word; only words that may be several things are tried against the
/// rules. Tags on the left of a token are final when it is its turn, those on the right are first guesses.
/// O(tokens × rules of a tag).
struct PartsOfSpeech {
  private var lookup: WordLookup
  private var choices = WordChoices()
  private let matcher: ContextMatcher
  private var generation = -1
  private var vocabulary: Vocabulary?
  private var words = (that: WordID(0), by: WordID(0))
  /// What is known of each token: its rows lie one after the other, those of words scattered.
  private let found = FlatBuffer<TokenChoice>(capacity: 1024)

  private let that: String
  private let by: String

  init(_ resources: TaggerResources, _ forms: IrregularForms, _ classes: WordClasses) {
    lookup = WordLookup(resources, forms)
    that = classes.words(of: "phrase.that").first ?? ""
    by = classes.words(of: "phrase.by").first ?? ""
    matcher = ContextMatcher(rules: resources.context)
  }

  /// Fills `document.tags`.
  mutating func tag(_ document: Document) {
    let vocabulary = document.vocabulary
    if self.vocabulary !== vocabulary || generation != vocabulary.generation {
      choices.removeAll(from: self.vocabulary === vocabulary ? vocabulary.kept(since: generation) : 0)
      self.vocabulary = vocabulary
      generation = vocabulary.generation
      words = (vocabulary.intern(that), vocabulary.intern(by))
    }
    let count = document.tokens.count
    document.tags.removeAll(keepingCapacity: true)
    document.tags.append(contentsOf: repeatElement(0, count: count))
    choices.makeRoom(for: vocabulary, matcher, lookup.lexicon)
    found.resize(to: count)
    document.tokens.withUnsafeBufferPointer { tokens in
      document.tags.withUnsafeMutableBufferPointer { tags in
        guess(tokens, &tags, vocabulary)
        tagNames(document.annotations, tokens, &tags, vocabulary)
        matcher.apply(to: tags, tokens, document.sentences, choices: found.elements)
        let verbless = VerblessSentences(
          tokens: tokens, choices: found.elements, tags: tags, that: words.that, by: words.by)
        verbless.mend(document.sentences)
      }
    }
  }

  /// Gives back what a large document needed.
  func rest() { found.giveBack() }

  /// The first guesses: the likeliest tag of each word.
  private mutating func guess(
    _ tokens: UnsafeBufferPointer<Token>, _ tags: inout UnsafeMutableBufferPointer<UInt8>, _ vocabulary: Vocabulary
  ) {
    let marks: Token.Flags = [.opensQuotation, .closesQuotation]
    let openMark = TagChoice(best: .openQuote)
    let closeMark = TagChoice(best: .closeQuote)
    let rows = choices.rows.start
    let last = tokens.count - 1
    let found = found.mutableElements
    for index in tokens.indices {
      rows.prefetch(tokens[min(index &+ Token.ahead, last)].word.index)
      let flags = tokens[index].flags
      let row = rows[tokens[index].word.index]
      var choice: TagChoice
      if flags.isDisjoint(with: marks) {
        let place: WordChoices.Place =
          flags.contains(.caseless) ? .caseless : flags.contains(.sentenceStart) ? .first : .inner
        choice = row[place]
        if choice.packed == 0 { choice = look(up: tokens[index].word, place, vocabulary) }
      } else {
        choice = flags.contains(.opensQuotation) ? openMark : closeMark
      }
      found[index] = TokenChoice(
        choice: choice, word: row.word, look: row.look + (flags.contains(.sentenceStart) ? 3 : 0))
      tags[index] = choice.best
    }
  }

  @inline(never) private mutating func look(
    up word: WordID, _ place: WordChoices.Place, _ vocabulary: Vocabulary
  ) -> TagChoice {
    let choice = lookup.choice(word, place, in: vocabulary)
    choices.rows.mutableElements[word.index][place] = choice
    return choice
  }

  /// *Will Doyle said*: the words of a name that an earlier stage found are proper nouns, whatever they are elsewhere.
  private mutating func tagNames(
    _ annotations: [Annotation], _ tokens: UnsafeBufferPointer<Token>,
    _ tags: inout UnsafeMutableBufferPointer<UInt8>, _ vocabulary: Vocabulary
  ) {
    let name = TagChoice(best: .NNP)
    let found = found.mutableElements
    for annotation in annotations
    where annotation.kind == .person || annotation.kind == .place || annotation.kind == .organization {
      for token in annotation.tokens.indices where tokens.indices.contains(token) {
        guard Self.open >> UInt64(tags[token]) & 1 == 1, vocabulary.shape(tokens[token].word).contains(.capitalized)
        else { continue }
        tags[token] = name.best
        found[token].choice = name
      }
    }
  }

  /// Tags that a word of a name has when it is taken for a common word.
  private static let open: UInt64 = [
    PennTag.NN, .NNS, .JJ, .JJR, .JJS, .VB, .VBD, .VBG, .VBN, .VBP, .VBZ, .MD, .RB, .FW, .UH, .RP, .WRB, .PRP,
  ].reduce(0) { $0 | TagChoice.bit($1) }
}

/// What is known of a token before the rules: what its word may be there, the number that rules know the word in small
/// letters by, and how it looks (`ContextRule.looks`).
struct TokenChoice: BitwiseCopyable {
  var choice: TagChoice
  var word: UInt16
  var look: UInt8
}

/// What the distinct words of a vocabulary may be, by where they stand.
struct WordChoices {
  enum Place: Int { case inner, first, caseless }

  /// What is known of a word, in half a cache line: its choices, nothing where it has not been looked up there.
  struct Row: BitwiseCopyable {
    private var choices = (TagChoice(packed: 0), TagChoice(packed: 0), TagChoice(packed: 0))
    let word: UInt16
    let look: UInt8

    init(_ word: WordID, in vocabulary: Vocabulary, _ matcher: ContextMatcher) {
      self.word = matcher.number(of: vocabulary.lower(word), in: vocabulary)
      let shape = vocabulary.shape(word)
      look = shape.contains(.allCapitals) ? 2 : shape.contains(.capitalized) ? 1 : 0
    }

    subscript(place: Place) -> TagChoice {
      @inline(__always) get {
        switch place {
        case .inner: choices.0
        case .first: choices.1
        case .caseless: choices.2
        }
      }
      set {
        switch place {
        case .inner: choices.0 = newValue
        case .first: choices.1 = newValue
        case .caseless: choices.2 = newValue
        }
      }
    }
  }

  let rows = FlatBuffer<Row>(capacity: 1 << 12)

  /// Forgets the words from a number on.
  func removeAll(from word: Int) { rows.removeAll(from: word) }

  private let hashes = FlatBuffer<Int32>(capacity: batch)
  /// So many new words are asked for at once.
  private static let batch = 64

  /// Makes room for all words of a vocabulary; what the lexicon has of the new ones is asked for.
  func makeRoom(for vocabulary: Vocabulary, _ matcher: ContextMatcher, _ lexicon: TagLexicon) {
    while rows.count < vocabulary.count {
      hashes.removeAll()
      for number in rows.count..<min(vocabulary.count, rows.count + Self.batch) {
        rows.append(Row(WordID(number), in: vocabulary, matcher))
        let hash = vocabulary.withBytes(WordID(number)) { TagLexicon.hash($0) }
        hashes.append(Int32(truncatingIfNeeded: hash))
      }
      lexicon.prefetch(hashes.elements)
    }
  }
}
