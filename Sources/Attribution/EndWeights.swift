import TextModel

/// The weights of ends of contents as they are added up: what hangs on the word at a boundary stands together.
///
/// In the table each of these weights is in a cache line of its own; here a boundary needs four, side by side. The two
/// families of pairs of words have few weights that are not nought: a bit for each pair tells which.
final class EndWeights: @unchecked Sendable {
  // Written in `init` only.
  private let table: WeightTable
  private let rows: UnsafeMutablePointer<UInt32>
  /// By the part of speech before a boundary: alone, and with each kind of content.
  private let previous: UnsafeMutablePointer<Float>
  private let pairs: UnsafeMutablePointer<Float>

  /// Where in a row the weights of a family begin, the bits of pairs, and, two of 16 bits at a place, the numbers of the
  /// first weight of each 32 of them.
  private enum Place {
    static let content = 1
    static let cueClass = 13
    static let setting = 28
    static let finite = 34
    static let balance = 36
    static let weights = 40
    static let next = 40
    static let before = 48
    static let starts = 16
    static let size = 64
  }
  private static let previousSize = 16

  init(_ table: WeightTable) {
    self.table = table
    rows = .allocateLines(capacity: 257 * Place.size)
    rows.initialize(repeating: 0, count: 257 * Place.size)
    previous = .allocateLines(capacity: 257 * Self.previousSize)
    previous.initialize(repeating: 0, count: 257 * Self.previousSize)
    var found: [(row: Int, bits: Int, other: Int, weight: Float)] = []
    table.forEachWeight(of: Int(EndFeature.tokens.rawValue)) { found.append(($0, Place.next, $1, $2)) }
    table.forEachWeight(of: Int(EndFeature.previousToken.rawValue)) { found.append(($1, Place.before, $0, $2)) }
    found.sort { ($0.row, $0.bits, $0.other) < ($1.row, $1.bits, $1.other) }
    pairs = .allocate(capacity: found.count + 1)
    pairs.initialize(repeating: 0, count: found.count + 1)
    for (number, pair) in found.enumerated() {
      pairs[number] = pair.weight
      let row = rows + pair.row * Place.size
      let word = pair.bits + pair.other >> 5
      if row[word] == 0 { row[Self.start(of: word)] |= UInt32(number & 0xFFFF) << Self.shift(of: word) }
      row[word] |= 1 << UInt32(pair.other & 31)
    }
    fillRows()
  }

  deinit {
    rows.deallocate()
    previous.deallocate()
    pairs.deallocate()
  }

  /// Where the number stands of the first pair of a word of bits.
  @inline(__always) private static func start(of word: Int) -> Int {
    Place.next + Place.starts + (word - Place.next) >> 1
  }
  @inline(__always) private static func shift(of word: Int) -> UInt32 { UInt32(word & 1) << 4 }

  private func fillRows() {
    func put(_ weight: Float, _ here: Int, _ place: Int, limit: Int) {
      if place < limit { rows[here * Place.size + place] = weight.bitPattern }
    }
    table.forEachWeight(of: Int(EndFeature.token.rawValue)) { here, _, weight in put(weight, here, 0, limit: 1) }
    table.forEachWeight(of: Int(EndFeature.contentToken.rawValue)) {
      put($2, $1, Place.content + $0, limit: Place.cueClass)
    }
    table.forEachWeight(of: Int(EndFeature.classToken.rawValue)) {
      put($2, $1, Place.cueClass + $0, limit: Place.setting)
    }
    table.forEachWeight(of: Int(EndFeature.settingToken.rawValue)) {
      put($2, $1, Place.setting + $0, limit: Place.finite)
    }
    table.forEachWeight(of: Int(EndFeature.finiteToken.rawValue)) {
      put($2, $1, Place.finite + $0, limit: Place.balance)
    }
    table.forEachWeight(of: Int(EndFeature.balanceToken.rawValue)) {
      put($2, $1, Place.balance + $0, limit: Place.weights)
    }
    table.forEachWeight(of: Int(EndFeature.previous.rawValue)) { tag, _, weight in
      previous[tag * Self.previousSize] = weight
    }
    table.forEachWeight(of: Int(EndFeature.contentPrevious.rawValue)) { content, tag, weight in
      if content + 1 < Self.previousSize { previous[tag * Self.previousSize + content + 1] = weight }
    }
  }

  /// The weight of a feature as the table has it: kinds of contents, classes, settings and the like are below what a row
  /// has room for. O(1).
  @inline(__always) func weight(_ feature: Feature) -> Float {
    let (first, second) = (Int(feature.first), Int(feature.second))
    switch feature.family {
    case EndFeature.token.rawValue: return value(first, 0)
    case EndFeature.contentToken.rawValue: return value(second, Place.content + first)
    case EndFeature.classToken.rawValue: return value(second, Place.cueClass + first)
    case EndFeature.settingToken.rawValue: return value(second, Place.setting + first)
    case EndFeature.finiteToken.rawValue: return value(second, Place.finite + first)
    case EndFeature.balanceToken.rawValue: return value(second, Place.balance + first)
    case EndFeature.tokens.rawValue: return pair(first, Place.next, second)
    case EndFeature.previousToken.rawValue: return pair(second, Place.before, first)
    case EndFeature.previous.rawValue: return previous[first * Self.previousSize]
    case EndFeature.contentPrevious.rawValue:
      return previous[second * Self.previousSize + first + 1]
    case EndFeature.verbFollows.rawValue: return table.anyWeight(feature)
    default: return table.weight(feature)
    }
  }

  @inline(__always) private func value(_ here: Int, _ place: Int) -> Float {
    Float(bitPattern: rows[here * Place.size + place])
  }

  @inline(__always) private func pair(_ here: Int, _ bits: Int, _ other: Int) -> Float {
    let row = rows + here * Place.size
    let word = bits + other >> 5
    let bit: UInt32 = 1 &<< UInt32(other & 31)
    guard row[word] & bit != 0 else { return 0 }
    let start = Int(row[Self.start(of: word)] &>> Self.shift(of: word) & 0xFFFF)
    return pairs[start + (row[word] & (bit &- 1)).nonzeroBitCount]
  }
}

/// What features of a decision are told to: a sum of weights, or an explanation.
protocol FeatureSink {
  mutating func add(_ feature: Feature)
}

/// The weights of a boundary, added up.
struct EndSum: FeatureSink {
  let weights: EndWeights
  var sum: Float = 0

  @inline(__always) mutating func add(_ feature: Feature) { sum += weights.weight(feature) }
}

/// All features, one after the other.
struct FeatureList: FeatureSink {
  var features: [Feature] = []

  mutating func add(_ feature: Feature) { features.append(feature) }
}
