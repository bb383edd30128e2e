import TextModel

/// Boundaries at which no weights are asked: another statement begins there, or the content cannot end.
extension ContentEnd {
  /// *… but added that …*, *… and said: "…"*: a further cue in the tense of the first, with a content of its own, is no part
  /// of the first one's content.
  func beginsStatement(_ token: Int, kind: ContentKind) -> Bool {
    var next = reading.closed(token) == .comma ? token + 1 : token
    guard reading.closed(next) == .and || reading.closed(next) == .but else { return false }
    next += 1
    if reading.isAdverb(next), reading.group(at: next) == nil { next += 1 }
    guard let group = reading.group(at: next), group.auxiliaries == 0,
      reading.row(group.head).pointee.marks.contains(.cueHead), isTense(reading.tag(group.head), of: kind)
    else { return false }
    let end = reading.closed(group.end) == .colon || reading.closed(group.end) == .comma ? group.end + 1 : group.end
    return reading.closed(group.end) == .that || reading.opening(end) > end && reading.wordsOfQuotation(at: end) > 3
  }

  /// The tag is that of the cue or of the verb that leads to it; a past form may have been taken for a participle.
  private func isTense(_ tag: PennTag, of kind: ContentKind) -> Bool {
    if tag == kind.tag || tag == kind.leadTag { return true }
    return tag == .VBN && (kind.tag == .VBD || kind.leadTag == .VBD)
  }

  /// *begged them "not to lose sight of" the war*: the words in quotation marks before a boundary ask for more.
  func isOpen(_ token: Int) -> Bool {
    guard reading.closing(token - 1) >= 0 else { return false }
    switch reading.tag(token - 2) {
    case .DT, .PRPS, .TO: return true
    case .IN: return reading.tag(token) == .DT || reading.isNominal(token)
    default: return false
    }
  }
}
