import TextModel

/// Writes what the walk found into the document's results.
extension DiscourseWalk {
  func finish() {
    tieLaterNames()
    addEntityMentions()
    addDescriptors()
    makeSources()
  }

  /// Pronouns and nominals of entities become mentions of their records.
  private func addEntityMentions() {
    var touched: [Int] = []
    for referent in discourse.referents.elements where referent.entity >= 0 {
      let entity = Int(referent.entity)
      discourse.forEachMention(of: referent) { place in
        guard place.form != .name, place.form == .nominal || referent.kind == .person || place.isSource else { return }
        // A source such as *Ann Lee, the mayor,* is a phrase round a name: the name is the mention.
        for token in place.tokens.indices where view.isNamed(token) { return }
        document.entities[entity].mentions.append(Mention(range: document.range(of: place.tokens), form: place.form))
        if touched.last != entity { touched.append(entity) }
      }
    }
    for (index, place) in buffers.late where discourse[index].entity >= 0 {
      let entity = Int(discourse[index].entity)
      document.entities[entity].mentions.append(Mention(range: document.range(of: place.tokens), form: place.form))
      touched.append(entity)
    }
    for entity in touched { document.entities[entity].mentions.sort { $0.range.start < $1.range.start } }
  }

  private func makeSources() {
    for number in document.quotes.indices {
      let index = buffers.referentOfQuote[number]
      guard index >= 0 else { continue }
      if discourse[index].source ?? -1 < 0 {
        discourse[index].source = document.sources.count
        document.sources.append(record(discourse[index]))
      }
      document.quotes[number].source = discourse[index].source
      document.quotes[number].resolution = buffers.resolutionOfQuote[number]
      if let mention = document.quotes[number].mention { note(mention, of: discourse[index]) }
    }
    for index in document.sources.indices { finishMentions(of: index) }
  }

  private func record(_ referent: Referent) -> Source {
    let isNamed = referent.entity >= 0
    var source = Source(name: name(of: referent), kind: referent.kind, rule: "", confidence: 0)
    (source.rule, source.confidence) = rule(of: referent)
    source.entity = isNamed ? Int(referent.entity) : nil
    let isPeople = referent.kind == .person || referent.kind == .group || referent.kind == .unknown
    source.isAnonymous = referent.isPseudonym || referent.isUnnamedPerson && !isNamed && isPeople
    source.condition = referent.condition.map { document.string($0) }
    source.count = referent.count
    source.role = role(of: referent)
    discourse.forEachAffiliation(of: referent) { tokens in
      let affiliation = document.string(tokens)
      if !source.affiliations.contains(affiliation) { source.affiliations.append(affiliation) }
    }
    source.mentions.reserveCapacity(referent.mentionCount + 1)
    discourse.forEachMention(of: referent) { place in
      guard place.form != .name else { return }
      source.mentions.append(Mention(range: document.range(of: place.tokens), form: place.form))
    }
    return source
  }

  private func rule(of referent: Referent) -> (name: String, confidence: Float) {
    if referent.entity >= 0 { return (SourceRule.named.name, discourse.nominals.sourceNamed) }
    if referent.fixedName == .author { return (SourceRule.author.name, discourse.nominals.sourceAuthor) }
    if referent.count != nil { return (SourceRule.counted.name, discourse.nominals.sourceCounted) }
    var hasNominal = false
    var hasName = false
    discourse.forEachMention(of: referent) { place in
      if place.form == .nominal { hasNominal = true }
      if place.form == .name { hasName = true }
    }
    if hasNominal { return (SourceRule.nominal.name, discourse.nominals.sourceNominal) }
    return hasName
      ? (SourceRule.phrase.name, discourse.nominals.sourcePhrase)
      : (SourceRule.pronoun.name, discourse.nominals.sourcePronoun)
  }

  private func note(_ mention: Mention, of referent: Referent) {
    guard let source = referent.source, source >= 0 else { return }
    document.sources[source].mentions.append(mention)
  }

  /// In the order of the text, each stretch once.
  private func finishMentions(of index: Int) {
    let mentions = document.sources[index].mentions
    guard mentions.count > 1 else { return }
    let isOrdered = (1..<mentions.count).allSatisfy { Self.isBefore(mentions[$0 - 1], mentions[$0]) }
    if isOrdered { return }
    var kept: [Mention] = []
    kept.reserveCapacity(mentions.count)
    for mention in mentions.sorted(by: Self.isBefore) where kept.last?.range != mention.range { kept.append(mention) }
    document.sources[index].mentions = kept
  }

  private static func isBefore(_ left: Mention, _ right: Mention) -> Bool {
    left.range.start == right.range.start
      ? left.range.end < right.range.end : left.range.start < right.range.start
  }

  /// *An Iraqi security analyst* behind a name becomes a descriptor of its entity, once.
  private func addDescriptors() {
    for referent in discourse.referents.elements where referent.entity >= 0 && referent.kind == .person {
      let entity = Int(referent.entity)
      discourse.forEachMention(of: referent) { place in
        guard place.form == .name, let apposition = apposition(behind: place.tokens) else { return }
        let text = document.string(apposition)
        if !document.entities[entity].descriptors.contains(text) { document.entities[entity].descriptors.append(text) }
      }
    }
  }

  /// The phrase between commas behind a name that has a role noun: *Ann Lee, the mayor of Troy,*.
  private func apposition(behind name: TokenRange) -> TokenRange? {
    let sentence = view.sentenceTokens(of: name.first)
    guard name.limit + 1 < sentence.limit, view.isWord(name.limit, .comma) else { return nil }
    let start = name.limit + 1
    switch view.role(start) {
    case .definite, .indefinite, .his, .her, .their, .its: break
    default:
      guard view.noun(endingAt: start) != nil || view[start].has(.capitalized)
      else {
        return nil
      }
    }
    var end = start
    var hasNoun = false
    while end < min(sentence.limit, start + 16) {
      let known = view[end]
      if known.has(.punctuation) && known.word.role != .possessiveMark || known.word.role.isRelative { break }
      if known.isTagged(.finite) { return nil }
      // A list of places is no apposition: *Sierra Vista, Dry Gulch and all of Elm County*.
      if view.isNamed(start), known.word.role == .and { return nil }
      if let noun = view.noun(endingAt: end), noun.noun.kind == .person || noun.noun.kind == .group { hasNoun = true }
      end += 1
    }
    return hasNoun && end > start ? TokenRange(start, end) : nil
  }
}
