/// The expressions of tests over predicates, any of many predicates being one look at each word of a key that has some.
final class WordExpressions {
  /// For each test its expression in postfix order: places in `masks`, and `WordOperator`s.
  private let codes: FlatLists
  /// For each *or* of predicates the words of a key and the bits that are wanted there.
  private let masks: FlatLists
  private let bits: FixedBuffer<UInt64>

  /// What stands on the stack while an expression is read: an *or* of predicates, or code that was written.
  private enum Item {
    case predicates([Int32])
    case code([Int32])
  }

  /// Takes expressions over predicates whose depth was checked when they were read.
  init(_ tests: [[Int32]]) {
    var masks: [[Int32]] = []
    var bits: [UInt64] = []
    codes = FlatLists(tests.map { test in Self.code(of: test) { Self.add($0, &masks, &bits) } })
    self.masks = FlatLists(masks)
    self.bits = FixedBuffer(bits)
  }

  private static func code(of test: [Int32], mask: ([Int32]) -> Int32) -> [Int32] {
    var stack: [Item] = []
    func popCode() -> [Int32] {
      switch stack.popLast() {
      case .predicates(let numbers): [mask(numbers)]
      case .code(let code): code
      case nil: []
      }
    }
    for item in test {
      switch item {
      case WordOperator.or:
        if stack.count > 1, case .predicates(let right) = stack[stack.count - 1],
          case .predicates(let left) = stack[stack.count - 2]
        {
          stack.removeLast(2)
          stack.append(.predicates(left + right))
        } else {
          let right = popCode()
          stack.append(.code(popCode() + right + [item]))
        }
      case WordOperator.and:
        let right = popCode()
        stack.append(.code(popCode() + right + [item]))
      case WordOperator.not: stack.append(.code(popCode() + [item]))
      case WordOperator.always: stack.append(.code([item]))
      default: stack.append(.predicates([item]))
      }
    }
    return popCode()
  }

  /// Adds the mask of some predicates, and returns its place.
  private static func add(_ numbers: [Int32], _ masks: inout [[Int32]], _ bits: inout [UInt64]) -> Int32 {
    var places: [Int32] = []
    var last: Int32 = -1
    for number in numbers.sorted() {
      if number >> 6 != last {
        last = number >> 6
        places += [last, Int32(truncatingIfNeeded: bits.count)]
        bits.append(0)
      }
      bits[bits.count - 1] |= 1 << UInt64(number & 63)
    }
    masks.append(places)
    return Int32(truncatingIfNeeded: masks.count - 1)
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
