import TextModel

/// The walk over a document's mentions that `SourceResolution` makes.
struct DiscourseWalk {
  let document: Document
  let reader: PhraseReader
  let context: MentionContext
  let found: [RoleNouns.Found]
  /// The names of the classes of role nouns.
  let classes: [String]
  let hiding: [Int32]
  var discourse: Discourse
  /// For each quote its referent, or -1.
  var referentOfQuote: [Int]
  /// For each token 1 + the entity whose name begins there, or 0.
  private var entityAt: [Int32]
  private var entityLimit: [Int32]
  /// For each token 1 + the quote whose source mention holds it, or 0.
  private var sourceAt: [Int32]
  private var quoteTokens: [TokenRange]
  /// Name annotations by their order, for `PhraseReader`.
  private var nounIndexAt: [Int32]

  init(document: Document, words: ReferringWords, nouns: RoleNouns, found: [RoleNouns.Found], discourse: Discourse) {
    self.document = document
    self.found = found
    self.discourse = discourse
    classes = nouns.classes
    hiding = nouns.hiding
    context = MentionContext(document: document, words: words)
    let count = document.tokens.count
    var nounAt = [Int32](repeating: 0, count: count)
    nounIndexAt = [Int32](repeating: 0, count: count)
    for (index, noun) in found.enumerated() {
      nounAt[noun.tokens.limit - 1] = Int32(truncatingIfNeeded: index + 1)
      nounIndexAt[noun.tokens.first] = Int32(truncatingIfNeeded: index + 1)
    }
    var nameAt = [Int32](repeating: 0, count: count)
    for (index, annotation) in document.annotations.enumerated() where annotation.kind.isName {
      for token in annotation.tokens.indices where token < count {
        nameAt[token] = Int32(truncatingIfNeeded: index + 1)
      }
    }
    reader = PhraseReader(document: document, words: words, nounAt: nounAt, nouns: found, nameAt: nameAt)
    referentOfQuote = [Int](repeating: -1, count: document.quotes.count)
    entityAt = [Int32](repeating: 0, count: count)
    entityLimit = [Int32](repeating: 0, count: count)
    sourceAt = [Int32](repeating: 0, count: count)
    quoteTokens = []
    let index = TokenIndex(document)
    for (number, entity) in document.entities.enumerated() {
      for mention in entity.mentions where mention.form == .name {
        let tokens = index.tokens(of: mention.range)
        guard !tokens.isEmpty else { continue }
        entityAt[tokens.first] = Int32(truncatingIfNeeded: number + 1)
        entityLimit[tokens.first] = tokens.end
      }
    }
    for (number, quote) in document.quotes.enumerated() {
      let tokens = quote.mention.map { index.tokens(of: $0.range) } ?? TokenRange(0, 0)
      quoteTokens.append(tokens)
      for token in tokens.indices where sourceAt[token] == 0 { sourceAt[token] = Int32(truncatingIfNeeded: number + 1) }
    }
    self.discourse.begin(entities: document.entities.count)
  }

  mutating func run() {
    // Several quotes can share one mention: each is resolved where the mention begins.
    var quotesAt: [Int: [Int]] = [:]
    for (number, tokens) in quoteTokens.enumerated() where !tokens.isEmpty {
      quotesAt[tokens.first, default: []].append(number)
    }
    var token = 0
    while token < document.tokens.count {
      if let numbers = quotesAt[token], let first = numbers.first {
        let referent = resolveSource(quoteTokens[first])
        for number in numbers { referentOfQuote[number] = referent }
      }
      if entityAt[token] > 0 {
        mentionName(at: token)
        token = max(token + 1, Int(entityLimit[token]))
        continue
      }
      if sourceAt[token] == 0 || quoteTokens[Int(sourceAt[token]) - 1].count > 1 { visit(token) }
      token += 1
    }
    resolveFloating()
  }

  private mutating func visit(_ token: Int) {
    let role = reader.role(token)
    if role.isMasculine || role.isFeminine {
      mentionPronoun(token, role: role, isSource: false)
      return
    }
    let noun = Int(nounIndexAt[token])
    if noun > 0, sourceAt[token] == 0, reader.nameAt[token] == 0 { mentionNominal(found[noun - 1].tokens) }
  }

  // MARK: Names

  private mutating func mentionName(at token: Int) {
    let entity = Int(entityAt[token]) - 1
    let tokens = TokenRange(token, Int(entityLimit[token]))
    let index = referent(ofEntity: entity)
    if document.entities[entity].kind == .person {
      for nounClass in titles(of: tokens) where !discourse.referents[index].nounClasses.contains(nounClass) {
        discourse[index].nounClasses.append(nounClass)
      }
    }
    let isHead = sourceAt[token] > 0 && referentOfQuote[Int(sourceAt[token]) - 1] == index
    discourse.mention(index, at: context.place(of: tokens, form: .name, isSource: isHead))
  }

