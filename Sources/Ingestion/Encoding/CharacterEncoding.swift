/// Decodes documents to clean UTF-8.
enum CharacterEncoding {
  static func decode(_ bytes: [UInt8], charset: String?, isPage: Bool) -> [UInt8] {
    var bytes = bytes
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
    return Array(String(decoding: bytes, as: UTF8.self).utf8)
  }
}
