import TextModel

/// Those whom a text names only after it has quoted them.
extension DiscourseWalk {
  /// Who opens a text without a name stands in its first sentences; the name follows within so many.
  private static var opening: Int32 { 5 }
  private static var reachBehind: Int32 { 15 }

  /// *An expert has warned …* of a headline is the one expert whom the text names below.
  func tieLaterNames() {
    var persons: [Int: Int] = [:]
    for (index, person) in buffers.namedLater where persons[index] == nil { persons[index] = person }
    for index in discourse.referents.elements.indices where persons[index] == nil {
      let isOpening = index < discourse.nominalReach
      if let person = (isOpening ? laterName(of: index) : nil) ?? nextName(of: index) { persons[index] = person }
    }
    guard !persons.isEmpty else { return }
    for quote in buffers.referentOfQuote.indices {
      guard let person = persons[buffers.referentOfQuote[quote]] else { continue }
      buffers.referentOfQuote[quote] = person
      buffers.resolutionOfQuote[quote] = Resolution(.nominal, margin: 1)
    }
  }

  private func laterName(of index: Int) -> Int? {
    let referent = discourse[index]
    guard referent.source != nil, referent.entity < 0, referent.kind == .person, referent.number == .singular,
      referent.condition == nil, referent.firstClass >= 0, referent.firstStep >= 0
    else { return nil }
    let first = discourse.trail[Int(referent.firstStep)].place.sentence
    guard first <= Self.opening else { return nil }
    var found: Int?
    for other in discourse.referents.elements.indices.dropFirst(index + 1).prefix(discourse.nominalReach)
    where isSame(index, as: other, begun: first) {
      guard found == nil else { return nil }
      found = other
    }
    return found
  }

  /// Whether somebody named later is called by the noun that the other was called by, and by no other words round it.
  private func isSame(_ index: Int, as other: Int, begun first: Int32) -> Bool {
    let (unnamed, named) = (discourse[index], discourse[other])
    guard named.entity >= 0, named.kind == .person, named.firstStep >= 0 else { return false }
    let sentence = discourse.trail[Int(named.firstStep)].place.sentence
    guard sentence > first, sentence - first <= Self.reachBehind else { return false }
    if let gender = unnamed.gender, let known = named.gender, gender != known { return false }
    let nounClass = discourse.classes[Int(unnamed.firstClass)].nounClass
    guard let entry = discourse.entry(of: nounClass, other), !discourse.classes[entry].isFormer else { return false }
    let words = discourse.classes[entry].words
    // *A spokesperson for the airline* is none of the airport.
    if isAttached(unnamed), isIndefinite(unnamed) { return false }
    return unnamed.modifiers.isEmpty || words.isEmpty
      || view.modifiers.countShared(unnamed.modifiers, words.first..<words.limit) > 0
  }

  /// *A rebel commander said … "…," said Bo Hall, a commander from …*, *An executive said … Ann Lee told the show …*: the
  /// person who speaks next and whom the text has not named before, if the noun is the same or nothing is said of him.
  private func nextName(of index: Int) -> Int? {
    let referent = discourse[index]
    guard referent.source != nil, referent.entity < 0, referent.kind == .person, referent.number == .singular,
      referent.condition == nil, referent.isUnnamedPerson, referent.firstClass >= 0, referent.lastStep >= 0,
      isIndefinite(referent)
    else { return nil }
    let last = discourse.trail[Int(referent.lastStep)].place.sentence
    for step in discourse.trail.elements.dropFirst(Int(referent.lastStep) + 1).prefix(discourse.reach) {
      if step.place.sentence > last + 2 { return nil }
      let other = Int(step.referent)
      guard discourse[other].kind == .person, other > index, step.place.sentence > last else { continue }
      // Who speaks next, by name; *he* and *she* are the one without a name.
      guard discourse[other].entity >= 0, step.place.form == .name else { return nil }
      let isFirst = discourse.trail[Int(discourse[other].firstStep)].place.tokens.first == step.place.tokens.first
      return isFirst && isMeant(referent, by: other, at: step.place) ? other : nil
    }
    return nil
  }

  /// *A spokesperson for the airline*
  private func isAttached(_ referent: Referent) -> Bool { referent.wholeName.count > referent.name.count }

  private func isMeant(_ unnamed: Referent, by other: Int, at place: Referent.Place) -> Bool {
    let named = discourse[other]
    if let gender = unnamed.gender, let known = named.gender, gender != known { return false }
    guard place.isSource || place.isSubject else { return false }
    let nounClass = discourse.classes[Int(unnamed.firstClass)].nounClass
    if let entry = discourse.entry(of: nounClass, other) {
      // *A spokesperson for the airline* is none of the airport.
      return !discourse.classes[entry].isFormer && !isAttached(unnamed)
    }
    return named.firstClass < 0 && isBare(place)
  }

  /// *Ann Lee said*: nothing beside a name says who it is.
  private func isBare(_ place: Referent.Place) -> Bool {
    let (first, limit) = (place.core.first, place.core.limit)
    return place.tokens.count == place.core.count && !view.isWord(limit, .comma) && !view.isWord(limit, .openBracket)
      && !(view[first - 1].has(.nounEnd) || view[first - 1].has(.named))
  }

  /// *A witness*, *another witness*, and *Witness* of a headline.
  private func isIndefinite(_ referent: Referent) -> Bool {
    let before = referent.name.first - 1
    guard before >= 0 else { return true }
    switch view.role(before) {
    case .indefinite, .another: return true
    case .definite, .demonstrative, .possessiveMark, .his, .her, .their, .its: return false
    default: return view.role(referent.name.first) == .another
    }
  }
}
