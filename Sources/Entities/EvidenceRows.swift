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

/// Takes the evidence of a stretch of words: adds its weights up, or writes it down for learning.
protocol EvidenceSink {
  mutating func add(_ row: Int32)
}

/// Adds the weights up.
struct WeightSum: EvidenceSink {
  let weights: UnsafeBufferPointer<SIMD4<Float>>
  var total = SIMD4<Float>()

  @inline(__always) mutating func add(_ row: Int32) {
    if Int(row) >= 0, Int(row) < weights.count { total += weights[Int(row)] }
  }
}

/// Writes the rows down.
struct RowList: EvidenceSink {
  var rows: [Int32] = []
  mutating func add(_ row: Int32) {
    if row >= 0 { rows.append(row) }
  }
}
