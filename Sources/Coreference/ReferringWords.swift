import TextModel

/// What coreference knows of a word alone.
struct WordFacts: BitwiseCopyable {
  var role = ReferringWords.Role.other
  var particular = ReferringWords.Particular.none
  var traits: Traits = []
}

/// What a function word does in a phrase that refers: the classes coreference asks for, decided once a distinct word.
struct ReferringWords {
  enum Role: UInt8, BitwiseCopyable {
    case other, he, him, his, she, her, hers, they, them, their, it, its, firstSingular, firstPlural, second
    case who, which, that, definite, demonstrative, indefinite, possessiveMark, preposition, subordinator, and
    case another, nobody
  }

  /// Words and marks that are asked for by themselves.
  enum Particular: UInt8, BitwiseCopyable {
    case none, a, an, one, both, several, half, last, next, of, from, at, with, `for`, to, by, that, familiar, close
    case former, question, answer, percent, yearOld, ampersand, comma, hyphen, colon, openBracket, closeBracket
  }

  /// The words that are not `other`, each with what it does.
  private static let table: [(word: String, facts: WordFacts)] = {
    var table: [(word: String, facts: WordFacts)] = []
    func add(_ role: Role, _ words: String) {
      for word in words.split(separator: " ") {
        table.append((String(word), WordFacts(role: role, particular: particulars[String(word)] ?? .none)))
      }
    }
    add(.he, "he")
    add(.him, "him himself")
    add(.his, "his")
    add(.she, "she")
    add(.her, "her")
    add(.hers, "hers herself")
    add(.they, "they")
    add(.them, "them themselves")
    add(.their, "their theirs")
    add(.it, "it itself")
    add(.its, "its")
    add(.firstSingular, "i me my mine myself")
    add(.firstPlural, "we us our ours ourselves")
    add(.second, "you your yours yourself yourselves")
    add(.who, "who whom whose")
    add(.which, "which")
    add(.that, "that")
    add(.definite, "the both")
    add(.demonstrative, "this these those")
    add(.indefinite, "a an some several many few most one any no various certain numerous")
    add(.another, "another other others else")
    add(.nobody, "there here everyone everybody anyone anybody nobody something everything nothing")
    add(.possessiveMark, "'s ’s ' ’")
    add(
      .preposition,
      "of for from at with in on by to about against among as between over under near into through during after before"
        + " without within upon besides beside following amid around behind across toward towards including like outside inside along despite per via"
    )
    add(.subordinator, "when while although though because if since once until unless whereas whether that than")
    add(.and, "and & or")
    add(.other, particulars.keys.sorted().filter { word in !table.contains { $0.word == word } }.joined(separator: " "))
    return table
  }()

  private static let particulars: [String: Particular] = [
    "a": .a, "an": .an, "both": .both, "several": .several, "half": .half, "last": .last, "next": .next, "of": .of,
    "one": .one,
    "from": .from, "at": .at,
    "with": .with, "for": .for, "to": .to, "by": .by, "that": .that, "familiar": .familiar, "close": .close,
    "former": .former, "ex": .former, "erstwhile": .former, "one-time": .former, "onetime": .former, "q": .question,
    "question": .question, "answer": .answer,
    "percent": .percent, "%": .percent, "pct": .percent, "per": .percent, "year-old": .yearOld, "&": .ampersand,
    ",": .comma, "-": .hyphen,
    ":": .colon, "(": .openBracket, ")": .closeBracket,
  ]

  /// What is known of a word, in a quarter of a cache line.
  struct Row: BitwiseCopyable {
    var facts: WordFacts
    /// The role noun that it is alone, where that is known yet.
    var noun: RoleNoun?
    /// The word in small letters.
    let lower: Int32

    init(_ facts: WordFacts, lower: WordID) {
      self.facts = facts
      self.lower = lower.rawValue
    }
  }

  /// By word.
  let rows = FlatBuffer<Row>(capacity: 1 << 12)
  /// The words of the table by their numbers.
  private var closed: [WordFacts] = []
  private var generation = -1

  /// Learns the words that the vocabulary has got since the last call.
  mutating func update(_ vocabulary: Vocabulary) {
    if generation != vocabulary.generation {
      rows.removeAll(from: vocabulary.kept(since: generation))
      generation = vocabulary.generation
      closed.removeAll(keepingCapacity: true)
      for (word, facts) in Self.table {
        let place = vocabulary.intern(word).index
        if place >= closed.count {
          closed.append(contentsOf: repeatElement(WordFacts(), count: place + 1 - closed.count))
        }
        closed[place] = facts
      }
    }
    while rows.count < vocabulary.count {
      let word = WordID(rows.count)
      let lower = vocabulary.lower(word)
      var known = lower.index < closed.count ? closed[lower.index] : WordFacts()
      known.traits = Traits(vocabulary.shape(word))
      if known.role.isMasculine || known.role.isFeminine { known.traits.insert(.gendered) }
      rows.append(Row(known, lower: lower))
    }
  }
}

extension ReferringWords.Role {
  var isMasculine: Bool { self == .he || self == .him || self == .his }
  var isFeminine: Bool { self == .she || self == .her || self == .hers }
  var isPlural: Bool { self == .they || self == .them || self == .their }
  var isNeuter: Bool { self == .it || self == .its }
  var isThirdPerson: Bool { isMasculine || isFeminine || isPlural || isNeuter }
  var isSubject: Bool { self == .he || self == .she || self == .they || self == .it }
  var isPossessive: Bool { self == .his || self == .her || self == .their || self == .its }
  var isRelative: Bool { self == .who || self == .which || self == .that }
  /// *Some*, *those*, *others*, where no noun follows.
  var isOfPeople: Bool { self == .indefinite || self == .demonstrative || self == .another }
  var isFirstPerson: Bool { self == .firstSingular || self == .firstPlural }
}
