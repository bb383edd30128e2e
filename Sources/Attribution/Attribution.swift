import GazetteerIndex
import RuleLanguage
import TextModel

/// Finds who said what: cues, their sources, and the contents that they attribute.
///
/// Candidates of cues are scored by weights; the likely ones get their content, whose end other weights find; of those
/// that nest the outermost stays. Fills `Document.quotes`; who the sources are is for the stage of coreference.
public struct Attribution: Stage {
  let reading: Reading
  var cues: CueTagging
  let scoring: CueScoring
  var selection = QuoteSelection()
  let assembly: ContentAssembly
  let decision: QuoteDecision
  private let writing: QuoteWriting
  private let credits: Credits
  var rules: RuleQuotes
  var vetoes: QuoteVetoes
  private var turns: SpeakerTurns
  private let posts: EmbeddedPosts
  private var lone: LoneQuotations
  var found: [FoundQuote] = []
  /// For each candidate whether it is the verb that leads to another one.
  private(set) var isGovernor: [Bool] = []
  /// The probability from which a candidate is a cue, and that from which what it makes is put together and weighed.
  static let threshold: Float = 0.5
  static let least: Float = 0.3

  /// Makes the stage with the lists of cues and what was learnt about them.
  public init(rules: RuleSet, gazetteers: Gazetteers, tables: AttributionTables) {
    reading = Reading(gazetteers)
    cues = CueTagging(reading: reading, lexicon: CueLexicon(gazetteers, tables: tables))
    scoring = CueScoring(reading: reading, tables: tables)
    assembly = ContentAssembly(reading: reading, ends: ContentEnd(reading: reading, tables: tables))
    writing = QuoteWriting(reading: reading, rules: rules)
    decision = QuoteDecision(reading: reading, tables: tables, gazetteers: gazetteers)
    credits = Credits(gazetteers)
    turns = SpeakerTurns(reading: reading, gazetteers: gazetteers)
    posts = EmbeddedPosts(reading: reading)
    lone = LoneQuotations(reading: reading)
    self.rules = RuleQuotes(rules: rules, gazetteers: gazetteers)
    vetoes = QuoteVetoes(reading: reading, rules: rules, gazetteers: gazetteers)
  }

  /// Finds the quotes of a document that has tokens, sentences, quotations, gazetteer matches and parts of speech.
  public mutating func process(_ document: Document) {
    find(in: document)
    weigh()
    let known = FoundCues(cues: cues, rules: rules)
    vetoes.run(&found, known, in: document)
    selection.choose(found, tokens: reading.count, threshold: QuoteDecision.threshold)
    // In the order of the text: a quotation on its own has the source of the quote before it.
    for index in selection.chosen.sorted(by: { start(of: $0) < start(of: $1) }) {
      write(found[index], known, to: document)
    }
    QuoteLinks().link(document)
    credits.find(in: document, reading: reading)
  }

  /// Gives back what a large document needed.
  public mutating func rest() {
    found = []
    isGovernor = []
    cues.candidates = []
    rules.rest()
    selection.rest()
    reading.rest()
  }

  private func start(of index: Int) -> Int { found[index].pieces.first?.lowerBound ?? 0 }

  /// Puts together all that may be quotes.
  private mutating func find(in document: Document) {
    reading.read(document)
    assembly.ends.budget.begin(tokens: reading.count)
    cues.run()
    scoring.score(&cues.candidates, lexicon: cues.lexicon)
    found.removeAll(keepingCapacity: true)
    rules.find(in: document, into: &found)
    turns.find(in: document, into: &found)
    posts.find(in: document, into: &found)
    assembly.findReported(into: &found)
    markGovernors()
    for index in cues.candidates.indices where !isGovernor[index] {
      let probability = cues.candidates[index].probability
      guard probability >= Self.least, !turns.isColon(cues.candidates[index].head) else { continue }
      shareSource(of: index)
      guard let quote = assembly.quote(of: cues.candidates[index], number: index) else { continue }
      found.append(quote)
      if !quote.standing.isEmpty { found.append(standing(behind: quote)) }
    }
    lone.find(in: document, into: &found)
  }

