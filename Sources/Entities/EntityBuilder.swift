import GazetteerIndex
import RuleLanguage
import TextModel

/// Leaves the names as annotations and makes one entity of all names of one thing.
///
/// Names are one thing where a list has them under one entry (*U.S.*, *United States*), where they have the same words,
/// where a one-word person takes up a fuller name (*Carter* after *Ash Carter*), and where an acronym stands for its
/// words. Two people of one surname stay apart: a bare surname is the one that was named last.
final class EntityBuilder {
  private let rules: RuleSet
  private let listed: ListedNames
  private let descriptors: NameDescriptors
  private let clusters = NameClusters()
  private let mentions = NameMentions()
  private var annotations: [Annotation] = []
  private let kinds = Entity.Kind.allCases
  /// The names of the rules of names of each kind that evidence found, that a list has.
  private let evidenceNames = Entity.Kind.allCases.map { "\($0.rawValue).evidence" }
  private let listNames = Entity.Kind.allCases.map { "\($0.rawValue).list" }

  init(rules: RuleSet, gazetteers: Gazetteers) {
    self.rules = rules
    listed = ListedNames(gazetteers)
    descriptors = NameDescriptors(gazetteers)
  }

  /// Adds annotations and entities for the names, which are in text order. O(names).
  func build(_ names: UnsafeBufferPointer<FoundName>, in document: Document, words: UnsafeBufferPointer<NameWord>) {
    mentions.clear()
    listed.prepare(for: document.vocabulary)
    annotations.removeAll(keepingCapacity: true)
    for name in names {
      annotations.append(
        Annotation(
          kind: KindID(rawValue: KindID.person.rawValue + UInt8(truncatingIfNeeded: name.kind)), tokens: name.tokens,
          rule: name.rule, confidence: Self.confidence(name.score)))
    }
    document.annotate(annotations)
    DocumentLists.with(document) { lists in
      document.tokens.withUnsafeBufferPointer { tokens in
        document.text.withUnsafeBufferPointer { text in
          let view = NameView(document: document, text: text, tokens: tokens, words: words, lists: lists)
          for name in names { add(name, view) }
          clusters.gather(mentions, view)
          makeEntities(view)
        }
      }
    }
  }

  private func add(_ name: FoundName, _ view: NameView) {
    var mention = NameMention(name: name)
    mention.words = Int32(truncatingIfNeeded: mentions.words.count)
    if name.stem >= 0 {
      mentions.words.append(name.stem)
    } else {
      // *Acme Foods, Inc.* is *Acme Foods*.
      let limit = name.kind == 2 ? listed.limitWithoutSuffix(of: name.tokens, view) : name.tokens.limit
      for token in name.tokens.first..<limit {
        let word = view.tokens[token].word.index
        let isJoining = !view.words[word].flags.isDisjoint(with: [.joiner, .article, .possessive])
        if token == name.tokens.first || !isJoining { mentions.words.append(view.words[word].stem) }
      }
    }
    mention.wordCount = Int32(truncatingIfNeeded: mentions.words.count) &- mention.words
    if let entry = listed.entry(of: name, view) {
      mention.hasEntry = true
      mention.entry = entry
      mention.identity = listed.identity(of: entry, kind: name.kind)
    }
    if name.kind == 0 { mention.gender = descriptors.gender(of: name, view) }
    mentions.list.append(mention)
  }

  private func makeEntities(_ view: NameView) {
    let clusters = clusters.clusters
    view.document.entities.reserveCapacity(view.document.entities.count + clusters.count)
    for cluster in clusters { addEntity(of: cluster, view) }
  }

