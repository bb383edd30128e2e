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
  /// The gender is known and agrees.
  case gender
  /// Was the source of a quote, where the pronoun is a source.
  case source
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

  static let count = allCases.count
}

/// What speaks for each antecedent, added up: learnt from texts in which two people compete for a pronoun
/// (`Rules/build/pronouns.py`). The signs are those of Lappin and Leass, *An algorithm for pronominal anaphora
/// resolution* (1994), and of work after it.
struct PronounSigns {
  /// What holds, by the place of the sign.
  private var bits: UInt32 = 0
  /// The values of the two signs that are counts.
  private var between: Float = 0
  private var frequency: Float = 0

  @inline(__always) mutating func set(_ sign: PronounSign, if holds: Bool = true) {
    bits |= (holds ? 1 : 0) << UInt32(sign.rawValue & 31)
  }

  mutating func set(place: Int) { bits |= 1 << UInt32(place & 31) }

  /// Sets the two signs that are counts.
  mutating func count(between: Int, frequency: Int) {
    self.between = Float(min(8, between))
    self.frequency = Float(min(6, frequency))
    set(.between, if: between != 0)
    set(.frequency, if: frequency != 0)
  }

  /// How much of a sign holds: 1, or the count.
  func value(_ place: Int) -> Float {
    guard bits & 1 << UInt32(place & 31) != 0 else { return 0 }
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

/// The weights of `PronounSign`, and of other pronouns' signs.
struct PronounWeights {
  /// By `PronounSign`.
  let learnt: [Float]
  /// Below this a pronoun stays alone.
  let least: Float

  init(_ weights: [PronounSign: Float], least: Float) {
    var learnt = [Float](repeating: 0, count: 32)
    for (sign, weight) in weights { learnt[sign.rawValue] = weight }
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
      .sameSentence: 3.66, .oneBack: 1.84, .twoBack: 0.30, .threeBack: -0.18, .further: -0.25, .subject: 1.15,
      .subjects: 0.20, .objects: 0.34, .oblique: -0.33, .possessor: -0.13, .nominal: -2.47, .chain: -0.95,
      .fullName: -0.46, .gender: 0.28, .source: 3, .between: -0.12, .frequency: 0.13, .possessiveOfSubject: -0.29,
      .clauseMate: -1.27, .objectMate: -0.74, .apposed: 0.26, .joined: 1.26, .firstInSentence: -0.13,
      .firstInDocument: 0.40, .noPerson: -0.83, .ahead: 3.14, .near: 0.35, .far: -0.80, .subjectBefore: -0.02,
      .subjectOfLast: -0.07, .lastPronoun: 0.46, .topic: 1.28,
    ], least: 0)

  /// For *they* and *it*: set by hand.
  static let others = PronounWeights(
    [
      .sameSentence: 5, .oneBack: 4, .twoBack: 2, .threeBack: 1, .further: 0.4, .subject: 2.2, .subjects: 0.8,
      .objects: 0.8, .oblique: -1.2, .possessor: -1.2, .nominal: -0.4, .chain: 0.4, .between: -0.35, .frequency: 0.22,
      .source: 3, .possessiveOfSubject: 1, .clauseMate: -6,
    ], least: 1.1)
}
