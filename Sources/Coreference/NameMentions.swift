import TextModel

/// Names in the walk over a document: whom they are of, and what stands beside them.
extension DiscourseWalk {
  private static var inTitle: TagSet { PennTag.NN | .NNP | .JJ | .NNS | .NNPS | .none | .VBN }
  private static var attributed: TagSet { PennTag.NN | .NNS }
  /// A name may follow so many sentences behind a pronoun that means it.
  private static var reachAhead: Int { 3 }

  func mentionName(at token: Int) {
    let tokens = TokenRange(token, Int(buffers.entityLimit[token]))
    let entity = entity(of: tokens)
    let index = referent(ofEntity: entity)
    // As the source of a quote it may have been met already.
    let isNew = discourse[index].firstStep < 0
    let kind = discourse[index].kind
    if kind == .person || kind == .organization { addTitles(of: tokens, to: index, kind) }
    let isHead = view[token].has(.source) && buffers.referentOfQuote[Int(buffers.sourceAt[token])] == index
    let place = view.place(of: tokens, form: .name, isSource: isHead)
    // *Democratic politicians*: the word of a people before a noun is nobody whom *they* could mean.
    if kind == .group, view[tokens.limit].isTagged(Self.attributed) { return }
    discourse.mention(index, at: place)
    mentionPair(tokens, index)
    if isNew, !buffers.pending.isEmpty || !buffers.unnamed.isEmpty { takePending(index, place) }
  }

  /// The entity of a name; a surname that several people have is the likeliest one's.
  func entity(of tokens: TokenRange) -> Int {
    let found = Int(buffers.entityAt[tokens.first])
    guard tokens.count == 1 else { return found }
    let chosen = buffers.namesakes.entity(at: tokens.first, now: found, discourse, view)
    guard chosen != found else { return found }
    buffers.entityAt[tokens.first] = Int32(truncatingIfNeeded: chosen)
    let range = document.range(of: tokens)
    document.entities[found].mentions.removeAll { $0.range == range && $0.form == .name }
    document.entities[chosen].mentions.append(Mention(range: range, form: .name))
    document.entities[chosen].mentions.sort { $0.range.start < $1.range.start }
    return chosen
  }

  /// *She was ten when … . By then Moore had …*: who is named first behind pronouns that stand for nobody yet.
  private func takePending(_ index: Int, _ place: Referent.Place) {
    guard discourse[index].kind == .person, !place.isOblique else { return }
    buffers.unnamed.removeAll { role, found in
      // *She told Lee that …*: the object of her own clause is somebody else.
      guard place.sentence - found.sentence <= Int32(Self.reachAhead), discourse.agrees(index, Agreement(of: role)),
        place.sentence > found.sentence || place.isSubject
      else { return false }
      buffers.namedLater.append((found.referent, index))
      discourse.tellGender(role.isMasculine ? .male : .female, of: index)
      return true
    }
    buffers.pending.removeAll { role, pronoun in
      guard place.sentence - pronoun.sentence <= Int32(Self.reachAhead), pronoun.isQuoted == place.isQuoted,
        discourse.agrees(index, Agreement(of: role))
      else { return false }
      buffers.late.append((index, pronoun))
      discourse.tellGender(role.isMasculine ? .male : .female, of: index)
      return true
    }
  }

  /// The referent of an entity, begun where it is new.
  func referent(ofEntity entity: Int) -> Int {
    if let index = discourse.referent(ofEntity: entity) { return index }
    let referent = document.entities.withUnsafeBufferPointer { records in
      let kind = Source.Kind(records[entity].kind)
      var referent = Referent(
        kind: kind, number: kind == .group ? .plural : kind == .organization ? .either : .singular,
        gender: records[entity].gender, entity: Int32(truncatingIfNeeded: entity))
      if kind == .place || kind == .organization, Self.isUncertain(records[entity]),
        // *The Guardian* is nobody, whatever else it is.
        !records[entity].mentions.contains(where: { view.role(view.tokens(of: $0.range).first - 1) == .definite })
      {
        referent.isUncertain = true
        referent.number = .singular
      }
      return referent
    }
    return discourse.add(referent)
  }

  /// A name that no list has.
  private static func isUncertain(_ record: borrowing Entity) -> Bool {
    record.ref == nil && record.rule.hasSuffix(".evidence")
  }

