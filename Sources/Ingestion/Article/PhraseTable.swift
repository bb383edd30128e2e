/// Phrases that show what a short paragraph is: *Advertisement*, *Sign up for …*, *Read more: …*.
struct PhraseTable: Sendable {
  /// Phrases that are the whole of a paragraph, and such that begin one, in small letters with one blank between words.
  private let whole: ByteTable
  private let starts: ByteTable
  private let ends: ByteTable
  /// Words of desks, outlets and jobs, which no author's name has.
  private let noNames: ByteTable

  /// The longest beginning that is compared, in words.
  static let longest = 6

  init(tsv: [UInt8]) {
    let count = TSV.lineCount(tsv)
    var whole = ByteTable(capacity: count)
    var starts = ByteTable(capacity: count)
    var ends = ByteTable(capacity: count, isBackward: true)
    var noNames = ByteTable(capacity: count)
    TSV.forEachRow(tsv) { row in
      guard row.count > 2, let mark = Mark(name: row[1]) else { return }
      let bits = MarkSet(mark).rawValue
      switch row[2] {
      case _ where row[2].elementsEqual("whole".utf8): whole.add(row[0], bits)
      case _ where row[2].elementsEqual("start".utf8): starts.add(row[0], bits)
      case _ where row[2].elementsEqual("end".utf8): ends.add(row[0], bits)
      case _ where row[2].elementsEqual("no-name".utf8): noNames.add(row[0], bits)
      default: break
      }
    }
    self.whole = whole
    self.starts = starts
    self.ends = ends
    self.noNames = noNames
  }

  /// Whether a word (levelled) shows that a byline is no person.
  func isNoName(_ word: [UInt8]) -> Bool { word.withUnsafeBufferPointer { noNames.value($0) } != 0 }

  /// The marks of a paragraph given in small letters, words parted by one blank: (as a whole, by its beginning or end).
  func marks(of text: UnsafeBufferPointer<UInt8>) -> (whole: MarkSet, part: MarkSet) {
    var part: UInt64 = 0
    var words = 0
    var hash = ByteTable.seed
    for index in 0...text.count {
      if index == text.count || text[index] == 0x20 {
        words += 1
        part |= starts.value(UnsafeBufferPointer(rebasing: text[0..<index]), hash: hash)
        if words == Self.longest || index == text.count { break }
      }
      hash = ByteTable.hash(hash, adding: text[index])
    }
    words = 0
    hash = ByteTable.seed
    for index in stride(from: text.count, through: 0, by: -1) {
      if index == 0 || text[index - 1] == 0x20 {
        words += 1
        part |= ends.value(UnsafeBufferPointer(rebasing: text[index...]), hash: hash)
        if words == Self.longest || index == 0 { break }
      }
      hash = ByteTable.hash(hash, adding: text[index - 1])
    }
    return (MarkSet(rawValue: text.count <= 80 ? whole.value(text) : 0), MarkSet(rawValue: part))
  }
}
