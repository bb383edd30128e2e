/// Reads the documents of a JSON file that is no JSON Lines: an array of objects, an object that is one document, or an
/// object that holds arrays of them, as the answers of news services do (`{"status":"ok","articles":[…]}`).
///
/// An array is read object by object, whatever its length; an object is read whole.
final class JSONReader: EntrySource {
  private let reader: ByteReader
  private let origin: String
  private let options: IngestionOptions
  private var element: [UInt8] = []
  private var number = 0
  private var isOver = false
  private var isInArray = false
  /// What an object that holds documents has, the next one last.
  private var held: [InputItem]?
  /// Whether nothing at all is no error but nothing.
  private let isMember: Bool
  /// Objects in objects beyond this hold no documents.
  private static let depthLimit = 4

  init(_ reader: ByteReader, origin: String, options: IngestionOptions, isMember: Bool) {
    self.reader = reader
    self.origin = origin
    self.options = options
    self.isMember = isMember
  }

  func next() -> Entry? {
    if let item = held?.popLast() { return .item(item) }
    guard !isOver else { return nil }
    do throws(StreamError) {
      if !isInArray {
        try skip(blanks: [0x20, 0x09, 0x0A, 0x0D, 0xEF, 0xBB, 0xBF])
        guard try reader.peek(1).first == 0x5B else { return try object() }
        isInArray = true
        reader.skip(1)
      }
      return try arrayElement()
    } catch {
      isOver = true
      return failure(error.reason)
    }
  }

  private func failure(_ reason: String) -> Entry {
    .item(.failure(IngestionError(.ingestion, origin: isInArray ? "\(origin)#\(number)" : origin, reason: reason)))
  }

  private func skip(blanks: [UInt8]) throws(StreamError) {
    while let byte = try reader.peek(1).first, blanks.contains(byte) { reader.skip(1) }
  }

  private var limit: Int { options.maxDocument * 2 + 1 << 20 }

  // MARK: Arrays

  private func arrayElement() throws(StreamError) -> Entry? {
    try skip(blanks: [0x20, 0x09, 0x0A, 0x0D, 0x2C])
    guard let first = try reader.peek(1).first else { throw StreamError(reason: "the array ends early") }
    if first == 0x5D {
      isOver = true
      return nil
    }
    number += 1
    let length = try value()
    guard length <= limit else { return failure("the object has \(length) bytes, more than are read") }
    return element.withUnsafeBufferPointer {
      .item(ScrapedFields.item(ofObject: $0, origin: "\(origin)#\(number)", part: "object", options: options))
    }
  }

  /// Takes the next value into `element`, at most `limit` bytes of it; its whole length.
  private func value() throws(StreamError) -> Int {
    element.removeAll(keepingCapacity: element.capacity <= 1 << 18)
    var state = ValueEnd()
    var length = 0
    while true {
      let piece = try reader.peek(1 << 16)
      guard !piece.isEmpty else { throw StreamError(reason: "the array ends early") }
      let end = piece.withUnsafeBufferPointer { state.end(in: $0) }
      let count = end ?? piece.count
      element.append(contentsOf: piece.prefix(max(0, min(count, limit - element.count))))
      length += count
      reader.skip(count)
      if end != nil { return length }
    }
  }

  // MARK: Objects

  private func object() throws(StreamError) -> Entry? {
    isOver = true
    try reader.read(limit + 1, into: &element)
    guard element.count <= limit else {
      throw StreamError(
        reason: "the object has more than \(limit) bytes; an array of objects, or a line each, has no limit")
    }
    var found: [InputItem] = []
    do throws(JSONScanError) {
      try element.withUnsafeBufferPointer { bytes throws(JSONScanError) in
        var scanner = JSONScanner(bytes)
        try documents(&scanner, depth: 0, into: &found)
        guard scanner.kind() == .end else { throw scanner.failure("nothing after the object") }
      }
    } catch {
      throw StreamError(reason: "\(error.reason) at byte \(error.position + 1)")
    }
    held = found.reversed()
    if let item = held?.popLast() { return .item(item) }
    return isMember ? .nothing : failure("no object with a field 'text' or 'html'")
  }

  /// Adds the documents of an object: itself, or those of the arrays and objects in it.
  private func documents(_ scanner: inout JSONScanner, depth: Int, into found: inout [InputItem]) throws(JSONScanError)
  {
    let start = scanner.position
    var fields = ScrapedFields(options)
    try scanner.object { (scanner, key) throws(JSONScanError) in try fields.read(key, &scanner) }
    let end = scanner.position
    let place = depth == 0 ? origin : "\(origin)#\(number + 1)"
    if fields.document(origin: place) != nil {
      if depth > 0 { number += 1 }
      found.append(fields.item(origin: place))
      return
    }
    guard depth < Self.depthLimit else { return }
    scanner.position = start
    try scanner.object { (scanner, _) throws(JSONScanError) in
      if scanner.kind() == .object { try documents(&scanner, depth: depth + 1, into: &found) }
      guard scanner.kind() == .array else { return }
      try scanner.array { (scanner) throws(JSONScanError) in
        if scanner.kind() == .object { try documents(&scanner, depth: depth + 1, into: &found) }
      }
    }
    scanner.position = end
  }
}

/// Finds the end of a JSON value in pieces of bytes.
struct ValueEnd {
  private var depth = 0
  private var isInString = false
  private var isEscaped = false

  /// Where the value ends in the next piece; nil where it goes on.
  mutating func end(in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    for index in bytes.indices {
      let byte = bytes[index]
      if isInString {
        if isEscaped {
          isEscaped = false
        } else if byte == 0x5C {
          isEscaped = true
        } else if byte == 0x22 {
          isInString = false
        }
        continue
      }
      switch byte {
      case 0x22: isInString = true
      case 0x7B, 0x5B: depth += 1
      case 0x7D, 0x5D:
        if depth == 0 { return index }
        depth -= 1
        if depth == 0 { return index + 1 }
      case 0x2C where depth == 0: return index
      default: break
      }
    }
    return nil
  }
}
