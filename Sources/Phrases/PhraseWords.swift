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

  /// What is known of a word of the vocabulary as it was at `refresh`, in whatever case. O(1).
  @inline(__always) func facts(of word: WordID) -> PhraseWord { facts[word.index] }

  /// Takes in the words that are new in a vocabulary. O(new words).
  mutating func refresh(_ current: Vocabulary) {
    if vocabulary !== current || generation != current.generation {
      vocabulary = current
      generation = current.generation
      facts.removeAll(keepingCapacity: true)
      for (words, fact) in Self.words { add(words, fact) }
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

  private mutating func add(_ words: String, _ fact: PhraseWord) {
    for word in words.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
      guard let index = vocabulary?.intern(String(word)).index else { return }
      if facts.count <= index { facts.append(contentsOf: repeatElement([], count: index + 1 - facts.count)) }
      facts[index].formUnion(fact)
    }
  }

  private static let words: [(String, PhraseWord)] = [
    ("be am is are was were been being 's 're 'm", .be), ("isn't aren't wasn't weren't ain't", [.be, .negated]),
    ("have has had having 've", .have), ("haven't hasn't hadn't", [.have, .negated]),
    ("do does did", .do), ("don't doesn't didn't", [.do, .negated]),
    ("get gets got gotten getting", .get), ("will shall 'll", .future), ("won't", [.future, .negated]),
    ("can't couldn't wouldn't shouldn't mustn't needn't mightn't", .negated),
    ("not n't never hardly barely scarcely", .negation),
    (
      """
      monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
      september october november december jan. feb. aug. sept. oct. nov. dec. mon. tue. tues. wed. thu. thurs. fri.
      today tomorrow yesterday tonight day days week weeks month months year years decade decades century morning
      afternoon evening night weekend hour hours minute minutes moment time times season quarter summer winter spring
      autumn fall noon midnight a.m. p.m.
      """, .time
    ),
    ("the this that these those its his her their our my your whose", .definite),
    ("a an some several many any another few one two three", .indefinite),
    ("about nearly almost roughly around approximately than some over least most only just", .nearly),
    ("of", .of), ("for in from at with on near against between among within inside outside by", .nounPreposition),
    ("to", .to), ("and or &", .and), ("but yet so nor", .but),
    (
      """
      that whether if because when while although though since unless until after before as once whereas where why how
      what lest
      """, .subordinator
    ),
    ("who which whom whose that", .relative), (",", .comma), ("according", .according), ("going", .going),
    ("used", .used),
    (
      """
      everyone everybody everything someone somebody something anyone anybody anything nobody nothing none
      """, .indefinitePronoun
    ),
    ("many several few such more most both all numerous various last next much some fewer countless", .quantifier),
    ("monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow tonight", .day),
    ("half all every everyone two-thirds three-quarters one-third one-quarter", .quantity),
    ("himself herself itself themselves ourselves myself yourself", .reflexive), ("like including", .example),
    ("able about set supposed bound due likely", .able), ("that", .that), ("( [", .bracket),
  ]
}
