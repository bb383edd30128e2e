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
      let isAbout = value.bound == "about"  // names: a bound
      return isAbout ? (exact * 0.9, exact * 1.1) : (exact, exact)
    }
    return (value.low ?? -.infinity, value.high ?? .infinity)
  }
}

/// Finds the numbers of a story that count the same thing.
///
/// Of people counted it is asked what is said of them: *12 people were killed* and *19 are missing* are two figures, and
/// *12 deaths* and *killed 12* are one.
struct FigureFinder {
  private(set) var figures: [StoryFigure] = []
  private let language: StoryLanguage
  private var stemmer: Stemmer

  private static let kinds: Set<String> = ["count", "money", "percent", "measure", "rate"]  // names: kinds
  /// Words of what is counted that say little.
  private static let leastRarity: Float = 7
  /// A document that gives more values than this for one thing counts several: the points of a game.
  private static let valueLimit = 3

  init(_ documents: some Sequence<(number: Int, text: ComparedText)>, language: StoryLanguage) {
    self.language = language
    stemmer = Stemmer(language)
    var places: [String: Int] = [:]
    var found: [(figure: StoryFigure, values: [Int: Int], isNamed: Bool)] = []
    for (number, text) in documents {
      for row in text.document.numbers where Self.kinds.contains(row.kind) && !Self.isPast(row, text.document) {
        guard row.value != nil || row.low != nil || row.high != nil, let (counted, key) = counted(row, in: text) else {
          continue
        }
        let place = places[key] ?? found.count
        if place == found.count {
          places[key] = place
          found.append(
            (StoryFigure(counted: counted, unit: row.unit, kind: row.kind, values: [], numbers: []), [:], false))
        }
        // The first one that says what is counted names it.
        if !found[place].isNamed, row.counted != nil {
          found[place].figure.counted = counted
          found[place].isNamed = true
        }
        if Self.add(row, number, to: &found[place].figure) { found[place].values[number, default: 0] += 1 }
      }
    }
    figures = found.filter { entry in
      entry.values.count > 1 && entry.values.values.allSatisfy { $0 <= Self.valueLimit }
    }.map(\.figure)
  }

  /// Whether the sentence tells of another year than that of the text: *a flood in 1997, when four people drowned*.
  private static func isPast(_ row: StoryDocument.Number, _ document: StoryDocument) -> Bool {
    guard document.day != Timestamp.unknown else { return false }
    return document.dates.contains { date in
      guard row.sentence.contains(date.span.lowerBound), let iso = date.iso, iso.utf8.count >= 4 else { return false }
      let parts = iso.split(separator: "-")
      let month = parts.count > 1 ? String(parts[1]) : "12"
      let day = Timestamp.day(Array("\(parts[0])-\(month)-28".utf8)) ?? Int64(document.day)
      return day + pastLimit < Int64(document.day)
    }
  }

  /// In days.
  private static let pastLimit: Int64 = 60

  /// Adds a number to a figure; says whether its document gives that value for the first time.
  private static func add(_ row: StoryDocument.Number, _ document: Int, to figure: inout StoryFigure) -> Bool {
    figure.numbers.append(row.id)
    let place = figure.values.firstIndex {
      $0.value == row.value && $0.low == row.low && $0.high == row.high && $0.bound == row.bound
    }
    guard let place else {
      figure.values.append(
        .init(
          value: row.value, low: row.low, high: row.high, bound: row.bound, numbers: [row.id],
          sources: row.source.map { [$0] } ?? [], documents: [document], first: document))
      return true
    }
    figure.values[place].numbers.append(row.id)
    let isFirst = figure.values[place].documents.insert(document).inserted
    if let source = row.source, !figure.values[place].sources.contains(source) {
      figure.values[place].sources.append(source)
    }
    return isFirst
  }

  /// What is counted, for readers and as it is compared: the stems of its words that say something, what is said of it,
  /// kind and unit. Nil where that is nothing.
  private mutating func counted(
    _ row: StoryDocument.Number, in text: ComparedText
  ) -> (shown: String, key: String)? {
    let said = row.kind == "count" ? said(of: row, in: text) : nil
    let words = (row.counted ?? "").lowercased().split { !$0.isLetter && $0 != "'" && $0 != "’" }
    var stems: Set<UInt64> = []
    var saysSo = false
    for word in words {
      let hash = Array(word.utf8).withUnsafeBufferPointer { CommonWords.hash(of: $0) }
      if said != nil, language.words.saidOfCounted(hash) == said {
        saysSo = true
        continue
      }
      if said != nil, language.words.isPeople(hash) { continue }
      if language.common.rarity(ofHash: hash) >= Self.leastRarity || words.count == 1 {
        stems.insert(stemmer.hash(of: Array(word.utf8)[...]))
      }
    }
    guard !stems.isEmpty || said != nil else { return nil }
    let shown = [row.counted, saysSo ? nil : said].compactMap { $0 }.joined(separator: " ")
    return (
      shown,
      "\(row.kind) \(row.unit ?? "") \(said ?? "") "
        + stems.sorted().map { String($0, radix: 36) }.joined(separator: " ")
    )
  }

  // MARK: What is said of those counted

  /// In words.
  private static let reachBehind = 7
  private static let reachBefore = 5

  /// What the clause says of those counted: *12 people were killed*, *killing at least 12*, *the death toll rose to 12*.
  /// The nearest word that says it, up to a mark or to what joins another clause.
  private func said(of row: StoryDocument.Number, in text: ComparedText) -> String? {
    let words = text.words
    let first = words.partitioningIndex { Int($0.scalar) >= row.span.lowerBound }
    let behind = words.partitioningIndex { Int($0.scalar) >= row.span.upperBound }
    var found: (said: String, distance: Int)?
    for place in stride(from: first - 1, through: max(0, first - Self.reachBefore), by: -1) {
      guard place + 1 < words.count, isJoined(words[place], words[place + 1], in: text) else { break }
      if let said = language.words.saidOfCounted(words[place].hash) {
        found = (said, first - place)
        break
      }
    }
    for place in behind..<max(behind, min(words.count, behind + Self.reachBehind)) {
      guard place > 0, isJoined(words[place - 1], words[place], in: text) else { break }
      if words[place].flags.contains(.digit) || language.words.isFigure(words[place].hash) { break }
      if let said = language.words.saidOfCounted(words[place].hash) {
        if found.map({ $0.distance > 1 && place - behind < $0.distance }) ?? true { found = (said, place - behind) }
        break
      }
    }
    return found?.said
  }

  /// Whether two words stand in one clause: no mark and no *and* between them.
  private func isJoined(_ one: Word, _ two: Word, in text: ComparedText) -> Bool {
    guard one.sentence == two.sentence, !language.words.isFiller(one.hash), !language.words.isFiller(two.hash) else {
      return false
    }
    let between = text.document.text[min(Int(one.end), Int(two.start))..<Int(two.start)]
    return !between.contains {
      [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: ":"), UInt8(ascii: "(")].contains($0)
    }
  }
}
