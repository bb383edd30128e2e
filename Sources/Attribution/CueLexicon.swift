import GazetteerIndex
import TextModel

/// What the lists of cues know: of each lemma its class, its share and how it stands. A worker has its own.
final class CueLexicon {
  /// How often a lemma in a frame was a cue, and where the content stood.
  struct Count: Sendable {
    var frame: UInt16
    var sides: Sides
    var cues: Float
    var uses: Float
  }
  /// Where the content stands and whether words name the source, by the most frequent case.
  struct Sides: OptionSet, Sendable {
    let rawValue: UInt8
    static let before = Self(rawValue: 1)
    static let after = Self(rawValue: 2)
    static let noSource = Self(rawValue: 4)
  }
  /// An entry as the stages use it.
  struct Entry: Sendable {
    var cueClass: Cue.Class
    var sense: CueSense
    var cues: Float
    var uses: Float
    /// Its counts are `counts[counts.lowerBound..<counts.upperBound]` of the lexicon.
    var firstCount: Int32
    var lastCount: Int32
    /// The share in log odds, smoothed.
    var odds: Float = 0
    /// The class by its place in `Cue.Class`, plus one.
    var classNumber: UInt8 = 0
  }
  /// The lists, each with what its words are.
  enum Word: UInt8, CaseIterable {
    case verb, noun, adjective
    /// The list in the gazetteers.
    var list: String {
      switch self {
      case .verb: "word.cue-verb"
      case .noun: "word.cue-noun"
      case .adjective: "word.cue-adjective"
      }
    }
  }

  private let gazetteers: Gazetteers
  private let lists: [CueList]
  private let mean: Float
  private(set) var entries: [Entry]
  private(set) var counts: [Count]
  /// The entries that the compiled lists do not have, by their number in the gazetteers.
  private var others: [Int32: Int32] = [:]

  /// Where a list stands: its number in the gazetteers, its columns, and its stretch of the compiled entries.
  private struct CueList {
    var id: UInt8
    var columns: [Int]
    var stretch: CompiledCues.Stretch
  }

  init(_ gazetteers: Gazetteers, tables: AttributionTables) {
    self.gazetteers = gazetteers
    let compiled = tables.cues
    mean = tables.mean
    entries = compiled.entries
    counts = compiled.counts
    lists = Word.allCases.map { word in
      guard let list = gazetteers.list(named: word.list) else {
        return CueList(id: 255, columns: [], stretch: CompiledCues.Stretch())
      }
      return CueList(
        id: list.id, columns: CueColumns.names.map { gazetteers.column($0, of: list.id) ?? -1 },
        stretch: compiled.stretches[Int(word.rawValue)])
    }
    for index in entries.indices {
      entries[index].odds = Self.odds(entries[index], mean)
      entries[index].classNumber = Self.number(of: entries[index].cueClass)
    }
  }

  private static func number(of cueClass: Cue.Class) -> UInt8 {
    UInt8(truncatingIfNeeded: (Cue.Class.allCases.firstIndex(of: cueClass) ?? -1) + 1)
  }

  private static func odds(_ entry: Entry, _ mean: Float) -> Float {
    Odds.of((entry.cues + 3 * mean) / (entry.uses + 3))
  }

  /// The entry of a kind of word that begins and ends at a token, by its index in `entries`.
  @inline(__always)
  func entry(_ word: Word, at token: Int, in matches: MatchView) -> Int? {
    matches.isEmpty(at: token) ? nil : knownEntry(word, at: token, in: matches)
  }

  private func knownEntry(_ word: Word, at token: Int, in matches: MatchView) -> Int? {
    let list = Int(word.rawValue)
    guard let entry = matches.entry(ofList: lists[list].id, at: token) else { return nil }
    let number = Int(entry) - Int(lists[list].stretch.firstEntry)
    if entry >= 0, number >= 0, number < Int(lists[list].stretch.count) {
      return Int(lists[list].stretch.start) + number
    }
    return self.number(of: entry, list: list)
  }

  private func number(of entry: Int32, list: Int) -> Int {
    if let known = others[entry] { return Int(known) }
    let columns = lists[list].columns
    let texts = columns.map { $0 >= 0 ? gazetteers.value($0, of: entry) : "" }
    var read = CueColumns(texts).entry(adding: &counts)
    read.odds = Self.odds(read, mean)
    others[entry] = Int32(truncatingIfNeeded: entries.count)
    entries.append(read)
    return entries.count - 1
  }
}

/// The gazetteers' matches of a document, without counting references: for the time of one stage.
struct MatchView {
  let first: UnsafeBufferPointer<Int32>
  let matches: UnsafeBufferPointer<GazetteerMatch>

