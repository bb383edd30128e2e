import TextModel

/// A family of features: a name, and the names of its one or two parts.
struct FeatureFamily {
  let name: String
  let first: [String]
  let second: [String]
  init(_ name: String, _ first: [String] = [""], _ second: [String] = [""]) {
    self.name = name
    self.first = first
    self.second = second
  }
}

/// One property of a decision: a family with its parts, or a number of that family.
struct Feature {
  var family: UInt8
  var first: UInt8
  var second: UInt8
  var value: Float
  init(_ family: some RawRepresentable<UInt8>, _ first: UInt8 = 0, _ second: UInt8 = 0, value: Float = 1) {
    self.family = family.rawValue
    self.first = first
    self.second = second
    self.value = value
  }
}

/// The weight of each feature of a decision, in log odds, read from a file that an analyst can read too: a line a
/// feature, learnt by `Learning/learners/cues.py` from annotated articles. A sum above zero means yes.
///
/// Immutable, at fixed addresses: shared by workers, read without counting references. Families of pairs of words are so
/// large that their few weights stand in a list.
final class WeightTable: @unchecked Sendable {
  // Written in `init` only.
  private let weights: UnsafeMutablePointer<Float>
  /// For each family that a byte can name where its weights begin and how many second parts it has; nought of one that
  /// the table does not have, or has in `listed`.
  private let families: UnsafeMutablePointer<(base: Int32, width: Int32)>
  /// How many first and second parts each family has.
  let sizes: [(first: Int, second: Int)]
  /// The place of the first feature of each family, as the table is written, and at the end the number of all.
  private let places: [Int]
  /// The weights of large families, in the order of their places.
  private let listed: [(place: Int, weight: Float)]
  /// The most weights that two bytes tell apart.
  private static let mostOfFamily = 256 * 256 + 256
  /// A family with more features is large.
  private static let large = 1 << 14

  /// Makes a table of families of so many first and second parts, with weights at places of it.
  init(sizes given: [(first: Int, second: Int)], weights known: [(place: Int, weight: Float)]) {
    let sizes = given.allSatisfy { $0.first <= 256 && $0.second <= 256 } && given.count <= 256 ? given : []
    self.sizes = sizes
    var places = [0]
    for family in sizes { places.append(places[places.count - 1] + family.first * family.second) }
    self.places = places
    families = .allocate(capacity: 256)
    families.initialize(repeating: (0, 0), count: 256)
    // The first 256 are noughts: those of a family of nothing.
    var size = 256
    for (index, family) in sizes.enumerated() where family.first * family.second <= Self.large {
      families[index] = (Int32(truncatingIfNeeded: size), Int32(truncatingIfNeeded: family.second))
      size += family.first * family.second
    }
    // What is behind them is read where a damaged file tells a family smaller than it is, and means nothing.
    weights = .allocateLines(capacity: size + Self.mostOfFamily)
    weights.initialize(repeating: 0, count: size)
    var listed: [(place: Int, weight: Float)] = []
    var family = 0
    for (place, weight) in known where place >= 0 && place < places[places.count - 1] {
      if place < places[family] { family = 0 }
      while place >= places[family + 1] { family += 1 }
      if families[family].base == 0 {
        listed.append((place, weight))
      } else {
        weights[Int(families[family].base) + place - places[family]] = weight
      }
    }
    // Of two for one place the later one counts: sorting keeps their order.
    self.listed = listed.enumerated().sorted { ($0.element.place, $0.offset) < ($1.element.place, $1.offset) }
      .map(\.element)
  }

  /// Reads `feature<TAB>weight` lines; what is no feature of these families is left out.
  convenience init(families: [FeatureFamily], file: [UInt8]) {
    var bases: [Int] = []
    var size = 0
    for family in families {
      bases.append(size)
      size += family.first.count * family.second.count
    }
    let names = families.map(FamilyNames.init)
    var known: [(place: Int, weight: Float)] = []
    TableFile(file).forEachRow { fields in
      guard fields.count >= 2, let weight = Float(fields[1]) else { return }
      for (index, family) in names.enumerated() {
        guard let (first, second) = family.parts(of: fields[0]) else { continue }
        known.append((bases[index] + first * families[index].second.count + second, weight))
        return
      }
    }
    self.init(sizes: families.map { ($0.first.count, $0.second.count) }, weights: known)
  }

  deinit {
    weights.deallocate()
    families.deallocate()
  }

  /// The weights that are not nought, with their places.
  var known: [(place: Int, weight: Float)] {
    sizes.indices.flatMap { family in
      var known: [(place: Int, weight: Float)] = []
      forEachWeight(of: family) { known.append((places[family] + $0 * sizes[family].second + $1, $2)) }
      return known
    }
  }

