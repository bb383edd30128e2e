import Glibc
import Records
import Testing
import TextModel

@testable import Stories

/// Work on one thread.
struct SerialWorkers: StoryWorkers {
  func run<Item, Output>(
    next: @escaping () throws -> Item?, makeWorker: @escaping () -> (Item) -> Output,
    commit: @escaping (Output) throws -> Void
  ) throws {
    let worker = makeWorker()
    while let item = try next() { try commit(worker(item)) }
  }
}

/// Files of a test, which go with it.
final class TestFolder {
  let path: String

  init() {
    var template = Array("/tmp/hearsay-test-XXXXXX".utf8CString)
    path = mkdtemp(&template).map { String(cString: $0) } ?? "/tmp"
  }

  deinit {
    for name in FolderNames.names(in: path) ?? [] { unlink("\(path)/\(name)") }
    for name in FolderNames.names(in: "\(path)/kept") ?? [] { unlink("\(path)/kept/\(name)") }
    rmdir("\(path)/kept")
    rmdir(path)
  }

  /// Writes records of documents, a paragraph each, into a file; returns its path.
  func records(
    _ texts: [(hash: Int, day: String, text: String)], in name: String = "records.jsonl", from first: Int = 0
  )
    -> String
  {
    let file = SpoolFile(descriptor: open("\(path)/\(name)", O_RDWR | O_CREAT | O_TRUNC, 0o600), end: 0)
    for (number, row) in texts.enumerated() {
      let count = row.text.unicodeScalars.count
      let digits = String(number + first + 1, radix: 16)
      let id = "d" + String(repeating: "0", count: 16 - digits.count) + digits
      let hash = String(row.hash, radix: 16)
      file.append(
        Array(
          """
          {"type":"document","id":"\(id)","title":null,"site":null,"published":"\(row.day)","language":"en",\
          "credits":[],"byline":[],"text_hash":"x\(String(repeating: "0", count: 16 - hash.count))\(hash)",\
          "text":"\(row.text)","blocks":[{"start":0,"end":\(count),"role":"body"}]}

          """.utf8))
    }
    file.flush()
    return "\(path)/\(name)"
  }

  func collection(_ files: [String], keep: StoryKeep? = nil) throws -> StoryCollection {
    let store = RecordStore(temporaryFolder: path)
    let lines = RecordLines(inputs: files, store: store, keep: keep)
    let collector = DigestCollector(store: store, keep: keep)
    var reader = DigestReader(language: Documents.language)
    while let item = lines.next() { collector.add(reader.outcome(of: item)) }
    return try collector.finish(language: Documents.language).collection
  }
}

