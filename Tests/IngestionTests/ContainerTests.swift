import Testing

@testable import Ingestion

/// A file and what comes out of it, a line an item.
struct ContainerCase: Sendable, CustomTestStringConvertible {
  let id: String
  let name: String
  let bytes: [UInt8]
  let expected: [String]
  init(_ id: String, _ name: String, _ text: String, _ expected: [String]) {
    self.id = id
    self.name = name
    bytes = Array(text.utf8)
    self.expected = expected
  }
  var testDescription: String { id }
}

@Suite struct ContainerTests {
  static let response = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>Hello</p>"

  static func record(_ kind: String, _ type: String, _ body: String) -> String {
    """
    WARC/1.0\r\nWARC-Type: \(kind)\r\nWARC-Target-URI: http://example.org/\r\nContent-Type: \(type)\r\n\
    Content-Length: \(body.utf8.count)\r\n\r\n\(body)\r\n\r\n
    """
  }

  static let info = record("warcinfo", "application/warc-fields", "x")
  static let page = record("response", "application/http", response)
  static let one = record("conversion", "text/plain", "One")

  static func tar(_ name: String, _ body: String) -> String {
    var head = [UInt8](repeating: 0, count: 512)
    for (index, byte) in name.utf8.enumerated() { head[index] = byte }
    let size = String(body.utf8.count, radix: 8)
    for (index, byte) in (String(repeating: "0", count: 11 - size.count) + size).utf8.enumerated() {
      head[124 + index] = byte
    }
    head[156] = 0x30
    for (index, byte) in "ustar".utf8.enumerated() { head[257 + index] = byte }
    // The sum of the head with blanks where the sum stands.
    for index in 148..<156 { head[index] = 0x20 }
    let sum = String(head.reduce(0) { $0 + Int($1) }, radix: 8)
    for (index, byte) in (String(repeating: "0", count: max(0, 6 - sum.count)) + sum + "\0").utf8.enumerated() {
      head[148 + index] = byte
    }
    let padding = String(repeating: "\0", count: (512 - body.utf8.count % 512) % 512)
    return String(decoding: head, as: UTF8.self) + body + padding
  }

  static let arcHead = "filedesc://a.arc 0.0.0.0 20050101000000 text/plain 9\n1 0 Notes\n\n"

  static func arc(_ address: String, _ type: String, _ body: String) -> String {
    "\(address) 192.0.2.1 20050101000000 \(type) \(body.utf8.count)\n\(body)\n"
  }

  static let cases: [ContainerCase] = [
    ContainerCase("text", "a.txt", "Hello", ["text a.txt Hello"]),
    ContainerCase("page by content", "a", "<!DOCTYPE html><p>Hello", ["html a <!DOCTYPE html><p>Hello"]),
    ContainerCase("empty", "a.txt", "", ["error a.txt is empty"]),
    ContainerCase("empty list", "a.jsonl", "", []),
    ContainerCase(
      "JSON Lines", "a.jsonl", "{\"text\":\"Hello\\u00e9\"}\n\n{\"id\":3,\"content\":\"<p>Hi</p>\"}\n",
      ["text a.jsonl:1 Helloé", "html a.jsonl:3 <p>Hi</p>"]),
    ContainerCase(
      "JSON Lines with a broken line", "a.jsonl", "{\"text\":\"A\"}\n{\"text\": nonsense}\n{\"text\":\"B\"}",
      ["text a.jsonl:1 A", "error a.jsonl:2 expected a value at byte 10 of the line", "text a.jsonl:3 B"]),
    ContainerCase(
      "JSON Lines without a text", "a.jsonl", "{\"id\":1}", ["error a.jsonl:1 no field 'text' or 'html'"]),
    ContainerCase(
      "WARC", "a.warc",
      info + page + record("conversion", "text/plain", "Hi") + record("resource", "image/png", "x"),
      [
        "html a.warc#\(info.utf8.count) <p>Hello</p>",
        "text a.warc#\(info.utf8.count + page.utf8.count) Hi",
      ]),
    ContainerCase(
      "WARC cut off", "a.warc", String(record("response", "application/http", response).dropLast(12)),
      ["error a.warc#0 the record ends early"]),
    ContainerCase(
      "WARC with bytes between records", "a.warc",
      one + "nonsense\n" + record("conversion", "text/plain", "Two"),
      [
        "text a.warc#0 One", "error a.warc#\(one.utf8.count - 4) 9 bytes between records that are none",
        "text a.warc#\(one.utf8.count + 9) Two",
      ]),
    ContainerCase(
      "ARC", "a.arc",
      arcHead + arc("http://e.org/", "text/html", response) + arc("http://e.org/a.png", "image/png", "x")
        + arc("http://e.org/t", "text/plain", "Hi"),
      [
        "html a.arc#\(arcHead.utf8.count) <p>Hello</p>",
        "text a.arc#\(arcHead.utf8.count + arc("http://e.org/", "text/html", response).utf8.count + arc("http://e.org/a.png", "image/png", "x").utf8.count) Hi",
      ]),
    ContainerCase(
      "ARC with a record cut off", "a.arc", arcHead + arc("http://e.org/", "text/html", response).dropLast(20),
      ["error a.arc#\(arcHead.utf8.count) the record ends early"]),
    ContainerCase(
      "ARC with lines between records", "a.arc",
      arcHead + "nonsense\nmore\n" + arc("http://e.org/t", "text/plain", "Hi"),
      ["error a.arc#\(arcHead.utf8.count) a line that begins no record", "text a.arc#\(arcHead.utf8.count + 14) Hi"]),
    ContainerCase("brotli that is none", "a.txt.br", "Hello", ["error a.txt.br brotli stream ends early"]),
    ContainerCase(
      "tar", "a.tar",
      tar("x/one.html", "<p>One") + tar("../../two.txt", "Two") + tar("c.png", "x")
        + String(repeating: "\0", count: 1024),
      ["html one.html <p>One", "text two.txt Two"]),
    ContainerCase(
      "MHTML", "a.mhtml",
      "MIME-Version: 1.0\nSnapshot-Content-Location: http://e.org/\nContent-Type: multipart/related; boundary=\"B\"\n\n"
        + "--B\nContent-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\n<p>caf=C3=\n=A9</p>\n--B--\n",
      ["html a.mhtml <p>café</p>\n"]),
    ContainerCase(
      "feed", "a.xml",
      "<rss><channel><item><title>T</title><content:encoded><![CDATA[<p>One</p>]]></content:encoded></item>"
        + "<item><description>short</description></item></channel></rss>",
      ["html a.xml#1 <p>One</p>"]),
    ContainerCase("gzip that is none", "a.gz", "\u{1F}not gzip", ["text a.gz \u{1F}not gzip"]),
  ]

