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
  private var mentions = NameMentions()
  private var annotations: [Annotation] = []
  /// For each cluster its first and last mention so far, and for each mention the next one of its cluster, or -1.
  private var ends: [(first: Int32, last: Int32, count: Int32)] = []
  private var next: [Int32] = []

  init(rules: RuleSet, gazetteers: Gazetteers) {
    self.rules = rules
    listed = ListedNames(gazetteers)
    descriptors = NameDescriptors(gazetteers)
  }

  /// Adds annotations and entities for the names, which are in text order. O(names).
  mutating func build(_ names: [FoundName], in document: Document, words: UnsafeBufferPointer<NameWord>) {
    mentions.clear()
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
          clusters.gather(&mentions, document: document, words: words)
          makeEntities(view)
        }
      }
    }
  }

  private mutating func add(_ name: FoundName, _ view: NameView) {
    var mention = NameMention(name: name)
    let first = mentions.words.count
    if name.stem >= 0 { mentions.words.append(name.stem) }
    for token in name.tokens.indices where name.stem < 0 {
      let word = view.tokens[token].word.index
      let isJoining = !view.words[word].flags.isDisjoint(with: [.joiner, .article, .possessive])
      if token == name.tokens.first || !isJoining { mentions.words.append(view.words[word].stem) }
    }
    mention.words = first..<mentions.words.count
    mention.entry = listed.entry(of: name, view)
    if let entry = mention.entry { mention.identity = listed.identity(of: entry, kind: name.kind) }
    if name.kind == 0 { mention.gender = descriptors.gender(of: name, view) }
    mentions.list.append(mention)
  }

  private mutating func makeEntities(_ view: NameView) {
    linkMentions()
    view.document.entities.reserveCapacity(view.document.entities.count + clusters.clusters.count)
    for number in clusters.clusters.indices {
      let fullest = mentions.list[clusters.clusters[number].fullest]
      view.document.entities.append(
        Entity(
          kind: Entity.Kind.allCases[fullest.name.kind],
          name: listed.canonicalName(of: bestSpelt(fullest, from: ends[number].first, view), in: view.document),
          ref: fullest.entry.flatMap { listed.reference(of: $0) }, rule: ruleName(of: fullest), confidence: 0))
      describe(number, fullest, view, &view.document.entities[view.document.entities.count - 1])
    }
  }

  /// Fills in the mentions of an entity, and what they say of it.
  private func describe(_ number: Int, _ fullest: NameMention, _ view: NameView, _ entity: inout Entity) {
    let cluster = clusters.clusters[number]
    entity.gender = cluster.gender
    if entity.gender == nil, entity.kind == .person {
      entity.gender = descriptors.gender(ofGivenNameAlone: fullest.name, view)
    }
    entity.mentions.reserveCapacity(Int(ends[number].count))
    var most = Int32.min
    var index = Int(ends[number].first)
    while index >= 0 {
      let name = mentions.list[index].name
      most = max(most, name.score)
      entity.mentions.append(Mention(range: name.range, form: .name))
      descriptors.add(of: name, to: &entity, view)
      index = Int(next[index])
    }
    entity.confidence = Self.confidence(most)
  }

  /// The fullest name, or one of as many words that is not all in capitals: *Elrick* rather than a dateline's *ELRICK*.
  private func bestSpelt(_ fullest: NameMention, from first: Int32, _ view: NameView) -> NameMention {
    guard isAllCapitals(fullest.name, view) else { return fullest }
    var index = Int(first)
    while index >= 0 {
      let mention = mentions.list[index]
      if mention.words.count == fullest.words.count, !isAllCapitals(mention.name, view) { return mention }
      index = Int(next[index])
    }
    return fullest
  }

  private func isAllCapitals(_ name: FoundName, _ view: NameView) -> Bool {
    for token in name.tokens.indices where !view.flags(token).contains(.allCapitals) { return false }
    return true
  }

  private mutating func linkMentions() {
    ends.removeAll(keepingCapacity: true)
    ends.append(contentsOf: repeatElement((first: -1, last: -1, count: 0), count: clusters.clusters.count))
    next.removeAll(keepingCapacity: true)
    next.append(contentsOf: repeatElement(-1, count: mentions.list.count))
    for index in mentions.list.indices {
      let cluster = mentions.list[index].cluster
      guard ends.indices.contains(cluster) else { continue }
      let number = Int32(truncatingIfNeeded: index)
      if ends[cluster].last >= 0 { next[Int(ends[cluster].last)] = number } else { ends[cluster].first = number }
      ends[cluster].last = number
      ends[cluster].count += 1
    }
  }

  private func ruleName(of mention: NameMention) -> String {
    if mention.name.rule != .none { return rules.ruleName(mention.name.rule) }
    return (mention.entry == nil ? Self.evidenceNames : Self.listNames)[mention.name.kind]
  }

  private static let evidenceNames = Entity.Kind.allCases.map { "\($0.rawValue).evidence" }
  private static let listNames = Entity.Kind.allCases.map { "\($0.rawValue).list" }

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
struct NameMentions {
  var list: [NameMention] = []
  /// The small-letter forms of their words, joining words left out.
  var words: [Int32] = []

  mutating func clear() {
    list.removeAll(keepingCapacity: true)
    words.removeAll(keepingCapacity: true)
  }
}

/// A name with what is needed to tell which entity it is of.
struct NameMention {
  var name: FoundName
  /// Its words in `NameMentions.words`.
  var words = 0..<0
  /// The entry of a list that is exactly this name.
  var entry: Int32?
  /// Entries with one identity are one thing; 0 for none.
  var identity: UInt64 = 0
  var gender: Entity.Gender?
  /// The index of its entity among those of the document.
  var cluster = -1

  init(name: FoundName) { self.name = name }
}
