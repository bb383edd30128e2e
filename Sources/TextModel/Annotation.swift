/// The number of a kind of span: `person`, `quote`, `NP` … One byte, so that the kinds that begin at a token are a mask.
public struct KindID: Hashable, Sendable {
  /// The number itself.
  public let rawValue: UInt8
  /// Makes one of its parts.
  @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue }
  /// The bit of the kind in masks.
  @inlinable public var bit: UInt64 { 1 << UInt64(rawValue & 63) }

  // The kinds that stages make without rules. Kinds that rules make are numbered after them, by name (`KindTable`).
  /// A stretch between paired quotation marks.
  @inlinable public static var quoted: Self { Self(rawValue: 0) }
  /// A noun phrase.
  @inlinable public static var nounPhrase: Self { Self(rawValue: 1) }
  /// A verb with its auxiliaries.
  @inlinable public static var verbGroup: Self { Self(rawValue: 2) }
  /// A clause.
  @inlinable public static var clause: Self { Self(rawValue: 3) }
  /// A name of a person.
  @inlinable public static var person: Self { Self(rawValue: 4) }
  /// A name of a place.
  @inlinable public static var place: Self { Self(rawValue: 5) }
  /// A name of an organization.
  @inlinable public static var organization: Self { Self(rawValue: 6) }
  /// A name of a group of people.
  @inlinable public static var group: Self { Self(rawValue: 7) }
  /// A number.
  @inlinable public static var number: Self { Self(rawValue: 8) }
  /// A date or time.
  @inlinable public static var date: Self { Self(rawValue: 9) }
  /// Words that attribute.
  @inlinable public static var cue: Self { Self(rawValue: 10) }
  /// Words that name a source.
  @inlinable public static var source: Self { Self(rawValue: 11) }
  /// An attribution with its parts.
  @inlinable public static var quote: Self { Self(rawValue: 12) }
  // The parts of the one quote that rules of the phase `reject` look at.
  /// Its content, or a piece of it.
  @inlinable public static var partContent: Self { Self(rawValue: 13) }
  /// Its cue.
  @inlinable public static var partCue: Self { Self(rawValue: 14) }
  /// The words that name its source.
  @inlinable public static var partSource: Self { Self(rawValue: 15) }

  /// The names of the fixed kinds as rules write them in `make`; upper case in a pattern (`PERSON`, `NP`).
  public static let fixedNames = [
    // names from here: kinds of spans
    "quoted", "np", "vg", "clause", "person", "place", "organization", "group", "number", "date", "cue", "source",
    "quote", "part-content", "part-cue", "part-source",
    // names end
  ]
  /// Masks have this many bits: rules can make `limit - fixedNames.count` further kinds.
  @inlinable public static var limit: Int { 64 }
}

/// The number of a field's name (`content`, `low`, `descriptor` …), given by the compiled rules.
public struct FieldID: Hashable, Sendable {
  /// The number itself.
  public let rawValue: UInt16
  /// Makes one of its parts.
  @inlinable public init(rawValue: UInt16) { self.rawValue = rawValue }
}

/// The number of a rule in the compiled rules; -1 where a stage made the annotation without a rule.
public struct RuleID: Hashable, Sendable, BitwiseCopyable {
  /// The number itself.
  public let rawValue: Int32
  /// Makes one of its parts.
  @inlinable public init(rawValue: Int32) { self.rawValue = rawValue }
  /// Made by a stage, not by a rule.
  @inlinable public static var none: Self { Self(rawValue: -1) }
}

/// A span of a kind with its fields and the rule that made it.
public struct Annotation: Sendable {
  /// What was found.
  public var kind: KindID
  /// The span that was made: of a name the name, of a quote from the first to the last token of content, cue and source.
  public var tokens: TokenRange
  /// The rule that found it.
  public var rule: RuleID
  /// How far to trust it, 0 to 1.
  public var confidence: Float
  /// Its fields are `Document.fields[fields.first..<fields.limit]`.
  public var fields: TokenRange
  /// Makes one of its parts.
  @inlinable public init(
    kind: KindID, tokens: TokenRange, rule: RuleID, confidence: Float, fields: TokenRange = TokenRange(0, 0)
  ) {
    self.kind = kind
    self.tokens = tokens
    self.rule = rule
    self.confidence = confidence
    self.fields = fields
  }
}

/// A field of an annotation: a stretch of tokens, a constant of the rule, or a column of a gazetteer entry.
public struct AnnotationField: Sendable {
  /// The name of the field.
  public var name: FieldID
  /// What the rule put into it.
  public var value: Value

  /// Where the words of a field come from.
  public enum Value: Sendable {
    case tokens(TokenRange)
    /// An index into the strings of the compiled rules.
    case constant(Int32)
    /// A column of an entry of a gazetteer, with the words that it was found by.
    case column(entry: Int32, column: Int16, tokens: TokenRange)
  }
  /// Makes one of its parts.
  @inlinable public init(name: FieldID, value: Value) {
    self.name = name
    self.value = value
  }
}

/// The longest entry of one gazetteer list that begins at a token.
public struct GazetteerMatch: Sendable, BitwiseCopyable {
  @usableFromInline let head: UInt32
  /// The entry's number in the gazetteer (of the second, users' automaton: with the top bit set).
  public var entry: Int32
  /// The words that the entry was found by.
  public var tokens: TokenRange
  /// The next match at the same token in `Document.gazetteerMatches`, or -1.
  public var next: Int32
  /// So many lists at most: masks have a bit for each.
  @inlinable public static var listLimit: Int { 128 }
  /// Makes one of its parts.
  @inlinable public init(list: UInt8, entry: Int32, tokens: TokenRange, isConditional: Bool, next: Int32) {
    head = UInt32(list) | (isConditional ? 1 << 8 : 0)
    self.entry = entry
    self.tokens = tokens
    self.next = next
  }

  /// Makes one of what was found (`found`), and where.
  @inlinable public init(_ found: UInt64, tokens: TokenRange, next: Int32) {
    head = UInt32(truncatingIfNeeded: found)
    entry = Int32(truncatingIfNeeded: found &>> 32)
    self.tokens = tokens
    self.next = next
  }

  /// The list's number, below `GazetteerMatch.listLimit`.
  @inlinable public var list: UInt8 { UInt8(truncatingIfNeeded: head) }
  /// The entry has an `only-if`: it counts only where a rule asks for it by that.
  @inlinable public var isConditional: Bool { head & 1 << 8 != 0 }
  /// What was found, without its place: the list in the lowest byte, a bit for a condition, the entry in the upper half.
  @inlinable public var found: UInt64 { UInt64(head) | UInt64(UInt32(bitPattern: entry)) &<< 32 }
}