  /// The referent of an entity, begun where it is new.
  mutating func referent(ofEntity entity: Int) -> Int {
    if let index = discourse.referent(ofEntity: entity) { return index }
    let record = document.entities[entity]
    let kind = Source.Kind(rawValue: record.kind.rawValue) ?? .unknown
    return discourse.add(
      Referent(
        kind: kind, number: kind == .group ? .plural : kind == .organization ? .either : .singular,
        gender: record.gender, entity: entity, name: record.name, isUnnamedPerson: false))
  }

  /// The classes of the role nouns round a name: *Mayor Ann Lee*, *Ann Lee, the mayor of Troy,*.
  private func titles(of name: TokenRange) -> [Int32] {
    var classes: [Int32] = []
    let sentence = context.sentenceTokens(of: name.first)
    var token = name.first - 1
    while token >= sentence.first, name.first - token <= 6, !document.shape(token).contains(.punctuation) {
      let slot = Int(reader.nounAt[token])
      if slot > 0, !found[slot - 1].noun.isPlural { classes.append(found[slot - 1].noun.nounClass) }
      switch context.tag(token) {
      case .NN, .NNP, .JJ, .NNS, .NNPS, .none, .VBN: token -= 1
      default: return appositionClasses(behind: name, sentence, classes)
      }
    }
    return appositionClasses(behind: name, sentence, classes)
  }

  private func appositionClasses(behind name: TokenRange, _ sentence: TokenRange, _ before: [Int32]) -> [Int32] {
    var classes = before
    guard name.limit + 1 < sentence.limit, context.isWord(name.limit, 0x2C) else { return classes }
    var token = name.limit + 1
    while token < min(sentence.limit, name.limit + 14), !context.isWord(token, 0x2C) {
      let slot = Int(reader.nounAt[token])
      if slot > 0 {
        if !found[slot - 1].noun.isPlural { classes.append(found[slot - 1].noun.nounClass) }
        break
      }
      if reader.role(token).isRelative { break }
      token += 1
    }
    return classes
  }

  // MARK: Pronouns and nominals that are no sources

  private mutating func mentionPronoun(_ token: Int, role: ReferringWords.Role, isSource: Bool) {
    let place = context.place(of: TokenRange(token, token + 1), form: .pronoun, isSource: isSource)
    if let index = antecedent(of: role, at: place) { discourse.mention(index, at: place) }
  }

  /// The antecedent before the pronoun, or the subject behind it: "After she won, Smith …".
  private mutating func antecedent(of role: ReferringWords.Role, at place: Referent.Place) -> Int? {
    let before = discourse.antecedent(of: role, at: place, context: context)
    guard let entity = subjectAhead(of: place), document.entities[entity].kind == .person else { return before }
    // One who is named in the opening clause itself comes first: "After Jones saw her, Smith …".
    if let before, discourse[before].mentions.last?.sentence == place.sentence { return before }
    guard agrees(entity, with: role) else { return before }
    return referent(ofEntity: entity)
  }

  private func agrees(_ entity: Int, with role: ReferringWords.Role) -> Bool {
    guard role.isMasculine || role.isFeminine else { return false }
    guard let gender = document.entities[entity].gender else { return true }
    return (gender == .male) == role.isMasculine
  }

  private func startsSubordinate(_ place: Referent.Place) -> Bool {
    let sentence = context.sentenceTokens(of: place.tokens.first)
    let role = reader.role(max(0, sentence.first))
    return (role == .subordinator || role == .preposition) && place.tokens.first - sentence.first < 12
  }

  /// The entity named behind a comma as the subject of the pronoun's sentence.
  private func subjectAhead(of place: Referent.Place) -> Int? {
    guard startsSubordinate(place) else { return nil }
    let sentence = context.sentenceTokens(of: place.tokens.first)
    var hasComma = false
    var token = place.tokens.limit
    while token < min(sentence.limit, place.tokens.first + 30) {
      if context.isWord(token, 0x2C) { hasComma = true }
      if entityAt[token] > 0 {
        guard hasComma else { return nil }
        let tokens = TokenRange(token, Int(entityLimit[token]))
        return context.place(of: tokens, form: .name).isSubject ? Int(entityAt[token]) - 1 : nil
      }
      token += 1
    }
    return nil
  }

  private mutating func mentionNominal(_ noun: TokenRange) {
    if noun.limit < document.tokens.count, entityAt[noun.limit] > 0 { return }  // a title: *Mayor Ann Lee*
    let tokens = phraseAround(noun)
    guard let phrase = reader.read(tokens), let role = phrase.noun, role.kind == .person || role.kind == .group else {
      return
    }
    let place = context.place(of: tokens, form: .nominal)
    if let index = discourse.referent(for: phrase, isSource: false) {
      discourse.mention(index, at: place)
      if phrase.definiteness == .counted { describe(index, by: phrase) }
      return
    }
    guard phrase.definiteness != .definite || place.isSubject else { return }
    let index = discourse.add(makeReferent(phrase))
    discourse.mention(index, at: place)
  }

