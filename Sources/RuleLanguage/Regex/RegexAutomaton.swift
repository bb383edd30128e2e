/// A deterministic automaton over the code points of a word: classes of code points, and a table.
struct RegexAutomaton: Sendable, Equatable {
  /// The first code point of each class run, ascending, the first 0.
  var bounds: [UInt32]
  /// The class of each run.
  var classes: [Int32]
  var classCount: Int
  /// `table[state * classCount + class]`, or -1.
  var table: [Int32]
  /// Whether a state accepts.
  var accepting: [Bool]

  static let stateLimit = 1_000
  static let nodeLimit = 4_000

  /// The automaton of a tree; nil where it would be too large.
  init?(_ tree: RegexTree) {
    var builder = RegexGraph()
    guard let end = builder.add(tree, from: 0) else { return nil }
    var subsets = SubsetConstruction(graph: builder, end: end)
    guard subsets.run() else { return nil }
    bounds = subsets.bounds
    classes = subsets.bounds.indices.map { Int32(truncatingIfNeeded: $0) }
    classCount = bounds.count
    table = subsets.table
    accepting = subsets.accepting
  }

  /// An automaton as read from a file; nil where its numbers do not fit together.
  init?(bounds: [UInt32], classes: [Int32], classCount: Int, table: [Int32], accepting: [Bool]) {
    let states = accepting.count
    guard !bounds.isEmpty, bounds.count == classes.count, states > 0, classCount > 0,
      table.count == states * classCount, classes.allSatisfy({ $0 >= 0 && Int($0) < classCount }),
      table.allSatisfy({ $0 >= -1 && Int($0) < states })
    else { return nil }
    self.bounds = bounds
    self.classes = classes
    self.classCount = classCount
    self.table = table
    self.accepting = accepting
  }

  /// Whether the whole of the word is what the expression says. O(scalars · log classes).
  func matches(_ scalars: String.UnicodeScalarView) -> Bool {
    var state = 0
    for scalar in scalars {
      let next = table[state * classCount + scalarClass(scalar.value)]
      if next < 0 { return false }
      state = Int(next)
    }
    return accepting[state]
  }

  /// Adds the class of each ASCII character.
  func addClassesOfASCII(to all: inout [Int32]) {
    var run = 0
    for value in UInt32(0)..<128 {
      while run + 1 < bounds.count, bounds[run + 1] <= value { run += 1 }
      all.append(classes[run])
    }
  }

  /// The class of a code point.
  func scalarClass(_ value: UInt32) -> Int {
    var low = 0
    var high = bounds.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if bounds[middle] <= value { low = middle } else { high = middle }
    }
    return Int(classes[low])
  }
}

/// Thompson's construction: nodes with edges on sets of code points and empty edges.
private struct RegexGraph {
  var edges: [[(set: ScalarSet, to: Int)]] = [[]]
  var empties: [[Int]] = [[]]

  private mutating func node() -> Int? {
    guard edges.count < RegexAutomaton.nodeLimit else { return nil }
    edges.append([])
    empties.append([])
    return edges.count - 1
  }

  /// Adds a tree behind a node and returns the node at its end; nil where it grows too large.
  mutating func add(_ tree: RegexTree, from start: Int) -> Int? {
    switch tree {
    case .empty:
      // A node of its own, so that the limit on nodes bounds what `(){64}` inside `(…){64}` can cost.
      guard let end = node() else { return nil }
      empties[start].append(end)
      return end
    case .set(let set):
      guard let end = node() else { return nil }
      edges[start].append((set, end))
      return end
    case .sequence(let parts):
      var last = start
      for part in parts {
        guard let next = add(part, from: last) else { return nil }
        last = next
      }
      return last
    case .choice(let branches):
      guard let end = node() else { return nil }
      for branch in branches {
        guard let first = node() else { return nil }
        empties[start].append(first)
        guard let last = add(branch, from: first) else { return nil }
        empties[last].append(end)
      }
      return end
    case .repeated(let tree, let least, let most): return add(tree, from: start, least: least, most: most)
    }
  }

  private mutating func add(_ tree: RegexTree, from start: Int, least: Int, most: Int) -> Int? {
    var last = start
    for _ in 0..<least {
      guard let next = add(tree, from: last) else { return nil }
      last = next
    }
    guard let end = node() else { return nil }
    if most < 0 {
      guard let loop = node() else { return nil }
      empties[last].append(loop)
      guard let back = add(tree, from: loop) else { return nil }
      empties[back].append(loop)
      empties[loop].append(end)
      return end
    }
    for _ in 0..<(most - least) {
      empties[last].append(end)
      guard let first = node() else { return nil }
      empties[last].append(first)
      guard let next = add(tree, from: first) else { return nil }
      last = next
    }
    empties[last].append(end)
    return end
  }
}

/// Makes the automaton deterministic: each of its states is a set of nodes.
private struct SubsetConstruction {
  let graph: RegexGraph
  let end: Int
  var bounds: [UInt32] = []
  var table: [Int32] = []
  var accepting: [Bool] = []
  private var subsets: [[Int]] = []
  private var numbers: [[Int]: Int] = [:]

  init(graph: RegexGraph, end: Int) {
    self.graph = graph
    self.end = end
    var starts: Set<UInt32> = [0]
    for edges in graph.edges {
      for edge in edges {
        for range in edge.set.ranges {
          starts.insert(range.lowerBound)
          if range.upperBound < ScalarSet.last { starts.insert(range.upperBound + 1) }
        }
      }
    }
    bounds = starts.sorted()
  }

  /// False where there are too many states.
  mutating func run() -> Bool {
    _ = number(of: closure([0]))
    var state = 0
    while state < subsets.count {
      for bound in bounds {
        var targets: [Int] = []
        for node in subsets[state] {
          for edge in graph.edges[node] where edge.set.ranges.contains(where: { $0.contains(bound) }) {
            targets.append(edge.to)
          }
        }
        guard let next = targets.isEmpty ? -1 : number(of: closure(targets)) else { return false }
        table.append(Int32(truncatingIfNeeded: next))
      }
      state += 1
    }
    return true
  }

  private mutating func number(of subset: [Int]) -> Int? {
    if let known = numbers[subset] { return known }
    guard subsets.count < RegexAutomaton.stateLimit else { return nil }
    numbers[subset] = subsets.count
    subsets.append(subset)
    accepting.append(subset.contains(end))
    return subsets.count - 1
  }

  private func closure(_ nodes: [Int]) -> [Int] {
    var seen = Set(nodes)
    var open = nodes
    while let node = open.popLast() {
      for next in graph.empties[node] where seen.insert(next).inserted { open.append(next) }
    }
    return seen.sorted()
  }
}
