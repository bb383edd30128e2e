import Entities

/// What the documents of a story count, and what each says of it.
struct StoryFigure {
  /// A value, with all who give it.
  struct Value {
    var value: Double?
    var low: Double?
    var high: Double?
    var bound: String
    var numbers: [String]
    var sources: [String]
    var documents: Set<Int>
    var first: Int
  }

  var counted: String
  var unit: String?
  var kind: String
  /// In the order of time.
  var values: [Value]
  var numbers: [String]

  /// Whether all values can be true together.
  var agrees: Bool {
    let ranges = values.map(Self.range)
    let low = ranges.map(\.low).max() ?? 0
    let high = ranges.map(\.high).min() ?? 0
    return low <= high
  }

  private static func range(_ value: Value) -> (low: Double, high: Double) {
    if let exact = value.value {
      return value.bound == "about" ? (exact * 0.9, exact * 1.1) : (exact, exact)
    }
    return (value.low ?? -.infinity, value.high ?? .infinity)
  }
}

/// Finds the numbers of a story that count the same thing.
struct FigureFinder {
  private(set) var figures: [StoryFigure] = []

  private static let kinds: Set<String> = ["count", "money", "percent", "measure", "rate"]
  /// Words of what is counted that say little.
  private static let leastRarity: Float = 7

  init(_ documents: [(number: Int, document: StoryDocument)], common: CommonWords) {
    var places: [String: Int] = [:]
    var found: [(figure: StoryFigure, documents: Set<Int>)] = []
    for (number, document) in documents {
      for row in document.numbers where Self.kinds.contains(row.kind) {
        guard let counted = row.counted, row.value != nil || row.low != nil || row.high != nil,
          let key = Self.key(counted, row, common)
        else { continue }
        let place = places[key] ?? found.count
        if place == found.count {
          places[key] = place
          found.append((StoryFigure(counted: counted, unit: row.unit, kind: row.kind, values: [], numbers: []), []))
        }
        found[place].documents.insert(number)
        Self.add(row, number, to: &found[place].figure)
      }
    }
    figures = found.filter { $0.documents.count > 1 }.map(\.figure)
  }

  private static func add(_ row: StoryDocument.Number, _ document: Int, to figure: inout StoryFigure) {
    figure.numbers.append(row.id)
    let place = figure.values.firstIndex {
      $0.value == row.value && $0.low == row.low && $0.high == row.high && $0.bound == row.bound
    }
    guard let place else {
      figure.values.append(
        .init(
          value: row.value, low: row.low, high: row.high, bound: row.bound, numbers: [row.id],
          sources: row.source.map { [$0] } ?? [], documents: [document], first: document))
      return
    }
    figure.values[place].numbers.append(row.id)
    figure.values[place].documents.insert(document)
    if let source = row.source, !figure.values[place].sources.contains(source) {
      figure.values[place].sources.append(source)
    }
  }

  /// What is counted, as it is compared: the stems of its words that say something, with kind and unit.
  private static func key(_ counted: String, _ row: StoryDocument.Number, _ common: CommonWords) -> String? {
    var stemmer = Stemmer()
    let words = counted.lowercased().split { !$0.isLetter && $0 != "'" && $0 != "’" }
    var stems = Set<UInt64>()
    for word in words {
      let rarity = Array(word.utf8).withUnsafeBufferPointer { common.rarity(ofHash: CommonWords.hash(of: $0)) }
      if rarity >= leastRarity || words.count == 1 { stems.insert(stemmer.hash(of: Array(word.utf8)[...])) }
    }
    guard !stems.isEmpty else { return nil }
    return "\(row.kind) \(row.unit ?? "") " + stems.sorted().map { String($0, radix: 36) }.joined(separator: " ")
  }
}
