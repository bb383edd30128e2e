import TextModel

/// The rows of what a word looks like, alone and in a longer name.
struct ShapeRows {
  private(set) var only: [Int32] = []
  private(set) var part: [Int32] = []

  /// The looks in the order of `index`.
  private static let names =
    // names from here: rows of the table of evidence
    ["initial", "capitals with stops"] + (0...6).map { "capitals \($0)" }
    + ["with digits", "hyphen", "apostrophe", "mixed case", "abbreviation", "Word"]
  // names end

  init(_ rows: EvidenceRows) {
    only = Self.names.map { rows.row("only shape \($0)") }
    part = Self.names.map { rows.row("part shape \($0)") }
  }

  /// The number of the look of a word.
  static func index(of shape: WordShape, _ lower: UnsafeBufferPointer<UInt8>) -> Int {
    if shape.contains(.initial) { return 0 }
    if shape.contains(.allCapitals) {
      if shape.contains(.hasStop) { return 1 }
      var count = 0
      for index in lower.indices where lower[index] != 0x2E && NameWordBuilder.beginsLetter(lower, index) { count += 1 }
      return 2 + min(6, count)
    }
    if shape.contains(.hasDigit) { return 9 }
    if shape.contains(.hasHyphen) { return 10 }
    if shape.contains(.hasApostrophe) { return 11 }
    if shape.contains(.mixedCase) { return 12 }
    return shape.contains(.hasStop) ? 13 : 14
  }
}

/// The rows of words beyond a connector that are called by what they are like, and of classes of words.
struct PairRows {
  /// By side, call and connector.
  private var calls: [Int32] = []
  /// By side, class, whether it has a capital, and connector.
  private var classes: [Int32] = []
  /// By side, class and whether it has a capital: those of words right beside a name.
  private var besides: [Int32] = []
  private let connectors: Int

  /// While rows grow there are none.
  init(
    _ rows: EvidenceRows, before: EvidenceRows.Opening, after: [EvidenceRows.Opening], connectors: [StaticString],
    behind: EvidenceRows.Opening
  ) {
    self.connectors = connectors.count
    guard !rows.isGrowing else { return }
    for isBefore in [true, false] {
      func append(_ name: StaticString, hasCapital: Bool, to table: inout [Int32]) {
        for connector in connectors.indices {
          let row = name.withUTF8Buffer {
            isBefore
              ? rows.row(before, hasCapital: hasCapital, $0, ending: connectors[connector])
              : rows.row(after[connector], hasCapital: hasCapital, $0)
          }
          table.append(row)
        }
      }
      for name in WordCall.names { append(name, hasCapital: false, to: &calls) }
      for (number, name) in CommonWords.classNames.enumerated() {
        for hasCapital in [false, true] {
          let beside = name.withUTF8Buffer { rows.row(isBefore ? before : behind, hasCapital: hasCapital, $0) }
          besides.append(number == 0 ? -1 : beside)
          if number == 0 {
            classes.append(contentsOf: repeatElement(-1, count: connectors.count))
          } else {
            append(name, hasCapital: hasCapital, to: &classes)
          }
        }
      }
    }
  }

  /// The row of words that are called so (`WordCall`).
  @inline(__always) func row(call: UInt8, connector: Int8, isBefore: Bool) -> Int32 {
    calls[((isBefore ? 0 : WordCall.names.count) + Int(call)) * connectors + Int(connector)]
  }

  /// The row of a class of words (`CommonWords.classNames`).
  @inline(__always) func row(ofClass number: UInt8, hasCapital: Bool, connector: Int8, isBefore: Bool) -> Int32 {
    let place = (isBefore ? 0 : CommonWords.classNames.count) + Int(number)
    return classes[(place * 2 + (hasCapital ? 1 : 0)) * connectors + Int(connector)]
  }

  /// The row of a class of words right beside a name.
  @inline(__always) func row(ofClass number: UInt8, hasCapital: Bool, isBefore: Bool) -> Int32 {
    let place = (isBefore ? 0 : CommonWords.classNames.count) + Int(number)
    return besides[place * 2 + (hasCapital ? 1 : 0)]
  }
}
