/// The lists that tell what names of classes and phrases mean on pages, and the weights of all signs.
///
/// Read from TSV files: `names.tsv` (word, mark), `phrases.tsv` (phrase, mark, place), `weights.tsv` and
/// `text-weights.tsv` (sign, a weight for each state). What cannot be read is an error at start, before the first document.
public struct PageRules: Sendable {
  /// Words of class names to the set of their marks.
  let names: ByteTable
  /// Phrases, by place: a whole paragraph, or its beginning.
  let phrases: PhraseTable
  /// For pages, and for texts, where nothing but words can be seen.
  let weights: SignWeights
  let textWeights: SignWeights

  /// Reads the lists.
  public init(names: [UInt8], phrases: [UInt8], weights: [UInt8], textWeights: [UInt8]) {
    self.names = ByteTable(tsv: names) { row in
      row.count > 1 ? Mark(name: row[1]).map { MarkSet($0).rawValue } : nil
    }
    self.phrases = PhraseTable(tsv: phrases)
    self.weights = SignWeights(tsv: weights)
    self.textWeights = SignWeights(tsv: textWeights)
  }
}

/// What a name of a class or a phrase says of its paragraph.
enum Mark: UInt8, CaseIterable {
  case body, title, lead, byline, date, caption, image, share, related, newsletter, ad, comments, nav, menu, header,
    footer
  case sidebar, tags, bio, subscribe, cookie, legal, breadcrumb, search, login, widget, promo, hidden, video, audio,
    credit
  case source, metaInfo, quote, list, table, rating, product, correction, skip, popup, teaser, card, liveblog,
    recirculation
  case content, post, article, entry, text, main, section, container, column, summary, gallery, poll, print, toc,
    disclosure

  init?(name: String) {
    guard let found = Self.byName[name] else { return nil }
    self = found
  }

  var name: String { String(describing: self) }

  /// Printing a case by its name is slow, and the lists of marks are read at every start.
  private static let byName = Dictionary(allCases.map { ($0.name, $0) }) { first, _ in first }
}

/// A set of marks, one bit each.
struct MarkSet: OptionSet, Hashable {
  let rawValue: UInt64
  init(rawValue: UInt64) { self.rawValue = rawValue }
  init(_ mark: Mark) { rawValue = 1 << UInt64(mark.rawValue) }
  func has(_ mark: Mark) -> Bool { rawValue & (1 << UInt64(mark.rawValue)) != 0 }
}

/// A table from short strings of bytes to 64 bits: open hashing over flat arrays, fixed once made.
struct ByteTable: Sendable {
  private var slots: [Int32] = [-1]
  private var keys: [UInt8] = []
  private var starts: [Int32] = [0]
  private var values: [UInt64] = []
  private var mask = 0

  /// Makes a table of the rows of a TSV (header line, `#` comments); rows of one key are joined.
  init(tsv: [UInt8], value: ([String]) -> UInt64?) {
    var rows: [(key: [UInt8], value: UInt64)] = []
    for row in TSV.rows(tsv) {
      guard let key = row.first, let bits = value(row) else { continue }
      rows.append((Array(key.utf8), bits))
    }
    var size = 16
    while size < rows.count * 3 { size *= 2 }
    slots = [Int32](repeating: -1, count: size)
    mask = size - 1
    for row in rows { add(row.key, row.value) }
  }

  private mutating func add(_ key: [UInt8], _ value: UInt64) {
    key.withUnsafeBufferPointer { bytes in
      var slot = Self.hash(bytes) & mask
      while slots[slot] >= 0 {
        if isKey(Int(slots[slot]), bytes) {
          values[Int(slots[slot])] |= value
          return
        }
        slot = (slot + 1) & mask
      }
      slots[slot] = Int32(truncatingIfNeeded: values.count)
      keys.append(contentsOf: bytes)
      starts.append(Int32(truncatingIfNeeded: keys.count))
      values.append(value)
    }
  }

  private func isKey(_ index: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    let start = Int(starts[index])
    guard Int(starts[index + 1]) - start == bytes.count else { return false }
    for offset in 0..<bytes.count where keys[start + offset] != bytes[offset] { return false }
    return true
  }

  static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    var hash: UInt32 = 2_166_136_261
    for byte in bytes { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
    return Int(hash ^ (hash >> 15))
  }

  /// The bits of a key; 0 where it is not in the table. O(length).
  func value(_ key: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var slot = Self.hash(key) & mask
    while slots[slot] >= 0 {
      if isKey(Int(slots[slot]), key) { return values[Int(slots[slot])] }
      slot = (slot + 1) & mask
    }
    return 0
  }
}

/// Rows of tab-separated lists: a header line, then one entry a line, `#` comments and empty lines passed over.
enum TSV {
  static func rows(_ bytes: [UInt8]) -> [[String]] {
    var rows: [[String]] = []
    for line in bytes.split(separator: 0x0A) where line.first != 0x23 {
      let cells = line.split(separator: 0x09, omittingEmptySubsequences: false)
      rows.append(cells.map { String(decoding: $0, as: UTF8.self) })
    }
    return Array(rows.dropFirst())
  }
}
