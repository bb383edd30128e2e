import GazetteerIndex
import RuleLanguage
import TextModel

/// Brings a text to where a phase of rules begins, for the examples of rules and for `explain`.
public struct PhasePreparation {
  private let resources: Resources
  private var pipeline: Pipeline
  private let vocabulary = Vocabulary()
  private var matchers: [PhaseMatcher]

  /// Which step of the pipeline runs a phase. A phase that is not here runs after all that are.
  private static let steps = [
    "person": "names", "place": "names", "organization": "names", "group": "names", "thing": "names", "figure": "dates",
    "date": "dates",
    "number": "numbers", "cue": "attribution", "source": "attribution", "quote": "attribution",
    "anonymity": "sources",
  ]

  /// Makes the stages.
  public init(_ resources: Resources) {
    self.resources = resources
    pipeline = Pipeline(resources)
    matchers = resources.rules.phases.map {
      PhaseMatcher(rules: resources.rules, gazetteers: resources.gazetteers, phase: $0)
    }
  }

  /// A document of a text, each of its lines a paragraph, as it is when the phase begins.
  public mutating func document(_ text: String, before phase: String) -> Document {
    let document = Document(paragraphs: text, vocabulary: vocabulary)
    prepare(document, before: phase)
    return document
  }

  /// Runs what comes before the phase; earlier phases of its own step leave their winners as spans.
  public mutating func prepare(_ document: Document, before phase: String) {
    document.clearExtraction()
    let own = Self.steps[phase]
    for index in pipeline.steps.indices {
      if pipeline.steps[index].name == own { break }
      pipeline.process(document, step: index)
    }
    for (index, name) in resources.rules.phases.enumerated() {
      if name == phase { return }
      if own == nil ? Self.steps[name] == nil : Self.steps[name] == own { matchers[index].annotate(document) }
    }
  }
}

extension Document {
  /// A document of a text, each of its lines a paragraph.
  convenience init(paragraphs text: String, vocabulary: Vocabulary) {
    self.init(vocabulary: vocabulary)
    self.text = Array(text.utf8)
    var start = 0
    for (end, byte) in (self.text + [0x0A]).enumerated() where byte == 0x0A {
      if end > start { blocks.append(Block(range: UTF8Range(start, end), role: .body, line: 1)) }
      start = end + 1
    }
  }
}
