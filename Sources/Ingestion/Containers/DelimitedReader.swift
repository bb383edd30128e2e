import TextModel

/// Reads the documents of a table, CSV or TSV: a header that names the columns, then a document a row.
///
/// Commas, semicolons, tabs or bars part the columns, whichever the header has most of. A field that begins with a
/// quotation mark ends at the next one before a separator; two of them are one mark. A table whose header has no column
/// of texts is one error, not a document.
final class DelimitedReader: EntrySource {
  private let reader: ByteReader
  private let origin: String
  private let options: IngestionOptions
  private var separator: UInt8
  private var columns: [String]?
  private var row = FieldBuffer()
  private var line = 0
  private var isOver = false
  /// Tabs part the columns of lines: a quotation mark that is not closed in its line is one of the text.
  private var isByLine: Bool { separator == 0x09 }

  init(_ reader: ByteReader, origin: String, options: IngestionOptions, separator: UInt8) {
    self.reader = reader
    self.origin = origin
    self.options = options
    self.separator = separator
  }

  func next() -> Entry? {
    while !isOver {
      let start = line + 1
      do throws(StreamError) {
        guard let columns else {
          try readHeader()
          continue
        }
        guard let length = try readRow() else { return nil }
        guard length <= limit else { return failure(start, "the row has \(length) bytes, more than are read") }
        if row.isBlank { continue }
        guard row.count <= columns.count else {
          return failure(start, "the row has \(row.count) fields, the header \(columns.count)")
        }
        return .item(document(columns, line: start))
      } catch {
        isOver = true
        return failure(start, error.reason)
      }
    }
    return nil
  }

  private func failure(_ line: Int, _ reason: String) -> Entry {
    .item(.failure(IngestionError(.ingestion, origin: "\(origin):\(line)", reason: reason)))
  }

  private var limit: Int { options.maxDocument * 2 + 1 << 20 }

  private func document(_ columns: [String], line: Int) -> InputItem {
    var fields = ScrapedFields(options)
    for (index, column) in columns.enumerated() where index < row.count {
      fields.take(CharacterEncoding.decode(Array(row[index]), charset: nil, isPage: false), column: column)
    }
    return fields.item(origin: "\(origin):\(line)")
  }

  // MARK: Header

  private func readHeader() throws(StreamError) {
    if try reader.peek(3).elementsEqual([0xEF, 0xBB, 0xBF]) { reader.skip(3) }
    separator = Self.separator(of: Array(try reader.peek(1 << 14)), separator)
    guard let length = try readRow(), length <= limit else { throw StreamError(reason: "there is no header") }
    // Spreadsheets may say the separator in a line before the header: `sep=;`.
    if row.count <= 2, row[0].starts(with: "sep=".utf8) { return }
    let names = (0..<row.count).map { index in
      (ASCII.squashed(row[index]) ?? "").lowercased()
    }
    guard names.contains(where: { ScrapedFields.isText($0, options) }) else {
      let all = names.prefix(12).map { "'\($0.prefix(40))'" }.joined(separator: ", ")
      throw StreamError(reason: "no column 'text' or 'html' among \(all); --field text=COLUMN says which one it is")
    }
    columns = names
  }

  /// The separator that the first line has most of outside quotation marks.
  static func separator(of head: [UInt8], _ preset: UInt8) -> UInt8 {
    var counts: [UInt8: Int] = [:]
    var isQuoted = false
    for byte in head {
      if byte == 0x22 { isQuoted.toggle() }
      if isQuoted { continue }
      if byte == 0x0A { break }
      counts[byte, default: 0] += 1
    }
    let candidates: [UInt8] = [preset, 0x2C, 0x3B, 0x09, 0x7C]
    let most = candidates.map { counts[$0] ?? 0 }.max() ?? 0
    return candidates.first { most > 0 && counts[$0] == most } ?? preset
  }

  /// Whether a text begins with the header of a table: names only, two of them known and one of these of texts.
  static func isHeader(_ head: [UInt8], _ options: IngestionOptions) -> Bool {
    guard let end = head.firstIndex(of: 0x0A) else { return false }
    let line = String(decoding: head[..<end], as: UTF8.self).lowercased()
    for separator: Character in [",", "\t", ";", "|"] {
      let names = line.split(separator: separator, omittingEmptySubsequences: false).map { name in
        String(name.filter { $0 != "\"" && $0 != "\r" && $0 != "\u{FEFF}" })
      }
      let isPlain = names.allSatisfy { name in
        name.utf8.count < 40 && name.utf8.allSatisfy { ASCII.isLetter($0) || ASCII.isDigit($0) || $0 == 0x5F }
      }
      guard names.count > 1, isPlain, names.filter({ ScrapedFields.isKnown($0, options) }).count > 1 else { continue }
      if names.contains(where: { ScrapedFields.isText($0, options) }) { return true }
    }
    return false
  }

