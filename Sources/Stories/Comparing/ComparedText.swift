/// A document ready to be compared: its words, sentences and sequences of words.
final class ComparedText {
  let document: StoryDocument
  let language: StoryLanguage
  let words: [Word]
  let sentences: [WordSentence]
  let grams: Grams
  /// The sequences by their hash: hash, and the place in `grams.inOrder`.
  let sorted: [(hash: UInt64, place: Int32)]
  /// The words of the article's own text.
  let bodyCount: Int

  init(_ document: StoryDocument, language: StoryLanguage) {
    self.document = document
    self.language = language
    let text = WordText(document, language: language)
    words = text.words
    sentences = text.sentences
    grams = Grams(text.words)
    sorted = grams.inOrder.enumerated().map { (hash: $1.hash, place: Int32(truncatingIfNeeded: $0)) }
      .sorted { ($0.hash, $0.place) < ($1.hash, $1.place) }
    bodyCount = words.reduce(0) { $0 + ($1.flags.contains(.body) ? 1 : 0) }
  }

  /// About how much memory it takes, in bytes.
  var cost: Int { words.count * 120 + document.text.count + 4096 }

  /// The text of a stretch of code points, where words give its ends.
  func text(_ words: Range<Int>) -> String {
    guard let first = words.first, let last = words.last else { return "" }
    return String(decoding: document.text[Int(self.words[first].start)..<Int(self.words[last].end)], as: UTF8.self)
  }

  /// The code points of a range of words.
  func scalars(_ words: Range<Int>) -> Range<Int>? {
    guard let first = words.first, let last = words.last else { return nil }
    return Int(self.words[first].scalar)..<self.words[last].scalars.upperBound
  }
}

/// How much of two texts is the same, by their sequences of five words.
struct Overlap {
  /// The share of the words of the one that stand in the other, in each direction.
  private(set) var share = 0.0
  private(set) var of = 0.0
  /// The words outside quotations in stretches that are long enough to be no accident.
  private(set) var ownWords = 0
  /// The longest of these.
  private(set) var longest = 0

  /// A stretch of fewer words can be an accident: *the president of the United States said*.
  private static let leastRun = 8

  init(_ here: ComparedText, _ there: ComparedText) {
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
        var isOwn = false
        while otherEnd < there.sorted.count, there.sorted[otherEnd].hash == hash {
          let gram = there.grams.inOrder[Int(there.sorted[otherEnd].place)]
          if gram.isOwn { isOwn = true }
          for word in Self.words(of: gram, in: there) { coveredThere[word] = true }
          otherEnd += 1
        }
        for place in one..<oneEnd {
          let gram = here.grams.inOrder[Int(here.sorted[place].place)]
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
    share = here.bodyCount > 0 ? Double(count) / Double(here.bodyCount) : 0
    of = there.bodyCount > 0 ? Double(countThere) / Double(there.bodyCount) : 0
  }

  /// Whether one has text of the other: some sentences, and not quotations alone.
  var isReuse: Bool {
    ownWords >= 50 && longest >= 14 || ownWords >= 16 && longest >= 12 && max(share, of) >= 0.6
  }

  /// Whether most of the one is in the other.
  var isMostly: Bool { max(share, of) >= 0.6 }
}
