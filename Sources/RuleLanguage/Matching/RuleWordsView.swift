/// What `RuleWords` knows of a document's tokens for one group of phases, valid within `PhaseEngine.withMachine` only.
struct RuleWordsView {
  /// The rows of words, and of words with entries.
  let rows: UnsafePointer<Int32>
  let ownRows: UnsafePointer<Int32>
  let marks: UnsafePointer<UInt64>
  let testBits: UnsafePointer<UInt64>
  let ruleMasks: UnsafePointer<UInt64>
  let needMasks: UnsafePointer<UInt64>
  let testStride: Int
  let ruleStride: Int
}

extension RuleWords {
  /// Calls `body` with what is known for a group; where no word has a row there is no call.
  func withView(of group: Int, _ body: (RuleWordsView) -> Void) {
    let (ofWords, ofTokens) = (wordRows.ofGroup[group], tokenRows.ofGroup[group])
    guard tokenRows.marks.count > 0, let tests = ofWords.tests.elements.baseAddress,
      let rules = ofTokens.rules.elements.baseAddress, let needs = ofTokens.needs.elements.baseAddress
    else { return }
    body(
      RuleWordsView(
        rows: rows.base, ownRows: ownRows.base, marks: marks.base, testBits: tests, ruleMasks: rules, needMasks: needs,
        testStride: ofWords.testWords.count, ruleStride: RuleMask.width * resolved.groups[group].ruleStride))
  }
}