  /// Calls `body` with the parts and the weight of each feature of a family whose weight is not nought.
  func forEachWeight(of family: Int, _ body: (Int, Int, Float) -> Void) {
    guard family < sizes.count else { return }
    let width = max(1, sizes[family].second)
    if families[family].base == 0 {
      for index in listed.indices where listed[index].place >= places[family] && listed[index].weight != 0 {
        let place = listed[index].place
        guard place < places[family + 1] else { return }
        if index + 1 < listed.count, listed[index + 1].place == place { continue }
        body((place - places[family]) / width, (place - places[family]) % width, listed[index].weight)
      }
      return
    }
    let base = Int(families[family].base)
    for place in 0..<places[family + 1] - places[family] where weights[base + place] != 0 {
      body(place / width, place % width, weights[base + place])
    }
  }

  /// The name of a feature as the files write it: `family first second`, without a part that has no name.
  static func key(_ family: String, _ first: String, _ second: String) -> String {
    (first.isEmpty ? family : "\(family) \(first)") + (second.isEmpty ? "" : " \(second)")
  }

  /// The weight of a feature of a family that is not large, times its value. O(1).
  @inline(__always)
  func weight(_ feature: Feature) -> Float {
    let (base, width) = families[Int(feature.family)]
    return weights[Int(base) + Int(feature.first) * Int(width) + Int(feature.second)] * feature.value
  }

  /// Asks for the weight of a feature, which will be read soon.
  @inline(__always) func prefetch(_ feature: Feature) {
    let (base, width) = families[Int(feature.family)]
    weights.prefetch(Int(base) + Int(feature.first) * Int(width) + Int(feature.second))
  }

  /// The weight of any feature times its value. O(log weights).
  @inline(never)
  func anyWeight(_ feature: Feature) -> Float { weight(feature) + listedWeight(feature) * feature.value }

  private func listedWeight(_ feature: Feature) -> Float {
    let family = Int(feature.family)
    guard family < sizes.count, families[family].base == 0 else { return 0 }
    let place = places[family] + Int(feature.first) * sizes[family].second + Int(feature.second)
    guard place < places[family + 1] else { return 0 }
    // The last one at the place.
    var low = 0
    var high = listed.count
    while low < high {
      let middle = (low + high) / 2
      if listed[middle].place <= place { low = middle + 1 } else { high = middle }
    }
    return low > 0 && listed[low - 1].place == place ? listed[low - 1].weight : 0
  }
}

/// The names of a family's parts by their numbers: a file names few of the many features that could be.
private struct FamilyNames {
  private let name: String
  private let first: [String: Int]
  private let second: [String: Int]

  init(_ family: FeatureFamily) {
    name = family.name
    first = Self.numbers(of: family.first)
    second = Self.numbers(of: family.second)
  }

  /// Of several parts those without a name are none; of one name twice the first counts.
  private static func numbers(of names: [String]) -> [String: Int] {
    var numbers: [String: Int] = [:]
    for (number, name) in names.enumerated() where numbers[name] == nil && (names.count == 1 || !name.isEmpty) {
      numbers[name] = number
    }
    return numbers
  }

  /// The numbers of the parts that a feature's name gives, nil where it is none of the family.
  func parts(of key: Substring) -> (first: Int, second: Int)? {
    guard key.hasPrefix(name) else { return nil }
    var rest = key.dropFirst(name.count)
    if !rest.isEmpty {
      guard rest.first == " " else { return nil }
      rest = rest.dropFirst()
    }
    // The names of parts may have blanks in them: every one may be where the first ends.
    var best = parts("", rest)
    for cut in rest.indices where rest[cut] == " " {
      best = Self.lesser(best, parts(rest[..<cut], rest[rest.index(after: cut)...]))
    }
    return Self.lesser(best, parts(rest, ""))
  }

  private func parts(_ first: Substring, _ second: Substring) -> (first: Int, second: Int)? {
    guard let first = self.first[String(first)], let second = self.second[String(second)] else { return nil }
    return (first, second)
  }

  private static func lesser(
    _ left: (first: Int, second: Int)?, _ right: (first: Int, second: Int)?
  ) -> (first: Int, second: Int)? {
    guard let left, let right else { return left ?? right }
    return left <= right ? left : right
  }
}

/// A file of lines of fields parted by tabs; `#` begins a comment, the first line names the columns.
struct TableFile {
  private let text: [UInt8]
  init(_ text: [UInt8]) { self.text = text }

  /// Calls `body` with the fields of every line but the first.
  func forEachRow(_ body: ([Substring]) -> Void) {
    var isHeader = true
    for line in String(decoding: text, as: UTF8.self).split(separator: "\n") where line.first != "#" {
      if isHeader {
        isHeader = false
        continue
      }
      body(line.split(separator: "\t", omittingEmptySubsequences: false))
    }
  }
}