  /// The classes of the role nouns round a name: *Mayor Ann Lee*, *his wife, Ann Lee,*, *Ann Lee, the mayor of Troy,*,
  /// *King Olaf*; of an organization's name, of the noun that it ends with as well: *Dunmore Ferry Company*.
  private func addTitles(of name: TokenRange, to referent: Int, _ kind: Source.Kind) {
    let sentence = view.sentenceTokens(of: name.first)
    if kind == .organization {
      addTitle(endingAt: name.limit - 1, to: referent, kind)
      if view.noun(endingAt: name.limit - 1)?.noun.kind == .person { discourse[referent].isOffice = true }
    }
    if kind == .person { for token in name.first..<name.limit - 1 { addTitle(endingAt: token, to: referent, kind) } }
    addTitlesBefore(name, sentence, to: referent, kind)
    guard name.limit + 1 < sentence.limit, view.isWord(name.limit, .comma) else { return }
    var token = name.limit + 1
    while token < min(sentence.limit, name.limit + 14), !view.isWord(token, .comma) {
      if view[token].has(.nounEnd), view.role(token + 1) != .possessiveMark {
        // *With Bo Hall, the president said …*, *with Bo Hall, the singer Ann Lee …*: another's title.
        guard !view[token + 1].isTagged(.finite), !view[token + 1].has(.entityStart) else { return }
        addTitle(endingAt: token, to: referent, kind)
        return
      }
      if view.role(token).isRelative || view[token].isTagged(.finite) { return }
      token += 1
    }
  }

  private func addTitlesBefore(_ name: TokenRange, _ sentence: TokenRange, to referent: Int, _ kind: Source.Kind) {
    var token = name.first - 1
    if view.isWord(token, .comma), view.isWord(name.limit, .comma) {
      addTitle(endingAt: token - 1, to: referent, kind)
    }
    // *Director of rail Paul Amadi*: behind *of* only nouns that stand so before a name.
    var isBehindOf = false
    while token >= sentence.first, name.first - token <= 8, !view[token].has(.punctuation) {
      addTitle(endingAt: token, to: referent, kind, titlesOnly: isBehindOf)
      guard view[token].isTagged(Self.inTitle) || isBehindOf && view.role(token) == .possessiveMark else {
        let isBound = view.isWord(token, .of) || view.isWord(token, .for) || view.isWord(token, .to)
        guard isBound, token < name.first - 1, !isBehindOf else { break }
        isBehindOf = true
        token -= 1
        continue
      }
      token -= 1
    }
  }

  /// Notes that a referent is called by the role noun that ends at a token, if one does: persons by nouns of persons,
  /// organizations by theirs.
  private func addTitle(endingAt token: Int, to referent: Int, _ kind: Source.Kind, titlesOnly: Bool = false) {
    guard let found = view.noun(endingAt: token), !found.noun.isPlural, found.noun.kind == kind else { return }
    if titlesOnly, !found.noun.uses.contains(.title) { return }
    let (words, isFormer) = wordsRound(found.tokens)
    discourse.addClass(found.noun.nounClass, to: referent, isFormer: isFormer, words: words)
    for wide in wider[Int(found.noun.wider)] {
      discourse.addClass(wide, to: referent, isFormer: isFormer, words: words)
    }
    if kind == .person { discourse.tellGender(found.noun.gender, of: referent) }
  }

  /// What stands before a noun and hangs on it: *former committee* (chairman), (mayor) *of Troy*.
  private func wordsRound(_ noun: TokenRange) -> (words: Range<Int>, isFormer: Bool) {
    let sentence = view.sentenceTokens(of: noun.first)
    let first = view.modifiers.words.count
    var isFormer = false
    var token = noun.first - 1
    while token >= sentence.first, noun.first - token <= 5 {
      let known = view[token]
      guard known.isTagged(Self.inTitle) || known.word.role == .possessiveMark else { break }
      if known.word.particular == .former {
        isFormer = true
      } else if known.word.role == .other, !known.has(.punctuation) {
        view.modifiers.append(view.lower(token))
      }
      token -= 1
    }
    let end = view.complement(behind: noun.limit, in: sentence).words.upperBound
    return (first..<end, isFormer)
  }
}
