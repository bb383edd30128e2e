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
/// feature, learnt by `Rules/build/attribution.py` from annotated articles. A sum above zero means yes.
struct WeightTable: Sendable {
  private var weights: [Float]
  private let bases: [Int]
  private let widths: [Int]

  /// Reads `feature<TAB>weight` lines; what is no feature of these families is left out.
  init(families: [FeatureFamily], file: [UInt8]) {
    var bases: [Int] = []
    var size = 0
    for family in families {
      bases.append(size)
      size += family.first.count * family.second.count
    }
    self.bases = bases
    widths = families.map(\.second.count)
    weights = [Float](repeating: 0, count: size)
    let names = families.map(FamilyNames.init)
    TableFile(file).forEachRow { fields in
      guard fields.count >= 2, let weight = Float(fields[1]) else { return }
      for (index, family) in names.enumerated() {
        guard let (first, second) = family.parts(of: fields[0]) else { continue }
        weights[bases[index] + first * widths[index] + second] = weight
        return
      }
    }
  }

  /// The name of a feature as the files write it: `family first second`, without a part that has no name.
  static func key(_ family: String, _ first: String, _ second: String) -> String {
    (first.isEmpty ? family : "\(family) \(first)") + (second.isEmpty ? "" : " \(second)")
  }

  /// The weight of a feature times its value. O(1).
  @inline(__always)
  func weight(_ feature: Feature) -> Float {
    let family = Int(feature.family)
    let place = bases[family] + Int(feature.first) * widths[family] + Int(feature.second)
    return place < weights.count ? weights[place] * feature.value : 0
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

/// What attribution has learnt, as the files of `Rules/` say it. Immutable, shared by workers.
public struct AttributionTables: Sendable {
  /// The files' paths in the folder of rules.
  public static let names = [
    "attribution/cue-frames.tsv", "attribution/cue-weights.tsv", "attribution/content-end.tsv",
    "attribution/source-heads.tsv", "confidence.tsv",
  ]

  let cueWeights: WeightTable
  let endWeights: WeightTable
  /// For each frame its cues, uses and sides.
  private(set) var frameOdds = [Float](repeating: 0, count: Frame.count)
  private(set) var frameSides = [CueLexicon.Sides](repeating: [], count: Frame.count)
  /// The share of cues among all candidates.
  let mean: Float
  private(set) var headOdds: [String: Float] = [:]
  let confidence: ConfidenceTable

  /// Reads the tables; a file that is missing leaves its table empty.
  public init(files: [(name: String, bytes: [UInt8])]) {
    func bytes(_ name: String) -> [UInt8] { files.first { $0.name.hasSuffix(name) }?.bytes ?? [] }
    cueWeights = WeightTable(families: CueFeature.families, file: bytes("/cue-weights.tsv"))
    endWeights = WeightTable(families: EndFeature.families, file: bytes("/content-end.tsv"))
    confidence = ConfidenceTable(file: bytes("confidence.tsv"))
    var frames: [(index: Int, cues: Float, uses: Float, sides: CueLexicon.Sides)] = []
    TableFile(bytes("/cue-frames.tsv")).forEachRow { fields in
      guard fields.count >= 4, let frame = Frame(named: fields[0]), let cues = Float(fields[1]),
        let uses = Float(fields[2])
      else { return }
      frames.append((frame.index, cues, uses, CueLexicon.sides(fields[3])))
    }
    let cues = frames.reduce(0) { $0 + $1.cues }
    let uses = frames.reduce(0) { $0 + $1.uses }
    mean = (cues + 1) / (uses + 2)
    for index in frameOdds.indices { frameOdds[index] = Odds.of(mean) }
    for frame in frames {
      frameOdds[frame.index] = Odds.of((frame.cues + 3 * mean) / (frame.uses + 3))
      frameSides[frame.index] = frame.sides
    }
    var heads: [String: Float] = [:]
    let mean = mean
    TableFile(bytes("/source-heads.tsv")).forEachRow { fields in
      guard fields.count >= 3, let cues = Float(fields[1]), let uses = Float(fields[2]) else { return }
      heads[String(fields[0])] = Odds.of((cues + 5 * mean) / (uses + 5))
    }
    headOdds = heads
  }

  /// The band of a cue's probability, as `confidence.tsv` writes it.
  public static func band(of probability: Float) -> String { ConfidenceTable.condition(probability) }

  /// No tables at all: every cue of a list counts by its share alone.
  public init() { self.init(files: []) }
}
