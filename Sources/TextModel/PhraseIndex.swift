/// A base noun phrase with what hangs on it.
public struct NounPhrase: Sendable {
  /// From the determiner to the head, possessors before it included: *the agency's new director*.
  public var base: TokenRange
  /// With the prepositional phrases after it: *the director of the agency in Baghdad*. At least `base`.
  public var extended: TokenRange
  /// With appositions, relative clauses and what stands in brackets too: *the director, who resigned,*. A comma that
  /// closes them is not in it. At least `extended`.
  public var full: TokenRange
  /// The first possessor in it, without its *'s*: *his* in *his plan*, *the agency* in *the agency's director*; empty
  /// where there is none.
  public var possessor: TokenRange
  /// The token of the head noun, pronoun, number or determiner.
  public var head: Int32
  /// What holds of it.
  public var traits: Traits

  /// What holds of a noun phrase.
  public struct Traits: OptionSet, Sendable {
    /// A bit a trait.
    public let rawValue: UInt32
    /// The traits of these bits.
    @inlinable public init(rawValue: UInt32) { self.rawValue = rawValue }
    /// A personal pronoun, *who*, *this* …: no noun.
    @inlinable public static var pronoun: Self { Self(rawValue: 1 << 0) }
    /// *who*, *which*, *that*, *what*, *whose*.
    @inlinable public static var relative: Self { Self(rawValue: 1 << 1) }
    /// The head is tagged as a plural.
    @inlinable public static var plural: Self { Self(rawValue: 1 << 2) }
    /// The head is a proper noun.
    @inlinable public static var name: Self { Self(rawValue: 1 << 3) }
    /// Begins with *the*, a possessor, *this* …
    @inlinable public static var definite: Self { Self(rawValue: 1 << 4) }
    /// Has *a*, *an*, *some*, *several* …
    @inlinable public static var indefinite: Self { Self(rawValue: 1 << 5) }
    /// Holds a number (*six officials*, *60 percent of voters*).
    @inlinable public static var counted: Self { Self(rawValue: 1 << 6) }
    /// A possessor stands in it, with *'s* or as *his*.
    @inlinable public static var possessed: Self { Self(rawValue: 1 << 7) }
    /// Says when: *Monday*, *last week*, *two years*.
    @inlinable public static var temporal: Self { Self(rawValue: 1 << 8) }
    /// Several phrases joined by *and* or *or*.
    @inlinable public static var coordinated: Self { Self(rawValue: 1 << 9) }
    /// The object of the preposition right before it.
    @inlinable public static var prepositional: Self { Self(rawValue: 1 << 10) }
  }

  /// A phrase with nothing hanging on it.
  @inlinable public init(base: TokenRange, head: Int32, traits: Traits) {
    self.base = base
    self.extended = base
    self.full = base
    self.possessor = TokenRange(base.start, base.start)
    self.head = head
    self.traits = traits
  }
}

/// A verb with its auxiliaries, negation and the adverbs between: *has not repeatedly called*.
public struct TaggedVerbGroup: Sendable {
  /// From the first auxiliary (or *to*) to the main verb and its particle (*pointed out*).
  public var tokens: TokenRange
  /// The token of the main verb.
  public var head: Int32
  /// The particle (*out* in *pointed out*), inside `tokens`; -1 where there is none.
  public var particle: Int32
  /// The preposition or *to* right after the group (*for* in *called for*), not in `tokens`; -1 where there is none.
  public var preposition: Int32
  /// Where the adverbs right before the group begin (*also* in *also said*); `tokens.start` where there are none.
  public var adverbStart: Int32
  /// What holds of it.
  public var traits: Traits

  /// Form, tense and voice.
  public struct Traits: OptionSet, Sendable {
    /// A bit a trait.
    public let rawValue: UInt32
    /// The traits of these bits.
    @inlinable public init(rawValue: UInt32) { self.rawValue = rawValue }
    /// Has a subject's verb: a modal, a present or a past form.
    @inlinable public static var finite: Self { Self(rawValue: 1 << 0) }
    /// The first verb is a past form.
    @inlinable public static var past: Self { Self(rawValue: 1 << 1) }
    /// *has said*.
    @inlinable public static var perfect: Self { Self(rawValue: 1 << 2) }
    /// *is saying*.
    @inlinable public static var progressive: Self { Self(rawValue: 1 << 3) }
    /// *was told*, *got fired*.
    @inlinable public static var passive: Self { Self(rawValue: 1 << 4) }
    /// *did not say*, *never said*.
    @inlinable public static var negated: Self { Self(rawValue: 1 << 5) }
    /// *may*, *might*, *could*, *would*, *should*, *must*, *can*.
    @inlinable public static var modal: Self { Self(rawValue: 1 << 6) }
    /// *will*, *shall*, *be going to*.
    @inlinable public static var future: Self { Self(rawValue: 1 << 7) }
    /// *to say*.
    @inlinable public static var infinitive: Self { Self(rawValue: 1 << 8) }
    /// *saying*, *told* without an auxiliary.
    @inlinable public static var participle: Self { Self(rawValue: 1 << 9) }
    /// The main verb is a form of *be*, *have* or *do* alone.
    @inlinable public static var auxiliary: Self { Self(rawValue: 1 << 10) }
    /// A bare base form (*say* after *let him*, an imperative).
    @inlinable public static var bare: Self { Self(rawValue: 1 << 11) }
  }

