import TextModel

/// Those whom a text names only after it has quoted them.
extension DiscourseWalk {
  /// Who opens a text without a name stands in its first sentences; the name follows within so many.
  private static var opening: Int32 { 5 }
  private static var reachBehind: Int32 { 15 }

  /// *An expert has warned …* of a headline is the one expert whom the text names below.
  func tieLaterNames() {
    for (index, person) in buffers.namedLater { tie(index, to: person) }
    for index in discourse.referents.elements.indices.prefix(discourse.nominalReach) {
      if let person = laterName(of: index) { tie(index, to: person) }
    }
  }

  private func tie(_ index: Int, to person: Int) {
    for quote in buffers.referentOfQuote.indices where buffers.referentOfQuote[quote] == index {
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
    return unnamed.modifiers.isEmpty || words.isEmpty
      || view.modifiers.countShared(unnamed.modifiers, words.first..<words.limit) > 0
  }
}
