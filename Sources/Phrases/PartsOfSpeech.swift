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
  private var matcher: ContextMatcher
  private var generation = -1
  private var vocabulary: Vocabulary?
  /// For each token what its word may be.
  private let found = FlatBuffer<TagChoice>(capacity: 1024)

  init(_ resources: TaggerResources) {
    lookup = WordLookup(resources)
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
    let count = document.tokens.count
    document.tags.removeAll(keepingCapacity: true)
    document.tags.append(contentsOf: repeatElement(0, count: count))
    choices.makeRoom(for: vocabulary)
    document.tokens.withUnsafeBufferPointer { tokens in
      document.tags.withUnsafeMutableBufferPointer { tags in
        guess(tokens, &tags, vocabulary)
        tagNames(document.annotations, tokens, &tags, vocabulary)
        matcher.apply(to: tags, tokens, document.sentences, choices: found.elements, vocabulary)
      }
    }
  }

  /// The first guesses: the likeliest tag of each word.
  private mutating func guess(
    _ tokens: UnsafeBufferPointer<Token>, _ tags: inout UnsafeMutableBufferPointer<UInt8>, _ vocabulary: Vocabulary
  ) {
    let marks: Token.Flags = [.opensQuotation, .closesQuotation]
    let openMark = TagChoice(best: .openQuote)
    let closeMark = TagChoice(best: .closeQuote)
    found.removeAll()
    for index in tokens.indices {
      let flags = tokens[index].flags
      let choice: TagChoice
      if flags.isDisjoint(with: marks) {
        let place: WordChoices.Place =
          flags.contains(.caseless) ? .caseless : flags.contains(.sentenceStart) ? .first : .inner
        let known = choices[tokens[index].word, place]
        choice = known.packed != 0 ? known : look(up: tokens[index].word, place, vocabulary)
      } else {
        choice = flags.contains(.opensQuotation) ? openMark : closeMark
      }
      found.append(choice)
      tags[index] = choice.best
    }
  }

  @inline(never) private mutating func look(
    up word: WordID, _ place: WordChoices.Place, _ vocabulary: Vocabulary
  ) -> TagChoice {
    let choice = lookup.choice(word, place, in: vocabulary)
    choices[word, place] = choice
    return choice
  }

  /// *Will Doyle said*: the words of a name that an earlier stage found are proper nouns, whatever they are elsewhere.
  private mutating func tagNames(
    _ annotations: [Annotation], _ tokens: UnsafeBufferPointer<Token>,
    _ tags: inout UnsafeMutableBufferPointer<UInt8>, _ vocabulary: Vocabulary
  ) {
    let name = TagChoice(best: .NNP)
    for annotation in annotations
    where annotation.kind == .person || annotation.kind == .place || annotation.kind == .organization {
      for token in annotation.tokens.indices where tokens.indices.contains(token) {
        guard Self.open >> UInt64(tags[token]) & 1 == 1, vocabulary.shape(tokens[token].word).contains(.capitalized)
        else { continue }
        tags[token] = name.best
        found[token] = name
      }
    }
  }

  /// Tags that a word of a name has when it is taken for a common word.
  private static let open: UInt64 = [
    PennTag.NN, .NNS, .JJ, .JJR, .JJS, .VB, .VBD, .VBG, .VBN, .VBP, .VBZ, .MD, .RB, .FW, .UH, .RP, .WRB, .PRP,
  ].reduce(0) { $0 | TagChoice.bit($1) }
}

/// What the distinct words of a vocabulary may be, by where they stand.
struct WordChoices {
  enum Place: Int { case inner, first, caseless }

  /// Three a word, in the order of the places; nothing where the word has not been looked up there.
  private var choices: [TagChoice] = []

  /// Makes room for all words of a vocabulary.
  mutating func makeRoom(for vocabulary: Vocabulary) {
    guard choices.count < vocabulary.count * 3 else { return }
    choices.append(contentsOf: repeatElement(TagChoice(packed: 0), count: vocabulary.count * 3 - choices.count))
  }

  subscript(_ word: WordID, _ place: Place) -> TagChoice {
    @inline(__always) get { choices[word.index * 3 + place.rawValue] }
    set { choices[word.index * 3 + place.rawValue] = newValue }
  }
}