  /// A group without particle, preposition and adverbs.
  @inlinable public init(tokens: TokenRange, head: Int32, traits: Traits) {
    self.tokens = tokens
    self.head = head
    self.particle = -1
    self.preposition = -1
    self.adverbStart = tokens.start
    self.traits = traits
  }
}

/// A stretch round one finite verb group, from its conjunction or subject to where it ends.
public struct Clause: Sendable {
  /// From its first word to its last; the punctuation that closes it is not in it.
  public var tokens: TokenRange
  /// The index of its finite verb group in `PhraseIndex.verbGroups`; -1 where it has none.
  public var verb: Int32
  /// The index of its subject in `PhraseIndex.nounPhrases`; -1 where it has none.
  public var subject: Int32
  /// How it hangs on what is round it.
  public var kind: Kind

  /// How a clause hangs on what is round it.
  public enum Kind: UInt8, Sendable {
    /// Hangs on nothing.
    case main
    /// After *that*, *whether*, *if*, *because*, *when* …
    case subordinate
    /// After *who*, *which*, *that* …
    case relative
    /// After *and*, *but*, *or* with a subject of its own.
    case coordinated
  }

  /// A clause with its verb and subject, by index.
  @inlinable public init(tokens: TokenRange, verb: Int32, subject: Int32, kind: Kind) {
    self.tokens = tokens
    self.verb = verb
    self.subject = subject
    self.kind = kind
  }
}

/// The phrases of a document, each kind in the order of its first token, with the way from a token to its phrase.
public struct PhraseIndex: Sendable {
  /// In the order of their first token.
  public var nounPhrases: [NounPhrase] = []
  /// Phrases joined by *and*, *or* and commas (*Ryan, Cruz and their aides*), each as one phrase; their members are in
  /// `nounPhrases`.
  public var coordinations: [NounPhrase] = []
  /// In the order of their first token.
  public var verbGroups: [TaggedVerbGroup] = []
  /// In the order of their first token, the outer one first.
  public var clauses: [Clause] = []
  /// For each token the noun phrase whose base holds it, or -1.
  public var nounPhraseOfToken: [Int32] = []
  /// For each token the verb group that holds it, or -1.
  public var verbGroupOfToken: [Int32] = []
  /// For each token the innermost clause that holds it, or -1.
  public var clauseOfToken: [Int32] = []

  /// A table without phrases.
  public init() {}

  /// Empties the table, keeping its buffers.
  public mutating func clear() {
    nounPhrases.removeAll(keepingCapacity: true)
    coordinations.removeAll(keepingCapacity: true)
    verbGroups.removeAll(keepingCapacity: true)
    clauses.removeAll(keepingCapacity: true)
    nounPhraseOfToken.removeAll(keepingCapacity: true)
    verbGroupOfToken.removeAll(keepingCapacity: true)
    clauseOfToken.removeAll(keepingCapacity: true)
  }

  /// Empties the table for a document of so many tokens, none of which is in a phrase yet. O(tokens).
  public mutating func clear(tokens: Int) {
    clear()
    nounPhraseOfToken.append(contentsOf: repeatElement(-1, count: tokens))
    verbGroupOfToken.append(contentsOf: repeatElement(-1, count: tokens))
    clauseOfToken.append(contentsOf: repeatElement(-1, count: tokens))
  }

  /// The noun phrase whose base holds a token. O(1).
  @inlinable public func nounPhrase(at token: Int) -> Int? {
    guard nounPhraseOfToken.indices.contains(token), nounPhraseOfToken[token] >= 0 else { return nil }
    return Int(nounPhraseOfToken[token])
  }

  /// The verb group that holds a token. O(1).
  @inlinable public func verbGroup(at token: Int) -> Int? {
    guard verbGroupOfToken.indices.contains(token), verbGroupOfToken[token] >= 0 else { return nil }
    return Int(verbGroupOfToken[token])
  }

  /// The innermost clause that holds a token. O(1).
  @inlinable public func clause(at token: Int) -> Int? {
    guard clauseOfToken.indices.contains(token), clauseOfToken[token] >= 0 else { return nil }
    return Int(clauseOfToken[token])
  }
}
