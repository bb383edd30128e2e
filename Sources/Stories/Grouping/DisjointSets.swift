/// Sets that are joined pair by pair.
struct DisjointSets {
  private var parents: [Int32]

  init(count: Int) { parents = (0..<Int32(count)).map { $0 } }

  /// The number that stands for the set of an element: the smallest of it.
  mutating func root(of element: Int) -> Int {
    var element = element
    while Int(parents[element]) != element {
      parents[element] = parents[Int(parents[element])]
      element = Int(parents[element])
    }
    return element
  }

  /// Joins two sets; the smaller number stands for both.
  mutating func join(_ one: Int, _ two: Int) {
    let (first, second) = (root(of: one), root(of: two))
    if first != second { parents[max(first, second)] = Int32(min(first, second)) }
  }

  /// For each element the number that stands for its set.
  mutating func labels() -> [Int32] { parents.indices.map { Int32(root(of: $0)) } }
}

/// Elements in groups, in flat arrays: groups by their first element, each in order.
struct Groups: Sendable {
  private var starts: [Int32] = [0]
  private var members: [Int32] = []

  /// Groups elements by their labels; a label is the smallest element of its group. O(n).
  init(labels: [Int32]) {
    var sizes = [Int32](repeating: 0, count: labels.count)
    for label in labels { sizes[Int(label)] += 1 }
    var next = [Int32](repeating: 0, count: labels.count)
    var sum: Int32 = 0
    for label in labels.indices where sizes[label] > 0 {
      next[label] = sum
      sum += sizes[label]
      starts.append(sum)
    }
    members = [Int32](repeating: 0, count: labels.count)
    for (element, label) in labels.enumerated() {
      members[Int(next[Int(label)])] = Int32(element)
      next[Int(label)] += 1
    }
  }

  var count: Int { starts.count - 1 }

  /// The elements of a group.
  subscript(_ group: Int) -> ArraySlice<Int32> { members[Int(starts[group])..<Int(starts[group + 1])] }
}
