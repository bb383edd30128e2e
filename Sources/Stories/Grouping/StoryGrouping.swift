/// Puts documents that report one event together: average linkage over what they are about, in which texts that are
/// mostly the same stay together.
///
/// Documents that edges connect are grouped together. Where very many are connected, the strongest edges come first and
/// make blocks of a bounded size; groups of different blocks are joined at the end if samples of them are enough alike.
struct StoryGrouping {
  /// For each document the first one of its story.
  private(set) var labels: [Int32]
  /// For each document the first one of those that it is connected with.
  private(set) var components: [Int32] = []

  /// The most documents of which each is held against each.
  private static let blockLimit = 640
  private static let sampleSize = 12

  private let digests: DigestTable
  private let ties: ReuseTies
  private let isCopy: [Bool]

  /// Groups documents that are in the order of time.
  init(
    _ digests: DigestTable, ties: ReuseTies, folder: String, keep: StoryKeep?, workers: some StoryWorkers
  ) throws {
    self.digests = digests
    self.ties = ties
    var isCopy = [Bool](repeating: false, count: digests.count)
    for tie in ties.all where tie.isIdentical { isCopy[Int(tie.document)] = true }
    self.isCopy = isCopy
    labels = (0..<Int32(digests.count)).map { $0 }
    var edges = try EventEdges(digests, isCopy: isCopy, folder: folder, keep: keep, workers: workers)
    for tie in ties.all where tie.isIdentical || isOneText(tie) { edges.join(tie) }
    components = edges.components()
    let (blocks, cuts) = try blocks(edges, folder: folder)
    try link(blocks, keep: keep, workers: workers)
    if let cuts { try joinAcross(cuts) }
    for tie in ties.all where tie.isIdentical { labels[Int(tie.document)] = labels[Int(tie.from)] }
    normalize()
  }

  /// Whether two texts are mostly the same, and of the same days.
  private func isOneText(_ tie: ReuseTie) -> Bool {
    tie.isMostly && !tie.isIdentical
      && TimeGap.factor(digests[Int(tie.document)].day, digests[Int(tie.from)].day) >= 0.6
  }

  /// The first document of a group is its label, whatever it was joined by.
  private mutating func normalize() {
    var first = [Int32](repeating: -1, count: labels.count)
    for document in labels.indices {
      let label = Int(labels[document])
      if first[label] < 0 { first[label] = Int32(document) }
      labels[document] = first[label]
    }
  }

  // MARK: Blocks

  /// Originals in blocks of a bounded size, and, if blocks had to be cut, the edges between them, the strongest first.
  private func blocks(
    _ edges: EventEdges, folder: String
  ) throws -> (labels: [Int32], cuts: SortedNumbers<UInt64>?) {
    var sizes = [Int32](repeating: 0, count: digests.count)
    for document in components.indices where !isCopy[document] { sizes[Int(components[document])] += 1 }
    guard sizes.contains(where: { $0 > Self.blockLimit }) else { return (components, nil) }
    let sorter = SortedRuns<UInt64>(folder: folder)
    let isLarge = { (document: Int32) in sizes[Int(components[Int(document)])] > Self.blockLimit }
    try edges.forEach { edge in
      if isLarge(edge.document) { sorter.add(Self.number(edge.alike, edge.document, edge.other)) }
    }
    for tie in ties.all where isOneText(tie) && isLarge(tie.document) {
      guard !isCopy[Int(tie.document)], !isCopy[Int(tie.from)] else { continue }
      sorter.add(Self.number(1, max(tie.document, tie.from), min(tie.document, tie.from)))
    }
    var sets = DisjointSets(count: digests.count)
    var counts = [Int32](repeating: 1, count: digests.count)
    let cuts = SortedRuns<UInt64>(folder: folder)
    try sorter.forEach { number in
      let (one, two) = Self.documents(of: number)
      let (first, second) = (sets.root(of: one), sets.root(of: two))
      guard first != second else { return }
      if counts[first] + counts[second] <= Self.blockLimit {
        sets.join(first, second)
        counts[min(first, second)] = counts[first] + counts[second]
      } else {
        cuts.add(number)
      }
    }
    var labels = sets.labels()
    for document in labels.indices where !isLarge(Int32(document)) { labels[document] = components[document] }
    return (labels, try cuts.sorted())
  }

  /// An edge as a number: the strongest first, 134 million documents at most.
  private static func number(_ alike: Float, _ document: Int32, _ other: Int32) -> UInt64 {
    let strength = UInt64(max(0, min(1, alike)) * 1023)
    return (1023 - strength) << 54 | UInt64(document) << 27 | UInt64(other)
  }

