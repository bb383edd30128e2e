import TextModel

/// Pairs the quotation marks of a document, block by block.
///
/// Double marks pair with double ones of any form, single ones with single ones. A mark whose form or surroundings do
/// not say whether it opens or closes does what is due. What cannot be paired is left alone, and every block begins
/// anew, so that an odd mark harms its own block only. O(tokens).
struct QuotationMarks {
  private struct Open {
    /// Its index in `Document.quotations`.
    var quotation: Int
    var token: Int
    var isSingle: Bool
    var isLow: Bool
  }
  enum Direction { case opens, closes, unknown }

  /// Longer stretches are slips: the marks are left unpaired.
  private static let longest = 3000
  private static let deepest = 6

  private var open: [Open] = []
  private var apostrophes = Apostrophes()

  /// Pairs the marks of a document that has these blocks.
  mutating func pair(
    _ blocks: [BlockTokens], special: UnsafeBufferPointer<SpecialToken>, of document: Document, facts: WordFactTable
  ) {
    func marks(_ block: BlockTokens) -> BlockMarks {
      BlockMarks(document: document, tokens: block.tokens, special: special[block.special], facts: facts)
    }
    for (index, block) in blocks.enumerated()
    where special[block.special].contains(where: { !$0.facts.isDisjoint(with: .quotationMark) }) {
      pair(marks(block), next: index + 1 < blocks.count ? marks(blocks[index + 1]) : nil)
    }
  }

  private mutating func pair(_ block: BlockMarks, next: BlockMarks?) {
    open.removeAll(keepingCapacity: true)
    let firstQuotation = block.document.quotations.count
    var hasSingles = false
    for special in block.special where !special.facts.isDisjoint(with: .quotationMark) {
      let (token, fact) = (special.token, special.facts)
      if fact.contains(.doubleMark) {
        pairDouble(token, fact, block)
      } else {
        if !hasSingles {
          hasSingles = true
          apostrophes.survey(block)
        }
        pairSingle(token, fact, block)
      }
    }
    if block.document.quotations.count > firstQuotation { closeBlock(block, next: next, from: firstQuotation) }
  }

  // MARK: Marks

  private mutating func pairDouble(_ token: Int, _ fact: WordFacts, _ block: BlockMarks) {
    let last = open.lastIndex { !$0.isSingle }
    var direction = block.direction(token, fact)
    if let last, open[last].isLow, direction != .closes, !block.isFollowedByWord(token) { direction = .closes }
    if block.isInchMark(token, fact, isOpen: last != nil) { return }
    switch direction {
    case .opens: push(token, fact, block)
    case .closes:
      if let last { close(last, at: token, block) }
    case .unknown:
      if let last { close(last, at: token, block) } else { push(token, fact, block) }
    }
  }

  private mutating func pairSingle(_ token: Int, _ fact: WordFacts, _ block: BlockMarks) {
    switch apostrophes.role(of: token, block, isOpen: open.last?.isSingle == true, since: open.last?.token ?? 0) {
    case .opens:
      if let last = open.last, last.isSingle { open.removeLast() }
      push(token, fact, block)
    case .closes: if open.last?.isSingle == true { close(open.count - 1, at: token, block) }
    case .unknown: break
    }
  }

  private mutating func push(_ token: Int, _ fact: WordFacts, _ block: BlockMarks) {
    if open.count >= Self.deepest { open.removeFirst() }
    let quotation = Quotation(tokens: TokenRange(token, -1), depth: 0, isSingle: fact.contains(.singleMark))
    block.document.quotations.append(quotation)
    open.append(
      Open(
        quotation: block.document.quotations.count - 1, token: token, isSingle: fact.contains(.singleMark),
        isLow: fact.contains(.low)))
  }

  private mutating func close(_ index: Int, at token: Int, _ block: BlockMarks) {
    let opening = open[index]
    open.removeSubrange(index...)
    guard token - opening.token <= Self.longest, token > opening.token + 1 else { return }
    block.document.quotations[opening.quotation].tokens.end = Int32(truncatingIfNeeded: token + 1)
  }

  // MARK: Ends of blocks

  /// Ends a mark that is still open at the end of its block where no later pair contradicts it, and drops the others.
  private mutating func closeBlock(_ block: BlockMarks, next: BlockMarks?, from first: Int) {
    let document = block.document
    if let last = open.first(where: { isLastWord($0, document) }) { closeUnclosed(last, block, next: next) }
    document.quotations.removeSubrange(from: first) { $0.tokens.end < 0 }
    if first > 0, document.quotations[first - 1].continues {
      let goesOn =
        first < document.quotations.count && document.quotations[first].tokens.first == block.tokens.lowerBound
      if goesOn, document.quotations[first - 1].tokens.limit == block.tokens.lowerBound {
        document.quotations[first].isContinuation = true
      } else {
        document.quotations[first - 1].continues = false
      }
    }
    setDepths(document, from: first)
  }

  /// A double mark without its fellow ends with its block. A single one does so only where it opens the block and the
  /// next block opens with one as well; else it was an apostrophe.
  private func closeUnclosed(_ mark: Open, _ block: BlockMarks, next: BlockMarks?) {
    let length = block.tokens.upperBound - mark.token
    guard length > 2, length <= Self.longest else { return }
    let continues = next?.opens(isSingle: mark.isSingle) ?? false
    guard !mark.isSingle || continues && mark.token == block.tokens.lowerBound else { return }
    block.document.quotations[mark.quotation].tokens.end = Int32(truncatingIfNeeded: block.tokens.upperBound)
    block.document.quotations[mark.quotation].continues = continues
  }

  /// Whether no pair of double marks stands after an open mark: else the open one is the odd one.
  private func isLastWord(_ mark: Open, _ document: Document) -> Bool {
    mark.isSingle || document.quotations[(mark.quotation + 1)...].allSatisfy { $0.isSingle || $0.tokens.end < 0 }
  }

  /// Numbers the depths and sets the flags of the tokens.
  private func setDepths(_ document: Document, from first: Int) {
    var ends: [Int32] = []
    for index in first..<document.quotations.count {
      let tokens = document.quotations[index].tokens
      while let end = ends.last, end <= tokens.start { ends.removeLast() }
      document.quotations[index].depth = UInt8(truncatingIfNeeded: ends.count)
      if ends.isEmpty { for token in tokens.indices { document.tokens[token].flags.insert(.quoted) } }
      ends.append(tokens.end)
      document.tokens[tokens.first].flags.insert(.opensQuotation)
    }
  }
}

extension Array {
  /// Takes out the elements from an index on for which `isDropped` holds.
  fileprivate mutating func removeSubrange(from first: Int, where isDropped: (Element) -> Bool) {
    var kept = first
    for index in first..<Swift.max(first, count) where !isDropped(self[index]) {
      if kept != index { self[kept] = self[index] }
      kept += 1
    }
    removeSubrange(kept...)
  }
}
