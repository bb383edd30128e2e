import TextModel

/// The words and marks that decide by themselves where a content, a source or a clause ends.
///
/// The raw value is the word's class in weights; every other word counts there by its part of speech (`TokenClass`).
enum ClosedWord: UInt8, CaseIterable {
  case other
  // Marks
  case comma, semicolon, colon, dash, hyphen, openBracket, closeBracket, stop, question, exclamation, quoteMark
  // Prepositions
  case `in`, on, at, by, with, of, about, against, during, over, despite, through, toward, upon, between, from, to
  case `for`, into, amid, following, without, among, under, near, behind, around, inside, outside, like
  // Conjunctions
  case and, or, but, nor, so, yet, that, than, because, since, although, though, until, unless, `as`, `if`, `while`
  case after, before, when, whether, how, why, once
  // Relatives and pronouns
  case who, which, what, `where`, whose, whom, he, she, they, it, we, i, you
  // Determiners
  case a, an, the, this, his, her, their, its, all, some, many, both, most
  // Verbs
  case `is`, was, are, were, has, have, had, would, could, will, may, said, saying, including, according, compared,
    `let`
  // Adverbs
  case even, just, there, then, now

  /// The name that the files of weights have for it: a mark as it is written, a word as it is called here.
  ///
  /// Which words it stands for, the list `closed` says.
  var text: String {
    switch self {
    case .other: ""
    case .comma: ","
    case .semicolon: ";"
    case .colon: ":"
    case .dash: "--"
    case .hyphen: "-"
    case .openBracket: "("
    case .closeBracket: ")"
    case .stop: "."
    case .question: "?"
    case .exclamation: "!"
    case .quoteMark: "\""
    default: "\(self)"
    }
  }
}

/// A closed word, or the part of speech of any other: what weights know of a token. One byte.
struct TokenClass: Equatable {
  let rawValue: UInt8
  init(word: ClosedWord) { rawValue = word.rawValue }
  init(tag: UInt8) { rawValue = tag | 0x80 }

  /// The name that the files of weights have for it.
  var name: String {
    if rawValue & 0x80 != 0 { return PennTag(rawValue: rawValue & 0x7F)?.name ?? "-" }
    return ClosedWord(rawValue: rawValue)?.text ?? "-"
  }

  /// All names, by raw value.
  static let names: [String] = (0...UInt8.max).map { raw in
    if raw & 0x80 != 0 { return PennTag(rawValue: raw & 0x7F).map { "<\($0.name)>" } ?? "" }
    return ClosedWord(rawValue: raw)?.text ?? ""
  }
}

