/// Lists of numbers, one after the other at fixed addresses.
final class FlatLists {
  private let starts: FixedBuffer<Int32>
  private let numbers: FixedBuffer<Int32>

  /// A number and the list that it belongs to.
  struct Link {
    let list: Int
    let number: Int32
  }

  /// Lists of numbers while they are written, one after the other.
  struct Builder {
    fileprivate(set) var starts: [Int32] = [0]
    var numbers: [Int32] = []

    /// The number of lists.
    var count: Int { starts.count - 1 }

    /// Ends a list: that of the numbers since the last one ended.
    mutating func end() { starts.append(Int32(truncatingIfNeeded: numbers.count)) }

    /// Where the numbers of a list are.
    func indices(_ list: Int) -> Range<Int> { Int(starts[list])..<Int(starts[list + 1]) }
  }

  init(_ builder: Builder) {
    starts = FixedBuffer(builder.starts)
    numbers = FixedBuffer(builder.numbers)
  }

  /// So many lists, each of its links in their order.
  init(_ links: [Link], count: Int) {
    var starts = [Int32](repeating: 0, count: count + 1)
    for link in links { starts[link.list + 1] += 1 }
    for list in 0..<count { starts[list + 1] += starts[list] }
    var next = starts
    var numbers = [Int32](repeating: 0, count: links.count)
    for link in links {
      numbers[Int(next[link.list])] = link.number
      next[link.list] += 1
    }
    self.starts = FixedBuffer(starts)
    self.numbers = FixedBuffer(numbers)
  }

  @inline(__always) subscript(index: Int) -> UnsafeBufferPointer<Int32> {
    let start = Int(starts.elements[index])
    return UnsafeBufferPointer(rebasing: numbers.pointer[start..<Int(starts.elements[index + 1])])
  }
}
