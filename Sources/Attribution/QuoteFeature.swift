import TextModel

/// The families of features that decide whether a quote that was put together is one, and how likely it is right.
enum QuoteFeature: UInt8, CaseIterable {
  case bias, score, weak, rule, ruleScore, sense, senseRule, senseRight, cueClass, classRule, right, lemma, lemmaSense
  case subject, subjectRule, subjectSense, subjectName, source, determiner, antecedent
  case shape, negated, modal, kind, kindSense, length, lengthRule, finite, starts, tail, pieces
  case heading, said, saidSense, quoted, addressed, addressedSense, firstPerson
  case people, peopleSense, parties, partiesSense, quotedSense
  case report, reportSense, reportRule, reportSenseRule, reportClass, reportKind, reportSubject

  static let rules = QuoteRule.allCases.map { "\($0)" }
  static let senses = CueSense.allCases.map { "\($0)" }
  static let subjects = SubjectKind.allCases.map { "\($0)" }
  static let rights = Frame.Right.allCases.map { "\($0)" }
  static let lengths = ["1", "2", "3-4", "5-8", "9-15", "16-30", "31"]

  /// The families by raw value.
  static let families: [FeatureFamily] = allCases.map { feature in
    switch feature {
    case .rule, .ruleScore: FeatureFamily("\(feature)", rules)
    case .sense, .saidSense, .addressedSense, .lemmaSense, .peopleSense, .partiesSense, .quotedSense:
      FeatureFamily("\(feature)", senses)
    case .senseRule: FeatureFamily("sense-rule", senses, rules)
    case .senseRight: FeatureFamily("sense-right", senses, rights)
    case .cueClass: FeatureFamily("class", ["none"] + Cue.Class.allCases.map(\.rawValue))
    case .classRule: FeatureFamily("class-rule", ["none"] + Cue.Class.allCases.map(\.rawValue), rules)
    case .reportSense: FeatureFamily("report-sense", senses)
    case .reportRule: FeatureFamily("report-rule", rules)
    case .reportSenseRule: FeatureFamily("report-sense-rule", senses, rules)
    case .reportClass: FeatureFamily("report-class", ["none"] + Cue.Class.allCases.map(\.rawValue))
    case .reportKind: FeatureFamily("report-kind", QuoteDecision.kinds)
    case .reportSubject: FeatureFamily("report-subject", subjects)
    case .right: FeatureFamily("right", rights)
    case .subject: FeatureFamily("subject", subjects)
    case .subjectRule: FeatureFamily("subject-rule", subjects, rules)
    case .subjectSense: FeatureFamily("subject-sense", subjects, senses)
    case .subjectName: FeatureFamily("subject-name", NameKind.allCases.map { "\($0)" })
    case .antecedent: FeatureFamily("antecedent", ["it", "they"], subjects)
    case .source: FeatureFamily("source", SourceKind.allCases.map { "\($0)" })
    case .determiner: FeatureFamily("determiner", TokenClass.names)
    case .shape: FeatureFamily("shape", Frame.Shape.allCases.map { "\($0)" }, TokenClass.names)
    case .kind: FeatureFamily("kind", QuoteDecision.kinds)
    case .kindSense: FeatureFamily("kind-sense", QuoteDecision.kinds, senses)
    case .length: FeatureFamily("length", lengths)
    case .lengthRule: FeatureFamily("length-rule", lengths, rules)
    case .finite: FeatureFamily("finite", ["no", "yes"], rules)
    case .starts: FeatureFamily("starts", TokenClass.names)
    case .tail: FeatureFamily("tail", QuoteDecision.Tail.allCases.map { "\($0)" })
    case .pieces: FeatureFamily("pieces", ["1", "2", "3"])
    default: FeatureFamily("\(feature)")
    }
  }
}

/// What a cue mostly does, as the lists of cues say: utters words, says or does something else, thinks, wants, shows, does
/// something else.
enum CueSense: UInt8, CaseIterable, Sendable {
  case none, say, both, think, want, show, `do`

  init(_ name: some StringProtocol) { self = Self.allCases.first { "\($0)" == name } ?? .none }
}

/// Who or what the head of a source is: decides who can speak.
enum SubjectKind: UInt8, CaseIterable {
  /// No words name the source.
  case none
  case first, plural, reader, he, they, it, who, which, demonstrative, someone
  /// A name that is known to be a person's, a place's, an organization's, a group's; any other name.
  case person, place, organization, group, name
  /// A noun for a person, a body, a document; any other noun, in the singular and in the plural; a number.
  case human, body, document, thing, things, number
  case other
}

/// The signs of a document that tell how far it reports on politics, where what people want and think is news.
enum ReportFeature: UInt8, CaseIterable {
  case bias, said, quoted, people, parties, addressed, firstPerson

  /// The families by raw value.
  static let families: [FeatureFamily] = allCases.map { FeatureFamily("\($0)") }
}
