import TextModel

/// Runs of short lines in a text copied from a page: a list or a table of the article, a menu, the headlines of other stories.
///
/// A run ends at running text, at a line that says what it is (*Share*, *Related*) and where lines begin to be made otherwise.
/// What its lines have together tells more than each of them.
struct LineRuns {
  /// The signs of the lines of run i are `signs[starts[i]..<starts[i + 1]]`.
  private var signs: [Sign] = []
  private var starts: [Int] = [0]
  /// The run of each line, or -1.
  private var runs: [Int] = []

  private static let mostWords: Int32 = 16
  private static let fewLines = 3

  func signs(at index: Int) -> ArraySlice<Sign> {
    guard index < runs.count, runs[index] >= 0 else { return [] }
    return signs[starts[runs[index]]..<starts[runs[index] + 1]]
  }

  mutating func clear() {
    signs.removeAll(keepingCapacity: true)
    starts.removeAll(keepingCapacity: true)
    starts.append(0)
    runs.removeAll(keepingCapacity: true)
  }

  /// Finds all runs. O(bytes of short lines).
  mutating func read(_ page: PageContent, facts: [BlockFacts], inRun: (Int) -> Bool) {
    clear()
    runs.append(contentsOf: repeatElement(-1, count: facts.count))
    var first = 0
    while first < facts.count {
      var end = first
      while end < facts.count, Self.isShort(facts[end]) { end += 1 }
      if end - first >= Self.fewLines { part(first..<end, page, facts, inRun) }
      first = max(end, first + 1)
    }
  }

  private static func isShort(_ fact: BlockFacts) -> Bool { fact.words <= mostWords && !fact.isProse }

  /// Parts short lines where one says what it is, and where their shape changes.
  private mutating func part(_ lines: Range<Int>, _ page: PageContent, _ facts: [BlockFacts], _ inRun: (Int) -> Bool) {
    var first = lines.lowerBound
    while first < lines.upperBound {
      var end = first + 1
      if facts[first].phrase.isEmpty {
        let shape = Self.shape(page, first)
        while end < lines.upperBound, facts[end].phrase.isEmpty,
          Self.shape(page, end) == shape || (facts[first].words <= 3 && facts[end].words <= 3)
        {
          end += 1
        }
      }
      if end - first >= Self.fewLines {
        for index in first..<end { runs[index] = starts.count - 1 }
        addSigns(first..<end, facts, inRun)
        starts.append(signs.count)
      }
      first = end
    }
  }

  /// How a line is made: what it begins with, a dash or a colon in it, digits.
  private static func shape(_ page: PageContent, _ index: Int) -> UInt8 {
    let block = page.blocks[index]
    let bytes = page.bytes(Int(block.start)..<Int(block.end))
    guard let first = bytes.first else { return 0 }
    var shape: UInt8 = ASCII.isDigit(first) ? 1 : first == 0x22 || first == 0x27 ? 2 : 3
    if ASCII.isLetter(first) { shape = ASCII.isCapital(first) ? 4 : 5 }
    var hasDigit = false
    var hasColon = false
    var hasDash = false
    var before: UInt8 = 0
    for byte in bytes {
      if ASCII.isDigit(byte) { hasDigit = true }
      if byte == 0x3A { hasColon = true }
      if before == 0x20, byte == 0x2D || byte == 0xE2 { hasDash = true }
      before = byte
    }
    return shape | (hasDigit ? 8 : 0) | (hasDash ? 16 : hasColon ? 32 : 0)
  }

  // MARK: Signs

  private mutating func addSigns(_ lines: Range<Int>, _ facts: [BlockFacts], _ inRun: (Int) -> Bool) {
    let count = lines.count
    signs.append(count < 5 ? .lines3 : count < 9 ? .lines5 : count < 17 ? .lines9 : count < 33 ? .lines17 : .lines33)
    func share(_ holds: (BlockFacts) -> Bool) -> Int {
      lines.reduce(0) { $0 + (holds(facts[$1]) ? 1 : 0) } * 100 / count
    }
    let digits = share { $0.flags.contains(.digits) || ASCII.isDigit($0.first) }
    signs.append(
      digits < 10 ? .linesNoDigits : digits < 50 ? .linesSomeDigits : digits < 90 ? .linesMostDigits : .linesDigits)
    let stops = share { $0.endsSentence && !$0.flags.contains(.endsEllipsis) }
    signs.append(stops < 5 ? .linesNoStops : stops < 30 ? .linesSomeStops : .linesStops)
    let capitals = share { $0.words > 2 && $0.capitalized * 10 >= $0.words * 7 }
    signs.append(capitals < 10 ? .linesNoTitles : capitals < 50 ? .linesSomeTitles : .linesTitles)
    let again = share { $0.repeats > 1 }
    signs.append(again < 2 ? .linesNew : again < 20 ? .linesSomeTwice : .linesTwice)
    let words = lines.reduce(0) { $0 + Int(facts[$1].words) } / count
    signs.append(words < 2 ? .linesWords1 : words < 4 ? .linesWords2 : words < 7 ? .linesWords4 : .linesWords7)
    addNeighbours(lines, facts)
    if inRun(lines.lowerBound) { signs.append(.linesInside) }
  }

  /// What stands before and behind the run.
  private mutating func addNeighbours(_ lines: Range<Int>, _ facts: [BlockFacts]) {
    let (first, end) = (lines.lowerBound, lines.upperBound)
    if first > 0 {
      if facts[first - 1].isProse { signs.append(.linesAfterProse) }
      if facts[first - 1].last == 0x3A { signs.append(.linesAfterColon) }
      if !facts[first - 1].phrase.isEmpty { signs.append(.linesAfterMarked) }
      if first > 1, facts[first - 2].isProse { signs.append(.linesNearProse) }
    }
    if end < facts.count {
      if facts[end].isProse { signs.append(.linesBeforeProse) }
      if !facts[end].phrase.isEmpty { signs.append(.linesBeforeMarked) }
    }
  }
}
