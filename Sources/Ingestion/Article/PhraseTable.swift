/// Phrases that show what a short paragraph is: *Advertisement*, *Sign up for …*, *Read more: …*.
struct PhraseTable: Sendable {
  /// Phrases that are the whole of a paragraph, and such that begin one, in small letters with one blank between words.
  private let whole: ByteTable
  private let starts: ByteTable
  private let ends: ByteTable
  /// Words of desks, outlets and jobs, which no author's name has.
  private let noNames: ByteTable
  /// Names of agencies, and last words of names of teams, that sign articles: *Reuters*, *Harbour News Staff*.
  private let agencies: ByteTable
  private let teams: ByteTable
  /// Parts of an address behind which an author's name stands: `/author/ann-lee`.
  private let paths: ByteTable
  /// How titles of pages begin or end that are no articles: *In pictures: …*.
  private let titles: ByteTable
  private let titleEnds: ByteTable
  /// How paragraphs begin, end or begin as pointers to other stories that are never part of an article.
  private let debris: ByteTable
  private let debrisEnds: ByteTable
  /// Phrases that no short paragraph of an article has anywhere in it.
  private let debrisParts: [[UInt8]]
  /// Words of lines that are nothing but a date; those of months have the mark `date`.
  private let dateWords: ByteTable
  private let pointers: ByteTable

  /// The longest beginning that is compared, in words.
  static let longest = 6

  init(tsv: [UInt8]) {
    let count = TSV.lineCount(tsv)
    var whole = ByteTable(capacity: count)
    var starts = ByteTable(capacity: count)
    var ends = ByteTable(capacity: count, isBackward: true)
    var noNames = ByteTable(capacity: count)
    var agencies = ByteTable(capacity: count)
    var teams = ByteTable(capacity: count)
    var paths = ByteTable(capacity: count)
    var titles = ByteTable(capacity: count)
    var titleEnds = ByteTable(capacity: count, isBackward: true)
    var debris = ByteTable(capacity: count)
    var debrisEnds = ByteTable(capacity: count, isBackward: true)
    var debrisParts: [[UInt8]] = []
    var dateWords = ByteTable(capacity: count)
    var pointers = ByteTable(capacity: count)
    TSV.forEachRow(tsv) { row in
      guard row.count > 2, let mark = Mark(name: row[1]) else { return }
      let bits = MarkSet(mark).rawValue
      switch row[2] {
      case _ where row[2].elementsEqual("whole".utf8): whole.add(row[0], bits)
      case _ where row[2].elementsEqual("start".utf8): starts.add(row[0], bits)
      case _ where row[2].elementsEqual("end".utf8): ends.add(row[0], bits)
      case _ where row[2].elementsEqual("no-name".utf8): noNames.add(row[0], bits)
      case _ where row[2].elementsEqual("agency".utf8): agencies.add(row[0], bits)
      case _ where row[2].elementsEqual("team".utf8): teams.add(row[0], bits)
      case _ where row[2].elementsEqual("path".utf8): paths.add(row[0], bits)
      case _ where row[2].elementsEqual("title".utf8):
        titles.add(row[0], bits)
        titleEnds.add(row[0], bits)
      case _ where row[2].elementsEqual("never".utf8): debris.add(row[0], bits)
      case _ where row[2].elementsEqual("never-end".utf8): debrisEnds.add(row[0], bits)
      case _ where row[2].elementsEqual("never-inside".utf8): debrisParts.append(Array(row[0]))
      case _ where row[2].elementsEqual("date-word".utf8): dateWords.add(row[0], bits)
      case _ where row[2].elementsEqual("pointer".utf8): pointers.add(row[0], bits)
      default: break
      }
    }
    self.whole = whole
    self.starts = starts
    self.ends = ends
    self.noNames = noNames
    self.agencies = agencies
    self.teams = teams
    self.paths = paths
    self.titles = titles
    self.titleEnds = titleEnds
    self.debris = debris
    self.debrisEnds = debrisEnds
    self.debrisParts = debrisParts
    self.dateWords = dateWords
    self.pointers = pointers
  }

  /// Whether a word (levelled) shows that a byline is no person.
  func isNoName(_ word: [UInt8]) -> Bool { word.withUnsafeBufferPointer { noNames.value($0) } != 0 }