  // MARK: Rows

  /// Takes the next row; its length in bytes, nil at the end.
  private func readRow() throws(StreamError) -> Int? {
    row.removeAll()
    guard try !reader.isEmpty() else { return nil }
    var state = RowEnd(separator: separator, isByLine: isByLine, limit: limit)
    while true {
      let piece = try reader.peek(1 << 16)
      guard !piece.isEmpty else {
        state.finish(&row)
        break
      }
      let end = piece.withUnsafeBufferPointer { state.take($0, into: &row) }
      reader.skip(end ?? piece.count)
      if end != nil { break }
    }
    line += state.lines
    return state.length
  }
}

/// The fields of a row, one behind the other.
struct FieldBuffer {
  private var bytes: [UInt8] = []
  private var ends: [Int] = []

  /// How many fields there are.
  var count: Int { ends.count }

  /// Whether there is nothing in them.
  var isBlank: Bool { bytes.allSatisfy(ASCII.isBlank) }

  /// The bytes of a field.
  subscript(index: Int) -> ArraySlice<UInt8> { bytes[(index == 0 ? 0 : ends[index - 1])..<ends[index]] }

  /// The length of the field that is not ended yet.
  var openCount: Int { bytes.count - (ends.last ?? 0) }

  /// All bytes.
  var byteCount: Int { bytes.count }

  mutating func append(_ byte: UInt8) { bytes.append(byte) }

  mutating func endField() { ends.append(bytes.count) }

  /// Puts a byte before the field that is not ended yet.
  mutating func openWith(_ byte: UInt8) { bytes.insert(byte, at: ends.last ?? 0) }

  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: bytes.capacity <= 1 << 20)
    ends.removeAll(keepingCapacity: ends.capacity <= 1 << 12)
  }
}

/// Finds the fields and the end of a row in pieces of bytes.
struct RowEnd {
  private let separator: UInt8
  private let isByLine: Bool
  private let limit: Int
  /// Within quotation marks; behind a mark that may be the closing one.
  private var isQuoted = false
  private var isBehindMark = false
  /// The bytes and the lines of the row.
  private(set) var length = 0
  private(set) var lines = 0

  init(separator: UInt8, isByLine: Bool, limit: Int) {
    self.separator = separator
    self.isByLine = isByLine
    self.limit = limit
  }

  /// Takes bytes up to the end of the row; where that is, nil where the row goes on.
  mutating func take(_ bytes: UnsafeBufferPointer<UInt8>, into row: inout FieldBuffer) -> Int? {
    for index in bytes.indices {
      length += 1
      if step(bytes[index], &row) { return index + 1 }
    }
    return nil
  }

  /// Ends a row at the end of the file.
  mutating func finish(_ row: inout FieldBuffer) {
    if isQuoted, !isBehindMark { row.openWith(0x22) }
    row.endField()
    lines += 1
  }

  private mutating func step(_ byte: UInt8, _ row: inout FieldBuffer) -> Bool {
    if byte == 0x0A { lines += 1 }
    if isQuoted {
      guard step(quoted: byte, &row) else { return false }
    }
    switch byte {
    case separator: row.endField()
    case 0x0A:
      row.endField()
      return true
    case 0x0D: break
    case 0x22 where row.openCount == 0 && !isBehindMark: isQuoted = true
    default: append(byte, &row)
    }
    isBehindMark = false
    return false
  }

  /// A byte within quotation marks; true where the field has ended before it.
  private mutating func step(quoted byte: UInt8, _ row: inout FieldBuffer) -> Bool {
    if isBehindMark {
      isBehindMark = byte == 0x0D
      switch byte {
      case separator, 0x0A:
        isQuoted = false
        return true
      case 0x0D: return false
      case 0x22: append(0x22, &row)
      default:
        append(0x22, &row)
        append(byte, &row)
      }
      return false
    }
    if byte == 0x22 {
      isBehindMark = true
    } else if byte == 0x0A, isByLine || row.byteCount >= limit {
      // The mark that began the field is one of the text.
      row.openWith(0x22)
      isQuoted = false
      return true
    } else {
      append(byte, &row)
    }
    return false
  }

  private func append(_ byte: UInt8, _ row: inout FieldBuffer) {
    if row.byteCount < limit { row.append(byte) }
  }
}
