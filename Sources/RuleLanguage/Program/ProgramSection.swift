import GazetteerIndex

/// Writes a program as the section of the resource file, and reads it from there.
///
/// Numbers of four bytes, the lowest first: a version, the strings (their count, their lengths, their bytes), and then
/// each array as its count and its records.
struct ProgramSection {
  private static let version: UInt32 = 6
  private(set) var bytes: [UInt8] = []

  init(_ program: Program) {
    bytes.appendLittleEndian(Self.version)
    append(program.strings)
    append(program.kinds)
    append(program.fields)
    append(program.phases)
    append(program.rules)
    append(program.code)
    append(program.tests)
    append(program.wordTests)
    append(program.wordCode)
    append(program.predicates)
    bytes.appendLittleEndian(UInt32(truncatingIfNeeded: program.regexes.count))
    for regex in program.regexes { append(regex) }
    append(program.lists)
    append(program.listSets)
    append(program.kindReferences)
    append(program.filters)
    append(program.filterValues)
    append(program.makes)
    append(program.contexts)
    append(program.triggers)
    append(program.tokenSets)
    append(program.needs)
  }

  private mutating func append(_ strings: [String]) {
    bytes.appendLittleEndian(UInt32(truncatingIfNeeded: strings.count))
    for string in strings {
      bytes.appendLittleEndian(UInt32(truncatingIfNeeded: string.utf8.count))
      bytes.append(contentsOf: string.utf8)
    }
  }

  private mutating func append(_ records: [some FlatRecord]) {
    bytes.appendLittleEndian(UInt32(truncatingIfNeeded: records.count))
    for record in records { for word in record.words { bytes.appendLittleEndian(word) } }
  }

  private mutating func append(_ regex: RegexAutomaton) {
    append(regex.bounds.map { Int32(bitPattern: $0) })
    append(regex.classes)
    append(regex.table)
    append(regex.accepting.map { $0 ? Int32(1) : 0 })
  }

  /// The program in the bytes; nil where they are none.
  static func program(in bytes: ResourceBytes) -> Program? {
    var reader = SectionReader(bytes)
    guard reader.number() == version else { return nil }
    var program = Program()
    program.strings = reader.strings()
    program.kinds = reader.records()
    program.fields = reader.records()
    program.phases = reader.records()
    program.rules = reader.records()
    program.code = reader.records()
    program.tests = reader.records()
    program.wordTests = reader.records()
    program.wordCode = reader.records()
    program.predicates = reader.records()
    program.regexes = reader.regexes()
    program.lists = reader.records()
    program.listSets = reader.records()
    program.kindReferences = reader.records()
    program.filters = reader.records()
    program.filterValues = reader.records()
    program.makes = reader.records()
    program.contexts = reader.records()
    program.triggers = reader.records()
    program.tokenSets = reader.records()
    program.needs = reader.records()
    guard reader.isWhole, ProgramCheck(program).isSound else { return nil }
    return program
  }
}

/// Reads numbers one after the other; what does not fit makes it unsound, and all further counts nought.
private struct SectionReader {
  private let bytes: ResourceBytes
  private var position = 0
  private var isSound = true

  init(_ bytes: ResourceBytes) { self.bytes = bytes }

  /// Everything was there, and nothing is left.
  var isWhole: Bool { isSound && position == bytes.count }

  mutating func number() -> UInt32 {
    defer { position += 4 }
    if position + 4 > bytes.count { isSound = false }
    return isSound ? bytes.uint32(at: position) : 0
  }

  /// A count of things of at least so many bytes each, which the rest of the section can hold.
  private mutating func count(of size: Int) -> Int {
    let count = Int(number())
    guard isSound, count <= (bytes.count - position) / size else {
      isSound = false
      return 0
    }
    return count
  }

  mutating func strings() -> [String] {
    let total = count(of: 4)
    var strings: [String] = []
    strings.reserveCapacity(total)
    for _ in 0..<total {
      let length = count(of: 1)
      strings.append(bytes.slice(position, length).string)
      position += length
    }
    return strings
  }

  mutating func records<Record: FlatRecord>() -> [Record] {
    let total = count(of: 4 * Record.width)
    let words = numbers(total * Record.width)
    var records: [Record] = []
    records.reserveCapacity(total)
    for index in 0..<total {
      guard let record = Record(words[index * Record.width..<(index + 1) * Record.width]) else {
        isSound = false
        return []
      }
      records.append(record)
    }
    return records
  }

  mutating func records() -> [Int32] { numbers(count(of: 4)) }

  /// So many numbers, which are there.
  private mutating func numbers(_ total: Int) -> [Int32] {
    let first = position
    position += 4 * total
    guard total > 0, first >= 0, position <= bytes.count else { return [Int32](repeating: 0, count: total) }
    return bytes.withBytes { all in
      [Int32](unsafeUninitializedCapacity: total) { numbers, count in
        let raw = UnsafeRawBufferPointer(all)[first..<first + 4 * total]
        UnsafeMutableRawBufferPointer(numbers).copyMemory(from: UnsafeRawBufferPointer(rebasing: raw))
        for index in 0..<total { numbers[index] = Int32(littleEndian: numbers[index]) }
        count = total
      }
    }
  }

  mutating func regexes() -> [RegexAutomaton] {
    var regexes: [RegexAutomaton] = []
    for _ in 0..<count(of: 16) {
      let bounds: [Int32] = records()
      let classes: [Int32] = records()
      let table: [Int32] = records()
      let accepting: [Int32] = records()
      let regex = RegexAutomaton(
        bounds: bounds.map { UInt32(bitPattern: $0) }, classes: classes, classCount: bounds.count, table: table,
        accepting: accepting.map { $0 != 0 })
      guard let regex else {
        isSound = false
        return []
      }
      regexes.append(regex)
    }
    return regexes
  }
}
