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
    func table(_ place: String) -> ByteTable {
      ByteTable(tsv: tsv) { row in
        row.count > 2 && row[2] == place ? Mark(name: row[1]).map { MarkSet($0).rawValue } : nil
      }
    }
    whole = table("whole")
    starts = table("start")
    ends = table("end")
    noNames = table("no-name")
  }

  /// Whether a word (levelled) shows that a byline is no person.
  func isNoName(_ word: [UInt8]) -> Bool { word.withUnsafeBufferPointer { noNames.value($0) } != 0 }

  /// The marks of a paragraph given in small letters, words parted by one blank: (as a whole, by its beginning or end).
  func marks(of text: UnsafeBufferPointer<UInt8>) -> (whole: MarkSet, part: MarkSet) {
    var part = MarkSet()
    var words = 0
    var index = 0
    while index <= text.count, words < Self.longest {
      if index == text.count || text[index] == 0x20 {
        words += 1
        let prefix = UnsafeBufferPointer(rebasing: text[0..<index])
        part.formUnion(MarkSet(rawValue: starts.value(prefix)))
      }
      index += 1
    }
    words = 0
    index = text.count
    while index >= 0, words < Self.longest {
      if index == 0 || text[index - 1] == 0x20 {
        words += 1
        let suffix = UnsafeBufferPointer(rebasing: text[index...])
        part.formUnion(MarkSet(rawValue: ends.value(suffix)))
      }
      index -= 1
    }
    return (MarkSet(rawValue: text.count <= 80 ? whole.value(text) : 0), part)
  }
}
