/// Turns sequences of word numbers into the nodes of a `TokenAutomaton`.
struct NameTree {
  private let path: [UInt32]
  private let starts: [UInt32]
  private let outputs: [UInt64]
  private let isAny: [Bool]

  private(set) var roots: [UInt32] = []
  /// Low half: the first child; high half: the first output. One more than there are nodes.
  private(set) var nodes: [UInt64] = []
  private(set) var labels: [UInt32] = []
  private(set) var packedOutputs: [UInt64] = []

  init(path: [UInt32], starts: [UInt32], outputs: [UInt64], isAny: [Bool]) {
    self.path = path
    self.starts = starts
    self.outputs = outputs
    self.isAny = isAny
  }

  /// Sorts the names and numbers the nodes, level by level.
  mutating func build(wordCount: Int) {
    let order = sortedNames()
    let firstAny = order.firstIndex { isAny[Int($0)] } ?? order.count
    // Of each node the range of sorted names that go through it.
    var lows: [UInt32] = [0, UInt32(truncatingIfNeeded: firstAny)]
    var highs: [UInt32] = [UInt32(truncatingIfNeeded: firstAny), UInt32(truncatingIfNeeded: order.count)]
    labels = [0, 0]
    var node = 0
    var depth = 0
    var levelEnd = 2
    while node < lows.count {
      if node == levelEnd {
        depth += 1
        levelEnd = lows.count
      }
      nodes.append(UInt64(lows.count) | UInt64(packedOutputs.count) << 32)
      var name = Int(lows[node])
      let end = Int(highs[node])
      name = addOutputs(order, name, end, depth: depth)
      while name < end {
        let word = self.word(Int(order[name]), depth)
        lows.append(UInt32(truncatingIfNeeded: name))
        labels.append(word)
        repeat { name += 1 } while name < end && self.word(Int(order[name]), depth) == word
        highs.append(UInt32(truncatingIfNeeded: name))
      }
      node += 1
    }
    nodes.append(UInt64(lows.count) | UInt64(packedOutputs.count) << 32)
    makeRoots(wordCount: wordCount)
  }

  /// The outputs of the names that end at this depth, each once; returns the first name that goes on.
  private mutating func addOutputs(_ order: [UInt32], _ start: Int, _ end: Int, depth: Int) -> Int {
    var name = start
    while name < end, length(Int(order[name])) == depth {
      let output = outputs[Int(order[name])]
      if name == start || packedOutputs.last != output { packedOutputs.append(output) }
      name += 1
    }
    return name
  }

  private mutating func makeRoots(wordCount: Int) {
    roots = [UInt32](repeating: 0, count: (wordCount + 1) * 2)
    for (tree, root) in [0, 1].enumerated() {
      let first = UInt32(truncatingIfNeeded: nodes[root])
      let end = UInt32(truncatingIfNeeded: nodes[root + 1])
      for node in first..<end { roots[Int(labels[Int(node)]) * 2 + tree] = node }
    }
  }

  @inline(__always) private func length(_ name: Int) -> Int { Int(starts[name + 1] - starts[name]) }

  @inline(__always) private func word(_ name: Int, _ depth: Int) -> UInt32 {
    depth < length(name) ? path[Int(starts[name]) + depth] : 0
  }

  // MARK: Sorting

  /// The names in the order of tree, words, output.
  private func sortedNames() -> [UInt32] {
    var names = [SortKey]()
    names.reserveCapacity(outputs.count)
    for name in outputs.indices {
      let tree: UInt64 = isAny[name] ? 1 << 63 : 0
      let key = tree | UInt64(word(name, 0)) << 31 | UInt64(word(name, 1))
      names.append(SortKey(words: key, name: UInt32(truncatingIfNeeded: name)))
    }
    radixSort(&names)
    var start = 0
    while start < names.count {
      var end = start + 1
      while end < names.count && names[end].words == names[start].words { end += 1 }
      if end - start > 1 { names[start..<end].sort { isBefore($0.name, $1.name) } }
      start = end
    }
    return names.map(\.name)
  }

  /// The order of names whose tree and first two words are the same.
  private func isBefore(_ left: UInt32, _ right: UInt32) -> Bool {
    let (left, right) = (Int(left), Int(right))
    var depth = 2
    while depth < length(left), depth < length(right) {
      if word(left, depth) != word(right, depth) { return word(left, depth) < word(right, depth) }
      depth += 1
    }
    if length(left) != length(right) { return length(left) < length(right) }
    // List, condition, entry: the order of the packed output's upper bytes, then its lower ones.
    let (one, other) = (outputs[left], outputs[right])
    if one >> 32 != other >> 32 { return one >> 32 < other >> 32 }
    return one < other
  }

  /// The first two words of a name; numbers of words have fewer than 32 bits.
  private struct SortKey {
    var words: UInt64
    var name: UInt32
  }

  /// Sorts by the key in four passes of 16 bits; those in which all are alike are left out.
  private func radixSort(_ names: inout [SortKey]) {
    var other = names
    for shift in stride(from: UInt64(0), to: 64, by: 16) {
      var counts = [Int](repeating: 0, count: 1 << 16)
      for name in names { counts[Int(name.words >> shift & 0xFFFF)] += 1 }
      if counts.contains(names.count) { continue }
      var sum = 0
      for digit in counts.indices { (counts[digit], sum) = (sum, sum + counts[digit]) }
      for name in names {
        let digit = Int(name.words >> shift & 0xFFFF)
        other[counts[digit]] = name
        counts[digit] += 1
      }
      swap(&names, &other)
    }
  }
}