  /// Adds the entity of a cluster with its mentions, and what they say of it.
  private func addEntity(of cluster: NameClusters.Cluster, _ view: NameView) {
    let list = mentions.list.elements
    let fullest = list[Int(cluster.fullest)]
    let kind = fullest.name.kind
    var gender = cluster.gender
    if gender == .unknown, kind == 0 { gender = descriptors.gender(ofGivenNameAlone: fullest.name, view) }
    var own: [Mention] = []
    own.reserveCapacity(Int(cluster.count))
    var said: [String] = []
    var most = Int32.min
    var index = Int(cluster.first)
    while index >= 0 {
      let name = list[index].name
      most = max(most, name.score)
      own.append(Mention(range: name.range, form: .name))
      if kind == 0 || kind == 2 { descriptors.add(of: name, isPerson: kind == 0, to: &said, view) }
      index = Int(list[index].next)
    }
    view.document.entities.append(
      Entity(
        kind: kinds[kind], gender: gender.value,
        name: listed.canonicalName(of: bestSpelt(fullest, from: cluster.first, view), view),
        ref: fullest.hasEntry ? listed.reference(of: fullest.entry) : nil, descriptors: said, mentions: own,
        rule: ruleName(of: fullest), confidence: Self.confidence(most)))
  }

  /// The fullest name, or one of as many words that is not all in capitals: *Elrick* rather than a dateline's *ELRICK*.
  private func bestSpelt(_ fullest: NameMention, from first: Int32, _ view: NameView) -> NameMention {
    guard isAllCapitals(fullest.name, view) else { return fullest }
    let list = mentions.list.elements
    var index = Int(first)
    while index >= 0 {
      if list[index].wordCount == fullest.wordCount, !isAllCapitals(list[index].name, view) { return list[index] }
      index = Int(list[index].next)
    }
    return fullest
  }

  private func isAllCapitals(_ name: FoundName, _ view: NameView) -> Bool {
    for token in name.tokens.indices where !view.flags(token).contains(.allCapitals) { return false }
    return true
  }

  private func ruleName(of mention: NameMention) -> String {
    if mention.name.rule != .none { return rules.ruleName(mention.name.rule) }
    return (mention.hasEntry ? listNames : evidenceNames)[mention.name.kind]
  }

  /// About the share of right names among those with as much for them, in hundredths.
  private static func confidence(_ weight: Int32) -> Float {
    let score = NameWeight.nats(weight)
    // x / (1 + x) is near enough to a logistic curve where it matters, and the same on every machine.
    let share = 0.5 + 0.5 * max(0, score) / (1 + max(0, score))
    return (min(share, 0.99) * 100).rounded() / 100
  }
}

/// What the making of entities looks at in a document, as plain buffers.
struct NameView {
  let document: Document
  let text: UnsafeBufferPointer<UInt8>
  let tokens: UnsafeBufferPointer<Token>
  let words: UnsafeBufferPointer<NameWord>
  let lists: DocumentLists

  /// What is known of a token's word.
  @inline(__always) func flags(_ token: Int) -> NameWord.Flags { words[tokens[token].word.index].flags }
}

/// The names of a document with the words of all of them.
final class NameMentions {
  let list = FlatBuffer<NameMention>()
  /// The small-letter forms of their words, joining words left out.
  let words = FlatBuffer<Int32>()

  func clear() {
    list.removeAll()
    words.removeAll()
  }
}

/// What is known of somebody's gender.
enum NameGender: UInt8, BitwiseCopyable {
  case unknown, female, male

  /// As records say it.
  var value: Entity.Gender? {
    switch self {
    case .unknown: nil
    case .female: .female
    case .male: .male
    }
  }
}

/// A name with what is needed to tell which entity it is of.
struct NameMention: BitwiseCopyable {
  var name: FoundName
  /// Its words begin there in `NameMentions.words`, and are so many.
  var words: Int32 = 0
  var wordCount: Int32 = 0
  /// The entry of a list that is exactly this name, if it has one.
  var entry: Int32 = 0
  var hasEntry = false
  var gender = NameGender.unknown
  /// Entries with one identity are one thing; 0 for none.
  var identity: UInt64 = 0
  /// The index of its entity among those of the document, and the next mention of that, or -1.
  var cluster: Int32 = -1
  var next: Int32 = -1

  init(name: FoundName) { self.name = name }

  /// The places of its words in `NameMentions.words`.
  @inline(__always) var places: Range<Int> { Int(words)..<Int(words) &+ Int(wordCount) }
}
