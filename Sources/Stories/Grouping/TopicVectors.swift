/// Sparse vectors in flat arrays, one for each way of seeing a text.
struct TopicVectors: Sendable {
  private(set) var hashes: [UInt32] = []
  private(set) var weights: [Float] = []
  /// See `TopicEntry.distance`.
  private(set) var distances: [UInt8] = []
  /// See `TopicEntry.place`.
  private(set) var places: [UInt8] = []
  private(set) var ends: [UInt32] = []
  /// How the text ends.
  var end = TextEnd()
  /// How it begins.
  var beginning = TextEnd()

  /// How many ways of seeing a text there are.
  static let partCount = 5

  /// None.
  init() { ends = [UInt32](repeating: 0, count: Self.partCount) }

  /// Room for those of a text.
  init(entries: Int) {
    hashes.reserveCapacity(entries)
    weights.reserveCapacity(entries)
    distances.reserveCapacity(entries)
    places.reserveCapacity(entries)
  }

  /// Those that `bytes` were made of.
  init(_ bytes: [UInt8], entries: Int) {
    var offset = 0
    func numbers<Number: BitwiseCopyable>(_ count: Int, _ type: Number.Type) -> [Number] {
      defer { offset += count * MemoryLayout<Number>.stride }
      return DigestPayload.numbers(bytes, at: offset, count: count, type)
    }
    ends = numbers(Self.partCount, UInt32.self)
    end = TextEnd(marks: numbers(TextEnd.reach, UInt32.self))
    beginning = TextEnd(marks: numbers(TextEnd.reach, UInt32.self))
    hashes = numbers(entries, UInt32.self)
    weights = numbers(entries, Float.self)
    distances = numbers(entries, UInt8.self)
    places = numbers(entries, UInt8.self)
    if places.count != entries || ends.contains(where: { $0 > entries }) { self = TopicVectors() }
  }

  /// How many bytes those of so many entries are.
  static func length(entries: Int) -> Int { partCount * 4 + TextEnd.reach * 8 + entries * 10 }

  /// As they are written to a file.
  var bytes: [UInt8] {
    let marks = [end, beginning].flatMap { edge in
      edge.marks + [UInt32](repeating: 0, count: TextEnd.reach - edge.marks.count)
    }
    var bytes: [UInt8] = []
    for part in [ends, marks, hashes] { part.withUnsafeBytes { bytes += $0 } }
    weights.withUnsafeBytes { bytes += $0 }
    return bytes + distances + places
  }

  /// How likely two texts report one event, by what they are about; `factor` is that of the days between them. O(entries).
  ///
  /// Weights of a logistic regression, learnt by Learning/learners/stories.py on pairs of articles of one topic. What two
  /// texts have in common at their ends says nothing of what they are about, unless it is all there is. What they have in
  /// common at their beginnings does, if what stands behind it is somewhat alike too: then it is no notice of their site.
  func alike(_ other: TopicVectors, factor: Float) -> Float {
    var edges = commonEdges(with: other)
    var likelihood = self.likelihood(with: other, without: edges)
    if !edges.beginning.isEmpty, likelihood >= Self.leastAlike {
      edges.beginning = TextEnd.Shared()
      likelihood = self.likelihood(with: other, without: edges)
    }
    return min(1, factor * likelihood)
  }

  /// Texts of one event are more alike than this beside their ends.
  static let leastAlike: Float = 0.15

  private func likelihood(with other: TopicVectors, without edges: SharedEdges) -> Float {
    1 / (1 + Logarithm.exponential(-(sum(with: other, without: edges) + Self.bias) / 2))
  }

