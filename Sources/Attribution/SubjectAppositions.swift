import TextModel

/// Where a subject begins that names somebody twice: by name and by what he or she is.
extension Reading {
  /// Where the name begins to which a phrase between commas is apposed, be it an age, a role or a place: *Ann Lee, 52, a
  /// clerk in Troy, Ohio, said*; the phrase's own start where there is none.
  func appositionStart(of phrase: Range<Int>, low: Int) -> Int {
    var start = phrase.lowerBound
    for _ in 0..<3 {
      guard start - 1 > low, closed(start - 1) == .comma, mayBeApposed(start),
        let name = fullNounPhrase(endingAt: start - 1, after: low), isApart(name, low: low)
      else { break }
      start = name.lowerBound
    }
    return start
  }

  /// *"…," Ann Lee, vice president of Hale & Co told the paper*, *Ann Lee, a nurse in Troy told the paper*: the start of a
  /// name whose apposition no second comma closes; that of the noun before a name; else the phrase's own.
  func openNameStart(of phrase: Range<Int>, before end: Int, low: Int) -> Int {
    let start = namedNounStart(of: phrase, before: end, low: low)
    guard start == phrase.lowerBound, closed(end) != .comma, start - 1 > low, closed(start - 1) == .comma else {
      return start
    }
    switch tag(start) {
    case .NN where tag(phrase.upperBound - 1) != .NNS || phrase.count > 2: break
    case .DT where closed(start) == .a || closed(start) == .an: break
    default: return start
    }
    let name = appositionStart(of: phrase, low: low)
    // *Rome, a doctor said, is full*, *Friday, a doctor said*: only a person is told of so.
    guard name < start, let comma = (name..<start).first(where: { closed($0) == .comma }),
      row(comma - 1).pointee.name == .person
    else { return start }
    if closing(name - 1) >= 0 || name == low { return name }
    return preceding(name).left == .clause ? name : start
  }

  /// *"…," another neighbour, Ann Lee told the paper*: the start of the noun that the name says who it is.
  private func namedNounStart(of phrase: Range<Int>, before end: Int, low: Int) -> Int {
    let start = phrase.lowerBound
    guard tag(start) == .NNP, start - 2 > low, closed(start - 1) == .comma, closed(end) != .comma,
      let noun = fullNounPhrase(endingAt: start - 1, after: low), closing(noun.lowerBound - 1) >= 0,
      tag(noun.upperBound - 1) == .NN, tag(noun.lowerBound) == .DT || tag(noun.lowerBound) == .PRPS
    else { return start }
    return noun.lowerBound
  }

  private func mayBeApposed(_ token: Int) -> Bool {
    switch tag(token) {
    case .DT, .CD, .NN, .JJ: true
    case .NNP: closed(token - 1) == .comma
    default: has(.apposition, token)
    }
  }

  /// A name that begins its clause and is no time or place before it (*last week, …*, *in Ohio, …*).
  private func isApart(_ name: Range<Int>, low: Int) -> Bool {
    let last = name.upperBound - 1
    guard tag(last) == .NNP || tag(last) == .CD && name.count == 1, !has([.time, .timeUnit], last) else { return false }
    if name.lowerBound == low { return true }
    switch closed(name.lowerBound - 1) {
    case .comma, .that, .but, .and, .as, .semicolon, .colon: return true
    default: return closing(name.lowerBound - 1) >= 0
    }
  }

  /// *They sent a letter to the board stating …*: the letter states it.
  func letterStart(of phrase: Range<Int>, after low: Int) -> Int {
    let joint = phrase.lowerBound - 1
    guard joint - 1 > low, has(.nominalLink, joint), has([.issued, .document], joint - 1) else {
      return phrase.lowerBound
    }
    return min(phrase.lowerBound, nounPhraseStart(endingAt: joint, after: low))
  }
}
