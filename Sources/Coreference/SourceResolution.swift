import GazetteerIndex
import RuleLanguage
import TextModel

/// Ties every source of a quote to the one who is meant, over the whole document, and pronouns to persons.
///
/// One walk over the mentions in the order of the text: names, role nouns, pronouns, sources. A mention takes up a
/// referent that the text has already, or begins a new one; what was the source of something becomes a `Source`.
public struct SourceResolution: Stage {
  private var words = ReferringWords()
  private var nouns: RoleNouns
  private var found: [RoleNouns.Found] = []
  private let discourse = Discourse()
  private var anonymity: Anonymity

  /// Makes the stage: role nouns from the gazetteers, conditions of anonymity from the rules.
  public init(rules: RuleSet, gazetteers: Gazetteers) {
    nouns = RoleNouns(gazetteers)
    anonymity = Anonymity(rules: rules, gazetteers: gazetteers)
  }

  /// Fills in `Document.sources`, the source of every quote, and the pronouns and nominals of entities. O(tokens).
  public mutating func process(_ document: Document) {
    words.update(document.vocabulary)
    nouns.find(in: document, into: &found)
    var walk = DiscourseWalk(document: document, words: words, nouns: nouns, found: found, discourse: discourse)
    walk.run()
    anonymity.apply(to: &walk)
    walk.finish()
  }
}
