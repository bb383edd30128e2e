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
  private let places: PlaceResolution
  private let facts: NameFacts
  private let confidence: NameConfidence
  private let mentions = NameMentions()
  private var annotations: [Annotation] = []
  private let kinds = Entity.Kind.allCases
  /// The names of the rules of names of each kind that evidence found, that a list has.
  private let evidenceNames = EntityTagging.constructions(by: "evidence")  // names: a way
  private let listNames = EntityTagging.constructions(by: "list")  // names: a way

  init(rules: RuleSet, gazetteers: Gazetteers, evidence: EvidenceTable) {
    self.rules = rules
    places = PlaceResolution(gazetteers, evidence.namesakes)
    facts = NameFacts(gazetteers)
    confidence = evidence.confidence
    listed = ListedNames(gazetteers)
    descriptors = NameDescriptors(gazetteers)
  }

  /// Gives back what a large document needed.
  func rest() {
    annotations = []
    mentions.list.giveBack()
    mentions.words.giveBack()
  }

  /// Adds annotations and entities for the names, which are in text order. O(names).
  func build(_ names: UnsafeBufferPointer<FoundName>, in document: Document, _ vocabulary: NameVocabulary) {
    mentions.clear()
    listed.prepare(for: document.vocabulary)
    annotations.removeAll(keepingCapacity: true)
    for name in names {
      annotations.append(
        Annotation(
          kind: KindID(rawValue: KindID.person.rawValue + UInt8(truncatingIfNeeded: name.kind)), tokens: name.tokens,
          rule: name.rule,
          confidence: confidence.share(
            of: name.score, kind: name.kind, finder: name.rule == .none ? .evidence : .rule)))
    }
    document.annotate(annotations)
    DocumentLists.with(document) { lists in
      document.tokens.withUnsafeBufferPointer { tokens in
        document.text.withUnsafeBufferPointer { text in
          let view = NameView(
            document: document, text: text, tokens: tokens, words: vocabulary.words,
            inners: vocabulary.inners, lists: lists)
          for name in names { add(name, view) }
          places.resolve(mentions, view)
          tellPlacesApart()
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
        // *Ivor van Hale*
        if name.kind == 0, isJoining, token + 2 == limit { mention.particle = view.words[word].stem }
      }
    }
    mention.wordCount = Int32(truncatingIfNeeded: mentions.words.count) &- mention.words
    if name.kind == 0 { mention.gender = descriptors.gender(of: name, view) }
    let found = listed.entry(of: name, view)
    // *Mrs. Biden* is not Joe Biden, whose given name tells his gender.
    let isOneWord = name.kind == 0 && name.tokens.count == 1
    let own = isOneWord ? found.map { descriptors.gender(ofEntry: $0.entry) } ?? .unknown : .unknown
    let isAnother = own != .unknown && mention.gender != .unknown && own != mention.gender
    if mention.gender == .unknown { mention.gender = own }
    if let found, !isAnother {
      mention.hasEntry = true
      mention.entry = found.entry
      mention.needsSupport = found.needsSupport
      mention.identity = listed.identity(of: found.entry, kind: name.kind)
    }
    if name.kind == 2, name.tokens.count > 1 { mention.countryWords = facts.countryWords(of: name, view) }
    mentions.list.append(mention)
  }

  /// Places that one name stands for are not one thing.
  private func tellPlacesApart() {
    let list = mentions.list.mutableElements
    for index in list.indices {
      guard let meaning = places.meaning(of: list[index]) else { continue }
      let number = UInt64(meaning.place?.rawValue ?? 0) ^ meaning.code.rawValue &* 0x9E37_79B9_7F4A_7C15
      list[index].identity = number << 3 | 1 << 63 | 2
    }
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
    let entry = fullest.hasEntry ? fullest.entry : nil
    let ofList = entry.map { listed.list(of: $0) } ?? 0
    let reference = entry.flatMap { listed.reference(of: $0) }
    var entity = Entity(
      kind: kinds[kind], gender: gender.value,
      name: listed.canonicalName(of: bestSpelt(fullest, from: cluster.first, view), view), ref: reference,
      descriptors: said, mentions: own, rule: ruleName(of: fullest),
      confidence: confidence.share(of: most, kind: kind, finder: finder(of: fullest)))
    entity.subtype = facts.type(of: fullest.name, entry: entry, list: ofList, view)
    entity.country = facts.country(of: fullest.name, entry: entry, list: ofList, reference: reference, view)
    if let meaning = places.meaning(of: fullest) { put(meaning, into: &entity) }
    view.document.entities.append(entity)
  }

  /// Puts what a place was found to be in place of what the list has.
  private func put(_ meaning: PlaceResolution.Meaning, into entity: inout Entity) {
    let reference = meaning.place?.reference ?? (meaning.state >= 0 ? listed.reference(of: meaning.state) : nil)
    if reference != entity.ref || reference == nil {
      // names from here: subtypes
      entity.subtype = meaning.state >= 0 ? "state" : meaning.place.map { $0.isCounty ? "county" : "town" }
      // names end
    }
    entity.ref = reference
    entity.country = meaning.code.country.text
  }

  /// What found a name.
  private func finder(of mention: NameMention) -> NameConfidence.Finder {
    if mention.name.rule != .none { return .rule }
    return mention.hasEntry ? .list : .evidence
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
}

/// What the making of entities looks at in a document, as plain buffers.
struct NameView {
  let document: Document
  let text: UnsafeBufferPointer<UInt8>
  let tokens: UnsafeBufferPointer<Token>
  let words: UnsafeBufferPointer<NameWord>
  let inners: UnsafeBufferPointer<NameInner>
  let lists: DocumentLists

  /// Whether a line ends before a token: a short one, for in a text that is broken to a width it says nothing.
  func startsLine(_ token: Int) -> Bool {
    guard token > 0 else { return true }
    let gap = Int(tokens[token - 1].range.end.value)..<Int(tokens[token].range.start.value)
    return NameRuns.isShortLine(before: gap, text)
  }

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
  /// Its entry is that of an acronym: it counts only where the document names it in full.
  var needsSupport = false
  /// Of an organization: how many words at its start are a country or a people (*US Senate*).
  var countryWords: Int32 = 0
  /// Of a person: the word in small letters before the surname that is none of the name's words (*van*), or -1.
  var particle: Int32 = -1
  /// Of a place: the country or part of one that it is; what it means (`PlaceResolution`), or -1.
  var code: PlaceCode?
  var meaning: Int32 = -1
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
