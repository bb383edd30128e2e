import CXXHash

/// The hash that a document's id is made of: XXH64 of its bytes and of the metadata given with it.
public enum ContentHash {
  /// The hash of bytes. O(bytes).
  public static func hash(of bytes: [UInt8], seed: UInt64 = 0) -> UInt64 {
    bytes.withUnsafeBytes { XXH64($0.baseAddress, $0.count, seed) }
  }

  /// The hash of a document's bytes, its `url` and its `published`, as given. O(bytes).
  public static func hash(of raw: RawDocument) -> UInt64 {
    let body = hash(of: raw.bytes)
    guard raw.given.url != nil || raw.given.published != nil else { return body }
    var given = Array((raw.given.url ?? "").utf8)
    given.append(0)
    given.append(contentsOf: (raw.given.published ?? "").utf8)
    return given.withUnsafeBytes { XXH64($0.baseAddress, $0.count, body) }
  }
}
