/// Words that refer to an entity or a source.
public struct Mention: Sendable {
  /// How the words refer; the raw value is the word of the record.
  public enum Form: String, Sendable, CaseIterable, BitwiseCopyable { case name, nominal, pronoun }
  /// The words, in bytes of the text.
  public var range: UTF8Range
  /// How they refer.
  public var form: Form
  /// Makes one with what every one has; the rest is filled in by later stages.
  public init(range: UTF8Range, form: Form) {
    self.range = range
    self.form = form
  }
}

/// A person, place, organization or group of a document, with all its mentions in the order of the text.
public struct Entity: Sendable {
  /// What an entity is; the raw value is the word of the record.
  public enum Kind: String, Sendable, CaseIterable { case person, place, organization, group }
  /// What titles and given names say of a person.
  public enum Gender: String, Sendable, CaseIterable, BitwiseCopyable { case female, male }
  /// What it is, by the evidence of the whole document.
  public var kind: Kind
  /// Nil where nothing says it.
  public var gender: Gender?
  /// The canonical name.
  public var name: String
  /// The gazetteer's identifier with its scheme (`geonames:98182`).
  public var ref: String?
  /// Of a place, or where a body belongs: ISO 3166 alpha-2 (`IQ`).
  public var country: String?
  /// What sort of place or body it is (`city`, `ministry`), where a list or the text knows it.
  public var subtype: String?
  /// What the document calls it beside its name (*an Iraqi security analyst*), in the order of the text.
  public var descriptors: [String] = []
  /// All its mentions, in the order of the text.
  public var mentions: [Mention] = []
  /// The name of the rule that made it.
  public var rule: String
  /// How far to trust it, 0 to 1.
  public var confidence: Float
  /// Makes one with what every one has; the rest is filled in by later stages.
  @inlinable public init(
    kind: Kind, gender: Gender? = nil, name: String, ref: String? = nil, descriptors: [String] = [],
    mentions: [Mention] = [], rule: String, confidence: Float
  ) {
    self.kind = kind
    self.gender = gender
    self.name = name
    self.ref = ref
    self.descriptors = descriptors
    self.mentions = mentions
    self.rule = rule
    self.confidence = confidence
  }
}

/// Who is speaking, once per document.
public struct Source: Sendable {
  /// What a source is; the raw value is the word of the record.
  public enum Kind: String, Sendable, CaseIterable, BitwiseCopyable {
    case person, group, organization, document, place, unknown
  }
  /// The name, or the fullest description in words of the document.
  public var name: String
  /// Who or what speaks.
  public var kind: Kind
  /// An index into `Document.entities`.
  public var entity: Int?
  /// An unnamed person or group of persons whom the writer could have named.
  public var isAnonymous = false
  /// The words under which an unnamed source spoke, as they stand.
  public var condition: String?
  /// How many they are, where the document says it.
  public var count: Int?
  /// Where they come from, as the document says it.
  public var affiliations: [String] = []
  /// The words that say who it is, of a named person too (*an Iraqi security analyst*).
  public var role: String?
  /// All words that name it, in the order of the text, each stretch once.
  public var mentions: [Mention] = []
  /// The name of the rule that made it.
  public var rule: String
  /// How far to trust it, 0 to 1.
  public var confidence: Float
  /// Makes one with what every one has; the rest is filled in by later stages.
  public init(name: String, kind: Kind, rule: String, confidence: Float) {
    self.name = name
    self.kind = kind
    self.rule = rule
    self.confidence = confidence
  }
}

/// The words that attribute a content, with what they say of it.
public struct Cue: Sendable {
  /// What a cue says of its content; the raw value is the word of the record.
  public enum Class: String, Sendable, CaseIterable {
    case statement, question, denial, promise, warning, prediction, estimate, demand, criticism, belief, intention,
      stance, decree, showing
  }
  /// The verb group, noun, adjective or mark, in bytes.
  public var range: UTF8Range
  /// The base form of its head.
  public var lemma: String
  /// What it does with the content.
  public var cueClass: Class
  /// Makes one with what every one has; the rest is filled in by later stages.
  public init(range: UTF8Range, lemma: String, cueClass: Class) {
    self.range = range
    self.lemma = lemma
    self.cueClass = cueClass
  }
}

/// How the one who is meant by the source of a quote was found, and how surely.
public struct Resolution: Sendable, BitwiseCopyable {
  /// By what: its own name, a pronoun, a nominal (*the mayor*) that takes up somebody, *who*, the label of a turn, the
  /// quote before, a first person; `new` is a phrase that takes up nobody.
  public enum Way: String, Sendable, CaseIterable, BitwiseCopyable {
    case name, pronoun, nominal, relative, label, continued, author, new
  }
  /// By what it was found.
  public var way: Way
  /// By how much more speaks for the one chosen than for the next whom the words could mean, in nats; at most `certain`.
  public var margin: Float
  /// The margin where nobody else can be meant.
  public static var certain: Float { 8 }
  /// Makes one.
  public init(_ way: Way, margin: Float = Resolution.certain) {
    self.way = way
    self.margin = min(margin, Resolution.certain)
  }
}

