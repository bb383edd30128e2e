/// Elements at an address that stays, for loops that are to touch neither bounds nor reference counts.
final class FixedBuffer<Element> {
  let elements: UnsafeMutableBufferPointer<Element>

  init(_ array: [Element]) {
    elements = .allocate(capacity: array.count)
    _ = elements.initialize(from: array)
  }

  deinit {
    elements.deinitialize()
    elements.deallocate()
  }

  /// The elements, valid as long as the buffer.
  var pointer: UnsafeBufferPointer<Element> { UnsafeBufferPointer(elements) }
}
