/// The expressions of tests over predicates, any of many predicates being one look at each word of a key that has some.
final class WordExpressions {
  /// For each test its expression in postfix order: places in `masks`, and `WordOperator`s.
  private let codes: FlatLists
  /// For each *or* of predicates the words of a key and the bits that are wanted there.
  private let masks: FlatLists
  private let bits: FixedBuffer<UInt64>

  /// Takes expressions over predicates whose depth was checked when they were read.
  init(_ tests: FlatLists.Builder) {
    var reader = ExpressionReader()
    for test in 0..<tests.count { reader.read(tests.numbers[tests.indices(test)]) }
    codes = FlatLists(reader.codes)
    masks = FlatLists(reader.masks)
    bits = FixedBuffer(reader.bits)
  }

  /// The value of a test for the predicates in a key.
  func holds(_ test: Int, key: UnsafePointer<UInt64>, stack: UnsafeMutablePointer<Bool>) -> Bool {
    // The value on top of the stack is not in it.
    var value = false
    var top = 0
    for item in codes[test] {
      switch item {
      case WordOperator.and:
        top -= 1
        value = stack[top] && value
      case WordOperator.or:
        top -= 1
        value = stack[top] || value
      case WordOperator.not: value.toggle()
      default:
        stack[top] = value
        top += 1
        value = item == WordOperator.always || hasAny(Int(item), key)
      }
    }
    return top > 0 && value
  }

  @inline(__always) private func hasAny(_ mask: Int, _ key: UnsafePointer<UInt64>) -> Bool {
    let places = masks[mask]
    for index in stride(from: 0, to: places.count, by: 2)
    where key[Int(places[index])] & bits.elements[Int(places[index + 1])] != 0 {
      return true
    }
    return false
  }
}

/// Reads expressions, and gathers predicates that are joined by *or*.
private struct ExpressionReader {
  private(set) var codes = FlatLists.Builder()
  private(set) var masks = FlatLists.Builder()
  private(set) var bits: [UInt64] = []
  /// The predicates that are not written yet: those of the items of the stack, one after the other.
  private var predicates: [Int32] = []
  /// For each item of the stack where its predicates begin, or -1 where it is written.
  private var stack: [Int] = []

  /// Appends the code of a test.
  mutating func read(_ test: ArraySlice<Int32>) {
    predicates.removeAll(keepingCapacity: true)
    stack.removeAll(keepingCapacity: true)
    for item in test {
      switch item {
      case WordOperator.or:
        let right = stack.popLast() ?? -1
        // Two stretches of predicates that follow one another are one.
        if right >= 0, let left = stack.last, left >= 0 { continue }
        writeBoth(right)
        codes.numbers.append(item)
      case WordOperator.and:
        writeBoth(stack.popLast() ?? -1)
        codes.numbers.append(item)
      case WordOperator.not:
        write(stack.popLast() ?? -1)
        stack.append(-1)
        codes.numbers.append(item)
      case WordOperator.always:
        stack.append(-1)
        codes.numbers.append(item)
      default:
        stack.append(predicates.count)
        predicates.append(item)
      }
    }
    if let last = stack.popLast() { write(last) }
    codes.end()
  }

  /// Writes the item that was taken from the stack and the one below it, which is then a written one. That one may come
  /// behind the other: to *and* and *or* it is the same.
  private mutating func writeBoth(_ right: Int) {
    write(right)
    write(stack.popLast() ?? -1)
    stack.append(-1)
  }

  /// Writes the mask of the predicates from a place on.
  private mutating func write(_ first: Int) {
    guard first >= 0 else { return }
    // As a rule they are in their order.
    for index in predicates.indices.dropFirst(first + 1) where predicates[index] < predicates[index - 1] {
      predicates[first...].sort()
      break
    }
    var last: Int32 = -1
    for number in predicates[first...] {
      if number >> 6 != last {
        last = number >> 6
        masks.numbers.append(last)
        masks.numbers.append(Int32(truncatingIfNeeded: bits.count))
        bits.append(0)
      }
      bits[bits.count - 1] |= 1 << UInt64(number & 63)
    }
    predicates.removeLast(predicates.count - first)
    codes.numbers.append(Int32(truncatingIfNeeded: masks.count))
    masks.end()
  }
}