@Suite struct CollectionTests {
  /// So many words that no other number has, but for the first few.
  static func text(_ number: Int, words count: Int = 60, common: String = "") -> String {
    let letters = Array("abcdefghijklmnopqrstuvwxyz")
    var state = UInt64(number) &* 0x9E37_79B9_7F4A_7C15 | 1
    var words: [String] = []
    for place in 0..<count {
      var word = place % 6 == 0 ? "Q" : ""
      for _ in 0..<7 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        word.append(letters[Int(state >> 33) % 26])
      }
      words.append(word)
    }
    return words.joined(separator: " ") + ". " + common
  }

  static let footer = OverlapTests.passage

  /// How much work collections of so many documents are: pairs that were looked at.
  private func work(_ rows: [(hash: Int, day: String, text: String)]) throws -> (pairs: Int, stories: Int, largest: Int)
  {
    let folder = TestFolder()
    let digests = try folder.collection([folder.records(rows)]).digests
    let search = try ReuseSearch(digests, folder: folder.path)
    let ties = ReuseTies(search.identicalTies, in: digests)
    let copies = digests.rows.indices.map { ties.of($0) != nil }
    let edges = try EventEdges(digests, isCopy: copies, folder: folder.path, keep: nil, workers: SerialWorkers())
    let grouping = try StoryGrouping(digests, ties: ties, folder: folder.path, keep: nil, workers: SerialWorkers())
    let groups = Groups(labels: grouping.labels)
    let sizes = (0..<groups.count).map { groups[$0].count }
    let compared = search.documents.reduce(0) { $0 + search.candidates(of: Int($1)).count }
    return (search.pairCount + edges.pairCount + compared, groups.count, sizes.max() ?? 0)
  }

  @Test func hostileCollectionsAreLinear() throws {
    let rows: [(id: String, row: (Int) -> (hash: Int, day: String, text: String))] = [
      ("copies of one text", { _ in (7, "2020-01-01", Self.text(1)) }),
      ("a line each", { (1000 + $0, "2020-01-01", "Flood closes bridge number \($0)") }),
      ("the same line but for its hash", { (1000 + $0, "2020-01-01", "Flood closes the bridge") }),
      ("pages that share their footer", { (1000 + $0, "2020-01-01", Self.text($0, words: 240, common: Self.footer)) }),
    ]
    for row in rows {
      let once = try work((0..<100).map(row.row))
      let twice = try work((0..<200).map(row.row))
      #expect(Double(twice.pairs) <= 2.3 * Double(max(once.pairs, 1)), "\(row.id): \(once.pairs), \(twice.pairs)")
    }
  }

  @Test func aFooterMakesNoGroup() throws {
    let found = try work((0..<150).map { (1000 + $0, "2020-01-01", Self.text($0, words: 240, common: Self.footer)) })
    #expect(found.largest <= 3 && found.stories > 140, "\(found)")
  }

  private func records(_ folder: TestFolder, _ files: [String], keep: Bool) throws -> [UInt8] {
    let kept = keep ? try StoryKeep(folder: "\(folder.path)/kept", origin: 1) : nil
    var bytes: [UInt8] = []
    try folder.collection(files, keep: kept).write(SerialWorkers()) { bytes += $1 }
    return bytes
  }

  @Test func aCollectionGrowsWithoutBeingDoneAnew() throws {
    let folder = TestFolder()
    let one = folder.records((0..<20).map { ($0 / 2 + 1, "2020-01-0\($0 % 9 + 1)", Self.text($0 / 3)) })
    let first = try records(folder, [one], keep: true)
    #expect(try records(folder, [one], keep: false) == first)
    let two = folder.records(
      (0..<10).map { ($0 + 1, "2020-01-09", Self.text($0 / 2)) }, in: "later.jsonl", from: 100)
    let grown = try records(folder, [one, two], keep: true)
    #expect(try records(folder, [two, one], keep: false) == grown)
    #expect(try records(folder, [one, two], keep: true) == grown)
    #expect(try records(folder, [one], keep: true) == first)
  }

  @Test func damagedResultsAreDoneAnew() throws {
    let folder = TestFolder()
    let file = folder.records((0..<20).map { ($0 + 1, "2020-01-01", Self.text($0 / 3)) })
    let first = try records(folder, [file], keep: true)
    for name in ["kept.data", "kept.index"] {
      let path = "\(folder.path)/kept/\(name)"
      let descriptor = open(path, O_RDWR)
      let end = lseek(descriptor, 0, SEEK_END)
      for place in stride(from: 0, to: end, by: 97) { pwrite(descriptor, "x", 1, place) }
      close(descriptor)
      #expect(try records(folder, [file], keep: true) == first, "\(name)")
    }
  }

  @Test func twoRunsDoNotShareAFolder() throws {
    let folder = TestFolder()
    let kept = try StoryKeep(folder: "\(folder.path)/kept", origin: 1)
    #expect(throws: StoryError.self) { _ = try StoryKeep(folder: "\(folder.path)/kept", origin: 1) }
    kept.finish()
  }
}

@Suite struct SortedRunsTests {
  @Test func numbersComeInOrder() throws {
    for count in [0, 1, 7, 100, 5000] {
      let runs = SortedRuns<UInt64>(folder: "/tmp", capacity: 64)
      var state: UInt64 = 1
      var all: [UInt64] = []
      for _ in 0..<count {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        all.append(state >> 50)
        runs.add(state >> 50)
      }
      var found: [UInt64] = []
      try runs.forEach { found.append($0) }
      #expect(found == all.sorted())
    }
  }

  @Test func wideNumbersAreSortedByAllBytes() {
    var numbers = (0..<3000).map { UInt128($0 * 7919 % 3000) << 64 | UInt128($0) }
    let expected = numbers.sorted()
    RadixSort.sort(&numbers)
    #expect(numbers == expected)
  }
}
