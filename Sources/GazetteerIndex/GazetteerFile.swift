import TextModel

/// One entry's line, as ranges of bytes in its file.
struct GazetteerRow {
  /// From 1.
  var line = 0
  var range = 0..<0
  var fields: [Range<Int>] = []
}

/// Reads a list's file: tab-separated with a header line, `#` comments, no quoting.
struct GazetteerFile {
  let header: GazetteerHeader
  /// Where the first line after the header begins.
  private let start: Int
  private let startLine: Int

  /// Reads the header; nil, with errors in the log, where it cannot be used.
  init?(_ text: UnsafeBufferPointer<UInt8>, log: inout SourceLog) {
    guard text.count <= Int(Int32.max) else {
      log.error("the file is larger than 2 GiB", line: 1, of: text)
      return nil
    }
    guard Self.isUTF8(text, log: &log) else { return nil }
    var lines = ListLines(text)
    while let line = lines.next() {
      let bytes = UnsafeBufferPointer(rebasing: text[line])
      if bytes.isEmpty || bytes[0] == UInt8(ascii: "#") { continue }
      guard let header = Self.header(bytes, line: lines.line, log: &log) else { return nil }
      self.header = header
      start = lines.position
      startLine = lines.line
      return
    }
    log.error("the file has no header line", hint: "the first line names the columns, 'name' first", line: 1, of: text)
    return nil
  }

  private static func header(_ bytes: UnsafeBufferPointer<UInt8>, line: Int, log: inout SourceLog) -> GazetteerHeader? {
    var columns: [String] = []
    var isGood = true
    for (index, range) in fields(of: bytes).enumerated() {
      let column = String(decoding: UnsafeBufferPointer(rebasing: bytes[range]), as: UTF8.self)
      if let fault = GazetteerHeader.fault(of: column, at: index) {
        log.error(fault.message, hint: fault.hint, line: line, at: range.lowerBound, of: bytes)
        isGood = false
      } else if columns.contains(column) {
        log.error("the column '\(column)' is there twice", line: line, at: range.lowerBound, of: bytes)
        isGood = false
      }
      columns.append(column)
    }
    return isGood ? GazetteerHeader(columns: columns) : nil
  }

  /// Calls `body` with every row that is in order; what is not in order is in the log.
  func forEachRow(
    of text: UnsafeBufferPointer<UInt8>, log: inout SourceLog, _ body: (GazetteerRow, inout SourceLog) -> Void
  ) {
    var lines = ListLines(text, from: start, line: startLine)
    var row = GazetteerRow()
    var previous = 0..<0
    var isSorted = true
    while let line = lines.next() {
      if line.isEmpty || text[line.lowerBound] == UInt8(ascii: "#") { continue }
      row.line = lines.line
      row.range = line
      let bytes = UnsafeBufferPointer(rebasing: text[line])
      if isSorted, Self.precedes(bytes, UnsafeBufferPointer(rebasing: text[previous])) {
        isSorted = false
        log.warning("the lines are not sorted by their bytes from here on", line: row.line, of: bytes)
      }
      previous = line
      Self.split(bytes, from: line.lowerBound, into: &row.fields)
      if isInOrder(row, bytes, log: &log) { body(row, &log) }
    }
    if lines.hasCarriageReturns {
      log.warning("lines end with CR LF; LF alone is expected", line: startLine, of: text)
    }
  }

  private func isInOrder(_ row: GazetteerRow, _ bytes: UnsafeBufferPointer<UInt8>, log: inout SourceLog) -> Bool {
    let base = row.range.lowerBound
    if row.fields.count > header.columns.count {
      let extra = row.fields[header.columns.count].lowerBound - base
      log.error(
        "the line has \(row.fields.count) fields, the header \(header.columns.count)", line: row.line, at: extra,
        of: bytes)
      return false
    }
    let name = row.fields[0]
    if name.isEmpty {
      log.error("the name is empty", line: row.line, of: bytes)
      return false
    }
    var isGood = true
    for field in row.fields where hasOuterBlank(field, base: base, bytes) {
      log.error("a blank at the edge of the field", line: row.line, at: field.lowerBound - base, of: bytes)
      isGood = false
    }
    if bytes[0] == UInt8(ascii: "\""), bytes[name.count - 1] == UInt8(ascii: "\""), name.count > 1 {
      log.warning("the quotation marks are part of the name: there is no quoting", line: row.line, of: bytes)
    }
    if let composed = Composition.fault(in: bytes) {
      log.error(composed.message, line: row.line, at: composed.offset, of: bytes)
      isGood = false
    }
    return isGood
  }

  private func hasOuterBlank(_ field: Range<Int>, base: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard !field.isEmpty else { return false }
    return bytes[field.lowerBound - base] == 0x20 || bytes[field.upperBound - base - 1] == 0x20
  }

  /// Whether the left line stands before the right one in the order of bytes.
  private static func precedes(_ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>) -> Bool {
    for index in 0..<min(left.count, right.count) where left[index] != right[index] {
      return left[index] < right[index]
    }
    return left.count < right.count
  }

  /// The fields of a line, as ranges from its start.
  private static func fields(of line: UnsafeBufferPointer<UInt8>) -> [Range<Int>] {
    var fields: [Range<Int>] = []
    split(line, from: 0, into: &fields)
    return fields
  }

  private static func split(_ line: UnsafeBufferPointer<UInt8>, from base: Int, into fields: inout [Range<Int>]) {
    fields.removeAll(keepingCapacity: true)
    var start = 0
    for index in line.indices where line[index] == 0x09 {
      fields.append(base + start..<base + index)
      start = index + 1
    }
    fields.append(base + start..<base + line.count)
  }

  private static func isUTF8(_ text: UnsafeBufferPointer<UInt8>, log: inout SourceLog) -> Bool {
    guard let offset = UTF8Validation.firstFault(in: text) else { return true }
    let lineStart = text[..<offset].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    let line = text[..<offset].reduce(1) { $0 + ($1 == 0x0A ? 1 : 0) }
    let bytes = UnsafeBufferPointer(rebasing: text[lineStart...offset])
    log.error("the file is not UTF-8 here", line: line, at: offset - lineStart, of: bytes)
    return false
  }
}

/// Cuts a file into lines, without their ends.
struct ListLines {
  private let text: UnsafeBufferPointer<UInt8>
  /// Where the next line begins.
  private(set) var position: Int
  /// The number of the line read last, from 1.
  private(set) var line: Int
  private(set) var hasCarriageReturns = false

  init(_ text: UnsafeBufferPointer<UInt8>, from position: Int = 0, line: Int = 0) {
    self.text = text
    self.position = position
    self.line = line
    if position == 0, text.starts(with: [0xEF, 0xBB, 0xBF]) { self.position = 3 }
  }

  mutating func next() -> Range<Int>? {
    guard position < text.count else { return nil }
    var end = position
    while end < text.count, text[end] != 0x0A { end += 1 }
    let start = position
    position = end + 1
    line += 1
    if end > start, text[end - 1] == 0x0D {
      hasCarriageReturns = true
      end -= 1
    }
    return start..<end
  }
}
