import TextModel

/// Somebody or something that the text speaks of, by name or not, with where it did so.
struct Referent {
  enum Number { case singular, plural, either }

  var kind: Source.Kind
  var number: Number
  var gender: Entity.Gender?
  /// An index into `Document.entities`.
  var entity: Int?
  /// The classes of the nouns it was called by: *the mayor*, *officials*.
  var nounClasses: [Int32] = []
  /// The words before its noun, in small letters: *senior counterterrorism* (official).
  var modifiers: [WordID] = []
  /// Its fullest description, as it stands; of a named one the name.
  var name: String
  var count: Int?
  /// The description has its number: *six officials* tells more than *officials*.
  var isUnnamedPerson: Bool
  var condition: String?
  var affiliations: [String] = []
  var mentions: [Place] = []
  /// The index in `Document.sources`, once it is the source of something.
  var source: Int?

  /// A mention where it stands.
  struct Place {
    var tokens: TokenRange
    var sentence: Int32
    var form: Mention.Form
    var isSubject: Bool
    /// After a preposition or before *'s*.
    var isOblique: Bool
    /// It is the source of a quote.
    var isSource: Bool
    var isQuoted: Bool
  }

  /// Whether a pronoun can stand for it, as far as number, gender and kind go.
  func agrees(with role: ReferringWords.Role) -> Bool {
    if role.isMasculine || role.isFeminine {
      guard number != .plural, kind == .person || kind == .unknown else { return false }
      guard let gender else { return true }
      return (gender == .male) == role.isMasculine
    }
    if role.isPlural {
      return number != .singular || kind == .organization || kind == .group || kind == .place
    }
    if role.isNeuter {
      return number != .plural && (kind == .organization || kind == .document || kind == .place)
    }
    return false
  }
}
