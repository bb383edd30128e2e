/// How much of two texts is the same, by their sequences of five words.
struct Overlap {
  /// The share of the words of the one that stand in the other, in each direction.
  private(set) var share = 0.0
  private(set) var of = 0.0
  /// The words outside quotations in stretches that are long enough to be no accident.
  private(set) var ownWords = 0
  /// The longest of these.
  private(set) var longest = 0
  /// The words that are looked at: those between the edges that are left out.
  private let range: Range<Int>
  private let rangeThere: Range<Int>

  /// A stretch of fewer words can be an accident: *the president of the United States said*.
  private static let leastRun = 8

  /// Holds two texts against each other, without the sentences at their edges that are those of their site.
  init(_ here: ComparedText, _ there: ComparedText, without edges: SharedEdges = SharedEdges()) {
    let starts = (
      here.word(behindBeginning: edges.beginning.here), there.word(behindBeginning: edges.beginning.there)
    )
    range = starts.0..<max(starts.0, here.word(ofEnd: edges.end.here))
    rangeThere = starts.1..<max(starts.1, there.word(ofEnd: edges.end.there))
    var covered = [UInt8](repeating: 0, count: here.words.count)
    var coveredThere = [Bool](repeating: false, count: there.words.count)
    var one = 0
    var other = 0
    while one < here.sorted.count, other < there.sorted.count {
      let (hash, otherHash) = (here.sorted[one].hash, there.sorted[other].hash)
      if hash < otherHash {
        one += 1
      } else if hash > otherHash {
        other += 1
      } else {
        var oneEnd = one
        while oneEnd < here.sorted.count, here.sorted[oneEnd].hash == hash { oneEnd += 1 }
        var otherEnd = other
        var (isOwn, coversThere) = (false, false)
        while otherEnd < there.sorted.count, there.sorted[otherEnd].hash == hash {
          let gram = there.grams.inOrder[Int(there.sorted[otherEnd].place)]
          otherEnd += 1
          guard rangeThere.contains(Int(gram.word)) else { continue }
          coversThere = true
          if gram.isOwn { isOwn = true }
          for word in Self.words(of: gram, in: there) { coveredThere[word] = true }
        }
        for place in one..<oneEnd where coversThere {
          let gram = here.grams.inOrder[Int(here.sorted[place].place)]
          guard range.contains(Int(gram.word)) else { continue }
          for word in Self.words(of: gram, in: here) { covered[word] |= isOwn && gram.isOwn ? 3 : 1 }
        }
        one = oneEnd
        other = otherEnd
      }
    }
    measure(here, covered, there, coveredThere)
  }

  private static func words(of gram: Grams.Gram, in text: ComparedText) -> Range<Int> {
    Int(gram.word)..<min(text.words.count, Int(gram.word) + Grams.length)
  }

  private mutating func measure(
    _ here: ComparedText, _ covered: [UInt8], _ there: ComparedText, _ coveredThere: [Bool]
  ) {
    var run = 0
    var count = 0
    for (word, mark) in covered.enumerated() {
      if mark > 0, here.words[word].flags.contains(.body) { count += 1 }
      if mark == 3 {
        run += 1
      } else {
        if run >= Self.leastRun { ownWords += run }
        longest = max(longest, run)
        run = 0
      }
    }
    if run >= Self.leastRun { ownWords += run }
    longest = max(longest, run)
    var countThere = 0
    for (word, isCovered) in coveredThere.enumerated() where isCovered && there.words[word].flags.contains(.body) {
      countThere += 1
    }
    share = Self.share(count, of: here, range)
    of = Self.share(countThere, of: there, rangeThere)
  }

  private static func share(_ count: Int, of text: ComparedText, _ range: Range<Int>) -> Double {
    let body = range == text.words.indices ? text.bodyCount : bodyCount(of: text, range)
    return body > 0 ? min(1, Double(count) / Double(body)) : 0
  }

  private static func bodyCount(of text: ComparedText, _ range: Range<Int>) -> Int {
    text.words[range].reduce(0) { $0 + ($1.flags.contains(.body) ? 1 : 0) }
  }

  /// Whether one has text of the other: some sentences, and not quotations alone.
  var isReuse: Bool {
    ownWords >= 50 && longest >= 14 || ownWords >= 16 && longest >= 12 && max(share, of) >= 0.6
  }

  /// Whether most of the one is in the other.
  var isMostly: Bool { max(share, of) >= 0.6 }
}
