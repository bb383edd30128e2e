import TextModel

/// Sources that are labels of their turns (*HOST: …*), and those that are one of some.
extension DiscourseWalk {
  /// More labels of one document are not kept.
  private static var labelLimit: Int { 64 }

  /// Whether a source begins a block and a colon follows it.
  func isLabel(_ tokens: TokenRange) -> Bool {
    view.tokens[tokens.first].flags.contains(.blockStart) && view.isWord(tokens.limit, .colon)
      && buffers.labels.count < Self.labelLimit
  }

  /// Who has had this label before: one label is one speaker.
  func labelled(_ tokens: TokenRange) -> Int? {
    buffers.labels.first { label in
      label.tokens.count == tokens.count
        && (0..<tokens.count).allSatisfy { view.lower(label.tokens.first + $0) == view.lower(tokens.first + $0) }
    }?.referent
  }

  /// Who asks, who answers: *Q: …*, *A: …*. The answers of an interview are those of the one of whom the text has spoken
  /// most.
  func askingOrAnswering(_ phrase: ReferringPhrase) -> Int? {
    guard phrase.core.count == 1 else { return nil }
    if view.isWord(phrase.core.first, .answer) || view.isWord(phrase.core.first, .a) { return mostSpokenOf() }
    guard view.isWord(phrase.core.first, .question) else { return nil }
    let index = addReferent(phrase)
    discourse.makePerson(index)
    discourse[index].fixedName = .interviewer
    return index
  }

  /// The person named most often so far; of equals the first.
  private func mostSpokenOf() -> Int? {
    var best: Int?
    for (index, referent) in discourse.referents.elements.enumerated()
    where referent.kind == .person && referent.entity >= 0 {
      if referent.mentionCount > best.map({ discourse[$0].mentionCount }) ?? 0 { best = index }
    }
    return best
  }

  /// *Two officers came. One of them said …*: somebody of those who were spoken of, called as they are.
  func addOneOfThem(_ phrase: ReferringPhrase, at place: Referent.Place) -> Int {
    var them = place
    them.tokens = phrase.core
    them.isSource = false
    let whole = antecedent(of: .them, at: them).map { discourse[$0] }
    let index = addReferent(phrase)
    discourse.makePerson(index)
    discourse[index].isUnnamedPerson = true
    if let whole, whole.entity < 0, whole.kind == .person || whole.kind == .group {
      (discourse[index].name, discourse[index].lowersName) = (whole.name, whole.lowersName)
    } else {
      (discourse[index].name, discourse[index].lowersName) = (phrase.tokens, true)
    }
    return index
  }
}
