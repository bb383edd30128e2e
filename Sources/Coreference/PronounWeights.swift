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
  /// The subject of the sentence before, of a pronoun that is a subject; an object there, of one that is none.
  case lastSubject, lastObject
  /// The last pronoun of that gender stands for it, whatever it has been called since; that pronoun is in this sentence.
  case lastMeant, lastMeantHere
  /// Of all candidates mentioned most often; the last one that was a subject.
  case mostFrequent, nearestSubject
  /// In brackets; after *by*; in another paragraph; mentioned in the document's first sentence.
  case bracketed, agent, otherParagraph, opening
  /// The subject of the pronoun's own clause.
  case ownSubject
  /// The last quote before has it as source, where the pronoun is a source.
  case lastSpeaker
  /// A name of several words that was taken for something else than a person; after *of*; the subject of a clause that a
  /// conjunction or relative begins; *his wife, Mary*.
  case longNoPerson, afterOf, subordinate, kin
  /// In the same sentence, with one finite verb between, with more.
  case oneVerb, manyVerbs
  /// Both hang on prepositions; the pronoun begins its sentence and it was a subject of the one before.
  case bothOblique, pronounFirst
  /// Taken for a place.
  case place
  /// What titles and given names say of the gender is against it.
  case clash
  /// Somebody unnamed who has spoken, where the pronoun is a source: set by hand.
  case unnamedSpeaker
  /// The last quote before has it as source, and the pronoun *added*, *continued* something; it was last met further
  /// back than others are looked for.
  case goesOn, longAgo

  static let count = allCases.count
}

/// What speaks for each antecedent, added up: learnt from texts in which two people compete for a pronoun
/// (`Learning/learners/pronouns.py`). The signs are those of Lappin and Leass, *An algorithm for pronominal anaphora
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

  @inline(__always) func has(_ sign: PronounSign) -> Bool { bits & 1 << UInt64(sign.rawValue & 63) != 0 }

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

/// The weights of pronouns' signs, which `Rules/learnt/sources/pronouns.tsv` has: side by side, 64 a form.
public final class PronounTable: Sendable {
  /// The file in the folder of rules.
  public static let path = "learnt/sources/pronouns.tsv"
  // names from here: columns
  /// The columns behind the first: forms of pronouns of persons, then of others.
  public static let columns = ["he", "him", "his", "they", "them", "their"]
  // names end
  /// The row of the points below which a pronoun stays alone.
  public static let least = "least"  // names: a row
  /// The names of the rows.
  public static var rowNames: [String] { [least] + PronounSign.allCases.map { "\($0)" } }

  private let weights: [Float]
  private let bounds: [Float]

  /// Reads the file; a line that is none is passed over (`TableSchema` tells of it).
  public init(_ bytes: [UInt8] = []) {
    var weights = [Float](repeating: 0, count: 64 * Self.columns.count)
    var bounds = [Float](repeating: 0, count: Self.columns.count)
    for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
      let cells = line.split(separator: "\t", omittingEmptySubsequences: false)
      guard cells.count == Self.columns.count + 1 else { continue }
      for (form, cell) in cells.dropFirst().enumerated() {
        guard let weight = Float(cell), weight.isFinite else { continue }
        if cells[0] == Self.least { bounds[form] = weight }
        if let sign = Self.signs[String(cells[0])] { weights[64 * form + sign.rawValue] = weight }
      }
    }
    self.weights = weights
    self.bounds = bounds
  }

  /// The numbers as they are compiled: the bounds, then the weights, four bytes each, the lowest first.
  public var section: [UInt8] {
    var section: [UInt8] = []
    for number in bounds + weights {
      withUnsafeBytes(of: number.bitPattern.littleEndian) { section.append(contentsOf: $0) }
    }
    return section
  }

  /// The numbers of a `section`; of what is none, nothing speaks for anybody.
  public init(section: UnsafeBufferPointer<UInt8>) {
    let raw = UnsafeRawBufferPointer(section)
    let count = Self.columns.count * 65
    let numbers = (0..<count).map { index in
      raw.count == 4 * count
        ? Float(bitPattern: UInt32(littleEndian: raw.loadUnaligned(fromByteOffset: 4 * index, as: UInt32.self))) : 0
    }
    bounds = Array(numbers[..<Self.columns.count])
    weights = Array(numbers[Self.columns.count...])
  }

  private static let signs = Dictionary(PronounSign.allCases.map { ("\($0)", $0) }) { first, _ in first }

  private static func place(of role: ReferringWords.Role, _ form: PronounForm) -> Int {
    (role.isMasculine || role.isFeminine ? 0 : PronounForm.allCases.count) + form.rawValue
  }

  /// The sum of the weights of what holds of a candidate.
  func score(_ signs: PronounSigns, of role: ReferringWords.Role, _ form: PronounForm) -> Float {
    weights.withUnsafeBufferPointer { weights in
      guard let base = weights.baseAddress else { return 0 }
      return signs.score(base + 64 * Self.place(of: role, form))
    }
  }

  /// Below this a pronoun stays alone.
  func least(of role: ReferringWords.Role, _ form: PronounForm) -> Float { bounds[Self.place(of: role, form)] }
}
