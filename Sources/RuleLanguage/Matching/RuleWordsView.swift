/// What `RuleWords` knows of a document's tokens for one group of phases, valid within `PhaseEngine.withMachine` only.
struct RuleWordsView {
  let rows: UnsafePointer<Int32>
  let groups: UnsafePointer<UInt64>
  let testBits: UnsafePointer<UInt64>
  let startMasks: UnsafePointer<UInt64>
  let needMasks: UnsafePointer<UInt64>
  let groupsOfSentence: UnsafePointer<UInt64>
  let needsOfSentence: UnsafePointer<UInt64>
  let testStride: Int
  let startStride: Int
  let needStride: Int
}

extension RuleWords {
  /// Calls `body` with what is known for a group; where no word has a row there is no call.
  func withView(of group: Int, _ body: (RuleWordsView) -> Void) {
    let own = wordRows.ofGroup[group]
    guard wordRows.groups.count > 0, let tests = own.tests.elements.baseAddress,
      let starts = own.starts.elements.baseAddress, let needs = wordRows.needs.elements.baseAddress
    else { return }
    body(
      RuleWordsView(
        rows: rows.base, groups: groups.base, testBits: tests, startMasks: starts, needMasks: needs,
        groupsOfSentence: groupsOfSentence.base, needsOfSentence: needsOfSentence.base,
        testStride: own.testWords.count, startStride: own.startWords.count, needStride: resolved.words.needStride))
  }
}
