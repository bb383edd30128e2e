import TextModel

/// Writes what the walk found into the document's results.
extension DiscourseWalk {
  mutating func finish() {
    addEntityMentions()
    makeSources()
    addDescriptors()
  }

  /// Pronouns and nominals of entities become mentions of their records.
  private func addEntityMentions() {
    var touched: [Int] = []
    for referent in discourse.referents {
      guard let entity = referent.entity else { continue }
      for place in referent.mentions where place.form != .name {
        guard place.form == .nominal || referent.kind == .person || place.isSource else { continue }
        let range = document.range(of: place.tokens)
        // A source such as *Ann Lee, the mayor,* is a phrase round a name: the name is the mention.
        guard place.tokens.indices.allSatisfy({ reader.nameAt[$0] == 0 }) else { continue }
        document.entities[entity].mentions.append(Mention(range: range, form: place.form))
        touched.append(entity)
      }
    }
    for entity in touched { document.entities[entity].mentions.sort { $0.range.start < $1.range.start } }
  }

  private mutating func makeSources() {
    for number in document.quotes.indices {
      let index = referentOfQuote[number]
      guard index >= 0 else { continue }
      if discourse[index].source ?? -1 < 0 {
        discourse[index].source = document.sources.count
        document.sources.append(record(discourse[index]))
      }
      document.quotes[number].source = discourse[index].source
      if let mention = document.quotes[number].mention { note(mention, of: discourse[index]) }
    }
    for index in document.sources.indices { finishMentions(of: index) }
  }

  private func record(_ referent: Referent) -> Source {
    let isNamed = referent.entity != nil
    let rule =
      isNamed
      ? "source.named"
      : referent.count != nil
        ? "source.counted-nominal"
        : referent.mentions.contains { $0.form == .nominal }
          ? "source.nominal" : referent.mentions.contains { $0.form == .name } ? "source.phrase" : "source.pronoun"
    let confidence: Float =
      rule == "source.named" ? 0.95 : rule == "source.pronoun" ? 0.4 : rule == "source.phrase" ? 0.7 : 0.85
    var source = Source(name: referent.name, kind: referent.kind, rule: rule, confidence: confidence)
    source.entity = referent.entity
    source.isAnonymous =
      referent.isUnnamedPerson && !isNamed
      && (referent.kind == .person || referent.kind == .group || referent.kind == .unknown)
    source.condition = referent.condition
    source.count = referent.count
    source.affiliations = referent.affiliations
    for place in referent.mentions where place.form != .name {
      source.mentions.append(Mention(range: document.range(of: place.tokens), form: place.form))
    }
    return source
  }

  private func note(_ mention: Mention, of referent: Referent) {
    guard let source = referent.source, source >= 0 else { return }
    document.sources[source].mentions.append(mention)
  }

  /// In the order of the text, each stretch once.
  private func finishMentions(of index: Int) {
    var mentions = document.sources[index].mentions
    mentions.sort { ($0.range.start, $0.range.end) < ($1.range.start, $1.range.end) }
    var kept: [Mention] = []
    for mention in mentions {
      if let last = kept.last, last.range == mention.range { continue }
      kept.append(mention)
    }
    document.sources[index].mentions = kept
  }

  /// *An Iraqi security analyst* behind a name becomes a descriptor of its entity, once.
  private func addDescriptors() {
    for referent in discourse.referents {
      guard let entity = referent.entity, referent.kind == .person else { continue }
      for place in referent.mentions where place.form == .name {
        guard let apposition = apposition(behind: place.tokens) else { continue }
        let text = document.string(apposition)
        if !document.entities[entity].descriptors.contains(text) { document.entities[entity].descriptors.append(text) }
      }
    }
  }

  /// The phrase between commas behind a name that has a role noun: *Ann Lee, the mayor of Troy,*.
  private func apposition(behind name: TokenRange) -> TokenRange? {
    let sentence = context.sentenceTokens(of: name.first)
    guard name.limit + 1 < sentence.limit, context.isWord(name.limit, 0x2C) else { return nil }
    let start = name.limit + 1
    switch reader.role(start) {
    case .definite, .indefinite, .his, .her, .their, .its: break
    default:
      guard reader.nounAt[start] > 0 || document.vocabulary.shape(document.tokens[start].word).contains(.capitalized)
      else {
        return nil
      }
    }
    var end = start
    var hasNoun = false
    while end < min(sentence.limit, start + 16) {
      let shape = document.shape(end)
      if shape.contains(.punctuation), reader.role(end) != .possessiveMark { break }
      if reader.role(end).isRelative { break }
      switch context.tag(end) {
      case .VBD, .VBZ, .VBP, .MD: return nil
      default: break
      }
      if reader.nounAt[end] > 0 { hasNoun = true }
      end += 1
    }
    return hasNoun && end > start ? TokenRange(start, end) : nil
  }
}
