/// Plain values at a fixed address, kept from document to document and made larger as needed: what walks over the tokens
/// reads them without counting references. Its owner gives it back (`deallocate`).
public struct PlainBuffer<Element> {
  /// The address of the first value, until the next `reserve`.
  public private(set) var base: UnsafeMutablePointer<Element>
  @usableFromInline var capacity = 64

  /// Room for a few values.
  public init() { base = .allocateLines(capacity: 64) }

  /// Makes room for so many values; what was there is lost where it has to grow.
  public mutating func reserve(_ count: Int) {
    guard count > capacity else { return }
    base.deallocate()
    capacity = max(count, 2 * capacity)
    base = .allocateLines(capacity: capacity)
  }

  /// Forgets what is there, and gives the memory back where it is large.
  public mutating func giveBack() {
    guard capacity * MemoryLayout<Element>.stride > FlatBufferLimit.kept else { return }
    base.deallocate()
    capacity = 64
    base = .allocateLines(capacity: capacity)
  }

  /// Gives the memory back; nothing may be read after it.
  public func deallocate() { base.deallocate() }
}
