import Attribution
import Coreference
import Entities
import GazetteerIndex
import Genres
import Phrases
import Quantities
import RuleLanguage
import Segmentation
import TextModel

/// The stages in their order: from blocks of text to entities, sources, quotes, numbers and dates.
///
/// A worker has its own; what it finds depends on the document and the resources alone.
public struct Pipeline: Stage {
  /// A stage with the name that benchmarks call it by.
  public struct Step {
    /// What the stage does, in one word or two.
    public let name: String
    /// The stage.
    public var stage: any Stage
  }

  /// The stages in their order.
  public private(set) var steps: [Step] = []

  /// Makes the stages.
  public init(_ resources: Resources) {
    add("segmentation", Segmenter(resources.gazetteers.words))
    add("genres", GenreTagging(resources.genres))
    add("gazetteers", GazetteerTagging(resources.gazetteers))
    add(
      "names",
      EntityTagging(
        rules: resources.rules, gazetteers: resources.gazetteers, evidence: resources.evidence,
        common: resources.commonWords))
    // Phrases that no rule names are not looked for.
    let kinds = PhraseTagging.kinds.filter { resources.rules.names($0) }
    add("phrases", PhraseTagging(resources.tagger, gazetteers: resources.gazetteers, kinds: kinds))
    add(
      "dates", DateTagging(rules: resources.rules, gazetteers: resources.gazetteers, confidence: resources.quantities))
    add(
      "numbers",
      NumberTagging(rules: resources.rules, gazetteers: resources.gazetteers, confidence: resources.quantities))
    add(
      "attribution",
      Attribution(rules: resources.rules, gazetteers: resources.gazetteers, tables: resources.attribution))
    add(
      "sources",
      SourceResolution(
        rules: resources.rules, gazetteers: resources.gazetteers, tables: resources.references))
    if let dropped = DroppedResults(resources.rules) { add("dropped", dropped) }
    add("confidence", QuoteConfidence(tables: resources.attribution))
    add("weak", WeakQuotes(isMeasured: resources.attribution.hasNameWeights, replaced: resources.rules.dropped))
    add("order", ResultOrder())
  }

  private mutating func add(_ name: String, _ stage: some Stage) { steps.append(Step(name: name, stage: stage)) }

  /// Fills in all that is found in a document.
  public mutating func process(_ document: Document) {
    document.clearExtraction()
    for index in steps.indices { steps[index].stage.process(document) }
  }

  /// Does the same for a large document: each stage gives its buffers back before the next one begins, and of the document
  /// what records are made of is kept alone. `isInTime` is asked before each stage: once it says no, nothing is found in
  /// the document, and false is returned.
  @discardableResult public mutating func processLarge(_ document: Document, while isInTime: () -> Bool = { true })
    -> Bool
  {
    document.clearExtraction()
    defer { RuleSet.rest(document.vocabulary) }
    for index in steps.indices {
      guard isInTime() else {
        document.clearExtraction()
        return false
      }
      steps[index].stage.process(document)
      steps[index].stage.rest()
    }
    document.keepResults()
    return true
  }

  /// Fills in all that is found in a document, and has the stages that decide in code say why at a token.
  public mutating func process(_ document: Document, explaining token: Int, into explanation: inout Explanation) {
    document.clearExtraction()
    for index in steps.indices {
      if var stage = steps[index].stage as? any Explaining {
        stage.watch(token)
        stage.process(document)
        stage.explain(document, at: token, into: &explanation)
      } else {
        steps[index].stage.process(document)
      }
    }
  }

  /// The quotes of the document processed last that rules have rejected.
  public func rejectedQuotes(in document: Document) -> [Attribution.RejectedQuote] {
    for step in steps {
      if let attribution = step.stage as? Attribution { return attribution.rejectedQuotes(in: document) }
    }
    return []
  }

  /// Runs one stage, for benchmarks.
  public mutating func process(_ document: Document, step: Int) { steps[step].stage.process(document) }
}
