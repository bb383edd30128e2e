import GazetteerIndex
import RuleLanguage
import TextModel

/// Finds who said what: cues, their sources, and the contents that they attribute.
///
/// Candidates of cues are scored by weights; the likely ones get their content, whose end other weights find; of those
/// that nest the outermost stays. Fills `Document.quotes`; who the sources are is for the stage of coreference.
public struct Attribution: Stage {
  let reading = Reading()
  var cues: CueTagging
  let scoring: CueScoring
  var selection = QuoteSelection()
  /// What the confidence of each quote found last was measured by, in their order.
  public private(set) var measures: [QuoteMeasure] = []
  let assembly: ContentAssembly
  private let writing: QuoteWriting
  private let credits: Credits
  private var rules: RuleQuotes
  private var turns: SpeakerTurns
  var found: [FoundQuote] = []
  /// For each candidate whether it is the verb that leads to another one.
  private(set) var isGovernor: [Bool] = []
  /// The probability from which a cue takes in a verb that leads to it and may be a cue by itself (*refused to say*).
  private static let governed: Float = 0.9
  /// The probability from which a candidate counts.
  static let threshold: Float = 0.5

  /// Makes the stage with the lists of cues and what was learnt about them.
  public init(rules: RuleSet, gazetteers: Gazetteers, tables: AttributionTables) {
    cues = CueTagging(reading: reading, lexicon: CueLexicon(gazetteers, tables: tables))
    scoring = CueScoring(reading: reading, tables: tables)
    assembly = ContentAssembly(reading: reading, ends: ContentEnd(reading: reading, tables: tables))
    writing = QuoteWriting(reading: reading, confidence: tables.confidence, rules: rules)
    credits = Credits(gazetteers)
    turns = SpeakerTurns(reading: reading, gazetteers: gazetteers)
    self.rules = RuleQuotes(rules: rules, gazetteers: gazetteers)
  }

  /// Finds the quotes of a document that has tokens, sentences, quotations, gazetteer matches and parts of speech.
  public mutating func process(_ document: Document) {
    reading.read(document)
    cues.run()
    scoring.score(&cues.candidates, lexicon: cues.lexicon)
    found.removeAll(keepingCapacity: true)
    rules.find(in: document, into: &found)
    turns.find(in: document, into: &found)
    markGovernors()
    for index in cues.candidates.indices where !isGovernor[index] {
      let probability = cues.candidates[index].probability
      guard probability >= Self.threshold, !turns.isColon(cues.candidates[index].head) else { continue }
      shareSource(of: index)
      if let quote = assembly.quote(of: cues.candidates[index], number: index) { found.append(quote) }
    }
    measures.removeAll(keepingCapacity: true)
    selection.choose(found, tokens: reading.count)
    for index in selection.chosen { write(found[index], to: document) }
    QuoteLinks().link(document)
    credits.find(in: document, reading: reading)
  }

  /// Gives a verb without a subject of its own the source of the quote before it: where its subject is within that
  /// quote's content, which has ended (*Ann said the plan was mad and accused the board of …*), or follows that quote's cue
  /// (*"…," said Ann Lee, adding that …*).
  private mutating func shareSource(of index: Int) {
    let candidate = cues.candidates[index]
    switch candidate.source.kind {
    case .sharedByConjunction, .sharedByParticiple, .start, .none: break
    default: return
    }
    guard let group = candidate.group, candidate.frame.shape == .participle || candidate.frame.shape == .finite else {
      return
    }
    let sentence = reading.sentenceStart(group.start)
    let start = candidate.source.tokens.lowerBound
    for quote in found.reversed() where quote.candidate >= 0 {
      guard quote.head >= sentence, quote.head < group.start else { return }
      guard let source = quote.source else { continue }
      if candidate.source.isEmpty {
        guard candidate.frame.shape == .participle, source.lowerBound > quote.head, source.upperBound <= group.start
        else { return }
        cues.candidates[index].source = FoundSource(kind: .sharedByParticiple, tokens: source)
        return
      }
      if source == candidate.source.tokens { return }
      if quote.contains(start), quote.pieces.allSatisfy({ $0.upperBound <= candidate.head }) {
        cues.candidates[index].source.tokens = source
        return
      }
    }
  }

  /// Marks the candidates that only lead to another likely one: *tried* in *tried to show that …*.
  private mutating func markGovernors() {
    isGovernor.removeAll(keepingCapacity: true)
    isGovernor.append(contentsOf: repeatElement(false, count: cues.candidates.count))
    for index in cues.candidates.indices.dropFirst() where cues.candidates[index].isGoverned {
      let candidate = cues.candidates[index]
      let probability = candidate.probability
      for earlier in max(0, index - 3)..<index where candidate.cue.contains(cues.candidates[earlier].head) {
        let isLeading = reading.lemmaHas(.leading, cues.candidates[earlier].head)
        isGovernor[earlier] = probability >= (isLeading ? Self.threshold : Self.governed)
      }
    }
  }

  private mutating func write(_ quote: FoundQuote, to document: Document) {
    let candidate = quote.candidate >= 0 ? cues.candidates[quote.candidate] : nil
    let cueClass =
      if let candidate, candidate.entry >= 0 {
        cues.lexicon.entries[candidate.entry].cueClass
      } else {
        quote.cue.flatMap { rules.cueClass(at: $0.lowerBound, in: document) } ?? .statement
      }
    let measure = writing.measure(quote)
    measures.append(measure)
    document.quotes.append(writing.quote(quote, measure, candidate: candidate, cueClass: cueClass))
  }
}
