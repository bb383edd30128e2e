/// Plain values, one after the other, in memory that only growth moves: written and read through a pointer, without a look
/// at whose it is.
///
/// For buffers that one stage of one worker fills again and again.
public final class FlatBuffer<Element: BitwiseCopyable> {
  @usableFromInline var base: UnsafeMutablePointer<Element>
  @usableFromInline var capacity: Int
  /// The number of values.
  @inlinable public var count: Int { used }
  @usableFromInline var used = 0

  /// An empty buffer with room for so many values.
  public init(capacity: Int = 64) {
    self.capacity = max(1, capacity)
    base = Self.allocate(self.capacity)
  }

  /// Room at the beginning of a line of the processor's cache, so that small rows lie in one.
  private static func allocate(_ capacity: Int) -> UnsafeMutablePointer<Element> {
    UnsafeMutableRawPointer.allocate(byteCount: capacity * MemoryLayout<Element>.stride, alignment: 64)
      .bindMemory(to: Element.self, capacity: capacity)
  }

  deinit { base.deallocate() }

  /// The values, valid until one is added.
  @inlinable public var elements: UnsafeBufferPointer<Element> { UnsafeBufferPointer(start: base, count: count) }

  /// The values to be changed, valid until one is added.
  @inlinable public var mutableElements: UnsafeMutableBufferPointer<Element> {
    UnsafeMutableBufferPointer(start: base, count: count)
  }

  /// The value at an index below `count`.
  @inlinable public subscript(_ index: Int) -> Element {
    get {
      assert(index >= 0 && index < count)
      return base[index]
    }
    set {
      assert(index >= 0 && index < count)
      base[index] = newValue
    }
  }

  /// Forgets all values and keeps the memory.
  public func removeAll() { used = 0 }

  /// Adds a value behind the others.
  @inlinable @inline(__always) public func append(_ element: Element) {
    if used == capacity { grow() }
    (base + used).initialize(to: element)
    used &+= 1
  }

  @usableFromInline func grow() {
    let larger = Self.allocate(2 * capacity)
    larger.moveInitialize(from: base, count: count)
    base.deallocate()
    base = larger
    capacity *= 2
  }

  /// Room for so many further values, which count once they are written and `advance` has been told.
  @inlinable @inline(__always) public func room(for further: Int) -> UnsafeMutablePointer<Element> {
    while used &+ further > capacity { grow() }
    return base + used
  }

  /// Counts values that were written into `room`.
  @inlinable @inline(__always) public func advance(by written: Int) { used &+= written }
}
