/// Gives each piece of evidence its row in the table: found once a word, not once an occurrence.
///
/// For learning, rows grow: every name gets one, and `names` says which (`NameLearning`).
final class EvidenceRows {
  let table: EvidenceTable
  let isGrowing: Bool
  private(set) var names: [String] = []
  private var grown: [String: Int32] = [:]

  init(table: EvidenceTable, isGrowing: Bool) {
    self.table = table
    self.isGrowing = isGrowing
    guard isGrowing else { return }
    names = table.names
    for (row, name) in names.enumerated() { grown[name] = Int32(truncatingIfNeeded: row) }
  }

  /// The row of a piece of evidence; -1 where the table does not have it.
  func row(_ name: String) -> Int32 {
    guard isGrowing else { return table.rows.find(name) }
    if let known = grown[name] { return known }
    let row = Int32(truncatingIfNeeded: names.count)
    names.append(name)
    grown[name] = row
    return row
  }
}

extension EvidenceRows {
  /// What the name of a piece of evidence about one word begins with; its hash so far is known.
  struct Opening {
    let text: String
    let hash: EvidenceHash

    init(_ text: String) {
      self.text = text
      var hash = EvidenceHash()
      for byte in text.utf8 { hash.add(byte) }
      self.hash = hash
    }
  }

  /// The row of a piece of evidence about a word, -1 where the table does not have it: no string is made for it.
  @inline(__always) func row(_ opening: Opening, _ word: UnsafeBufferPointer<UInt8>) -> Int32 {
    if isGrowing { return row(opening.text + String(decoding: word, as: UTF8.self)) }
    var hash = opening.hash
    hash.add(word)
    return table.rows.find(hash.value)
  }
}

/// Takes the evidence of a stretch of words: adds its weights up, or writes it down for learning.
protocol EvidenceSink {
  mutating func add(_ row: Int32)
  /// Takes what is known of a name of that one word wherever it stands.
  mutating func begin(oneWord word: NameWord, _ rows: FixedRows)
}

/// Adds the weights up.
struct WeightSum: EvidenceSink {
  let weights: WeightRows
  var total = SIMD4<Float>()

  @inline(__always) mutating func add(_ row: Int32) { total += weights[row] }

  @inline(__always) mutating func begin(oneWord word: NameWord, _ rows: FixedRows) { total += word.oneWordWeights }
}

/// Writes the rows down.
struct RowList: EvidenceSink {
  var rows: [Int32] = []
  mutating func add(_ row: Int32) {
    if row >= 0 { rows.append(row) }
  }
  mutating func begin(oneWord word: NameWord, _ rows: FixedRows) { word.forEachRowOfOneWord(rows) { add($0) } }
}
