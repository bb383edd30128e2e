import TextModel

/// What can speak for or against an antecedent of *he*, *she* and the like; the raw value is its place in the weights.
enum PronounSign: Int, CaseIterable {
  /// By how many sentences the last mention is back: same sentence, one, two, three, four or more.
  case sameSentence, oneBack, twoBack, threeBack, further
  /// *Smith said Jones …, and he …*: the subject of its clause; both it and the pronoun are subjects, or neither.
  case subject, subjects, objects
  /// After a preposition, or possessor of another noun.
  case oblique, possessor
  /// The last mention is no name; is a pronoun; is of several words.
  case nominal, chain, fullName
  /// The gender is known and agrees; it is a woman's, who is less often the one whose gender nothing tells.
  case gender, woman
  /// Is the source of a quote, has been one, where the pronoun is a source.
  case source, wasSource
  /// For each other candidate mentioned since; for each mention so far, up to six.
  case between, frequency
  /// Possessive in the sentence of its subject: *Smith sold his house*.
  case possessiveOfSubject
  /// An object pronoun is not the subject of its own clause (*Smith met him*), nor its object (*showed Smith him*).
  case clauseMate, objectMate
  /// *Mary, her sister*, *Mary and her sister*: another than Mary owns the sister after a comma, Mary after *and*.
  case apposed, joined
  /// The first mention in its sentence; of the document.
  case firstInSentence, firstInDocument
  /// Taken for something else than a person, perhaps wrongly.
  case noPerson
  /// *After she won, Smith …*: named behind the pronoun in its sentence.
  case ahead
  /// In the same sentence, a few words before; a long way before.
  case near, far
  /// An earlier mention in the pronoun's sentence, or the one before, is a subject.
  case subjectBefore, subjectOfLast
  /// The last pronoun of that gender stands for it.
  case lastPronoun
  /// The pronoun begins its sentence and the mention began the one before.
  case topic
  /// In the same sentence: no finite verb between; a subject, and the pronoun's clause is joined on by *that*,
  /// *because* or *when*, or by *and* or *but*; *who* follows the mention.
  case sameClause, embedded, coordinated, relative
  /// *Mary and Jane*: named together with another.
  case conjoined
  /// The subject of the sentence before, of a pronoun that is a subject.
  case lastSubject

  static let count = allCases.count
}

/// What speaks for each antecedent, added up: learnt from texts in which two people compete for a pronoun
/// (`Rules/build/pronouns.py`). The signs are those of Lappin and Leass, *An algorithm for pronominal anaphora
/// resolution* (1994), and of work after it.
struct PronounSigns {
  /// What holds, by the place of the sign.
  private var bits: UInt64 = 0
  /// The values of the two signs that are counts.
  private var between: Float = 0
  private var frequency: Float = 0

  @inline(__always) mutating func set(_ sign: PronounSign, if holds: Bool = true) {
    bits |= (holds ? 1 : 0) << UInt64(sign.rawValue & 63)
  }

  mutating func set(place: Int) { bits |= 1 << UInt64(place & 63) }

  /// Sets the two signs that are counts.
  mutating func count(between: Int, frequency: Int) {
    self.between = Float(min(8, between))
    self.frequency = Float(min(6, frequency))
    set(.between, if: between != 0)
    set(.frequency, if: frequency != 0)
  }

  /// How much of a sign holds: 1, or the count.
  func value(_ place: Int) -> Float {
    guard bits & 1 << UInt64(place & 63) != 0 else { return 0 }
    if place == PronounSign.between.rawValue { return between }
    return place == PronounSign.frequency.rawValue ? frequency : 1
  }

  /// The sum of the weights of what holds.
  func score(_ weights: UnsafeBufferPointer<Float>) -> Float {
    var sum: Float = 0
    var rest = bits
    while rest != 0 {
      let place = rest.trailingZeroBitCount
      sum += weights[place] * value(place)
      rest &= rest &- 1
    }
    return sum
  }
}

/// How a pronoun stands in its clause.
enum PronounForm: Int, CaseIterable {
  case subject, object, possessive

  /// That of *he*, *him*, *his*: *her* by its part of speech.
  init(_ role: ReferringWords.Role, tag: UInt8) {
    let isPossessive = role.isPossessive && (role != .her || tag != PennTag.PRP.rawValue)
    self = isPossessive ? .possessive : role.isSubject ? .subject : .object
  }
}

