import TextModel

/// Phrases that show what a short paragraph is: *Advertisement*, *Sign up for …*, *Read more: …*.
struct PhraseTable: Sendable {
  /// What a phrase is looked for in, as the column `place` has it. All are in small letters with one blank between words.
  enum Place: String, CaseIterable {
    /// Phrases that are the whole of a paragraph, that begin one, or end one.
    case whole, start, end
    /// Words of desks, outlets and jobs, which no author's name has.
    case noName = "no-name"
    /// Names of agencies, and last words of names of teams, that sign articles: *Reuters*, *Harbour News Staff*.
    case agency, team
    /// Parts of an address behind which an author's name stands: `/author/ann-lee`.
    case path
    /// How titles of pages begin or end that are no articles: *In pictures: …*.
    case title
    /// How paragraphs begin or end, or what they have in them, that are never part of an article.
    case never
    case neverEnd = "never-end"
    case neverInside = "never-inside"
    /// Words of lines that are nothing but a date; those of months have the mark `date`.
    case dateWord = "date-word"
    /// How pointers to other stories begin.
    case pointer
    /// Words that make a paragraph that speaks to the reader a notice of the site: *subscribe*, *download*.
    case notice
    /// First parts of paths of addresses that name no section: *article*, *news*.
    case noSection = "no-section"

    /// Whether the phrases stand at an end, and are hashed from there.
    var isEnd: Bool { self == .end || self == .neverEnd }
  }

  /// The phrases of each place, in the order of `Place`; those of titles once more from their ends.
  private let tables: [ByteTable]
  private let titleEnds: ByteTable
  /// Phrases that no short paragraph of an article has anywhere in it.
  private let debrisParts: [[UInt8]]
  private let whole, starts, ends, noNames, agencies, teams, paths, titles, debris, debrisEnds, dateWords: ByteTable
  private let pointers, notices, noSections: ByteTable

  /// The longest beginning that is compared, in words.
  static let longest = 6

  private init(_ tables: [ByteTable], titleEnds: ByteTable, debrisParts: [[UInt8]]) {
    func table(_ place: Place) -> ByteTable { tables[Place.allCases.firstIndex(of: place) ?? 0] }
    (whole, starts, ends) = (table(.whole), table(.start), table(.end))
    (noNames, agencies, teams, paths) = (table(.noName), table(.agency), table(.team), table(.path))
    (titles, debris, debrisEnds) = (table(.title), table(.never), table(.neverEnd))
    (dateWords, pointers) = (table(.dateWord), table(.pointer))
    (notices, noSections) = (table(.notice), table(.noSection))
    self.tables = tables
    self.titleEnds = titleEnds
    self.debrisParts = debrisParts
  }

  init(tsv: [UInt8]) {
    let count = TSV.lineCount(tsv)
    var tables = Place.allCases.map { ByteTable(capacity: count, isBackward: $0.isEnd) }
    var titleEnds = ByteTable(capacity: count, isBackward: true)
    var debrisParts: [[UInt8]] = []
    TSV.forEachRow(tsv) { row in
      guard row.count > 2, let mark = Mark(name: row[1]),
        let place = Place(rawValue: String(decoding: row[2], as: UTF8.self))
      else { return }
      let bits = MarkSet(mark).rawValue
      switch place {
      case .neverInside: debrisParts.append(Array(row[0]))
      case .title: titleEnds.add(row[0], bits)
      default: break
      }
      if let number = Place.allCases.firstIndex(of: place) { tables[number].add(row[0], bits) }
    }
    self.init(tables.map { $0.fitted() }, titleEnds: titleEnds.fitted(), debrisParts: debrisParts)
  }

  /// The phrases that `add(to:)` wrote; nil where they are broken.
  init?(_ reader: inout FlatReader) {
    var tables: [ByteTable] = []
    for place in Place.allCases {
      guard let table = ByteTable(&reader, isBackward: place.isEnd) else { return nil }
      tables.append(table)
    }
    guard let titleEnds = ByteTable(&reader, isBackward: true), let parts = reader.numbers(UInt8.self) else {
      return nil
    }
    self.init(tables, titleEnds: titleEnds, debrisParts: parts.split(separator: 0x0A).map(Array.init))
  }

  /// Writes the tables, and the phrases that are looked for anywhere as lines.
  func add(to writer: inout FlatWriter) {
    for table in tables { table.add(to: &writer) }
    titleEnds.add(to: &writer)
    writer.add(Array(debrisParts.joined(separator: [0x0A])))
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

  /// Whether a first part of a path names no section.
  func isNoSection(_ word: [UInt8]) -> Bool { word.withUnsafeBufferPointer { noSections.value($0) } != 0 }

  /// Whether a paragraph (levelled) has a word of notices.
  func isNotice(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var start = 0
    var hash = ByteTable.seed
    for index in 0...text.count {
      if index == text.count || text[index] == 0x20 {
        if notices.value(UnsafeBufferPointer(rebasing: text[start..<index]), hash: hash) != 0 { return true }
        start = index + 1
        hash = ByteTable.seed
      } else {
        hash = ByteTable.hash(hash, adding: text[index])
      }
    }
    return false
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