  /// Whether a name (levelled) is that of an agency, or ends as the name of a team does.
  func isGroup(_ name: [UInt8]) -> Bool {
    name.withUnsafeBufferPointer { name in
      guard agencies.value(name) == 0 else { return true }
      guard let blank = name.lastIndex(of: 0x20) else { return false }
      return teams.value(UnsafeBufferPointer(rebasing: name[(blank + 1)...])) != 0
    }
  }

  /// Whether a paragraph (levelled) begins or ends with words that no article has there.
  func isDebris(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    Self.prefixes(of: text, in: debris) != 0 || Self.suffixes(of: text, in: debrisEnds) != 0
      || debrisParts.contains { part in part.withUnsafeBufferPointer { Memory.find($0, in: text) != nil } }
  }

  /// Whether a paragraph (levelled) is nothing but a date: a month, numbers, words that stand with dates.
  func isDate(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var marks = MarkSet()
    var hasNumber = false
    for word in text.split(separator: 0x20) {
      if let first = word.first, ASCII.isDigit(first), word.count < 6 {
        hasNumber = true
        continue
      }
      let bits = dateWords.value(UnsafeBufferPointer(rebasing: word))
      guard bits != 0 else { return false }
      marks.formUnion(MarkSet(rawValue: bits))
    }
    return hasNumber && marks.has(.date)
  }

  /// Whether a paragraph (levelled) begins as a pointer to another story.
  func isPointer(_ text: UnsafeBufferPointer<UInt8>) -> Bool { Self.prefixes(of: text, in: pointers) != 0 }

  /// The bits of all beginnings of a text, of up to `longest` words. O(their bytes).
  private static func prefixes(of text: UnsafeBufferPointer<UInt8>, in table: ByteTable) -> UInt64 {
    var bits: UInt64 = 0
    var words = 0
    var hash = ByteTable.seed
    for index in 0...text.count {
      if index == text.count || text[index] == 0x20 {
        words += 1
        bits |= table.value(UnsafeBufferPointer(rebasing: text[0..<index]), hash: hash)
        if words == longest || index == text.count { break }
      }
      hash = ByteTable.hash(hash, adding: text[index])
    }
    return bits
  }

  /// The same of all ends, in a table that is hashed backward.
  private static func suffixes(of text: UnsafeBufferPointer<UInt8>, in table: ByteTable) -> UInt64 {
    var bits: UInt64 = 0
    var words = 0
    var hash = ByteTable.seed
    for index in stride(from: text.count, through: 0, by: -1) {
      if index == 0 || text[index - 1] == 0x20 {
        words += 1
        bits |= table.value(UnsafeBufferPointer(rebasing: text[index...]), hash: hash)
        if words == longest || index == 0 { break }
      }
      hash = ByteTable.hash(hash, adding: text[index - 1])
    }
    return bits
  }

  /// The marks of a title (levelled) that begins or ends with a phrase of such titles.
  func marks(ofTitle title: [UInt8]) -> MarkSet {
    title.withUnsafeBufferPointer { title in
      MarkSet(rawValue: Self.prefixes(of: title, in: titles) | Self.suffixes(of: title, in: titleEnds))
    }
  }

  /// Whether an address leads to the page of an author: one of the listed parts, then one more.
  func isAuthorPath(_ address: UnsafeBufferPointer<UInt8>) -> Bool {
    var start = Memory.find(0x2F, in: address)
    while let slash = start {
      let next = Memory.find(0x2F, in: address, from: slash + 1)
      guard let next, next + 2 < address.count else { return false }
      if next - slash < 16, next > slash + 1,
        paths.value(UnsafeBufferPointer(rebasing: address[(slash + 1)..<next])) != 0
      {
        return true
      }
      start = next
    }
    return false
  }

  /// Whether such a word is one of a job, which stands behind a name: *Ann Lee Staff Writer*.
  func isJob(_ word: [UInt8]) -> Bool {
    MarkSet(rawValue: word.withUnsafeBufferPointer { noNames.value($0) }).has(.bio)
  }

  /// The marks of a paragraph given in small letters, words parted by one blank: (as a whole, by its beginning or end).
  func marks(of text: UnsafeBufferPointer<UInt8>) -> (whole: MarkSet, part: MarkSet) {
    let part = Self.prefixes(of: text, in: starts) | Self.suffixes(of: text, in: ends)
    return (MarkSet(rawValue: text.count <= 80 ? whole.value(text) : 0), MarkSet(rawValue: part))
  }
}
