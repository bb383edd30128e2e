import GazetteerIndex
import TextModel

/// Parts of speech, noun phrases, verb groups and clauses.
///
/// - `document.tags[token]`: the part of speech (`PennTag.rawValue`).
/// - `document.phrases` (`PhraseIndex`): `nounPhrases` (base, extended, full span, head, traits), `verbGroups` (span,
///   head, particle, preposition, traits), `clauses` (span, verb, subject), and for each token the phrase that holds it
///   (`nounPhrase(at:)`, `verbGroup(at:)`, `clause(at:)`).
/// - Annotations for rules: `NP` for the base, the extended and the full span of each noun phrase where they differ, for
///   its possessor and for coordinations; `VG` for each verb group, `CLAUSE` for each clause.
///
/// Phrases lie within one sentence, a sentence inside a quotation counted by itself, and do not cross the marks of a
/// quotation unless they hold it whole.
public struct PhraseTagging: Stage {
  private var partsOfSpeech: PartsOfSpeech
  private var input: PhraseInput
  private let kinds: [KindID]
  private var spans: [TokenRange] = []

  /// The kinds of phrases: a stage can be told to find some of them only.
  public static let kinds = [KindID.nounPhrase, .verbGroup, .clause]

  /// A stage for one worker that fills `tags` and finds phrases of these kinds, and what they are found by: verb groups
  /// need noun phrases, clauses both.
  public init(_ resources: TaggerResources, gazetteers: Gazetteers, kinds: [KindID] = Self.kinds) {
    partsOfSpeech = PartsOfSpeech(resources, gazetteers.forms, gazetteers.words)
    input = PhraseInput(gazetteers.words)
    self.kinds = kinds
  }

  /// Fills `tags`, `phrases` and the annotations. O(tokens).
  public mutating func process(_ document: Document) {
    document.phrases.clear()
    partsOfSpeech.tag(document)
    if !kinds.isEmpty { findPhrases(in: document) }
  }

  /// Gives back what a large document needed.
  public mutating func rest() {
    partsOfSpeech.rest()
    spans = []
  }

  /// Fills `phrases` and the annotations of a document that has its tags. O(tokens).
  mutating func findPhrases(in document: Document) {
    let findsClauses = kinds.contains(.clause)
    let findsGroups = findsClauses || kinds.contains(.verbGroup)
    var table = PhraseIndex()
    swap(&table, &document.phrases)
    table.clear(tokens: document.tokens.count)
    input.forEachStretch(of: document, &table) { view in
      let first = view.table.pointee.nounPhrases.count
      BaseNounPhrases(view: view).find()
      AttachedPhrases(view: view).attach(from: first)
      CoordinatedPhrases(view: view).find(from: first)
      if findsGroups { VerbGroups(view: view).find() }
      if findsClauses {
        var clauses = Clauses(view: view)
        clauses.find()
      }
    }
    swap(&table, &document.phrases)
    annotate(document)
  }

  private mutating func annotate(_ document: Document) {
    spans.removeAll(keepingCapacity: true)
    for phrase in document.phrases.nounPhrases {
      spans.append(phrase.base)
      if phrase.extended != phrase.base { spans.append(phrase.extended) }
      if phrase.full != phrase.extended { spans.append(phrase.full) }
    }
    for phrase in document.phrases.nounPhrases where !phrase.possessor.isEmpty { spans.append(phrase.possessor) }
    for phrase in document.phrases.coordinations {
      spans.append(phrase.extended)
      if phrase.full != phrase.extended { spans.append(phrase.full) }
    }
    document.annotate(.nounPhrase, spans)
    document.annotate(.verbGroup, document.phrases.verbGroups.map(\.tokens))
    document.annotate(.clause, document.phrases.clauses.map(\.tokens))
  }
}
