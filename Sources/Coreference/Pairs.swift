import TextModel

/// Two people named together: *Ann Lee and her aide Bo Hall*, *the couple*, *they*.
extension DiscourseWalk {
  private static var between: TagSet { PennTag.NN | .NNP | .JJ | .PRPS | .none }

  /// Notes the two people of whom the name that has been mentioned is the first.
  func mentionPair(_ first: TokenRange, _ index: Int) {
    guard discourse[index].kind == .person, discourse[index].entity >= 0, let second = secondName(behind: first) else {
      return
    }
    let tokens = TokenRange(first.first, Int(buffers.entityLimit[second]))
    guard let pair = pair(Int(discourse[index].entity), Int(buffers.entityAt[second]), tokens) else { return }
    discourse.mention(pair, at: view.place(of: tokens, form: .name))
  }

  /// The person's name behind *and*, with what it is called before it.
  private func secondName(behind first: TokenRange) -> Int? {
    guard view.role(first.limit) == .and, view[first.limit].has(.lowercase) else { return nil }
    var token = first.limit + 1
    while token < first.limit + 6, !view[token].has(.entityStart) {
      guard view[token].isTagged(Self.between), !view.isNamed(token) else { return nil }
      token += 1
    }
    guard view[token].has(.entityStart) else { return nil }
    let entity = Int(buffers.entityAt[token])
    return document.entities.indices.contains(entity) && document.entities[entity].kind == .person ? token : nil
  }

  /// The referent of two people.
  private func pair(_ first: Int, _ second: Int, _ tokens: TokenRange) -> Int? {
    guard first != second else { return nil }
    let (low, high) = (Int32(truncatingIfNeeded: first), Int32(truncatingIfNeeded: second))
    let known = discourse.referents.elements.indices.suffix(discourse.nominalReach).last {
      discourse[$0].pair.map { $0.start == low && $0.end == high || $0.start == high && $0.end == low } ?? false
    }
    if let known { return known }
    var referent = Referent(kind: .group, number: .plural)
    referent.name = tokens
    referent.pair = TokenRange(low, high)
    return discourse.add(referent)
  }

  /// The two people whom a source names: *Ann Lee and Bo Hall*.
  func pair(of phrase: ReferringPhrase) -> Int? {
    var names: [Int] = []
    for token in phrase.core.indices where view[token].has(.entityStart) {
      let entity = Int(buffers.entityAt[token])
      guard document.entities.indices.contains(entity), document.entities[entity].kind == .person else { return nil }
      names.append(entity)
    }
    guard names.count == 2, let last = view.nameCovering(phrase.core.limit - 1), last.kind == .person else {
      return nil
    }
    return pair(names[0], names[1], phrase.core)
  }

  /// *The couple*: the two people named together last.
  func lastPair(for phrase: ReferringPhrase) -> Int? {
    guard let noun = phrase.noun, noun.uses.contains(.two), phrase.definiteness == .definite else { return nil }
    let step = discourse.trail.elements.suffix(discourse.reach).last { discourse[Int($0.referent)].pair != nil }
    return step.map { Int($0.referent) }
  }

  /// *Karl Braun's wife*: the one other person of that surname, if the gender agrees.
  func relative(of phrase: ReferringPhrase) -> Int? {
    guard let noun = phrase.noun, noun.uses.contains(.kin), !noun.isPlural, phrase.name == nil,
      let mark = phrase.core.indices.first(where: { view.role($0) == .possessiveMark }), mark > phrase.core.first,
      let name = view.nameCovering(mark - 1), let owner = entity(of: name)
    else { return nil }
    var found: [Int] = []
    buffers.namesakes.others(of: owner) { other in
      let gender = document.entities[other].gender
      if gender == nil || noun.gender == nil || gender == noun.gender { found.append(other) }
    }
    return found.count == 1 ? referent(ofEntity: found[0]) : nil
  }

  /// The names of two people as one.
  func name(ofPair pair: TokenRange) -> String {
    "\(printedName(of: pair.first)) and \(printedName(of: pair.limit))"
  }
}
