import TextModel

/// What a function word does in a phrase that refers: the classes coreference asks for, decided once a distinct word.
struct ReferringWords {
  enum Role: UInt8 {
    case other, he, him, his, she, her, hers, they, them, their, it, its, firstSingular, firstPlural, second
    case who, which, that, definite, demonstrative, indefinite, possessiveMark, preposition, subordinator, and
    case anonymityVerb, another
  }

  private static let table: [String: Role] = {
    var table: [String: Role] = [:]
    func add(_ role: Role, _ words: String) {
      for word in words.split(separator: " ") { table[String(word)] = role }
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
    add(.possessiveMark, "'s ’s ' ’")
    add(
      .preposition,
      "of for from at with in on by to about against among as between over under near into through during after before"
        + " without within upon besides beside following amid around behind across toward towards including like outside inside along despite per via"
    )
    add(.subordinator, "when while although though because if since once until unless whereas whether that than")
    add(.and, "and & or")
    return table
  }()

  /// By word.
  private(set) var roles: [UInt8] = []
  private var generation = -1

  /// Learns the words that the vocabulary has got since the last call.
  mutating func update(_ vocabulary: Vocabulary) {
    if generation != vocabulary.generation {
      roles.removeAll(keepingCapacity: true)
      generation = vocabulary.generation
    }
    while roles.count < vocabulary.count {
      let word = WordID(roles.count)
      let lower = vocabulary.lower(word)
      if lower != word, lower.index < roles.count {
        roles.append(roles[lower.index])
      } else {
        let length = vocabulary.length(lower)
        roles.append(length > 10 ? 0 : (Self.table[vocabulary.string(lower)] ?? .other).rawValue)
      }
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
  var isFirstPerson: Bool { self == .firstSingular || self == .firstPlural }
}
