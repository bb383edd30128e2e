import TextModel

/// What coreference knows of a word alone.
struct ReferringFacts: BitwiseCopyable {
  var role = ReferringWords.Role.other
  var particular = ReferringWords.Particular.none
  var traits: Traits = []
}

/// What a function word does in a phrase that refers: the classes coreference asks for, decided once a distinct word. A word of two classes has the
/// role that comes last.
struct ReferringWords {
  enum Role: UInt8, BitwiseCopyable, CaseIterable {
    case other, he, him, his, she, her, hers, they, them, their, it, its, firstSingular, firstPlural, second
    case who, which, that, definite, demonstrative, indefinite, possessiveMark, preposition, subordinator, and
    case another, nobody
  }

  /// Words and marks that are asked for by themselves.
  enum Particular: UInt8, BitwiseCopyable, CaseIterable {
    case none, a, an, one, both, several, half, last, next, of, from, at, with, `for`, to, by, that, familiar, close
    case former, rival, be, question, answer, percent, yearOld, ampersand, comma, hyphen, slash, colon, openBracket,
      closeBracket
  }

  /// The words that are not `other`, each with what it does: those of the lists `reference` and `particular`.
  private let table: [(word: String, facts: ReferringFacts)]

  private static let roleList = "reference"  // names: a list
  private static let particularList = "particular"  // names: a list

  init(_ classes: WordClasses) {
    var particulars: [String: Particular] = [:]
    for particular in Particular.allCases {
      for word in classes.words(of: WordClasses.name(of: particular, in: Self.particularList)) {
        particulars[word] = particular
      }
    }
    var table: [(word: String, facts: ReferringFacts)] = []
    func add(_ role: Role, _ words: [String]) {
      for word in words { table.append((word, ReferringFacts(role: role, particular: particulars[word] ?? .none))) }
    }
    for role in Role.allCases { add(role, classes.words(of: WordClasses.name(of: role, in: Self.roleList))) }
    let known = Set(table.map(\.word))
    add(.other, particulars.keys.sorted().filter { !known.contains($0) })
    self.table = table
  }

  /// What is known of a word, in a quarter of a cache line.
  struct Row: BitwiseCopyable {
    var facts: ReferringFacts
    /// The role noun that it is alone, where that is known yet.
    var noun: RoleNoun?
    /// The word in small letters.
    let lower: Int32

    init(_ facts: ReferringFacts, lower: WordID) {
      self.facts = facts
      self.lower = lower.rawValue
    }
  }

  /// By word.
  let rows = FlatBuffer<Row>(capacity: 1 << 12)
  /// The words of the table by their numbers.
  private var closed: [ReferringFacts] = []
  private var generation = -1

  /// Learns the words that the vocabulary has got since the last call.
  mutating func update(_ vocabulary: Vocabulary) {
    if generation != vocabulary.generation {
      rows.removeAll(from: vocabulary.kept(since: generation))
      generation = vocabulary.generation
      closed.removeAll(keepingCapacity: true)
      for (word, facts) in table {
        let place = vocabulary.intern(word).index
        if place >= closed.count {
          closed.append(contentsOf: repeatElement(ReferringFacts(), count: place + 1 - closed.count))
        }
        closed[place] = facts
      }
    }
    while rows.count < vocabulary.count {
      let word = WordID(rows.count)
      let lower = vocabulary.lower(word)
      var known = lower.index < closed.count ? closed[lower.index] : ReferringFacts()
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
