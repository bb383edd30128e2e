/// A table from short strings of bytes to 64 bits: open hashing over flat arrays, fixed once made.
struct ByteTable: Sendable {
  private var slots: [Int32] = [-1]
  private var keys: [UInt8] = []
  private var starts: [Int32] = [0]
  private var values: [UInt64] = []
  private var mask = 0
  /// Keys are hashed from their last byte to their first, for looking up the ends of a text.
  private let isBackward: Bool

  /// An empty table with room for `capacity` keys.
  init(capacity: Int, isBackward: Bool = false) {
    var size = 16
    while size < capacity * 3 { size *= 2 }
    slots = [Int32](repeating: -1, count: size)
    mask = size - 1
    self.isBackward = isBackward
  }

  /// The table that `add(to:)` wrote; nil where its parts do not fit together.
  init?(_ reader: inout FlatReader, isBackward: Bool = false) {
    guard let slots = reader.numbers(Int32.self), let keys = reader.numbers(UInt8.self),
      let starts = reader.numbers(Int32.self), let values = reader.numbers(UInt64.self),
      slots.count & (slots.count - 1) == 0, slots.contains(-1), slots.allSatisfy({ Int($0) < values.count }),
      starts.count == values.count + 1, starts.first == 0, Int(starts[values.count]) == keys.count,
      zip(starts, starts.dropFirst()).allSatisfy(<=)
    else { return nil }
    (self.slots, self.keys, self.starts, self.values) = (slots, keys, starts, values)
    mask = slots.count - 1
    self.isBackward = isBackward
  }

  /// Writes the table as it is, to be read without hashing anything.
  func add(to writer: inout FlatWriter) {
    writer.add(slots)
    writer.add(keys)
    writer.add(starts)
    writer.add(values)
  }

  /// The same keys and values in as few slots as they need.
  func fitted() -> ByteTable {
    var table = ByteTable(capacity: values.count, isBackward: isBackward)
    keys.withUnsafeBufferPointer { keys in
      for (index, value) in values.enumerated() {
        table.add(UnsafeBufferPointer(rebasing: keys[Int(starts[index])..<Int(starts[index + 1])]), value)
      }
    }
    return table
  }

  /// The marks of the first column of a list (word, mark).
  init(tsv: [UInt8]) {
    self.init(capacity: TSV.lineCount(tsv))
    TSV.forEachRow(tsv) { row in
      if row.count > 1, let mark = Mark(name: row[1]) { add(row[0], MarkSet(mark).rawValue) }
    }
  }

  /// Names with their numbers, from 1.
  init(numbering names: [String]) {
    self.init(capacity: names.count)
    for (index, name) in names.enumerated() {
      var name = name
      name.withUTF8 { add($0, UInt64(truncatingIfNeeded: index + 1)) }
    }
  }

  /// Adds a key, or joins its bits with those it has. A table never holds more keys than it was made for.
  mutating func add(_ key: UnsafeBufferPointer<UInt8>, _ value: UInt64) {
    guard values.count * 2 < slots.count else { return }
    var slot = self.slot(isBackward ? Self.backwardHash(key) : Self.hash(key))
    while slots[slot] >= 0 {
      if isKey(Int(slots[slot]), key) {
        values[Int(slots[slot])] |= value
        return
      }
      slot = (slot + 1) & mask
    }
    slots[slot] = Int32(truncatingIfNeeded: values.count)
    keys.append(contentsOf: key)
    starts.append(Int32(truncatingIfNeeded: keys.count))
    values.append(value)
  }

  private func isKey(_ index: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    let start = Int(starts[index])
    guard Int(starts[index + 1]) - start == bytes.count else { return false }
    for offset in 0..<bytes.count where keys[start + offset] != bytes[offset] { return false }
    return true
  }

  /// The hash of no bytes, and with one byte more.
  static let seed: UInt32 = 2_166_136_261
  @inline(__always)
  static func hash(_ hash: UInt32, adding byte: UInt8) -> UInt32 { (hash ^ UInt32(byte)) &* 16_777_619 }

  private static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt32 {
    var hash = seed
    for byte in bytes { hash = self.hash(hash, adding: byte) }
    return hash
  }

  private static func backwardHash(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt32 {
    var hash = seed
    for byte in bytes.reversed() { hash = self.hash(hash, adding: byte) }
    return hash
  }

  @inline(__always)
  private func slot(_ hash: UInt32) -> Int { Int(hash ^ (hash >> 15)) & mask }

  /// The bits of a key; 0 where it is not in the table. O(length).
  func value(_ key: UnsafeBufferPointer<UInt8>) -> UInt64 {
    value(key, hash: isBackward ? Self.backwardHash(key) : Self.hash(key))
  }

  /// The bits of a key whose hash is known. O(1) where it is not in the table.
  @inline(__always)
  func value(_ key: UnsafeBufferPointer<UInt8>, hash: UInt32) -> UInt64 {
    var slot = self.slot(hash)
    while slots[slot] >= 0 {
      if isKey(Int(slots[slot]), key) { return values[Int(slots[slot])] }
      slot = (slot + 1) & mask
    }
    return 0
  }
}

/// Rows of tab-separated lists: a header line, then one entry a line, `#` comments and empty lines passed over.
enum TSV {
  /// How many lines there are, at least as many as rows.
  static func lineCount(_ bytes: [UInt8]) -> Int { bytes.reduce(1) { $0 + ($1 == 0x0A ? 1 : 0) } }

  /// Calls `body` with the cells of each row. O(bytes).
  static func forEachRow(_ bytes: [UInt8], _ body: ([UnsafeBufferPointer<UInt8>]) -> Void) {
    bytes.withUnsafeBufferPointer { all in
      var cells: [UnsafeBufferPointer<UInt8>] = []
      var isHeader = true
      var start = 0
      var lineStart = 0
      for index in 0...all.count {
        let byte = index < all.count ? all[index] : 0x0A
        guard byte == 0x0A || byte == 0x09 else { continue }
        cells.append(UnsafeBufferPointer(rebasing: all[start..<index]))
        start = index + 1
        guard byte == 0x0A else { continue }
        if index > lineStart, all[lineStart] != 0x23 {
          if !isHeader { body(cells) }
          isHeader = false
        }
        cells.removeAll(keepingCapacity: true)
        lineStart = start
      }
    }
  }
}