/// What holds of a word wherever it stands, as bits.
struct WordTrait: OptionSet {
  let rawValue: UInt64
  static let auxiliary = Self(rawValue: 1 << 0)
  static let be = Self(rawValue: 1 << 1)
  static let have = Self(rawValue: 1 << 2)
  static let modal = Self(rawValue: 1 << 3)
  static let negation = Self(rawValue: 1 << 4)
  /// A day, a month, *today*, *earlier*.
  static let time = Self(rawValue: 1 << 5)
  /// *last*, *next*, *this*, before a unit of time.
  static let timeModifier = Self(rawValue: 1 << 6)
  static let timeUnit = Self(rawValue: 1 << 7)
  static let preposition = Self(rawValue: 1 << 8)
  static let particle = Self(rawValue: 1 << 9)
  /// *whether*, *if*, *how* … at the head of a content.
  static let questionWord = Self(rawValue: 1 << 10)
  static let hedge = Self(rawValue: 1 << 11)
  /// A verb that is put before its subject after a quotation or clause (*said the minister*).
  static let inverting = Self(rawValue: 1 << 12)
  static let doForm = Self(rawValue: 1 << 13)
  static let getForm = Self(rawValue: 1 << 14)
  static let linking = Self(rawValue: 1 << 15)
  /// Begins a clause that depends on another one.
  static let subordinator = Self(rawValue: 1 << 16)
  /// *former*, *director*, *spokesman*: begins an apposition without an article.
  static let apposition = Self(rawValue: 1 << 17)
  /// *then*, *so*, *here*: an adverb that is no part of a verb group.
  static let looseAdverb = Self(rawValue: 1 << 18)
  static let vague = Self(rawValue: 1 << 19)
  static let weekday = Self(rawValue: 1 << 20)
  static let also = Self(rawValue: 1 << 21)
  /// A preposition that can tie a further phrase to the noun of a source.
  static let nominalLink = Self(rawValue: 1 << 22)
  /// A verb that says little, whose object tells what is done (*made calls for*).
  static let light = Self(rawValue: 1 << 24)
  /// A poll, a report, a law: what *in* names as a source.
  static let document = Self(rawValue: 1 << 25)
  /// *interview*, *conversation*; *tell*: an agency after it is told something.
  static let interview = Self(rawValue: 1 << 26)
  static let telling = Self(rawValue: 1 << 27)
  /// *ask*: who was asked is no source.
  static let asking = Self(rawValue: 1 << 47)
  /// A verb whose passive keeps an object (*a man called Smith*, *voters asked about it*).
  static let naming = Self(rawValue: 1 << 28)
  /// A comma, a conjunction, a bracket: a content may end before it.
  static let boundary = Self(rawValue: 1 << 29)
  /// Neither letters nor digits.
  static let punctuation = Self(rawValue: 1 << 30)
  static let slash = Self(rawValue: 1 << 33)
  static let ampersand = Self(rawValue: 1 << 31)
  /// A verb or adjective that leads to an infinitive and says little itself (*tried to explain*, *is quick to say*).
  static let leading = Self(rawValue: 1 << 32)
  /// *lead*, *prompt*: a verb whose object does what the infinitive after it tells.
  static let causing = Self(rawValue: 1 << 34)
  /// *himself*, *themselves*: may follow the noun that it stresses.
  static let reflexive = Self(rawValue: 1 << 35)
  /// *statement*, *memo*: what is issued to say something.
  static let issued = Self(rawValue: 1 << 36)
  /// *rally*, *debate*, *Twitter*: where something is said.
  static let occasionNoun = Self(rawValue: 1 << 38)
  /// *on average*, *in fact*, *at first*: with its preposition an adverb.
  static let adverbialNoun = Self(rawValue: 1 << 39)
  /// *call*, *label*: with its object and what it is called.
  static let calling = Self(rawValue: 1 << 40)
  static let statement = Self(rawValue: 1 << 37)
  /// A verb whose object may be the one who is told (*told the crowd he would stay*).
  static let addressing = Self(rawValue: 1 << 41)
  /// *authorise*, *allow*: who is allowed to say something has not said it.
  static let permitting = Self(rawValue: 1 << 42)
  /// Ends in *-ly*: an adverb of manner behind a verb, if it is an adverb.
  static let manner = Self(rawValue: 1 << 43)
  /// A verb that has what is said as its object, not who is told: *said the road was closed*.
  static let reporting = Self(rawValue: 1 << 44)
  /// *reportedly*: its clause was told by somebody who is not named.
  static let reported = Self(rawValue: 1 << 46)
  /// A verb before whose infinitive stands who is told, where it has no other object: *pupils told to stay*.
  static let instructing = Self(rawValue: 1 << 45)
  /// A preposition of place, time or occasion after a cue.
  static let occasion = Self(rawValue: 1 << 23)
  /// *a think tank*: a noun behind what looks like a verb of saying.
  static let compound = Self(rawValue: 1 << 48)
  /// *asked not to be named*, *asked to remain anonymous*
  static let unnamed = Self(rawValue: 1 << 49)
  /// *asked that her name not be used*
  static let nameNoun = Self(rawValue: 1 << 50)
  /// *Watch Ann Lee explain it*
  static let watching = Self(rawValue: 1 << 51)
  /// *the court heard that …*
  static let court = Self(rawValue: 1 << 52)
  static let hearing = Self(rawValue: 1 << 53)
}
