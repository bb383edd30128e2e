import GazetteerIndex
import RuleLanguage
import TextModel

/// Ties every source of a quote to the one who is meant, over the whole document, and pronouns to persons.
///
/// One walk over the mentions in the order of the text: names, role nouns, pronouns, sources. A mention takes up a
/// referent that the text has already, or begins a new one; what was the source of something becomes a `Source`.
public struct SourceResolution: Stage {
  private var words: ReferringWords
  private var nouns: RoleNouns
  private let found = FlatBuffer<RoleNouns.Found>()
  private var anonymity: Anonymity
  let buffers = DiscourseBuffers()
  private let modifiers = ModifierPool()
  private var trace: PronounTrace?
  private let index = TokenIndex()

  /// Makes the stage: role nouns from the gazetteers, conditions of anonymity from the rules, and what speaks for an
  /// antecedent.
  public init(rules: RuleSet, gazetteers: Gazetteers, tables: ReferenceTables) {
    buffers.discourse.weights = tables.pronouns
    buffers.discourse.nominals = tables.nominals
    words = ReferringWords(gazetteers.words)
    buffers.continuing = gazetteers.words.set(of: "source.continuing")
    nouns = RoleNouns(gazetteers)
    anonymity = Anonymity(rules: rules, gazetteers: gazetteers)
  }

  /// Fills in `Document.sources`, the source of every quote, and the pronouns and nominals of entities. O(tokens).
  public mutating func process(_ document: Document) {
    words.update(document.vocabulary)
    index.read(document, words.rows)
    nouns.find(in: document, words.rows, into: found)
    index.withView(of: document, words.rows, nouns: found.elements, modifiers: modifiers) { view in
      let walk = DiscourseWalk(view, nouns: nouns, buffers: buffers, trace: trace)
      walk.run()
      anonymity.apply(to: walk)
      walk.finish()
    }
  }

  /// Gives back what a large document needed.
  public mutating func rest() {
    found.giveBack()
    anonymity.rest()
    index.rest()
    buffers.rest()
  }

  /// Fills them in and says for every pronoun whom it could stand for, for `Learning/learners/pronouns.py` to learn from: a
  /// line of the pronoun's bytes and form, and for each candidate its entity and what holds of it, by place in `signNames`.
  @_spi(Learning) public mutating func candidateLines(of document: Document) -> [String] {
    var lines: [String] = []
    trace = { tokens, form, candidates in
      let range = document.range(of: tokens)
      var line = "\(range.start.value) \(range.end.value) \(form.rawValue)"
      for candidate in candidates {
        let signs = (0..<PronounSign.count).filter { candidate.signs.value($0) != 0 }
        line += "\t\(candidate.entity) " + signs.map { "\($0):\(candidate.signs.value($0))" }.joined(separator: " ")
      }
      lines.append(line)
    }
    process(document)
    trace = nil
    return lines
  }

  /// The names of what can speak for an antecedent.
  @_spi(Learning) public static var signNames: [String] { PronounSign.allCases.map { "\($0)" } }
}
