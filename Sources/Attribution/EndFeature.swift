import TextModel

/// The families of features that decide whether a content ends before a token.
enum EndFeature: UInt8, CaseIterable {
  case bias, token, tokens, contentToken, length, contentLength, previous, contentPrevious, finite, finiteToken, rest
  case cueFollows, clauseFollows, clauseWithCueFollows, verbFollows, afterQuotation
  case setting, settingToken, balance, balanceToken, phrase, contentPhrase, parallel, laterAnd, commas
  case classToken, previousToken, tense, classPhrase

  private static let contents = ContentClass.allCases.map { "\($0)" }
  private static let lengths = ["1", "2", "3-4", "5-8", "9-15", "16"]

  /// The families by raw value.
  static let families: [FeatureFamily] = allCases.map { feature in
    switch feature {
    case .token: FeatureFamily("token", TokenClass.names)
    case .tokens: FeatureFamily("tokens", TokenClass.names, TokenClass.names)
    case .contentToken: FeatureFamily("content-token", contents, TokenClass.names)
    case .length: FeatureFamily("length", lengths)
    case .contentLength: FeatureFamily("content-length", contents, lengths)
    case .previous: FeatureFamily("previous", TokenClass.names)
    case .contentPrevious: FeatureFamily("content-previous", contents, TokenClass.names)
    case .finite: FeatureFamily("finite", contents, ["no", "yes"])
    case .finiteToken: FeatureFamily("finite-token", ["no", "yes"], TokenClass.names)
    case .rest: FeatureFamily("rest", ["1", "2-3", "4-8", "9"])
    case .cueFollows: FeatureFamily("cue-follows", ["participle", "verb"], TokenClass.names)
    case .clauseFollows: FeatureFamily("clause-follows", TokenClass.names)
    case .clauseWithCueFollows: FeatureFamily("clause-with-cue-follows", TokenClass.names)
    case .verbFollows: FeatureFamily("verb-follows", TokenClass.names, TokenClass.names)
    case .afterQuotation: FeatureFamily("after-quotation", contents)
    case .setting: FeatureFamily("setting", settings, contents)
    case .settingToken: FeatureFamily("setting-token", settings, TokenClass.names)
    case .balance: FeatureFamily("balance", contents, balances)
    case .balanceToken: FeatureFamily("balance-token", balances, TokenClass.names)
    case .phrase: FeatureFamily("phrase", PhraseClass.allCases.map { "\($0)" }, TokenClass.names)
    case .contentPhrase: FeatureFamily("content-phrase", contents, PhraseClass.allCases.map { "\($0)" })
    case .parallel: FeatureFamily("parallel", TokenClass.names, ["no", "yes"])
    case .laterAnd: FeatureFamily("later-and", TokenClass.names, ["no", "yes"])
    case .commas: FeatureFamily("commas", TokenClass.names, ["0", "1", "2"])
    case .classToken: FeatureFamily("class-token", classes, TokenClass.names)
    case .previousToken: FeatureFamily("previous-token", TokenClass.names, TokenClass.names)
    case .tense: FeatureFamily("tense", TokenClass.names, VerbTense.allCases.map { "\($0)" })
    case .classPhrase: FeatureFamily("class-phrase", classes, PhraseClass.allCases.map { "\($0)" })
    case .bias: FeatureFamily("bias")
    }
  }
  private static let classes = ["none"] + Cue.Class.allCases.map(\.rawValue)
  private static let settings = ContentSetting.allCases.map { "\($0)" }
  private static let balances = ["0", "1", "2", "3"]
}

/// How the clause of a cue stands in its sentence: decides which verb after the content is the cue's clause's own.
enum ContentSetting: UInt8, CaseIterable {
  case plain
  /// *his claim that …*
  case noun
  /// *the man who said that …*
  case relative
  /// *after he said that …*
  case subordinate
  /// *Noting that …, he left*
  case opening
  /// *an ad saying that …*
  case attached
}

/// What a preposition before a boundary leads to.
enum PhraseClass: UInt8, CaseIterable {
  case none, time, occasion, person, place, organization, group, noun, pronoun, gerund, number, quotation
}

/// Whose tense a verb has that follows a boundary without a subject of its own: the cue's, that of the content's last
/// finite verb, both, none; apart for verbs that are often cues.
enum VerbTense: UInt8, CaseIterable {
  case none, cue, content, both, telling, cueTelling, contentTelling, bothTelling
}

/// What decides where the content of a cue ends, beside its words.
struct ContentKind {
  var content: ContentClass
  var setting: ContentSetting
  /// The cue's class by its place in `Cue.Class`, plus one; 0 where it has none.
  var cueClass: UInt8 = 0
  /// The part of speech of the cue's head.
  var tag: PennTag = .none
  /// That of the cue's first word (*declined to say*).
  var leadTag: PennTag = .none
}

extension Reading {
  func contentKind(of candidate: CueCandidate) -> ContentKind {
    ContentKind(
      content: candidate.frame.content, setting: setting(of: candidate), cueClass: candidate.cueClass,
      tag: tag(candidate.head), leadTag: tag(candidate.cue.lowerBound))
  }

  private func setting(of candidate: CueCandidate) -> ContentSetting {
    if candidate.frame.shape == .noun { return .noun }
    switch candidate.source.kind {
    case .relative: return .relative
    case .attached, .reduced: return .attached
    case .start: return .opening
    default: break
    }
    let start = candidate.source.isEmpty ? candidate.cue.lowerBound : candidate.source.tokens.lowerBound
    guard start > sentenceStart(candidate.head), start <= candidate.cue.lowerBound else { return .plain }
    return has(.subordinator, start - 1) ? .subordinate : .plain
  }
}
