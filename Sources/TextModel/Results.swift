/// Words that refer to an entity or a source.
public struct Mention: Sendable {
  /// How the words refer; the raw value is the word of the record.
  public enum Form: String, Sendable { case name, nominal, pronoun }
  public var range: UTF8Range
  public var form: Form
  public init(range: UTF8Range, form: Form) {
    self.range = range
    self.form = form
  }
}

/// A person, place, organization or group of a document, with all its mentions in the order of the text.
public struct Entity: Sendable {
  public enum Kind: String, Sendable, CaseIterable { case person, place, organization, group }
  /// What titles and given names say of a person.
  public enum Gender: String, Sendable { case female, male }
  public var kind: Kind
  /// Nil where nothing says it.
  public var gender: Gender?
  /// The canonical name.
  public var name: String
  /// The gazetteer's identifier with its scheme (`geonames:98182`).
  public var ref: String?
  public var descriptors: [String] = []
  public var mentions: [Mention] = []
  public var rule: String
  public var confidence: Float
  public init(kind: Kind, name: String, ref: String? = nil, rule: String, confidence: Float) {
    self.kind = kind
    self.name = name
    self.ref = ref
    self.rule = rule
    self.confidence = confidence
  }
}

/// Who is speaking, once per document.
public struct Source: Sendable {
  public enum Kind: String, Sendable, CaseIterable { case person, group, organization, document, place, unknown }
  public var name: String
  public var kind: Kind
  /// An index into `Document.entities`.
  public var entity: Int?
  public var isAnonymous = false
  public var condition: String?
  public var count: Int?
  public var affiliations: [String] = []
  public var mentions: [Mention] = []
  public var rule: String
  public var confidence: Float
  public init(name: String, kind: Kind, rule: String, confidence: Float) {
    self.name = name
    self.kind = kind
    self.rule = rule
    self.confidence = confidence
  }
}

/// The words that attribute a content, with what they say of it.
public struct Cue: Sendable {
  public enum Class: String, Sendable, CaseIterable {
    case statement, question, denial, promise, warning, prediction, estimate, demand, criticism, belief, intention,
      stance, decree, showing
  }
  public var range: UTF8Range
  public var lemma: String
  public var cueClass: Class
  public init(range: UTF8Range, lemma: String, cueClass: Class) {
    self.range = range
    self.lemma = lemma
    self.cueClass = cueClass
  }
}

/// What is said, by whom, by which words.
public struct Quote: Sendable {
  public enum Kind: String, Sendable, CaseIterable { case direct, indirect, mixed }
  public var kind: Kind
  /// The content's pieces, in the order of the text, quotation marks and a leading *that* included.
  public var spans: [UTF8Range]
  public var cue: Cue?
  /// The words that name the source.
  public var mention: Mention?
  /// An index into `Document.sources`.
  public var source: Int?
  public var isNegated = false
  public var isHedged = false
  public var sentence: UTF8Range
  public var rule: String
  public var confidence: Float
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
  public enum Kind: String, Sendable, CaseIterable {
    case count, money, percent, fraction, measure, duration, age, ordinal, rate, score, plain
  }
  public enum Bound: String, Sendable, CaseIterable {
    case exact, about, range
    case atLeast = "at least"
    case atMost = "at most"
    case moreThan = "more than"
    case lessThan = "less than"
  }
  /// How a figure hangs on another one.
  public enum Relation: String, Sendable { case part, conversion }
  public var range: UTF8Range
  public var kind: Kind
  public var value: Double?
  public var low: Double?
  public var high: Double?
  public var bound: Bound
  /// ISO 4217, UCUM, `%`, or one over the other.
  public var unit: String?
  public var counted: UTF8Range?
  /// The figures of a score or vote.
  public var parts: [Double]?
  /// An index into `Document.figures`.
  public var of: Int?
  public var relation: Relation?
  public var note: String?
  /// An index into `Document.quotes`.
  public var quote: Int?
  public var sentence: UTF8Range
  public var rule: String
  public var confidence: Float
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
  public enum Grain: String, Sendable, CaseIterable {
    case minute, hour, day, week, month, quarter, year, decade, century, interval
  }
  public var range: UTF8Range
  public var iso: String?
  public var grain: Grain
  /// It took the document's own date to know it.
  public var isAnchored: Bool
  /// An index into `Document.quotes`.
  public var quote: Int?
  public var rule: String
  public var confidence: Float
  public init(range: UTF8Range, iso: String?, grain: Grain, isAnchored: Bool, rule: String, confidence: Float) {
    self.range = range
    self.iso = iso
    self.grain = grain
    self.isAnchored = isAnchored
    self.rule = rule
    self.confidence = confidence
  }
}
