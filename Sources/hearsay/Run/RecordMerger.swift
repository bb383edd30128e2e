import Records

/// Tells the ids and copies of documents anew over several streams of records, line by line.
///
/// A line is changed where it has the id of its document, and in `duplicate_of`; nothing else of it is read. An id stands
/// behind a quotation mark that no backslash stands before: within a text there is none.
struct RecordMerger {
  private var index = DuplicateIndex()
  /// The id of the document at hand, as its shard has it, and as it is now.
  private var old: [UInt8] = []
  private var new: [UInt8] = []

  private static let opening = #"{"type":"document","id":"d"#

  /// Whether a line begins as records do.
  static func isRecord(_ line: [UInt8]) -> Bool {
    line.starts(with: #"{"type":""#.utf8) && line.last == 0x7D
  }

  /// A line of the streams as it is in the joined one, with its line end.
  mutating func merged(_ line: [UInt8]) -> [UInt8] {
    guard line.starts(with: Self.opening.utf8),
      let id = Self.id(in: line, at: Self.opening.utf8.count - 1)
    else {
      return replaced(line, copyOf: nil)
    }
    old = Array(line[id])
    let hash = UInt64(String(decoding: old.dropFirst().prefix(16), as: UTF8.self), radix: 16) ?? 0
    let words = Self.value(of: #""text_hash":"t"#, in: line).flatMap { start in
      UInt64(String(decoding: line[start..<min(line.count, start + 16)], as: UTF8.self), radix: 16)
    }
    let place = index.place(hash: hash, textHash: words)
    new = Array(DocumentID(hash: hash, occurrence: place.occurrence).description.utf8)
    return replaced(line, copyOf: .some(place.duplicateOf))
  }

  /// The line with the new id; with `copyOf` the document that it is a copy of is told too.
  private func replaced(_ line: [UInt8], copyOf: DocumentID??) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(line.count + 64)
    var start = 0
    if let copyOf, let place = Self.value(of: #""duplicate_of":"#, in: line) {
      out += changed(line[..<place])
      out += copyOf.map { Array("\"\($0)\"".utf8) } ?? Array("null".utf8)
      start =
        line[place] == 0x22 ? (line[(place + 1)...].firstIndex(of: 0x22) ?? place) + 1 : place + 4
    }
    out += changed(line[start...])
    out.append(0x0A)
    return out
  }

  private func changed(_ part: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard old != new, !old.isEmpty else { return part }
    var out: [UInt8] = []
    var start = part.startIndex
    var place = start
    while let quote = part[place...].firstIndex(of: 0x22) {
      place = quote + 1
      guard quote == part.startIndex || part[quote - 1] != 0x5C, part[place...].starts(with: old)
      else { continue }
      let end = place + old.count
      guard end < part.endIndex, part[end] == 0x22 || part[end] == 0x2F else { continue }
      out += part[start..<place]
      out += new
      start = end
      place = end
    }
    out += part[start...]
    return out[...]
  }

  /// The range of an id that begins at an index.
  private static func id(in line: [UInt8], at start: Int) -> Range<Int>? {
    guard let end = line[start...].firstIndex(of: 0x22), end - start >= 17 else { return nil }
    return start..<end
  }

  /// Where the value of a key begins, behind the words given; nil where the record has none.
  private static func value(of words: String, in line: [UInt8]) -> Int? {
    let words = Array(words.utf8)
    var place = 0
    while let quote = line[place...].firstIndex(of: 0x22) {
      place = quote + 1
      if quote > 0, line[quote - 1] != 0x5C, line[quote...].starts(with: words) {
        return quote + words.count
      }
    }
    return nil
  }
}
