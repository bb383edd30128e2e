/// Finds paragraphs whose words stand on the page a second time: hidden copies of the text, teasers of it, pull quotes.
///
/// Two paragraphs share words where they share runs of five.
struct Copies {
  /// Of a hundred runs of a paragraph, how many stand in one before it, and in one behind it.
  private(set) var earlier: [UInt8] = []
  private(set) var later: [UInt8] = []
  /// The keys of all runs; those of paragraph i are `runs[starts[i]..<starts[i + 1]]`.
  private var runs: [UInt64] = []
  private var starts: [Int32] = []
  /// By slot: a key, and the first and the last paragraph that has it.
  private var keys: [UInt64] = []
  private var firsts: [Int32] = []
  private var lasts: [Int32] = []

  private static let run = 5
  /// Shorter paragraphs say the same by chance.
  static let fewWords = 8

  /// Looks at all paragraphs, or at those that are chosen; `words` are the keys of all words. O(words).
  mutating func find(_ facts: [BlockFacts], words: [UInt64], among chosen: [Bool]? = nil) {
    runs.removeAll(keepingCapacity: true)
    starts.removeAll(keepingCapacity: true)
    for (index, fact) in facts.enumerated() {
      starts.append(Int32(truncatingIfNeeded: runs.count))
      if fact.words >= Self.fewWords, chosen?[index] ?? true {
        addRuns(words[Int(fact.firstWord)..<Int(fact.lastWord)])
      }
    }
    starts.append(Int32(truncatingIfNeeded: runs.count))
    fillTable()
    earlier.removeAll(keepingCapacity: true)
    later.removeAll(keepingCapacity: true)
    for index in facts.indices { count(Int32(truncatingIfNeeded: index)) }
  }

  /// The keys of the runs of a paragraph.
  private mutating func addRuns(_ words: ArraySlice<UInt64>) {
    words.withUnsafeBufferPointer { words in
      guard words.count >= Self.run else { return }
      for start in 0...words.count - Self.run {
        var key: UInt64 = 0
        for place in start..<start + Self.run { key = (key ^ words[place]) &* 0x9E37_79B9_7F4A_7C15 ^ key >> 31 }
        runs.append(key | 1)
      }
    }
  }

  private mutating func fillTable() {
    var size = 256
    while size < runs.count * 2 { size *= 2 }
    keys.removeAll(keepingCapacity: true)
    firsts.removeAll(keepingCapacity: true)
    lasts.removeAll(keepingCapacity: true)
    keys.append(contentsOf: repeatElement(0, count: size))
    firsts.append(contentsOf: repeatElement(-1, count: size))
    lasts.append(contentsOf: repeatElement(-1, count: size))
    for index in 0..<starts.count - 1 {
      for run in Int(starts[index])..<Int(starts[index + 1]) {
        let slot = self.slot(of: runs[run])
        if keys[slot] == 0 {
          keys[slot] = runs[run]
          firsts[slot] = Int32(truncatingIfNeeded: index)
        }
        lasts[slot] = Int32(truncatingIfNeeded: index)
      }
    }
  }

  private func slot(of key: UInt64) -> Int {
    var slot = Int(truncatingIfNeeded: key >> 20) & (keys.count - 1)
    while keys[slot] != 0, keys[slot] != key { slot = (slot + 1) & (keys.count - 1) }
    return slot
  }

  private mutating func count(_ index: Int32) {
    let range = Int(starts[Int(index)])..<Int(starts[Int(index) + 1])
    var before = 0
    var behind = 0
    for run in range {
      let slot = self.slot(of: runs[run])
      if firsts[slot] < index { before += 1 }
      if lasts[slot] > index { behind += 1 }
    }
    let all = max(1, range.count)
    earlier.append(UInt8(truncatingIfNeeded: before * 100 / all))
    later.append(UInt8(truncatingIfNeeded: behind * 100 / all))
  }
}
