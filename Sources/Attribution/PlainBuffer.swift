/// Plain values at a fixed address, kept from document to document and made larger as needed: what walks over the tokens
/// reads them without counting references. Its owner gives it back (`deallocate`).
struct PlainBuffer<Element> {
  private(set) var base: UnsafeMutablePointer<Element>
  private var capacity = 64

  init() { base = .allocate(capacity: 64) }

  /// Makes room for so many values; what was there is lost where it has to grow.
  mutating func reserve(_ count: Int) {
    guard count > capacity else { return }
    base.deallocate()
    capacity = max(count, 2 * capacity)
    base = .allocate(capacity: capacity)
  }

  func deallocate() { base.deallocate() }
}
