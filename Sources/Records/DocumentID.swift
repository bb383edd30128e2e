/// The id of a document: `d`, 16 hexadecimal digits of a hash of its bytes, and from the second time that a run meets
/// it `-2`, `-3` …
public struct DocumentID: Hashable, Sendable, CustomStringConvertible {
  /// A hash of the bytes of the document and of the metadata given with it.
  public var hash: UInt64
  /// How many times the run has met it, itself counted.
  public var occurrence: Int

  /// Makes an id from the hash of a document's bytes.
  public init(hash: UInt64, occurrence: Int = 1) {
    self.hash = hash
    self.occurrence = occurrence
  }

  /// The id as it stands in records.
  public var description: String {
    "d" + Self.text(of: hash) + (occurrence > 1 ? "-\(occurrence)" : "")
  }

  /// The 16 hexadecimal digits of a hash, in ASCII.
  static func digits(of hash: UInt64) -> SIMD16<UInt8> {
    var digits = SIMD16<UInt8>()
    for place in 0..<16 {
      let digit = UInt8(truncatingIfNeeded: hash >> UInt64(60 - 4 * place)) & 15
      digits[place] = digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") - 10 + digit
    }
    return digits
  }

  /// The digits as a string.
  static func text(of hash: UInt64) -> String {
    let digits = digits(of: hash)
    return String(decoding: digits.indices.map { digits[$0] }, as: UTF8.self)
  }
}
