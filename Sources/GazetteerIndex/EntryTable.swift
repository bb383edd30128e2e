import CXXHash
import TextModel

/// The lines of all entries as they stand in their files: names, columns, and where they come from.
final class EntryTable: @unchecked Sendable {
  // The numbers and the text lie in `owners`. Low half: where the line's text begins; high half: its number in its file.
  private let entries: CheckedNumbers<UInt64>
  private let text: UnsafeBufferPointer<UInt8>
  private let owners: [ResourceBytes]

  init(entries: ResourceBytes, text: ResourceBytes) {
    self.entries = CheckedNumbers(entries)
    self.text = text.buffer.bindMemory(to: UInt8.self)
    owners = [entries, text]
  }

  /// The number of entries.
  var count: Int { max(0, entries.count - 1) }

  /// The line of an entry in its file, from 1.
  func line(of entry: Int) -> Int { Int(entries[entry] >> 32) }

  /// The field of an entry's line, valid within `body` only; empty where there is none. O(bytes of the line).
  @inline(__always)
  func withField<R>(_ column: Int, of entry: Int, _ body: (UnsafeBufferPointer<UInt8>) throws -> R) rethrows -> R {
    defer { withExtendedLifetime(self) {} }
    return try body(field(column, of: entry))
  }

  private func field(_ column: Int, of entry: Int) -> UnsafeBufferPointer<UInt8> {
    let start = Int(entries[entry] & 0xFFFF_FFFF)
    let end = entry < count ? min(text.count, Int(entries[entry + 1] & 0xFFFF_FFFF)) : start
    var rest = column
    var begin = start
    var index = start
    while index < end {
      if text[index] == 0x09 {
        if rest == 0 { return UnsafeBufferPointer(rebasing: text[begin..<index]) }
        rest -= 1
        begin = index + 1
      }
      index += 1
    }
    return rest == 0 && begin <= end
      ? UnsafeBufferPointer(rebasing: text[begin..<end]) : UnsafeBufferPointer(rebasing: text[0..<0])
  }
}

/// Makes an `EntryTable`'s sections.
struct EntryTableBuilder {
  private var entries: [UInt64] = []
  private var text: [UInt8] = []

  var count: Int { entries.count }

  /// Whether all offsets fit into 32 bits and all entries into 31.
  var isAddressable: Bool { text.count <= Int(UInt32.max) && entries.count <= Int(Int32.max) }

  mutating func add(_ bytes: UnsafeBufferPointer<UInt8>, line: Int) {
    entries.append(UInt64(truncatingIfNeeded: text.count) & 0xFFFF_FFFF | UInt64(truncatingIfNeeded: line) << 32)
    text.append(contentsOf: bytes)
  }

  consuming func finish(into writer: inout ResourceWriter, prefix: String) {
    entries.append(UInt64(truncatingIfNeeded: text.count))
    writer.add("\(prefix)entries", numbers: entries)
    writer.add("\(prefix)entries.text", text)
  }
}

/// Finds entries of one file that cannot be told apart: the same name with the same id.
struct EntryIndex {
  private struct Place {
    var name: Range<Int32>
    var id: Range<Int32>
    var line: Int32
    var lineRange: Range<Int32>
  }
  private var places: [Place] = []
  private var slots = [Int32](repeating: -1, count: 1 << 8)

  /// False, with an error in the log, where the row's name and id are there already. O(1).
  mutating func add(
    _ values: RowValues, _ row: GazetteerRow, in text: UnsafeBufferPointer<UInt8>, log: inout SourceLog
  ) -> Bool {
    let place = Place(
      name: Self.narrow(values.name), id: Self.narrow(values.id), line: Int32(truncatingIfNeeded: row.line),
      lineRange: Self.narrow(row.range))
    if (places.count + 1) * 2 > slots.count { grow(text) }
    var slot = slotIndex(of: place, text)
    while slots[slot] >= 0 {
      let other = places[Int(slots[slot])]
      if Self.equal(other.name, place.name, text), Self.equal(other.id, place.id, text) {
        report(row, twin: other, isWhole: Self.equal(other.lineRange, place.lineRange, text), text, log: &log)
        return false
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    slots[slot] = Int32(truncatingIfNeeded: places.count)
    places.append(place)
    return true
  }

  private func report(
    _ row: GazetteerRow, twin: Place, isWhole: Bool, _ text: UnsafeBufferPointer<UInt8>, log: inout SourceLog
  ) {
    let line = UnsafeBufferPointer(rebasing: text[row.range])
    let name = String(decoding: UnsafeBufferPointer(rebasing: text[row.fields[0]]), as: UTF8.self)
    if isWhole {
      log.error("the same line is there already, line \(twin.line)", line: row.line, of: line)
    } else {
      log.error(
        "the name '\(name)' is there already, line \(twin.line)",
        hint: "two entries with one name need different ids", line: row.line, of: line)
    }
  }

  private func slotIndex(of place: Place, _ text: UnsafeBufferPointer<UInt8>) -> Int {
    let name = UnsafeBufferPointer(rebasing: text[Self.wide(place.name)])
    let id = UnsafeBufferPointer(rebasing: text[Self.wide(place.id)])
    let hash = XXH64(id.baseAddress, id.count, XXH64(name.baseAddress, name.count, 0))
    return Int(truncatingIfNeeded: hash) & (slots.count - 1)
  }

  private mutating func grow(_ text: UnsafeBufferPointer<UInt8>) {
    slots = [Int32](repeating: -1, count: slots.count * 2)
    for (index, place) in places.enumerated() {
      var slot = slotIndex(of: place, text)
      while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Int32(truncatingIfNeeded: index)
    }
  }

  private static func narrow(_ range: Range<Int>) -> Range<Int32> {
    Int32(truncatingIfNeeded: range.lowerBound)..<Int32(truncatingIfNeeded: range.upperBound)
  }

  private static func wide(_ range: Range<Int32>) -> Range<Int> { Int(range.lowerBound)..<Int(range.upperBound) }

  private static func equal(_ left: Range<Int32>, _ right: Range<Int32>, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard left.count == right.count else { return false }
    for offset in 0..<left.count
    where text[Int(left.lowerBound) + offset] != text[Int(right.lowerBound) + offset] { return false }
    return true
  }
}