  /// No entry begins at the token.
  @inline(__always)
  func isEmpty(at token: Int) -> Bool { token < 0 || token >= first.count || first[token] < 0 }

  /// The entry of a list that is a token by itself, or nil. O(matches at the token).
  func entry(ofList list: UInt8, at token: Int) -> Int32? {
    guard list != 255, token >= 0, token < first.count else { return nil }
    var match = Int(first[token])
    while match >= 0, match < matches.count {
      let found = matches[match]
      if found.list == list, found.tokens.count == 1 { return found.entry }
      match = Int(found.next)
    }
    return nil
  }
}

/// The columns of a list of cues, as the file has them.
struct CueColumns {
  // names from here: columns
  static let names = ["class", "sense", "cues", "uses", "frames"]
  // names end
  private let texts: [String]
  init(_ texts: [String]) { self.texts = texts }

  /// The entry that they tell of; its counts are added to those that there are.
  func entry(adding counts: inout [CueLexicon.Count]) -> CueLexicon.Entry {
    let first = Int32(truncatingIfNeeded: counts.count)
    counts += Self.counts(texts[4])
    return CueLexicon.Entry(
      cueClass: Cue.Class(rawValue: texts[0]) ?? .statement, sense: CueSense(texts[1]), cues: Float(texts[2]) ?? 0,
      uses: Float(texts[3]) ?? 0, firstCount: first, lastCount: Int32(truncatingIfNeeded: counts.count))
  }

  /// Reads `finite.none.that 531/532 a; …`: of each frame cues, uses, and where content and source were.
  private static func counts(_ text: String) -> [CueLexicon.Count] {
    text.split(separator: ";").compactMap { part in
      let words = part.split(separator: " ")
      guard words.count >= 2, let frame = Frame(named: words[0]) else { return nil }
      let numbers = words[1].split(separator: "/").compactMap { Float($0) }
      guard numbers.count == 2 else { return nil }
      let sides = words.count > 2 ? sides(words[2]) : []
      return CueLexicon.Count(
        frame: UInt16(truncatingIfNeeded: frame.index), sides: sides, cues: numbers[0], uses: numbers[1])
    }
  }

  /// `b` content before, `a` after, `0` no source.
  static func sides(_ text: some StringProtocol) -> CueLexicon.Sides {
    var sides: CueLexicon.Sides = []
    if text.contains("b") { sides.insert(.before) }  // names: a value of the column
    if text.contains("a") { sides.insert(.after) }  // names: a value of the column
    if text.contains("0") { sides.insert(.noSource) }
    return sides
  }
}

/// The lists of cues as they are compiled into the resources: read once, kept as numbers.
struct CompiledCues: Sendable {
  /// The entries of a list: their numbers in the gazetteers follow one another.
  struct Stretch: Sendable {
    var firstEntry: Int32 = 0
    var count: Int32 = 0
    /// The index of the first one in `entries`.
    var start: Int32 = 0
  }
  var entries: [CueLexicon.Entry] = []
  var counts: [CueLexicon.Count] = []
  /// For each list, in the order of `CueLexicon.Word`.
  var stretches = CueLexicon.Word.allCases.map { _ in Stretch() }

  /// No lists: entries are read when they are met.
  init() {}

  /// Reads the lists of gazetteers that are to be compiled. O(entries of all lists).
  init(_ gazetteers: Gazetteers) {
    let words = CueLexicon.Word.allCases.map { gazetteers.list(named: $0.list)?.id }
    let columns = words.map { id in
      CueColumns.names.map { name in id.flatMap { gazetteers.column(name, of: $0) } ?? -1 }
    }
    for number in 0..<Int32(truncatingIfNeeded: gazetteers.entryCount) {
      let list = gazetteers.list(of: number)
      guard let word = words.firstIndex(of: list) else { continue }
      if stretches[word].count == 0 {
        stretches[word] = Stretch(firstEntry: number, start: Int32(truncatingIfNeeded: entries.count))
      }
      // Entries of one list follow one another; what does not is read when it is met.
      guard stretches[word].firstEntry + stretches[word].count == number else { continue }
      let texts = columns[word].map { $0 >= 0 ? gazetteers.value($0, of: number) : "" }
      entries.append(CueColumns(texts).entry(adding: &counts))
      stretches[word].count += 1
    }
  }
  /// Empties what was read where one part of it points past another.
  mutating func check() {
    let isWhole =
      entries.allSatisfy { $0.firstCount >= 0 && $0.firstCount <= $0.lastCount && Int($0.lastCount) <= counts.count }
      && stretches.allSatisfy { $0.start >= 0 && $0.count >= 0 && Int($0.start) + Int($0.count) <= entries.count }
    if !isWhole { self = CompiledCues() }
  }
}