/// What is said, by whom, by which words.
public struct Quote: Sendable {
  /// How much of a content stands in quotation marks.
  public enum Kind: String, Sendable, CaseIterable { case direct, indirect, mixed }
  /// Whether somebody is shown uttering the content (*said*, *wrote*, *found*) or only holds it (*believes*, *wants*).
  public enum Act: String, Sendable, CaseIterable { case speech, stance }
  /// By the quotation marks round the words of the content.
  public var kind: Kind
  /// The content's pieces, in the order of the text, quotation marks and a leading *that* included.
  public var spans: [UTF8Range]
  /// Nil where quotation marks alone attribute the content.
  public var cue: Cue?
  /// The words that name the source.
  public var mention: Mention?
  /// An index into `Document.sources`.
  public var source: Int?
  /// How the source was found; nil before that, and where there is none.
  public var resolution: Resolution?
  /// Uttered, or only held.
  public var act = Act.speech
  /// The cue is negated (*did not say*).
  public var isNegated = false
  /// The cue is modal or itself reported (*may have said*, *reportedly*).
  public var isHedged = false
  /// The sentences that the cue touches; without a cue, those of the first piece.
  public var sentence: UTF8Range
  /// The name of the rule that made it.
  public var rule: String
  /// How far to trust it, 0 to 1.
  public var confidence: Float
  /// Makes one with what every one has; the rest is filled in by later stages.
  public init(kind: Kind, spans: [UTF8Range], sentence: UTF8Range, rule: String, confidence: Float) {
    self.kind = kind
    self.spans = spans
    self.sentence = sentence
    self.rule = rule
    self.confidence = confidence
  }
}

/// A number of the text with its bound, unit and what is counted.
public struct Figure: Sendable {
  /// What a number is; the raw value is the word of the record.
  public enum Kind: String, Sendable, CaseIterable {
    case count, money, percent, fraction, measure, duration, age, ordinal, rate, score, plain
  }
  /// What the text says of the true value.
  public enum Bound: String, Sendable, CaseIterable {
    case exact, about, range
    case atLeast = "at least"
    case atMost = "at most"
    case moreThan = "more than"
    case lessThan = "less than"
  }
  /// How a figure hangs on another one.
  public enum Relation: String, Sendable { case part, conversion }
  /// Which way a quantity went (*rose 3 percent*, *down 5 points*).
  public enum Change: String, Sendable, CaseIterable { case up, down }
  /// The figure with its bound words and its unit.
  public var range: UTF8Range
  /// What sort of number it is.
  public var kind: Kind
  /// The one figure of an exact or rough number.
  public var value: Double?
  /// The least that it can be, where that is said.
  public var low: Double?
  /// The most that it can be, where that is said.
  public var high: Double?
  /// How value, low and high are meant.
  public var bound: Bound
  /// ISO 4217, UCUM, `%`, or one over the other.
  public var unit: String?
  /// The noun phrase that is counted or measured.
  public var counted: UTF8Range?
  /// The figures of a score or vote.
  public var parts: [Double]?
  /// An index into `Document.figures`.
  public var of: Int?
  /// How it hangs on the number `of`.
  public var relation: Relation?
  /// Why there is no value (too large to hold).
  public var note: String?
  /// Which way it went, where the text tells a change.
  public var change: Change?
  /// An index into `Document.figures`: the number that this one changed from.
  public var base: Int?
  /// An index into `Document.quotes`.
  public var quote: Int?
  /// The sentence in which it stands.
  public var sentence: UTF8Range
  /// The name of the rule that made it.
  public var rule: String
  /// How far to trust it, 0 to 1.
  public var confidence: Float
  /// Makes one with what every one has; the rest is filled in by later stages.
  public init(range: UTF8Range, kind: Kind, bound: Bound, sentence: UTF8Range, rule: String, confidence: Float) {
    self.range = range
    self.kind = kind
    self.bound = bound
    self.sentence = sentence
    self.rule = rule
    self.confidence = confidence
  }
}

/// A date or time of the text.
public struct DateExpression: Sendable {
  /// The finest unit that a date fixes; the raw value is the word of the record.
  public enum Grain: String, Sendable, CaseIterable {
    case minute, hour, day, week, month, quarter, year, decade, century, interval
  }
  /// The words, in bytes.
  public var range: UTF8Range
  /// ISO 8601 as far as it can be known.
  public var iso: String?
  /// How fine it is.
  public var grain: Grain
  /// It took the document's own date to know it.
  public var isAnchored: Bool
  /// Its first day (`2016-11-28`), where `iso` is known with its year.
  public var firstDay: String?
  /// Its last day, likewise.
  public var lastDay: String?
  /// An index into `Document.quotes`.
  public var quote: Int?
  /// The name of the rule that made it.
  public var rule: String
  /// How far to trust it, 0 to 1.
  public var confidence: Float
  /// Makes one with what every one has; the rest is filled in by later stages.
  public init(range: UTF8Range, iso: String?, grain: Grain, isAnchored: Bool, rule: String, confidence: Float) {
    self.range = range
    self.iso = iso
    self.grain = grain
    self.isAnchored = isAnchored
    self.rule = rule
    self.confidence = confidence
  }
}