  /// Gives all that was put together the odds that it is an attribution. Those of rules that are written out decide for
  /// themselves.
  private mutating func weigh() {
    decision.read(cues.candidates, lexicon: cues.lexicon)
    for index in found.indices {
      guard decision.isLearnt else {
        found[index].keep = Odds.of(found[index].probability)
        continue
      }
      if found[index].rule == .standing, index > 0 {
        // Behind the quote whose speaker goes on.
        found[index].keep = found[index - 1].keep
        (found[index].right, found[index].speech) = decision.odds(of: found[index], nil, lexicon: cues.lexicon)
        continue
      }
      let odds = decision.keepOdds(of: found[index], candidate(of: found[index]), lexicon: cues.lexicon)
      let isCertain =
        found[index].rule == .written || found[index].rule == .post || candidate(of: found[index])?.isCertain ?? false
      found[index].keep = isCertain ? max(odds, QuoteDecision.threshold) : odds
      found[index].probability = Odds.share(odds)
      guard found[index].keep >= QuoteDecision.threshold else { continue }
      (found[index].right, found[index].speech) = decision.odds(
        of: found[index], candidate(of: found[index]), lexicon: cues.lexicon)
      if !isCertain, found[index].right < decision.leastRight { found[index].keep = -.infinity }
    }
  }

  /// What stands alone in quotation marks behind an indirect content: its speaker goes on.
  private func standing(behind quote: FoundQuote) -> FoundQuote {
    FoundQuote(
      cue: nil, source: nil, pieces: quote.standing, candidate: -1, head: quote.standing[0].lowerBound,
      probability: quote.probability, rule: .standing)
  }

  private func candidate(of quote: FoundQuote) -> CueCandidate? {
    quote.candidate >= 0 ? cues.candidates[quote.candidate] : nil
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
      guard let source = quote.source, quote.probability >= Self.threshold else { continue }
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
        isGovernor[earlier] = probability >= (isLeading ? Self.threshold : assembly.ends.tables.hand.governed)
      }
    }
  }

  private func write(_ quote: FoundQuote, _ known: FoundCues, to document: Document) {
    let candidate = candidate(of: quote)
    let cueClass = known.cueClass(of: quote, in: document)
    var written = writing.quote(
      quote, confidence: decision.isLearnt ? Odds.share(quote.right) : quote.probability, candidate: candidate,
      cueClass: cueClass)
    if decision.isLearnt, quote.speech < 0 { written.act = .stance }
    document.quotes.append(written)
  }

  /// Finds quotes and writes down, of every one that was put together, what its decision is made from: for the script that
  /// learns the weights. Tab-separated lines, offsets in bytes: spans, cue, source, rule, features with their values.
  @_spi(Learning) public mutating func decisionLines(of document: Document) -> [String] {
    find(in: document)
    decision.read(cues.candidates, lexicon: cues.lexicon)
    func offsets(_ tokens: Range<Int>) -> String {
      let range = document.range(of: TokenRange(tokens.lowerBound, tokens.upperBound))
      return "\(range.start.value)-\(range.end.value)"
    }
    return found.map { quote in
      var features: [String] = []
      decision.forEachFeature(of: quote, candidate(of: quote), cues.lexicon) { feature in
        let name = feature.name(in: QuoteFeature.families)
        features.append(feature.value == 1 ? name : "\(name)=\(feature.value)")
      }
      let fields = [
        "Q", quote.pieces.map(offsets).joined(separator: ","), quote.cue.map(offsets) ?? "",
        quote.source.map(offsets) ?? "", quote.rule.name, features.joined(separator: "|"),
      ]
      return fields.joined(separator: "\t")
    }
  }
}
