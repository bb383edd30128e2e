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
