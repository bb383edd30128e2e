import TextModel

/// What holds of a word, and of a token where it stands: one look tells all that coreference asks for.
struct Traits: OptionSet, BitwiseCopyable {
  let rawValue: UInt16

  /// As `WordShape` has them.
  static var punctuation: Traits { Traits(rawValue: 1 << 0) }
  static var dash: Traits { Traits(rawValue: 1 << 1) }
  static var capitalized: Traits { Traits(rawValue: 1 << 2) }
  static var allCapitals: Traits { Traits(rawValue: 1 << 3) }
  static var lowercase: Traits { Traits(rawValue: 1 << 4) }
  static var numeral: Traits { Traits(rawValue: 1 << 5) }
  /// *He*, *she* and their forms.
  static var gendered: Traits { Traits(rawValue: 1 << 6) }
  /// The first word of a sentence; between quotation marks: six places on from `Token.Flags`.
  static var sentenceStart: Traits { Traits(rawValue: 1 << 7) }
  static var quoted: Traits { Traits(rawValue: 1 << 8) }
  /// A name covers it; a name of an entity begins there.
  static var named: Traits { Traits(rawValue: 1 << 9) }
  static var entityStart: Traits { Traits(rawValue: 1 << 10) }
  /// A role noun begins there; ends there.
  static var nounStart: Traits { Traits(rawValue: 1 << 11) }
  static var nounEnd: Traits { Traits(rawValue: 1 << 12) }
  /// The mention of a source begins there; holds it.
  static var sourceStart: Traits { Traits(rawValue: 1 << 13) }
  static var source: Traits { Traits(rawValue: 1 << 14) }
  /// The content of a quote holds it.
  static var content: Traits { Traits(rawValue: 1 << 15) }

  /// Where the walk over a document has something to do.
  static var events: Traits {
    Traits(
      rawValue: gendered.rawValue | entityStart.rawValue | nounStart.rawValue | sourceStart.rawValue)
  }

  /// Whether the two have a trait in common.
  @inline(__always) func meets(_ other: Traits) -> Bool { rawValue & other.rawValue != 0 }

  init(rawValue: UInt16) { self.rawValue = rawValue }

  /// Those of `sentenceStart` and `quoted` that a token has where it stands.
  init(_ flags: Token.Flags) {
    self = Traits(rawValue: flags.rawValue << 6).intersection([.sentenceStart, .quoted])
  }

  init(_ shape: WordShape) {
    var traits: Traits = []
    if shape.contains(.punctuation) { traits.insert(.punctuation) }
    if shape.contains(.dash) { traits.insert(.dash) }
    if shape.contains(.capitalized) { traits.insert(.capitalized) }
    if shape.contains(.allCapitals) { traits.insert(.allCapitals) }
    if shape.contains(.lowercase) { traits.insert(.lowercase) }
    if shape.contains(.numeral) { traits.insert(.numeral) }
    self = traits
  }
}

/// What coreference knows of a token.
struct TokenFacts: BitwiseCopyable {
  var word = ReferringFacts()
  /// The raw value of its `PennTag`, 0 where there is none.
  var tag: UInt8 = 0

  /// What stands before and behind a document.
  @inline(__always) static var outside: TokenFacts { TokenFacts() }

  @inline(__always) func has(_ traits: Traits) -> Bool { word.traits.meets(traits) }

  /// Whether it has one of these parts of speech.
  @inline(__always) func isTagged(_ tags: TagSet) -> Bool { tags.contains(raw: tag) }
}

extension TagSet {
  /// Verbs that a clause is built round.
  static var finite: TagSet { PennTag.VBD | .VBZ | .VBP | .MD }
}
