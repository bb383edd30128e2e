import TextModel

/// Parts of speech, noun phrases, verb groups and clauses.
///
/// - `document.tags[token]`: the part of speech (`PennTag.rawValue`).
/// - `document.phrases` (`PhraseTable`): `nounPhrases` (base, extended, full span, head, traits), `verbGroups` (span,
///   head, particle, preposition, traits), `clauses` (span, verb, subject), and for each token the phrase that holds it
///   (`nounPhrase(at:)`, `verbGroup(at:)`, `clause(at:)`).
/// - Annotations for rules: `NP` for the base, the extended and the full span of each noun phrase where they differ, for
///   its possessor and for coordinations; `VG` for each verb group, `CLAUSE` for each clause.
///
/// Phrases lie within one sentence, a sentence inside a quotation counted by itself, and do not cross the marks of a
/// quotation unless they hold it whole.
public struct PhraseTagging: Stage {
  private var partsOfSpeech: PartsOfSpeech
  private var input = PhraseInput()
  private let findsSpans: Bool

  /// A stage for one worker. Without `spans` it fills `tags` alone: for where nothing names a phrase.
  public init(_ resources: TaggerResources, spans: Bool = true) {
    partsOfSpeech = PartsOfSpeech(resources)
    findsSpans = spans
  }

  /// Fills `tags`, `phrases` and the annotations. O(tokens).
  public mutating func process(_ document: Document) {
    document.phrases.clear()
    partsOfSpeech.tag(document)
    guard findsSpans else { return }
    input.read(document)
    NounPhrases().find(in: document, input: input)
    VerbGroups().find(in: document, input: input)
    Clauses().find(in: document, input: input)
    annotate(document)
  }

  private func annotate(_ document: Document) {
    for phrase in document.phrases.nounPhrases {
      add(.nounPhrase, phrase.base, document)
      if phrase.extended != phrase.base { add(.nounPhrase, phrase.extended, document) }
      if phrase.full != phrase.extended { add(.nounPhrase, phrase.full, document) }
    }
    for phrase in document.phrases.nounPhrases where !phrase.possessor.isEmpty {
      add(.nounPhrase, phrase.possessor, document)
    }
    for phrase in document.phrases.coordinations {
      add(.nounPhrase, phrase.extended, document)
      if phrase.full != phrase.extended { add(.nounPhrase, phrase.full, document) }
    }
    for group in document.phrases.verbGroups { add(.verbGroup, group.tokens, document) }
    for clause in document.phrases.clauses { add(.clause, clause.tokens, document) }
  }

  private func add(_ kind: KindID, _ tokens: TokenRange, _ document: Document) {
    document.annotate(Annotation(kind: kind, tokens: tokens, rule: .none, confidence: 1))
  }
}