  private static func documents(of number: UInt64) -> (Int, Int) {
    (Int(number >> 27 & 0x7FF_FFFF), Int(number & 0x7FF_FFFF))
  }

  // MARK: Groups

  /// Groups the originals of each block.
  private mutating func link(_ blockLabels: [Int32], keep: StoryKeep?, workers: some StoryWorkers) throws {
    let groups = Groups(labels: blockLabels)
    let (digests, ties, isCopy) = (digests, ties, isCopy)
    let results = Results(labels)
    var next = 0
    try workers.run(
      next: { () -> [Int32]? in
        while next < groups.count {
          defer { next += 1 }
          let originals = groups[next].filter { !isCopy[Int($0)] }
          if originals.count > 1 { return originals }
        }
        return nil
      },
      makeWorker: { [self] in
        let vectors = VectorCache(digests)
        return { (documents: [Int32]) in
          (
            documents,
            KeptResult(
              keep, key: { Self.stamp(of: documents, digests, ties) },
              make: { linked(documents, vectors).withUnsafeBytes { Array($0) } })
          )
        }
      },
      commit: { documents, result in
        result.settle(keep)
        let found = DigestPayload.numbers(result.bytes, at: 0, count: documents.count, Int32.self)
        for (document, label) in zip(documents, found) where Int(label) < documents.count && label >= 0 {
          results.labels[Int(document)] = documents[Int(label)]
        }
      })
    labels = results.labels
  }

  private final class Results {
    var labels: [Int32]
    init(_ labels: [Int32]) { self.labels = labels }
  }

  private static func stamp(of documents: [Int32], _ digests: DigestTable, _ ties: ReuseTies) -> UInt64 {
    var hash = StampHash()
    hash.add(0x6C69_6E6B)
    for document in documents {
      hash.add(digests[Int(document)].stamp)
      guard let tie = ties.of(Int(document)) else { continue }
      hash.add(digests[Int(tie.from)].stamp)
      hash.add(tie.isMostly ? 2 : 1)
    }
    return hash.value
  }

  /// For each document the place of the first one of its group. O(n²).
  private func linked(_ documents: [Int32], _ vectors: VectorCache) -> [Int32] {
    let count = documents.count
    var alike = [Float](repeating: 0, count: count * count)
    for one in 0..<count {
      for two in 0..<one {
        let value = vectors.alike(Int(documents[one]), Int(documents[two]))
        alike[one * count + two] = value
        alike[two * count + one] = value
      }
    }
    for (one, document) in documents.enumerated() {
      guard let tie = ties.of(Int(document)), isOneText(tie) else { continue }
      let two = documents.partitioningIndex { $0 >= tie.from }
      guard two < count, documents[two] == tie.from else { continue }
      alike[one * count + two] = max(alike[one * count + two], 0.9)
      alike[two * count + one] = alike[one * count + two]
    }
    return Linkage.labels(count: count, alike: alike)
  }

  // MARK: Groups of different blocks

  /// Joins groups that edges connect over blocks, if samples of them are alike on average.
  private mutating func joinAcross(_ cuts: SortedNumbers<UInt64>) throws {
    let vectors = VectorCache(digests)
    let groups = Groups(labels: labels)
    var places = [Int32](repeating: 0, count: labels.count)
    for group in 0..<groups.count { for document in groups[group] { places[Int(document)] = Int32(group) } }
    var sets = DisjointSets(count: labels.count)
    var samples: [Int: [Int32]] = [:]
    var rejected: Set<UInt64> = []
    while let number = try cuts.next() {
      let (one, two) = Self.documents(of: number)
      let (first, second) = (sets.root(of: Int(labels[one])), sets.root(of: Int(labels[two])))
      let pair = UInt64(min(first, second)) << 32 | UInt64(max(first, second))
      guard first != second, !rejected.contains(pair) else { continue }
      let ours = samples[first] ?? Self.sample(Array(groups[Int(places[first])]))
      let theirs = samples[second] ?? Self.sample(Array(groups[Int(places[second])]))
      var sum: Float = 0
      for one in ours { for two in theirs { sum += vectors.alike(Int(one), Int(two)) } }
      if sum >= Linkage.leastAlike * Float(ours.count * theirs.count) {
        sets.join(first, second)
        samples[min(first, second)] = Self.sample(ours + theirs)
        samples[max(first, second)] = nil
      } else {
        rejected.insert(pair)
      }
    }
    for document in labels.indices { labels[document] = Int32(sets.root(of: Int(labels[document]))) }
  }

  /// Some of a group, evenly over its time.
  private static func sample(_ documents: [Int32]) -> [Int32] {
    guard documents.count > sampleSize else { return documents }
    return (0..<sampleSize).map { documents[$0 * documents.count / sampleSize] }
  }
}
