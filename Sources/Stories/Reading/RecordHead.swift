import Records

/// The type of a record by the beginning of its line.
enum RecordHead {
  /// The word of `"type"` where it is the first key; nil elsewhere.
  static func type(of line: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    var place = line.startIndex
    func skip(_ word: StaticString) -> Bool {
      while place < line.endIndex, line[place] == 0x20 || line[place] == 0x09 { place += 1 }
      let length = word.utf8CodeUnitCount
      guard place + length <= line.endIndex else { return false }
      for index in 0..<length where line[place + index] != word.utf8Start[index] { return false }
      place += length
      return true
    }
    guard skip("{"), skip("\"type\""), skip(":"), skip("\"") else { return nil }
    let start = place
    while place < line.endIndex, line[place] != UInt8(ascii: "\"") { place += 1 }
    return line[start..<place]
  }

  static func isEqual(_ type: ArraySlice<UInt8>?, _ word: StaticString) -> Bool {
    guard let type, type.count == word.utf8CodeUnitCount else { return false }
    return word.withUTF8Buffer { $0.elementsEqual(type) }
  }

  /// Records that stories are no part of: errors of `extract`, and what this program wrote.
  static func isPassedOver(_ type: ArraySlice<UInt8>?) -> Bool {
    if isEqual(type, "error") { return true }
    return StoryKind.allCases.contains { $0.rawValue.utf8.elementsEqual(type ?? []) }
  }

  /// The id of the document in `"id":"d…/q7"`.
  static func document(of line: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    let sign = Array("\"id\":".utf8)
    var place = line.startIndex
    let last = min(line.endIndex, line.startIndex + 200)
    while place + sign.count < last, !line[place..<place + sign.count].elementsEqual(sign) { place += 1 }
    place += sign.count
    while place < last, line[place] == 0x20 { place += 1 }
    guard place < last, line[place] == UInt8(ascii: "\"") else { return nil }
    let start = place + 1
    place = start
    while place < line.endIndex, line[place] != UInt8(ascii: "\""), line[place] != UInt8(ascii: "/") { place += 1 }
    return line[start..<place]
  }
}
