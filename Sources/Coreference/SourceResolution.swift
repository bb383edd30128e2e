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
  private var anonymity: Anonymity
  let buffers = DiscourseBuffers()
  private let modifiers = ModifierPool()
  private var trace: ((TokenRange, [PronounCandidate]) -> Void)?
  private var nounAt: [Int32] = []
  private var nameAt: [Int32] = []
  private var names: [Annotation] = []

  /// Makes the stage: role nouns from the gazetteers, conditions of anonymity from the rules.
  public init(rules: RuleSet, gazetteers: Gazetteers) {
    nouns = RoleNouns(gazetteers)
    anonymity = Anonymity(rules: rules, gazetteers: gazetteers)
  }

  /// Fills in `Document.sources`, the source of every quote, and the pronouns and nominals of entities. O(tokens).
  public mutating func process(_ document: Document) {
    words.update(document.vocabulary)
    nouns.find(in: document, into: &found)
    noteNounsAndNames(document)
    withView(of: document) { stage, view in
      let walk = DiscourseWalk(view, nouns: stage.nouns, buffers: stage.buffers, trace: stage.trace)
      walk.run()
      stage.anonymity.apply(to: walk)
      walk.finish()
    }
  }

  /// Fills them in and says for every pronoun whom it could stand for, for `Rules/build/pronouns.py` to learn from: a
  /// line of the pronoun's bytes, and for each candidate its entity and what holds of it, by place in `signNames`.
  public mutating func candidateLines(of document: Document) -> [String] {
    var lines: [String] = []
    trace = { tokens, candidates in
      let range = document.range(of: tokens)
      var line = "\(range.start.value) \(range.end.value)"
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
  public static var signNames: [String] { PronounSign.allCases.map { "\($0)" } }

  private mutating func noteNounsAndNames(_ document: Document) {
    let count = document.tokens.count
    DiscourseBuffers.clear(&nounAt, count)
    DiscourseBuffers.clear(&nameAt, count)
    for (index, noun) in found.enumerated() where noun.tokens.limit <= count && !noun.tokens.isEmpty {
      nounAt[noun.tokens.limit - 1] = Int32(truncatingIfNeeded: index + 1)
    }
    names.removeAll(keepingCapacity: true)
    for annotation in document.annotations where annotation.kind.isName {
      names.append(annotation)
      for token in annotation.tokens.indices where token < count {
        nameAt[token] = Int32(truncatingIfNeeded: names.count)
      }
    }
  }

  /// Calls `body` with the buffers of the document and of this stage, which stay as they are meanwhile.
  private mutating func withView(of document: Document, _ body: (inout Self, DocumentView) -> Void) {
    // Copies of the arrays, not of what is in them, so that `body` can change the stage.
    let (roles, found, nounAt, names, nameAt) = (words.roles, found, nounAt, names, nameAt)
    document.tokens.withUnsafeBufferPointer { tokens in
      document.tags.withUnsafeBufferPointer { tags in
        document.sentenceOfToken.withUnsafeBufferPointer { sentenceOfToken in
          document.sentences.withUnsafeBufferPointer { sentences in
            roles.withUnsafeBufferPointer { roles in
              found.withUnsafeBufferPointer { nouns in
                nounAt.withUnsafeBufferPointer { nounAt in
                  names.withUnsafeBufferPointer { names in
                    nameAt.withUnsafeBufferPointer { nameAt in
                      body(
                        &self,
                        DocumentView(
                          document: document, tokens: tokens, tags: tags, sentenceOfToken: sentenceOfToken,
                          sentences: sentences, roles: roles, nouns: nouns, nounAt: nounAt, names: names,
                          nameAt: nameAt, modifiers: modifiers))
                    }
                  }
                }
              }
            }
          }
        }
      }
    }
  }
}
