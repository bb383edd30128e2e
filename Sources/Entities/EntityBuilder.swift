import GazetteerIndex
import RuleLanguage
import TextModel

/// Leaves the names as annotations and makes one entity of all names of one thing.
///
/// Names are one thing where a list has them under one entry (*U.S.*, *United States*), where they have the same words,
/// where a one-word person takes up a fuller name (*Carter* after *Ash Carter*), and where an acronym stands for its
/// words. Two people of one surname stay apart: a bare surname is the one that was named last.
struct EntityBuilder {
  private let rules: RuleSet
  private var listed: ListedNames
  private var descriptors: NameDescriptors
  private var clusters: NameClusters = NameClusters()
  private var mentions: [NameMention] = []

  init(rules: RuleSet, gazetteers: Gazetteers) {
    self.rules = rules
    listed = ListedNames(gazetteers)
    descriptors = NameDescriptors(gazetteers)
  }

  /// Adds annotations and entities for the names, which are in text order. O(names).
  mutating func build(_ names: [FoundName], in document: Document, words: UnsafeBufferPointer<NameWord>) {
    mentions.removeAll(keepingCapacity: true)
    for name in names {
      let confidence = Self.confidence(name.score)
      document.annotate(
        Annotation(
          kind: KindID(rawValue: KindID.person.rawValue + UInt8(truncatingIfNeeded: name.kind)), tokens: name.tokens,
          rule: name.rule, confidence: confidence))
      mentions.append(mention(of: name, in: document, words: words))
    }
    clusters.gather(&mentions, document: document, words: words)
    makeEntities(document)
  }

  private func mention(of name: FoundName, in document: Document, words: UnsafeBufferPointer<NameWord>) -> NameMention {
    var mention = NameMention(name: name)
    for token in name.tokens.indices {
      let word = words[document.tokens[token].word.index]
      guard token == name.tokens.first || word.flags.isDisjoint(with: [.joiner, .article, .possessive]) else {
        continue
      }
      mention.words.append(word.stem)
    }
    mention.entry = listed.entry(of: name, in: document)
    if let entry = mention.entry { mention.identity = listed.identity(of: entry, kind: name.kind) }
    if name.kind == 0 { mention.gender = descriptors.gender(of: name, in: document) }
    return mention
  }

  private mutating func makeEntities(_ document: Document) {
    let first = document.entities.count
    for cluster in clusters.clusters {
      let fullest = mentions[cluster.fullest]
      let kind = Entity.Kind.allCases[fullest.name.kind]
      var entity = Entity(
        kind: kind, name: listed.canonicalName(of: fullest, in: document), rule: ruleName(of: fullest, kind: kind),
        confidence: 0)
      entity.gender = cluster.gender
      if let entry = fullest.entry { entity.ref = listed.reference(of: entry) }
      document.entities.append(entity)
    }
    for mention in mentions {
      let index = first + mention.cluster
      guard document.entities.indices.contains(index) else { continue }
      let confidence = Self.confidence(mention.name.score)
      document.entities[index].confidence = max(document.entities[index].confidence, confidence)
      document.entities[index].mentions.append(Mention(range: mention.name.range, form: .name))
      descriptors.add(of: mention.name, to: &document.entities[index], in: document)
    }
  }

  private func ruleName(of mention: NameMention, kind: Entity.Kind) -> String {
    if mention.name.rule != .none { return rules.ruleName(mention.name.rule) }
    return mention.entry == nil ? "\(kind.rawValue).evidence" : "\(kind.rawValue).list"
  }

  /// About the share of right names among those with as much for them, in hundredths.
  private static func confidence(_ score: Float) -> Float {
    // x / (1 + x) is near enough to a logistic curve where it matters, and the same on every machine.
    let share = 0.5 + 0.5 * max(0, score) / (1 + max(0, score))
    return (min(share, 0.99) * 100).rounded() / 100
  }
}

/// A name with what is needed to tell which entity it is of.
struct NameMention {
  var name: FoundName
  /// The small-letter forms of its words, joining words left out.
  var words: [Int32] = []
  /// The entry of a list that is exactly this name.
  var entry: Int32?
  /// Entries with one identity are one thing; 0 for none.
  var identity: UInt64 = 0
  var gender: Entity.Gender?
  /// The index of its entity among those of the document.
  var cluster = -1

  init(name: FoundName) { self.name = name }
}
