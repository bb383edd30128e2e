import TextModel

/// Finds out what the words in a class, an id or a role mean; a value once met is looked up whole.
struct NameMarker {
  private let rules: PageRules
  /// By hash the values that were met, and where their bytes are among those of all: a value is known by its bytes, so that
  /// the marks of a page never hang on the pages before it.
  private var known: [UInt64: (marks: MarkSet, bytes: Range<Int32>)] = [:]
  private var bytesOfKnown: [UInt8] = []
  /// A hash of the letters of the value met last.
  private(set) var name: UInt32 = 0
  private var word: [UInt8] = []
  private var joined: [UInt8] = []

  /// Values remembered at most, before the table begins anew.
  private static let memory = 1 << 12

  init(rules: PageRules) { self.rules = rules }

  /// The marks of all words of an attribute's value.
  mutating func marks(of value: Range<Int>, in page: UnsafeBufferPointer<UInt8>) -> MarkSet {
    name = 0
    guard !value.isEmpty else { return [] }
    let bytes = UnsafeBufferPointer(rebasing: page[value.lowerBound..<min(value.upperBound, value.lowerBound + 512)])
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    var letters: UInt32 = 0x811C_9DC5
    for byte in bytes {
      hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3
      if !ASCII.isDigit(byte) { letters = (letters ^ UInt32(byte)) &* 0x0100_0193 }
    }
    name = letters | 1
    if let met = known[hash] {
      let isSame = bytesOfKnown[Int(met.bytes.lowerBound)..<Int(met.bytes.upperBound)].elementsEqual(bytes)
      return isSame ? met.marks : read(bytes)
    }
    if known.count >= Self.memory {
      known.removeAll(keepingCapacity: true)
      bytesOfKnown.removeAll(keepingCapacity: true)
    }
    let marks = read(bytes)
    let start = Int32(truncatingIfNeeded: bytesOfKnown.count)
    bytesOfKnown.append(contentsOf: bytes)
    known[hash] = (marks, start..<Int32(truncatingIfNeeded: bytesOfKnown.count))
    return marks
  }

  /// Cuts a value into words: at blanks, marks, digits and before capitals (*articleBody*); neighbours also count joined.
  private mutating func read(_ bytes: UnsafeBufferPointer<UInt8>) -> MarkSet {
    var marks = MarkSet()
    word.removeAll(keepingCapacity: true)
    joined.removeAll(keepingCapacity: true)
    var isAfterSmall = false
    for byte in bytes {
      let isCapital = ASCII.isCapital(byte)
      if !ASCII.isLetter(byte) || (isCapital && isAfterSmall) { endWord(&marks) }
      if ASCII.isBlank(byte) { joined.removeAll(keepingCapacity: true) }
      if ASCII.isLetter(byte) { word.append(ASCII.lower(byte)) }
      isAfterSmall = ASCII.isLetter(byte) && !isCapital
    }
    endWord(&marks)
    return marks
  }

  private mutating func endWord(_ marks: inout MarkSet) {
    guard !word.isEmpty else { return }
    marks.formUnion(MarkSet(rawValue: word.withUnsafeBufferPointer { rules.names.value($0) }))
    if !joined.isEmpty {
      joined.append(contentsOf: word)
      marks.formUnion(MarkSet(rawValue: joined.withUnsafeBufferPointer { rules.names.value($0) }))
      joined.removeAll(keepingCapacity: true)
    }
    joined.append(contentsOf: word)
    word.removeAll(keepingCapacity: true)
  }
}
