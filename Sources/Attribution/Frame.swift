import TextModel

/// How a cue stands in its clause and what follows and precedes it. The name of a frame is what lists of cues and the
/// files of weights call it by, and what the rule of a quote is named after.
struct Frame: Hashable {
  /// The form of the cue.
  enum Shape: UInt8, CaseIterable, Sendable {
    case finite, infinitive, participle, past, passive, noun, adjective, light, preposition, colon
  }
  /// What stands to the left of the source, or of the cue that stands before its source.
  enum Left: UInt8, CaseIterable, Sendable {
    /// Nothing that could be content.
    case none
    /// A quotation of more than three words, or a shorter one.
    case quotation, words
    /// A clause with a finite verb and a comma; anything else and a comma.
    case clause, phrase
  }
  /// What follows the cue.
  enum Right: UInt8, CaseIterable, Sendable {
    case end, quotation, words, colon, comma, that, question, infinitive, `as`, occasionThat, occasionQuotation, gerund
    case clause, objectThat, objectQuestion, objectInfinitive, objectQuotation, objectWords, objectColon, objectClause
    case pronoun, object, complement, other, inverted
    case about, of, `for`, against, on, with, at, to, `in`, into, by, from, over, toward, upon, through, between
    case otherPreposition
  }

  var shape: Shape
  var left: Left
  var right: Right

  static let count = Shape.allCases.count * 8 * 64

  /// A number below `count`.
  var index: Int { (Int(shape.rawValue) * 8 + Int(left.rawValue)) * 64 + Int(right.rawValue) }

  init(_ shape: Shape, _ left: Left, _ right: Right) {
    self.shape = shape
    self.left = left
    self.right = right
  }

  /// The frame of that name.
  init?(named name: some StringProtocol) {
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 3, let shape = Self.shapes[String(parts[0])], let left = Self.lefts[String(parts[1])],
      let right = Self.rights[String(parts[2])]
    else { return nil }
    self.init(shape, left, right)
  }

  private static let shapes = byName(Shape.self)
  private static let lefts = byName(Left.self)
  private static let rights = byName(Right.self)

  private static func byName<Part: CaseIterable>(_: Part.Type) -> [String: Part] {
    Dictionary(Part.allCases.map { ("\($0)", $0) }) { first, _ in first }
  }

  /// `finite.quotation.end`: a finite verb after its source, a quotation before, nothing after.
  var name: String { "\(shape).\(left).\(right)" }

  /// What kind of content the frame has to its right: decides where it ends.
  var content: ContentClass {
    // *According to the report, crime rose*: a whole clause, whatever the cue's preposition.
    if shape == .preposition { return .clause }
    return switch right {
    case .that, .objectThat, .occasionThat: .that
    case .question, .objectQuestion: .question
    case .quotation, .occasionQuotation, .objectQuotation: .quotation
    case .clause, .objectClause: .clause
    case .infinitive, .objectInfinitive: .infinitive
    case .gerund: .gerund
    case .as: .as
    case .complement: .complement
    case .pronoun: .pronoun
    case .object, .objectWords, .objectColon: .object
    case .about, .of, .for, .against, .on, .with, .at, .to, .in, .into, .by, .from, .over, .toward, .upon, .through,
      .between, .otherPreposition:
      .preposition
    case .end, .words, .colon, .comma, .other, .inverted: .other
    }
  }
}

/// What a content is, as far as it decides where it ends.
enum ContentClass: UInt8, CaseIterable {
  case that, question, quotation, clause, infinitive, gerund, `as`, complement, pronoun, preposition, object, other
}

extension Frame.Right {
  /// The frame of a cue that a preposition follows.
  static func preposition(_ word: ClosedWord) -> Self {
    switch word {
    case .about: .about
    case .of: .of
    case .for: .for
    case .against: .against
    case .on: .on
    case .with: .with
    case .at: .at
    case .to: .to
    case .in: .in
    case .into: .into
    case .by: .by
    case .from: .from
    case .over: .over
    case .toward: .toward
    case .upon: .upon
    case .through: .through
    case .between: .between
    default: .otherPreposition
    }
  }

  /// A preposition follows that leads on to the content and is the last word of the cue.
  var isPreposition: Bool { rawValue >= Self.about.rawValue && self != .otherPreposition }
}
