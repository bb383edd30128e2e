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
    base = .allocateLines(capacity: self.capacity)
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

  /// The address of the first value, valid until one is added.
  @inlinable @inline(__always) public var start: UnsafeMutablePointer<Element> { base }

  /// The address of the value at an index below `count`, valid until one is added.
  @inlinable @inline(__always) public func address(of index: Int) -> UnsafeMutablePointer<Element> {
    assert(index >= 0 && index < count)
    return base + index
  }

  /// Asks for the value at an index, which will be read soon.
  @inlinable @inline(__always) public func prefetch(_ index: Int) { base.prefetch(index) }

  /// Forgets all values and keeps the memory.
  public func removeAll() { used = 0 }

  /// Forgets all values, and gives the memory back where it is large.
  public func giveBack() {
    used = 0
    guard capacity * MemoryLayout<Element>.stride > FlatBufferLimit.kept else { return }
    base.deallocate()
    capacity = 64
    base = .allocateLines(capacity: capacity)
  }

  /// Forgets all values from an index on and keeps the memory.
  @inlinable public func removeAll(from index: Int) { used = min(used, max(0, index)) }

  /// Adds a value behind the others.
  @inlinable @inline(__always) public func append(_ element: Element) {
    if used == capacity { grow() }
    (base + used).initialize(to: element)
    used &+= 1
  }

  @usableFromInline func grow() {
    reserve(2 * capacity)
  }

  /// Makes room for so many values.
  @usableFromInline func reserve(_ room: Int) {
    guard room > capacity else { return }
    let larger = UnsafeMutablePointer<Element>.allocateLines(capacity: room)
    larger.moveInitialize(from: base, count: count)
    base.deallocate()
    base = larger
    capacity = room
  }

  /// Makes it so many values long; those that were not there before are to be written before they are read.
  @inlinable public func resize(to count: Int) {
    if count > capacity { reserve(max(count, 2 * capacity)) }
    used = count
  }

  /// Room for so many further values, which count once they are written and `advance` has been told.
  @inlinable @inline(__always) public func room(for further: Int) -> UnsafeMutablePointer<Element> {
    while used &+ further > capacity { grow() }
    return base + used
  }

  /// Counts values that were written into `room`.
  @inlinable @inline(__always) public func advance(by written: Int) { used &+= written }
}

/// Buffers up to so many bytes are kept when memory is given back.
enum FlatBufferLimit {
  static let kept = 16 << 10
}

extension UnsafeMutablePointer {
  /// Room at the beginning of a line of the processor's cache, so that small rows lie in one.
  public static func allocateLines(capacity: Int) -> UnsafeMutablePointer {
    UnsafeMutableRawPointer.allocate(byteCount: max(1, capacity) * MemoryLayout<Pointee>.stride, alignment: 64)
      .bindMemory(to: Pointee.self, capacity: capacity)
  }
}
