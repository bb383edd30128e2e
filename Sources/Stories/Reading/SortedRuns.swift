/// Sorts very many numbers in little memory: so many as fit are sorted at once and put into a file without a name, and all
/// these runs are merged.
final class SortedRuns<Number: FixedWidthInteger & UnsignedInteger> {
  private var buffer: [Number] = []
  private let capacity: Int
  private let folder: String
  private var file: SpoolFile?
  private var runs: [(offset: Int, count: Int)] = []
  /// How many were added.
  private(set) var count = 0

  /// Makes an empty one; `capacity` is how many numbers are in memory at most.
  init(folder: String, capacity: Int = 1 << 22) {
    self.folder = folder
    self.capacity = max(2, capacity)
  }

  /// Adds a number.
  @inline(__always) func add(_ number: Number) {
    buffer.append(number)
    count &+= 1
    if buffer.count >= capacity { writeRun() }
  }

  private func writeRun() {
    RadixSort.sort(&buffer)
    let file = file ?? SpoolFile(inFolder: folder)
    self.file = file
    let offset = buffer.withUnsafeBytes { file.append($0) }
    runs.append((offset, buffer.count))
    buffer.removeAll(keepingCapacity: true)
  }

  /// All numbers in order, each as often as it was added; lets go of them here.
  func sorted() throws -> SortedNumbers<Number> {
    if runs.isEmpty { RadixSort.sort(&buffer) } else if !buffer.isEmpty { writeRun() }
    defer {
      buffer = []
      runs = []
      file = nil
    }
    guard let file else { return SortedNumbers(buffer) }
    guard file.flush() else { throw StoryError.noRoom }
    return try SortedNumbers(runs, in: file)
  }

  /// Hands over all numbers in order, each as often as it was added, and lets go of them. O(n log runs).
  func forEach(_ body: (Number) throws -> Void) throws {
    let numbers = try sorted()
    while let number = try numbers.next() { try body(number) }
  }
}

/// Numbers in order, one after the other.
final class SortedNumbers<Number: FixedWidthInteger & UnsignedInteger> {
  private var single: [Number] = []
  private var position = 0
  private var readers: [RunReader<Number>] = []
  /// The next number of each run, the least first.
  private var heap: [(number: Number, run: Int)] = []

  /// Those of an array that is sorted.
  fileprivate init(_ numbers: [Number]) { single = numbers }

  /// Those of runs of a file.
  fileprivate init(_ runs: [(offset: Int, count: Int)], in file: SpoolFile) throws {
    let size = max(512, min(1 << 14, (8 << 20) / runs.count / MemoryLayout<Number>.stride))
    readers = runs.map { RunReader<Number>(file, offset: $0.offset, count: $0.count, size: size) }
    for index in readers.indices { if let number = try readers[index].next() { heap.append((number, index)) } }
    heap.sort { ($0.number, $0.run) < ($1.number, $1.run) }
  }

  /// The next number; nil at the end.
  func next() throws -> Number? {
    guard let (number, run) = heap.first else {
      guard position < single.count else { return nil }
      defer { position &+= 1 }
      return single[position]
    }
    if let next = try readers[run].next() {
      heap[0].number = next
    } else {
      let last = heap.removeLast()
      if !heap.isEmpty { heap[0] = last }
    }
    Self.sink(&heap)
    return number
  }

  /// Puts the first element of a heap where it belongs.
  private static func sink(_ heap: inout [(number: Number, run: Int)]) {
    heap.withUnsafeMutableBufferPointer { heap in
      var place = 0
      while true {
        var child = 2 &* place &+ 1
        guard child < heap.count else { return }
        if child &+ 1 < heap.count, heap[child &+ 1].number < heap[child].number { child &+= 1 }
        guard heap[child].number < heap[place].number else { return }
        heap.swapAt(place, child)
        place = child
      }
    }
  }
}

/// Reads a sorted run piece by piece.
private struct RunReader<Number: FixedWidthInteger & UnsignedInteger> {
  private let file: SpoolFile
  private var offset: Int
  private var left: Int
  private let size: Int
  private var buffer: [Number] = []
  private var position = 0

  init(_ file: SpoolFile, offset: Int, count: Int, size: Int) {
    self.file = file
    self.offset = offset
    self.size = size
    left = count
  }

  mutating func next() throws -> Number? {
    if position == buffer.count {
      guard left > 0 else { return nil }
      let count = min(left, size)
      if buffer.count != count { buffer = [Number](repeating: 0, count: count) }
      guard buffer.withUnsafeMutableBytes({ file.read(at: offset, into: $0) }) else { throw StoryError.noRoom }
      offset += count * MemoryLayout<Number>.stride
      left -= count
      position = 0
    }
    defer { position &+= 1 }
    return buffer[position]
  }
}

/// Sorts numbers byte by byte, from the last one on. O(n).
enum RadixSort {
  static func sort<Number: FixedWidthInteger & UnsignedInteger>(_ numbers: inout [Number]) {
    guard numbers.count > 1 << 10 else { return numbers.sort() }
    var other = numbers
    var isSwapped = false
    numbers.withUnsafeMutableBufferPointer { first in
      other.withUnsafeMutableBufferPointer { second in
        for shift in stride(from: 0, to: Number.bitWidth, by: 8) {
          let (from, to) = isSwapped ? (second, first) : (first, second)
          if pass(from, to, shift: shift) { isSwapped.toggle() }
        }
      }
    }
    if isSwapped { swap(&numbers, &other) }
  }

  /// One byte; false where all numbers have the same one.
  private static func pass<Number: FixedWidthInteger & UnsignedInteger>(
    _ from: UnsafeMutableBufferPointer<Number>, _ to: UnsafeMutableBufferPointer<Number>, shift: Int
  ) -> Bool {
    withUnsafeTemporaryAllocation(of: Int.self, capacity: 256) { places in
      places.initialize(repeating: 0)
      for number in from { places[Int(truncatingIfNeeded: number &>> Number(shift)) & 0xFF] &+= 1 }
      if places.contains(from.count) { return false }
      var sum = 0
      for byte in 0..<256 {
        let count = places[byte]
        places[byte] = sum
        sum &+= count
      }
      for number in from {
        let byte = Int(truncatingIfNeeded: number &>> Number(shift)) & 0xFF
        to[places[byte]] = number
        places[byte] &+= 1
      }
      return true
    }
  }
}
