import Testing

@testable import Ingestion

/// A document in some charset and what it must become.
struct EncodingCase: Sendable, CustomTestStringConvertible {
  let id: String
  let bytes: [UInt8]
  var charset: String?
  var isPage = true
  let expected: String
  var testDescription: String { id }
}

private let curly1252: [UInt8] = [0x93] + Array("No,".utf8) + [0x94, 0x20] + Array("she said".utf8)
private let curly = "“No,” she said"

@Suite struct EncodingTests {
  static let cases: [EncodingCase] = [
    EncodingCase(id: "ascii", bytes: Array("plain".utf8), expected: "plain"),
    EncodingCase(id: "byte order mark", bytes: [0xEF, 0xBB, 0xBF] + Array("é".utf8), expected: "é"),
    EncodingCase(id: "UTF-8 called latin", bytes: Array(curly.utf8), charset: "iso-8859-1", expected: curly),
    EncodingCase(id: "1252 called latin", bytes: curly1252, charset: "iso-8859-1", expected: curly),
    EncodingCase(id: "1252 called UTF-8", bytes: curly1252, charset: "utf-8", expected: curly),
    EncodingCase(id: "1252 undeclared", bytes: curly1252, isPage: false, expected: curly),
    EncodingCase(id: "stray 1252", bytes: Array("café ".utf8) + [0x93] + Array("x".utf8), expected: "café “x"),
    EncodingCase(
      id: "declared in the page", bytes: Array("<meta charset=koi8-r>".utf8) + [0xC4, 0xC1],
      expected: "<meta charset=koi8-r>да"),
    EncodingCase(id: "declared in the HTTP head", bytes: [0xE4, 0xE0], charset: "windows-1251", expected: "да"),
    EncodingCase(id: "shift_jis", bytes: [0x93, 0xFA, 0x96, 0x7B], charset: "shift_jis", expected: "日本"),
    EncodingCase(id: "an unknown charset", bytes: curly1252, charset: "x-none", expected: curly),
    EncodingCase(
      id: "bytes that are none in a text of UTF-8", bytes: Array("café née été ".utf8) + [0xFF, 0x78, 0xE2, 0x80],
      isPage: false, expected: "café née été \u{FFFD}x\u{FFFD}"),
    EncodingCase(
      id: "a text that is said to be UTF-8", bytes: [0x41, 0x93], charset: "utf-8", isPage: false, expected: "A\u{FFFD}"
    ),
    EncodingCase(
      id: "bytes that are none behind a byte order mark", bytes: [0xEF, 0xBB, 0xBF, 0x41, 0x93], expected: "A\u{FFFD}"),
    EncodingCase(id: "UTF-16", bytes: [0xFF, 0xFE, 0x41, 0, 0x1C, 0x20], expected: "A“"),
    EncodingCase(
      id: "encoded twice", bytes: Array("â€œNo,â€\u{9d} itâ€™s â€œnewâ€\u{9d}".utf8), expected: "“No,” it’s “new”"),
    EncodingCase(
      id: "encoded twice among letters that are not",
      bytes: Array("日本 é â€œcafÃ© sÃ¼ÃŸâ€\u{9d} é".utf8), expected: "日本 é “café süß” é"),
    EncodingCase(
      id: "encoded twice by way of Latin-1", bytes: Array("it\u{e2}\u{80}\u{99}s new".utf8), expected: "it’s new"),
    EncodingCase(
      id: "a single letter of two that looks encoded twice", bytes: Array("Ã© once".utf8), expected: "Ã© once"),
    EncodingCase(
      id: "a letter that looks encoded twice", bytes: Array("â is a letter".utf8), expected: "â is a letter"),
    EncodingCase(id: "NUL in a page", bytes: [0x41, 0, 0x42], expected: "AB"),
    EncodingCase(id: "NUL in a text", bytes: [0x41, 0, 0x42], isPage: false, expected: "A\u{FFFD}B"),
    EncodingCase(id: "nothing", bytes: [], expected: ""),
  ]

  @Test("A document becomes clean UTF-8", arguments: cases)
  func decodes(_ row: EncodingCase) {
    let found = CharacterEncoding.decode(row.bytes, charset: row.charset, isPage: row.isPage)
    #expect(String(decoding: found, as: UTF8.self) == row.expected)
  }
}
