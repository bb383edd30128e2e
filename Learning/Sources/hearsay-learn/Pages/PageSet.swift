import Glibc

/// A page to learn from: its paragraphs' signs by number, and which of them are the article.
struct TrainingPage {
  var name: String
  var site: Int
  var fold: Int
  var weight: Double
  /// The state of each paragraph as labelled, then (`join`) of each unit: 0 before, 1 inside, 2 between, 3 after.
  var states: [UInt8]
  /// The signs of unit i are `signs[starts[i]..<starts[i + 1]]`.
  var signs: [Int16] = []
  var starts: [Int32] = [0]
  /// How much each unit counts by its length.
  var lengths: [UInt8] = []
  /// What each sign of a unit counts: one, parted among its paragraphs.
  var shares: [Double] = []
  /// The paragraphs read, and how much each counts by its length.
  var paragraphs: [UInt8] = []
  /// The first paragraph of each unit.
  var firsts: [Int] = []

  /// A unit counts for no more than this.
  private static let longest = 120

  /// Gives each unit the state that most of it has.
  mutating func join() {
    var inside: [Bool] = []
    for unit in firsts.indices {
      let range = firsts[unit]..<(unit + 1 < firsts.count ? firsts[unit + 1] : paragraphs.count)
      let all = range.reduce(0) { $0 + Int(paragraphs[$1]) }
      let kept = range.reduce(0) { $0 + (states[$1] == 1 ? Int(paragraphs[$1]) : 0) }
      inside.append(kept * 2 > all)
      lengths.append(UInt8(min(Self.longest, all)))
      shares.append(1 / Double(range.count))
    }
    let first = inside.firstIndex(of: true) ?? inside.count
    let last = inside.lastIndex(of: true) ?? -1
    states = inside.indices.map { inside[$0] ? 1 : $0 < first || last < 0 ? 0 : $0 > last ? 3 : 2 }
  }
}

/// All pages with their signs.
///
/// SIGNS is what `hearsay text --signs` prints. LABELS has a page a line, parted by tabs: name, site, benchmark, fold,
/// weight and a digit a paragraph (0 before, 1 inside, 2 between, 3 after); paragraphs beyond the digits are not learnt
/// from.
///
/// Benchmarks differ on standfirsts, captions and posts. A sign of these counts once more with the benchmark's name before
/// it, so that what one benchmark does is not learnt of all; those weights are not written.
struct PageSet {
  private(set) var pages: [TrainingPage] = []
  /// The names of signs by their numbers.
  private(set) var names: [String] = []
  private(set) var siteCount = 0
  private var benchmarks: [String] = []
  private let without: [String]
  private var numbers: [String: Int16] = [:]
  private var sites: [String: Int] = [:]
  private var places: [String: Int] = [:]

  init?(signs: String, labels: String, without: [String]) {
    self.without = without
    guard let labels = Self.lines(of: labels) else { return nil }
    for line in labels {
      let cells = line.split(separator: 0x09, omittingEmptySubsequences: false)
      guard cells.count == 6, let fold = Int(String(decoding: cells[3], as: UTF8.self)),
        let weight = Double(String(decoding: cells[4], as: UTF8.self))
      else { return nil }
      addPage(
        name: String(decoding: cells[0], as: UTF8.self), site: String(decoding: cells[1], as: UTF8.self), fold: fold,
        weight: weight, states: cells[5].map { $0 &- 0x30 })
      benchmarks.append(String(decoding: cells[2], as: UTF8.self))
    }
    siteCount = sites.count
    guard let signs = Self.lines(of: signs) else { return nil }
    var page = -1
    for line in signs {
      let cells = line.split(separator: 0x09, maxSplits: 2, omittingEmptySubsequences: false)
      if cells.count > 1, cells[0].elementsEqual("#PAGE".utf8) {
        page = places[Self.name(ofOrigin: String(decoding: cells[1], as: UTF8.self))] ?? -1
      } else if page >= 0, cells.count > 1 {
        addParagraph(cells[1], to: page)
      }
    }
    pages = pages.filter { $0.paragraphs.count == $0.states.count }
    for index in pages.indices { pages[index].join() }
  }

  private mutating func addPage(name: String, site: String, fold: Int, weight: Double, states: [UInt8]) {
    let number = sites[site] ?? sites.count
    sites[site] = number
    places[name] = pages.count
    pages.append(TrainingPage(name: name, site: number, fold: fold, weight: weight, states: states))
  }

  private mutating func addParagraph(_ cell: ArraySlice<UInt8>, to page: Int) {
    guard pages[page].paragraphs.count < pages[page].states.count else { return }
    var length: UInt8 = 4
    var joins = false
    for word in cell.split(separator: 0x20) {
      let name = String(decoding: word, as: UTF8.self)
      length = Self.lengths[name] ?? length
      if name.hasPrefix("why.") { continue }
      if name == "unit.joins" {
        joins = !pages[page].firsts.isEmpty
        continue
      }
      add(name, to: page)
      if Self.conventions.contains(name) { add("\(benchmarks[page])/\(name)", to: page) }
    }
    if joins {
      pages[page].starts.removeLast()
    } else {
      pages[page].firsts.append(pages[page].paragraphs.count)
    }
    pages[page].starts.append(Int32(pages[page].signs.count))
    pages[page].paragraphs.append(length)
  }

  /// About as many words as paragraphs with these signs have, and three more, so that short ones count for something.
  private static let lengths: [String: UInt8] = [
    "words1": 4, "words2": 6, "words4": 8, "words7": 11, "words11": 16, "words16": 23, "words26": 36, "words41": 60,
    "words81": 60,
  ]

  /// Signs of what some benchmarks count in and others out.
  private static let conventions: Set<String> = [
    "isDescription", "own.lead", "own.caption", "near.caption", "tagCaption", "own.summary", "near.summary", "inFigure",
    "inBlockquote", "own.embed", "near.embed", "afterHeadline1", "own.liveblog", "near.liveblog", "tagTd", "inTable",
  ]

  private mutating func add(_ name: String, to page: Int) {
    let number =
      numbers[name] ?? (without.contains(where: name.hasPrefix) ? -1 : Int16(truncatingIfNeeded: names.count))
    if Int(number) == names.count { names.append(name) }
    numbers[name] = number
    if number >= 0 { pages[page].signs.append(number) }
  }

  /// The file's name without the ending of a compression.
  private static func name(ofOrigin origin: String) -> String {
    var name = origin.split(separator: "/").last.map(String.init) ?? origin
    for ending in [".gz", ".zst", ".xz", ".bz2"] where name.hasSuffix(ending) { name.removeLast(ending.count) }
    return name
  }

  private static func lines(of path: String) -> [ArraySlice<UInt8>]? {
    guard let file = fopen(path, "rb") else { return nil }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var room = [UInt8](repeating: 0, count: 1 << 20)
    while true {
      let count = fread(&room, 1, room.count, file)
      guard count > 0 else { break }
      bytes.append(contentsOf: room[..<count])
    }
    return bytes.split(separator: 0x0A)
  }
}