  /// The end and the beginning that two texts share and that may be those of their site; none where nothing is said beside
  /// it in both, and where the one is most of the other.
  func commonEdges(with other: TopicVectors) -> SharedEdges {
    var edges = SharedEdges(
      end: end.shared(with: other.end), beginning: beginning.shared(with: other.beginning))
    if !edges.end.isEmpty {
      let left = (Self.left(distances, edges.end.here), Self.left(other.distances, edges.end.there))
      if isMost(of: other, left) { edges.end = TextEnd.Shared() }
    }
    if !edges.beginning.isEmpty {
      let left = (Self.left(places, edges.beginning.here), Self.left(other.places, edges.beginning.there))
      if isMost(of: other, left) { edges.beginning = TextEnd.Shared() }
    }
    return edges
  }

  private func isMost(of other: TopicVectors, _ left: (here: Int, there: Int)) -> Bool {
    (left.here == 0 && left.there * 2 < other.hashes.count) || (left.there == 0 && left.here * 2 < hashes.count)
  }

  /// How many entries are said beside so many sentences at an edge.
  private static func left(_ places: [UInt8], _ count: Int) -> Int {
    places.reduce(0) { $0 + (Int($1) >= count ? 1 : 0) }
  }

  /// Of rare words in small letters, with capitals, pairs, figures and names.
  private static let factors: [Float] = [-1.175, 14.028, 6.950, 6.237, 2.955]
  private static let bias: Float = -7.657

  /// Adds a vector of the heaviest first: of so many entries, but with the length that it has with all of them.
  ///
  /// `doubt` is the weight of an entry that no other text has: one word that two texts share, of the few that they have, is
  /// no sign of one event.
  mutating func append(_ list: [TopicEntry], limit: Int, doubt: Float) {
    let length = list.reduce(doubt * doubt) { $0 + $1.weight * $1.weight }.squareRoot()
    let kept = list.prefix(limit).map { (hash: UInt32(truncatingIfNeeded: $0.hash >> 16), entry: $0) }
    for (hash, entry) in kept.sorted(by: { $0.hash < $1.hash }) {
      hashes.append(hash)
      distances.append(entry.distance)
      places.append(entry.place)
      weights.append(length > 0 ? entry.weight / length : 0)
    }
    ends.append(UInt32(hashes.count))
  }

  /// Whether an entry is said beside the edges that are left out.
  @inline(__always)
  private func isLeft(_ entry: Int, end: Int, beginning: Int) -> Bool {
    Int(distances[entry]) >= end && Int(places[entry]) >= beginning
  }

  /// The cosines of the vectors of two texts, times `factors`, added up; without what is said at their edges alone.
  /// O(entries).
  private func sum(with other: TopicVectors, without edges: SharedEdges) -> Float {
    guard ends.count == Self.partCount, other.ends.count == Self.partCount else { return 0 }
    var total: Float = 0
    var (first, second) = (0, 0)
    for (part, factor) in Self.factors.enumerated() {
      var cosine: Float = 0
      let (stop, otherStop) = (Int(ends[part]), Int(other.ends[part]))
      let range = (first..<stop, second..<otherStop)
      while first < stop, second < otherStop {
        let (one, two) = (hashes[first], other.hashes[second])
        if one == two, isLeft(first, end: edges.end.here, beginning: edges.beginning.here),
          other.isLeft(second, end: edges.end.there, beginning: edges.beginning.there)
        {
          cosine += weights[first] * other.weights[second]
        }
        if one <= two { first &+= 1 }
        if two <= one { second &+= 1 }
      }
      (first, second) = (stop, otherStop)
      if !edges.isEmpty, cosine > 0 {
        cosine /= (rest(range.0, without: edges) * other.rest(range.1, without: edges.swapped)).squareRoot()
      }
      total += factor * cosine
    }
    return total
  }

  /// The square of the length of a vector without what is said at the edges alone.
  private func rest(_ entries: Range<Int>, without edges: SharedEdges) -> Float {
    var length: Float = 1
    for entry in entries where !isLeft(entry, end: edges.end.here, beginning: edges.beginning.here) {
      length -= weights[entry] * weights[entry]
    }
    return max(length, 0.01)
  }
}