  @Test("What comes out of a container", arguments: cases)
  func reads(_ row: ContainerCase) throws {
    #expect(try Fixtures.items(row.bytes, name: row.name).map(Fixtures.line) == row.expected)
  }

  @Test("A file whose name says brotli is decompressed")
  func readsBrotli() throws {
    let bytes: [UInt8] = [0x0B, 0x02, 0x80, 0x48, 0x65, 0x6C, 0x6C, 0x6F, 0x03]
    #expect(try Fixtures.items(bytes, name: "a.txt.br").map(Fixtures.line) == ["text a.txt.br Hello"])
  }

  @Test("A zstd stream gives all of it where a read has less room than a block")
  func readsZstandard() throws {
    // Three blocks of one repeated byte, 128 KiB each, no checksum, no size.
    var bytes: [UInt8] = [0x28, 0xB5, 0x2F, 0xFD, 0x00, 0x58]
    for (number, byte) in "abc".utf8.enumerated() {
      let head = (128 << 10) << 3 | 1 << 1 | (number == 2 ? 1 : 0)
      bytes += [UInt8(head & 0xFF), UInt8(head >> 8 & 0xFF), UInt8(head >> 16), byte]
    }
    let source = ZstandardSource(ByteReader(MemorySource(bytes)))
    var room = [UInt8](repeating: 0, count: 1000)
    var counts: [UInt8: Int] = [:]
    while case let got = try room.withUnsafeMutableBytes({ try source.read(into: $0) }), got > 0 {
      for byte in room[..<got] { counts[byte, default: 0] += 1 }
    }
    #expect(counts == [0x61: 128 << 10, 0x62: 128 << 10, 0x63: 128 << 10])
  }

  @Test(
    "Chunks are joined, where there are any",
    arguments: [
      ("3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n", "abcde"), ("3;x=y\r\nabc\r\n0\r\n\r\n", "abc"), ("<p>abc</p>", nil),
      ("add a page", nil),
    ] as [(String, String?)])
  func joinsChunks(_ body: String, _ expected: String?) {
    #expect(HTTPMessage.withoutChunks(Array(body.utf8)).map { String(decoding: $0, as: UTF8.self) } == expected)
  }

  @Test("A document that is too large is an error with its size")
  func limitsSize() throws {
    var options = IngestionOptions()
    options.maxDocument = 10
    let items = try Fixtures.items(Array("Hello, Hello".utf8), name: "a.txt", options: options)
    #expect(items.map(Fixtures.line) == ["error a.txt the document has 12 bytes, more than 10"])
  }

  @Test("A file that is missing is an error of the input")
  func missesFiles() {
    let reader = InputReader(inputs: ["/nonexistent/a.txt"], options: IngestionOptions())
    guard case .failure(let error) = reader.next() else {
      Issue.record("no failure")
      return
    }
    #expect(error.stage == .input)
    #expect(error.reason == "no such file or directory")
    #expect(reader.next().map(Fixtures.line) == nil)
  }
}
