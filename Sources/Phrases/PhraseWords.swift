import TextModel

/// Words that phrases are told by, beside their parts of speech.
struct PhraseWord: OptionSet {
  let rawValue: UInt32

  /// A form of *be*, *have*, *do*, *get*.
  static let be = Self(rawValue: 1 << 0)
  static let have = Self(rawValue: 1 << 1)
  static let `do` = Self(rawValue: 1 << 2)
  static let get = Self(rawValue: 1 << 3)
  /// *will*, *shall*.
  static let future = Self(rawValue: 1 << 4)
  /// *not*, *n't*, *never*.
  static let negation = Self(rawValue: 1 << 5)
  /// Begins with a negated auxiliary: *didn't*.
  static let negated = Self(rawValue: 1 << 6)
  /// A day, a month, a stretch of time.
  static let time = Self(rawValue: 1 << 7)
  /// *the*, *this*, *that*, *these*, *those*, *its* …
  static let definite = Self(rawValue: 1 << 8)
  static let indefinite = Self(rawValue: 1 << 9)
  /// Before a number: *about*, *nearly*, *than*.
  static let nearly = Self(rawValue: 1 << 10)
  static let of = Self(rawValue: 1 << 11)
  /// A preposition that often ties a phrase to the noun before it: *for*, *in*, *from* …
  static let nounPreposition = Self(rawValue: 1 << 12)
  static let to = Self(rawValue: 1 << 13)
  static let and = Self(rawValue: 1 << 14)
  /// *that*, *whether*, *if*, *because*, *when* …
  static let subordinator = Self(rawValue: 1 << 15)
  /// *who*, *which*, *that*, *whose*, *whom*.
  static let relative = Self(rawValue: 1 << 16)
  static let comma = Self(rawValue: 1 << 17)
  static let going = Self(rawValue: 1 << 18)
  static let used = Self(rawValue: 1 << 19)
  static let able = Self(rawValue: 1 << 20)
  /// *but*, *yet*, *so*: joins clauses.
  static let but = Self(rawValue: 1 << 21)
  static let that = Self(rawValue: 1 << 22)
  static let bracket = Self(rawValue: 1 << 23)
  /// *everyone*, *something*: takes no noun after it.
  static let indefinitePronoun = Self(rawValue: 1 << 24)
  /// *many*, *several*: begins a new phrase.
  static let quantifier = Self(rawValue: 1 << 25)
  /// *half*, *two-thirds*, *all*.
  static let quantity = Self(rawValue: 1 << 26)
  /// *himself*: belongs to the phrase before it.
  static let reflexive = Self(rawValue: 1 << 27)
  /// *Monday*, *yesterday*.
  static let day = Self(rawValue: 1 << 29)
  /// *said*, *added*: tells rather than does.
  static let speech = Self(rawValue: 1 << 31)
  static let according = Self(rawValue: 1 << 30)
  /// *like*, *including*: a preposition before an example.
  static let example = Self(rawValue: 1 << 28)
}

/// The phrase words of a vocabulary, found by the number of a word's small-letter form.
struct PhraseWordTable {
  /// For each word; what is known of its small-letter form.
  private var facts: [PhraseWord] = []
  private var generation = -1
  private var vocabulary: Vocabulary?
  private let classes: WordClasses

  init(_ classes: WordClasses) { self.classes = classes }

  /// What is known of a word of the vocabulary as it was at `refresh`, in whatever case. O(1).
  @inline(__always) func facts(of word: WordID) -> PhraseWord { facts[word.index] }

  /// Takes in the words that are new in a vocabulary. O(new words).
  mutating func refresh(_ current: Vocabulary) {
    if vocabulary !== current || generation != current.generation {
      vocabulary = current
      generation = current.generation
      facts.removeAll(keepingCapacity: true)
      for (list, fact) in Self.facts { classes.forEachWord(of: list) { add($0, fact) } }
      // Words met before with a capital.
      for index in facts.indices {
        let lower = current.lower(WordID(index)).index
        facts[index] = lower < facts.count ? facts[lower] : []
      }
    }
    while facts.count < current.count {
      let lower = current.lower(WordID(facts.count)).index
      facts.append(lower < facts.count ? facts[lower] : [])
    }
  }

  private mutating func add(_ word: UnsafeBufferPointer<UInt8>, _ fact: PhraseWord) {
    guard let index = vocabulary?.intern(word).index else { return }
    if facts.count <= index { facts.append(contentsOf: repeatElement([], count: index + 1 - facts.count)) }
    facts[index].formUnion(fact)
  }

  /// The classes of words, and what their words are told by.
  private static let facts: [(list: String, PhraseWord)] = [
    ("verb.be", .be),
    ("verb.be-not", [.be, .negated]),
    ("verb.have", .have),
    ("verb.have-not", [.have, .negated]),
    ("verb.do", .do),
    ("verb.do-not", [.do, .negated]),
    ("phrase.get", .get),
    ("phrase.future", .future),
    ("phrase.future-not", [.future, .negated]),
    ("phrase.negated-auxiliary", .negated),
    ("phrase.negation", .negation),
    ("phrase.time", .time),
    ("phrase.definite", .definite),
    ("phrase.indefinite", .indefinite),
    ("phrase.nearly", .nearly),
    ("phrase.of", .of),
    ("phrase.noun-preposition", .nounPreposition),
    ("phrase.to", .to),
    ("phrase.and", .and),
    ("phrase.but", .but),
    ("phrase.subordinator", .subordinator),
    ("phrase.relative", .relative),
    ("phrase.comma", .comma),
    ("phrase.according", .according),
    ("phrase.going", .going),
    ("phrase.used", .used),
    ("phrase.indefinite-pronoun", .indefinitePronoun),
    ("phrase.quantifier", .quantifier),
    ("phrase.day", .day),
    ("phrase.quantity", .quantity),
    ("phrase.reflexive", .reflexive),
    ("phrase.example", .example),
    ("phrase.able", .able),
    ("phrase.that", .that),
    ("phrase.bracket", .bracket),
  ]
}
