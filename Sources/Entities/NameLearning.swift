import GazetteerIndex
import TextModel

/// Writes the evidence of a document's runs down, for `Learning/learners/names.py` to learn the weights from.
@_spi(Learning) public struct NameLearning {
  private let resolution: NameResolution
  private let rows: EvidenceRows
  private let isSecondTime: Bool

  /// With a table of weights the evidence of the rest of the document is written down as well.
  @_spi(Learning) public init(gazetteers: Gazetteers, common: CommonWords, evidence: EvidenceTable?) {
    rows = EvidenceRows(table: evidence ?? EvidenceTable(), isGrowing: true)
    resolution = NameResolution(gazetteers: gazetteers, rows: rows, common: common)
    isSecondTime = evidence != nil
  }

  /// The names of the evidence, by row.
  @_spi(Learning) public var names: [String] { rows.names }

  /// A line `R` a run, and for each of its segments a line of its first and last byte and the rows of its evidence.
  @_spi(Learning) public mutating func lines(of document: Document) -> String {
    var text = ""
    resolution.forEachRun(of: document, isSecondTime: isSecondTime) { _, described in
      text += "R\n"
      for (range, rows) in described {
        text += "\(range.start.value) \(range.end.value)"
        for row in rows { text += " \(row)" }
        text += "\n"
      }
    }
    return text
  }
}
