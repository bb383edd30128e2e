/// Levels a text for comparing: words in small letters with one blank between them, no marks, no apostrophes.
enum Normalizer {
  /// The levelled text. O(bytes).
  static func levelled(_ text: String) -> [UInt8] {
    var copy = text
    return copy.withUTF8 { bytes in
      [UInt8](unsafeUninitializedCapacity: bytes.count) { room, count in
        var scan = ParagraphScan(bytes, into: room)
        scan.run()
        count = scan.count
      }
    }
  }
}
