import TextModel

/// *I* and *we*, and those who speak by a statement or a letter of theirs.
extension DiscourseWalk {
  /// *I* of an article is its author; inside a quotation the one who speaks there.
  func firstPerson(_ phrase: ReferringPhrase, at place: Referent.Place) -> Int {
    if place.isQuoted {
      guard let speaker = speaker(around: place) else { return -1 }
      resolution = Resolution(.author, margin: 1)
      return speaker
    }
    resolution = Resolution(.author)
    if buffers.author < 0 {
      var author = Referent(kind: .person, number: .either)
      author.fixedName = .author
      buffers.author = discourse.add(author)
    }
    return buffers.author
  }

  /// The one byline of the page; of a letter the name that it ends with; else "the author".
  var nameOfAuthor: String {
    if document.metadata.byline.count == 1 { return document.metadata.byline[0] }
    if document.metadata.genre == .letter, let writer = lastPersonNamed { return document.entities[writer].name }
    return "the author"  // names: a source of records
  }

  /// The person named in the last words of the document.
  private var lastPersonNamed: Int? {
    for token in view.tokens.indices.suffix(16).reversed() where view[token].has(.entityStart) {
      let entity = Int(buffers.entityAt[token])
      if document.entities.indices.contains(entity), document.entities[entity].kind == .person { return entity }
    }
    return nil
  }

  /// Who speaks in the quotation that holds a place, else who spoke last, at most three sentences before.
  private func speaker(around place: Referent.Place) -> Int? {
    if let quote = quote(around: place.tokens.first) {
      let known = buffers.referentOfQuote[quote]
      if known >= 0 { return known }
    }
    for step in discourse.trail.elements.suffix(discourse.reach).reversed() {
      guard place.sentence - step.place.sentence <= 3 else { return nil }
      if step.place.isSource { return Int(step.referent) }
    }
    return nil
  }

  /// The quote whose content holds a token.
  func quote(around token: Int) -> Int? {
    view[token].has(.content) ? Int(buffers.contentAt[token]) : nil
  }

  /// *A statement by the ministry*, *his letter*: who made it speaks, not the paper.
  func owner(of phrase: ReferringPhrase, at place: Referent.Place) -> Int? {
    guard let noun = phrase.noun, noun.uses.contains(.voice), phrase.name == nil else { return nil }
    // *His financial statements* are papers.
    guard !noun.isPlural || phrase.modifiers.isEmpty else { return nil }
    return ownerBefore(phrase, at: place) ?? ownerBehind(phrase)
  }

  /// *The ministry's statement*, *her letter*.
  private func ownerBefore(_ phrase: ReferringPhrase, at place: Referent.Place) -> Int? {
    guard let first = view.tokens.indices.contains(phrase.core.first) ? view.role(phrase.core.first) : nil else {
      return nil
    }
    if first == .his || first == .her || first == .their || first == .its {
      var own = place
      own.tokens = TokenRange(phrase.core.first, phrase.core.first + 1)
      own.core = own.tokens
      own.isSource = false
      return antecedent(of: first, at: own)
    }
    for token in phrase.core.indices where view.role(token) == .possessiveMark && token > phrase.core.first {
      guard let name = view.nameCovering(token - 1), let entity = entity(of: name) else { return nil }
      resolution = Resolution(.name, margin: 2)
      return referent(ofEntity: entity)
    }
    return nil
  }

  /// *A statement by a spokesman for the port*, *a letter from Ann Lee*.
  private func ownerBehind(_ phrase: ReferringPhrase) -> Int? {
    let link = phrase.core.limit
    guard view.isWord(link, .by) || view.isWord(link, .from) else { return nil }
    let end = view.endOfAttached(behind: link)
    guard end > link + 1, let maker = view.read(TokenRange(link + 1, end)) else { return nil }
    guard maker.name != nil || maker.noun.map({ $0.kind != .document }) ?? false else { return nil }
    let place = view.place(of: maker.tokens, form: maker.name != nil ? .name : .nominal)
    return referent(of: maker, at: place)
  }

  /// Those who can't be meant by a pronoun where it stands: nobody speaks of himself by his own name inside his words, nor
  /// is he named there.
  func barred(at place: Referent.Place) -> Barred {
    var barred = Barred()
    if place.isSource, quoteInHand >= 0 {
      document.quotes.withUnsafeBufferPointer { quotes in
        let quote = quoteInHand
        guard quotes[quote].kind != .indirect else { return }
        for span in quotes[quote].spans.prefix(3) { barred.add(view.tokens(of: span)) }
      }
    } else if place.isQuoted, let quote = quote(around: place.tokens.first) {
      barred.referent = buffers.referentOfQuote[quote]
      let mention = buffers.quoteTokens[quote]
      if barred.referent < 0, !mention.isEmpty, view[mention.first].has(.entityStart) {
        barred.entity = buffers.entityAt[mention.first]
      }
    }
    return barred
  }
}

/// Those who can't be meant by a pronoun.
struct Barred: BitwiseCopyable {
  /// The speaker of the quotation round the pronoun: its referent or its entity, or -1.
  var referent = -1
  var entity: Int32 = -1
  /// The words of the pronoun's own quotation: who is named there is spoken of.
  private var first = TokenRange(0, 0)
  private var second = TokenRange(0, 0)
  private var third = TokenRange(0, 0)

  mutating func add(_ tokens: TokenRange) {
    if first.isEmpty { first = tokens } else if second.isEmpty { second = tokens } else { third = tokens }
  }

  /// Whether a token is one of the pronoun's own quotation.
  func holds(_ token: Int) -> Bool { first.contains(token) || second.contains(token) || third.contains(token) }
}
