import TextModel

/// Somebody or something that the text speaks of, by name or not, with where it did so.
///
/// A plain value: its words are stretches of the document, its lists chains in `Discourse`.
struct Referent: BitwiseCopyable {
  enum Number: BitwiseCopyable { case singular, plural, either }

  var kind: Source.Kind
  var number: Number
  var gender: Entity.Gender?
  /// An index into `Document.entities`, or -1.
  var entity: Int32 = -1
  /// The classes of the nouns it was called by (*the mayor*, *officials*): the head of a chain.
  var firstClass: Int32 = -1
  /// The words before its noun, in small letters, in `ModifierPool`: *senior counterterrorism* (official).
  var modifiers: Range<Int> {
    get { modifierWords.indices }
    set { modifierWords = TokenRange(newValue.lowerBound, newValue.upperBound) }
  }
  /// The same as a plain value.
  var modifierWords = TokenRange(0, 0)
  /// Where its fullest description stands; of an entity the entity's name counts.
  var name = TokenRange(0, 0)
  /// The same with what hangs on it: *official with the port authority*.
  var wholeName = TokenRange(0, 0)
  /// The first letter of the description is a capital only because a sentence begins there.
  var lowersName = false
  var count: Int?
  /// Taken for a body, but an office is meant: *Attorney General*.
  var isOffice = false
  /// Two people named together: their entities.
  var pair: TokenRange?
  /// What it is called where no words of the document do.
  enum FixedName: BitwiseCopyable { case none, author, interviewer }
  var fixedName = FixedName.none
  /// A person or people who speak and are named nowhere.
  var isUnnamedPerson = false
  /// The name that the text gives is not the real one.
  var isPseudonym = false
  var condition: TokenRange?
  /// The first of its affiliations in a chain, or -1.
  var firstAffiliation: Int32 = -1
  /// Its first and last mention in the trail, or -1.
  var firstStep: Int32 = -1
  var lastStep: Int32 = -1
  var mentionCount = 0
  /// The index in `Document.sources`, once it is the source of something; -1 before it has one.
  var source: Int?

  /// A name of one word that no list has.
  var isUncertain = false

  /// A mention where it stands.
  struct Place: BitwiseCopyable {
    var tokens: TokenRange
    /// Without what hangs on behind: *two officials* of *two officials who said that they …*.
    var core: TokenRange
    var sentence: Int32
    var form: Mention.Form
    var isSubject: Bool
    /// After a preposition or before *'s*.
    var isOblique: Bool
    /// It is the source of a quote.
    var isSource: Bool
    var isQuoted: Bool
  }
}

/// The pronouns that can stand for a referent, as far as its number, gender and kind go.
struct Agreement: OptionSet, BitwiseCopyable {
  let rawValue: UInt8

  static var masculine: Agreement { Agreement(rawValue: 1) }
  static var feminine: Agreement { Agreement(rawValue: 2) }
  static var plural: Agreement { Agreement(rawValue: 4) }
  static var neuter: Agreement { Agreement(rawValue: 8) }

  init(rawValue: UInt8) { self.rawValue = rawValue }

  /// Those of a referent. *He* and *she* can also stand for a name that is of no list and was perhaps taken wrongly for
  /// a place or an organization.
  init(of referent: Referent) {
    var agreement: Agreement = []
    let kind = referent.kind
    guard referent.fixedName == .none else {
      self = agreement
      return
    }
    if referent.number != .plural, kind == .person || kind == .unknown || referent.isUncertain {
      if referent.gender != .female { agreement.insert(.masculine) }
      if referent.gender != .male { agreement.insert(.feminine) }
    }
    if referent.number != .singular || kind == .organization || kind == .group || kind == .place {
      agreement.insert(.plural)
    }
    if referent.number != .plural, kind == .organization || kind == .document || kind == .place {
      agreement.insert(.neuter)
    }
    self = agreement
  }

  /// That of a pronoun; empty for words that are none of the third person.
  init(of role: ReferringWords.Role) {
    self =
      role.isMasculine
      ? .masculine : role.isFeminine ? .feminine : role.isPlural ? .plural : role.isNeuter ? .neuter : []
  }
}