/// The weights of `PronounSign`, and of other pronouns' signs.
struct PronounWeights {
  /// By `PronounForm` and `PronounSign`.
  let learnt: [[Float]]
  /// Below this a pronoun stays alone.
  let least: Float

  /// Weights of subjects (*he*), objects (*him*) and possessives (*his*).
  init(_ weights: [(sign: PronounSign, subject: Float, object: Float, possessive: Float)], least: Float) {
    var learnt = [[Float]](repeating: [Float](repeating: 0, count: 64), count: PronounForm.allCases.count)
    for row in weights {
      learnt[PronounForm.subject.rawValue][row.sign.rawValue] = row.subject
      learnt[PronounForm.object.rawValue][row.sign.rawValue] = row.object
      learnt[PronounForm.possessive.rawValue][row.sign.rawValue] = row.possessive
    }
    self.learnt = learnt
    self.least = least
  }

  /// Those of a pronoun.
  static func weights(of role: ReferringWords.Role) -> PronounWeights {
    role.isMasculine || role.isFeminine ? gendered : others
  }

  /// For *he*, *she* and their forms.
  static let gendered = PronounWeights(
    [
      (.sameSentence, 3.07, 2.26, 2.65),
      (.oneBack, 1.31, 0.97, 0.82),
      (.twoBack, -0.31, -0.19, 0.14),
      (.threeBack, -0.35, -0.31, -0.50),
      (.further, -0.23, -0.14, -0.15),
      (.subject, 0.87, 0.87, 1.39),
      (.subjects, -0.07, -0.07, -0.13),
      (.objects, 0.33, 0.58, 0.53),
      (.oblique, -0.33, -0.03, -0.39),
      (.possessor, -0.39, 0.19, -0.06),
      (.nominal, -2.28, -1.67, -2.31),
      (.chain, -0.72, -0.64, -0.37),
      (.fullName, -0.29, -0.53, -0.27),
      (.gender, 0.25, 0.12, 0.14),
      (.woman, 0.09, 0.64, 0.33),
      (.source, 3, 3, 3),
      (.wasSource, 2, 2, 2),
      (.between, -0.13, -0.43, -0.15),
      (.frequency, 0.24, -0.02, 0.18),
      (.possessiveOfSubject, -0.11, -0.11, -0.22),
      (.clauseMate, -0.34, -0.68, -0.34),
      (.objectMate, -0.10, -0.20, -0.10),
      (.apposed, 0.05, 0.05, 0.11),
      (.joined, 0.41, 0.41, 0.81),
      (.firstInSentence, 0.01, 0.13, -0.05),
      (.firstInDocument, 0.33, 0.28, 0.22),
      (.noPerson, -0.21, -0.44, -0.48),
      (.ahead, 2.08, 1.82, 2.81),
      (.near, 0.37, -0.55, 0.40),
      (.far, -0.48, -0.51, -0.82),
      (.subjectBefore, 0.47, 0.08, -0.05),
      (.subjectOfLast, 0.16, -0.03, -0.09),
      (.lastPronoun, -0.10, 0.10, 0.23),
      (.topic, 1.34, 0.81, 1.08),
      (.sameClause, -0.27, 0.13, 0.31),
      (.embedded, 0.04, 0.02, 0.02),
      (.coordinated, -0.26, -0.13, -0.13),
      (.relative, 0.58, 0.38, 0.82),
      (.conjoined, -1.66, -1.18, -1.70),
      (.lastSubject, 0.52, 0.26, 0.26),
    ], least: 0)

  /// For *they* and *it*: set by hand.
  static let others = PronounWeights(
    [
      (.sameSentence, 5, 5, 5),
      (.oneBack, 4, 4, 4),
      (.twoBack, 2, 2, 2),
      (.threeBack, 1, 1, 1),
      (.further, 0.4, 0.4, 0.4),
      (.subject, 2.2, 2.2, 2.2),
      (.subjects, 0.8, 0.8, 0.8),
      (.objects, 0.8, 0.8, 0.8),
      (.oblique, -1.2, -1.2, -1.2),
      (.possessor, -1.2, -1.2, -1.2),
      (.nominal, -0.4, -0.4, -0.4),
      (.chain, 0.4, 0.4, 0.4),
      (.between, -0.35, -0.35, -0.35),
      (.frequency, 0.22, 0.22, 0.22),
      (.source, 3, 3, 3),
      (.wasSource, 3, 3, 3),
      (.possessiveOfSubject, 1, 1, 1),
      (.clauseMate, -6, -6, -6),
    ], least: 1.1)
}