  /// The noun with its determiner and what stands between, and *of*, *from*, dashes behind it left out.
  private func phraseAround(_ noun: TokenRange) -> TokenRange {
    let sentence = context.sentenceTokens(of: noun.first)
    var start = noun.first
    while start > sentence.first, noun.first - start < 8 {
      let role = reader.role(start - 1)
      let shape = document.shape(start - 1)
      if role == .definite || role == .indefinite || role == .demonstrative || role == .another {
        return TokenRange(start - 1, noun.limit)
      }
      if role != .other && role != .possessiveMark && role != .his && role != .her && role != .their { break }
      if shape.contains(.punctuation), role != .possessiveMark { break }
      switch context.tag(start - 1) {
      case .VBD, .VBZ, .VBP, .VB, .VBG, .MD, .IN, .TO, .CC, .RB, .PRP, .WP, .WDT: return TokenRange(start, noun.limit)
      default: start -= 1
      }
    }
    return TokenRange(start, noun.limit)
  }

  // MARK: Sources

  private mutating func resolveSource(_ tokens: TokenRange) -> Int {
    guard let phrase = reader.read(tokens) else { return -1 }
    let form: Mention.Form = phrase.pronoun != .other ? .pronoun : phrase.name != nil ? .name : .nominal
    let place = context.place(of: tokens, form: form, isSource: true)
    let index = referent(of: phrase, at: place)
    if form != .name || discourse[index].entity == nil { discourse.mention(index, at: place) }
    describe(index, by: phrase)
    discourse[index].source = discourse[index].source ?? -1
    return index
  }

  private mutating func referent(of phrase: ReferringPhrase, at place: Referent.Place) -> Int {
    if phrase.pronoun != .other { return pronounReferent(phrase, at: place) }
    if phrase.isJoined { return discourse.add(makeReferent(phrase)) }
    if let name = phrase.name, let entity = entity(of: name) { return referent(ofEntity: entity) }
    if let index = discourse.referent(for: phrase, isSource: true) { return index }
    if let noun = phrase.noun, noun.kind == .organization, phrase.definiteness == .definite, phrase.modifiers.isEmpty {
      let found = discourse.organization(for: phrase) {
        document.entities[$0].name.lowercased().contains(classes[Int(noun.nounClass)])
      }
      if let found { return found }
    }
    return discourse.add(makeReferent(phrase))
  }

  private func entity(of name: Annotation) -> Int? {
    let slot = Int(entityAt[name.tokens.first])
    return slot > 0 ? slot - 1 : nil
  }

  private mutating func pronounReferent(_ phrase: ReferringPhrase, at place: Referent.Place) -> Int {
    let role = phrase.pronoun
    if role.isRelative, let index = relativeReferent(phrase.head) { return index }
    if role.isThirdPerson, let index = antecedent(of: role, at: place) { return index }
    return discourse.add(makeReferent(phrase))
  }

  /// *Who* takes up the phrase before it: "Ann Lee, who said …", "the officials who said …".
  private mutating func relativeReferent(_ token: Int) -> Int? {
    let sentence = context.sentenceTokens(of: token)
    var last = token - 1
    while last >= sentence.first, document.shape(last).contains(.punctuation) || reader.role(last) == .possessiveMark {
      last -= 1
    }
    guard last >= sentence.first else { return nil }
    if let name = reader.nameCovering(last), let entity = entity(of: name) { return referent(ofEntity: entity) }
    let slot = Int(reader.nounAt[last])
    let noun = slot > 0 ? found[slot - 1].tokens : TokenRange(last, last + 1)
    guard let phrase = reader.read(phraseAround(noun)) else { return nil }
    if let index = discourse.referent(for: phrase, isSource: true) { return index }
    let index = discourse.add(makeReferent(phrase))
    discourse.mention(index, at: context.place(of: phrase.tokens, form: .nominal))
    return index
  }

  /// A quotation on its own belongs to the source of the quote before it in its paragraph or the one before.
  private mutating func resolveFloating() {
    var last = -1
    for number in document.quotes.indices {
      if referentOfQuote[number] >= 0 {
        last = referentOfQuote[number]
      } else if document.quotes[number].mention == nil, document.quotes[number].cue == nil, last >= 0 {
        referentOfQuote[number] = last
      }
    }
  }
}

extension KindID {
  /// Person, place, organization or group.
  var isName: Bool { self == .person || self == .place || self == .organization || self == .group }
}

/// Finds the tokens of a stretch of text.
struct TokenIndex {
  let document: Document
  init(_ document: Document) { self.document = document }

  /// The tokens that lie in a range of bytes. O(log tokens).
  func tokens(of range: UTF8Range) -> TokenRange {
    var low = 0
    var high = document.tokens.count
    while low < high {
      let middle = (low + high) / 2
      if document.tokens[middle].range.end <= range.start { low = middle + 1 } else { high = middle }
    }
    var end = low
    while end < document.tokens.count, document.tokens[end].range.start < range.end { end += 1 }
    return TokenRange(low, end)
  }
}
