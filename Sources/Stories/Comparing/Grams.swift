/// The five-word sequences of a text by which it is compared with others.
///
/// A sequence counts only if it says something: its words together must be rare enough by the compiled frequencies (*at
/// the end of the* says nothing), whatever else is in the collection.
struct Grams {
  /// A sequence: its hash, and its first word.
  struct Gram {
    var hash: UInt64
    var word: Int32
    /// None of its words stands in quotation marks or outside the article's own text.
    var isOwn: Bool
  }

  static let length = 5
  /// The least rarity of a sequence, in bits.
  static let leastRarity: Float = 32
  /// In the order of the text.
  let inOrder: [Gram]

  /// Those of a text, titles left out. O(words).
  init(_ words: [Word]) {
    var grams: [Gram] = []
    grams.reserveCapacity(words.count)
    // The places of the last words that count.
    var window: [Int] = []
    for (place, word) in words.enumerated() where word.flags.contains(.body) {
      window.append(place)
      guard window.count >= Self.length else { continue }
      if window.count > Self.length { window.removeFirst() }
      var hash: UInt64 = 0x9E37_79B9_7F4A_7C15
      var rarity: Float = 0
      var isOwn = true
      for place in window {
        hash = (hash ^ words[place].hash) &* 0xFF51_AFD7_ED55_8CCD
        hash ^= hash >> 32
        rarity += words[place].rarity
        if words[place].flags.contains(.quoted) { isOwn = false }
      }
      if rarity >= Self.leastRarity {
        grams.append(Gram(hash: hash, word: Int32(truncatingIfNeeded: window[0]), isOwn: isOwn))
      }
    }
    inOrder = grams
  }

  /// In every so many sequences one is kept at least.
  private static let window = 12

  /// Those that stand for the text in the index: of every twelve sequences that follow one another the least (S.
  /// Schleimer and others, Winnowing, 2003), so that a passage has the same ones in every text. Sorted, each once.
  var fingerprint: [UInt32] {
    let own = inOrder.filter(\.isOwn)
    var kept: [UInt32] = []
    var last = -1
    let window = min(Self.window, max(1, own.count))
    guard !own.isEmpty else { return [] }
    for start in 0...(own.count - window) {
      if last < start {
        last = start
        for place in start..<start + window where own[place].hash <= own[last].hash { last = place }
      } else if own[start + window - 1].hash <= own[last].hash {
        last = start + window - 1
      } else {
        continue
      }
      kept.append(UInt32(truncatingIfNeeded: own[last].hash >> 20))
    }
    kept.sort()
    var unique: [UInt32] = []
    for hash in kept where unique.last != hash { unique.append(hash) }
    return unique
  }
}
