import Testing
import TextModel

@Suite struct OffsetMapTests {
  static let texts = [
    "", "plain text", "é", "Café 😀: naïve – “so”", String(repeating: "a", count: 64), String(repeating: "é", count: 64),
    String(repeating: "word “quoted” 日本 ", count: 20) + "😀", String(repeating: "x", count: 63) + "😀 and more",
  ]

  /// Every byte, those inside a code point and those behind the end too, against a count from the beginning.
  @Test(arguments: texts) func countsCodePoints(_ text: String) {
    let bytes = Array(text.utf8)
    var map = OffsetMap()
    bytes.withUnsafeBufferPointer { map.build($0) }
    for offset in -1...(bytes.count + 70) {
      let before = bytes.prefix(max(0, offset)).count { $0 & 0xC0 != 0x80 }
      #expect(map.scalarOffset(of: UTF8Offset(offset)).value == before, "byte \(offset)")
    }
  }
}
