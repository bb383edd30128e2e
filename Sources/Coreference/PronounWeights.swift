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
struct PronounSigns: BitwiseCopyable {
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

  /// The sum of the weights of what holds, in the order of the signs; there are 64 weights.
  func score(_ weights: UnsafePointer<Float>) -> Float {
    let counts: UInt64 = 1 << UInt64(PronounSign.between.rawValue) | 1 << UInt64(PronounSign.frequency.rawValue)
    let below: UInt64 = 1 << UInt64(PronounSign.between.rawValue) - 1
    var sum: Float = 0
    Self.add(bits & below, weights, to: &sum)
    if between != 0 { sum += weights[PronounSign.between.rawValue] * between }
    if frequency != 0 { sum += weights[PronounSign.frequency.rawValue] * frequency }
    Self.add(bits & ~below & ~counts, weights, to: &sum)
    return sum
  }

  @inline(__always) private static func add(_ bits: UInt64, _ weights: UnsafePointer<Float>, to sum: inout Float) {
    var rest = bits
    while rest != 0 {
      sum += weights[rest.trailingZeroBitCount]
      rest &= rest &- 1
    }
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

  /// All of them, as one worker reads them.
  static var all: PronounWeightRows { PronounWeightRows(gendered: gendered, others: others) }

  /// For *he*, *she* and their forms.
  static let gendered = PronounWeights(
    [
      (.sameSentence, 2.98, 2.28, 2.58),
      (.oneBack, 1.41, 0.92, 0.96),
      (.twoBack, -0.29, -0.18, 0.22),
      (.threeBack, -0.15, -0.24, -0.46),
      (.further, -0.22, -0.12, -0.14),
      (.subject, 0.78, 0.75, 1.35),
      (.subjects, 0.02, -0.08, -0.10),
      (.objects, 0.26, 0.52, 0.55),
      (.oblique, -0.38, 0.01, -0.35),
      (.possessor, -0.38, 0.18, 0.06),
      (.nominal, -2.51, -1.83, -2.43),
      (.chain, -0.94, -0.43, -0.44),
      (.fullName, -0.45, -0.48, -0.33),
      (.gender, 0.15, 0.04, 0.05),
      (.woman, 0.22, 0.95, 0.54),
      (.source, 3, 3, 3),
      (.wasSource, 2, 2, 2),
      (.between, -0.16, -0.39, -0.21),
      (.frequency, 0.20, 0.11, 0.21),
      (.possessiveOfSubject, -0.02, -0.02, -0.04),
      (.clauseMate, -0.35, -0.70, -0.35),
      (.objectMate, -0.15, -0.30, -0.15),
      (.apposed, 0.07, 0.07, 0.13),
      (.joined, 0.51, 0.51, 1.02),
      (.firstInSentence, 0.04, 0.29, 0.05),
      (.firstInDocument, 0.36, 0.26, 0.11),
      (.noPerson, -0.42, -0.66, -0.51),
      (.ahead, 2.12, 1.77, 2.92),
      (.near, 0.07, -0.71, 0.29),
      (.far, -0.16, -0.18, -0.68),
      (.subjectBefore, 0.46, 0.37, -0.03),
      (.subjectOfLast, -0.05, -0.32, -0.18),
      (.lastPronoun, -0.10, 0.09, -0.04),
      (.topic, 1.20, 0.77, 1.12),
      (.sameClause, 0.14, 0.29, 0.35),
      (.embedded, 0.11, 0.05, 0.05),
      (.coordinated, -0.06, -0.03, -0.03),
      (.relative, 0.62, 0.37, 0.85),
      (.conjoined, -1.82, -1.42, -1.76),
      (.lastSubject, 0.61, 0.30, 0.30),
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

/// The weights of pronouns' signs side by side, 64 a form.
final class PronounWeightRows {
  private let rows = FlatBuffer<Float>(capacity: 512)
  private let gendered: PronounWeights
  private let others: PronounWeights

  init(gendered: PronounWeights, others: PronounWeights) {
    self.gendered = gendered
    self.others = others
    for weight in (gendered.learnt + others.learnt).joined() { rows.append(weight) }
  }

  /// Those of a pronoun, by the places of the signs.
  func signs(of role: ReferringWords.Role, _ form: PronounForm) -> UnsafePointer<Float> {
    let first = role.isMasculine || role.isFeminine ? 0 : PronounForm.allCases.count
    return UnsafePointer(rows.address(of: 64 * (first + form.rawValue)))
  }

  /// Below this a pronoun stays alone.
  func least(of role: ReferringWords.Role) -> Float {
    role.isMasculine || role.isFeminine ? gendered.least : others.least
  }
}
