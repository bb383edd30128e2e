import GazetteerIndex
import Testing
import TextModel

/// The file of resources, sound and damaged.
struct ResourceFileTests {
  static func resources() throws -> [UInt8] {
    var compiler = GazetteerCompiler()
    for source in [
      GazetteerSource(
        list: "place.city",
        text: "name\tid\tonly-if\taliases\tcase\nBern\t1\t\tBerne\t\nBern\t2\t\t\tany\nReading\t3\tx\n"),
      GazetteerSource(list: "place.river", text: "name\nGreen River\nGreen River North\nAare\n"),
    ] { compiler.add(source) }
    var writer = ResourceWriter()
    writer.addSource(path: "place/city.tsv", bytes: [1, 2, 3])
    writer.add("other", Array("something else".utf8))
    try compiler.finish(into: &writer)
    return writer.serialized()
  }

  static let text = "In BERN, by the Green River north of Reading, Bern and bern. GREEN RIVER NORTH FLOODS BERN"

  /// Opens, tags and reads all that is found: nothing may crash, whatever it gives.
  static func use(_ bytes: [UInt8]) throws -> [String] {
    let gazetteers = try Gazetteers(ResourceFile(bytes: ResourceBytes(bytes), path: "r"))
    let tagged = TaggedText(text, gazetteers)
    for match in tagged.document.gazetteerMatches {
      for column in 0..<6 { _ = gazetteers.value(column, of: match.entry) }
    }
    for entry in gazetteers.entries(named: "Green River") { _ = gazetteers.description(of: entry.entry) }
    return tagged.matches
  }

  @Test func roundTrip() throws {
    let bytes = try Self.resources()
    let file = try ResourceFile(bytes: ResourceBytes(bytes), path: "r")
    #expect(file.section("other")?.string == "something else")
    #expect(file.section("none") == nil)
    var hash = SourcesHash()
    hash.add(path: "place/city.tsv", bytes: [1, 2, 3])
    #expect(file.sourcesHash == hash.value)
    #expect(
      try Self.use(bytes) == [
        "BERN = place.city:3", "Green River = place.river:2", "Reading = place.city:4?x", "Bern = place.city:2",
        "Bern = place.city:3", "bern = place.city:3", "GREEN RIVER NORTH = place.river:3", "BERN = place.city:2",
        "BERN = place.city:3",
      ])
  }

  struct Row: Sendable, CustomTestStringConvertible {
    var id: String
    var change: @Sendable ([UInt8]) -> [UInt8]
    var message: String
    var testDescription: String { id }
  }

  static func setting(_ offset: Int, to value: UInt8) -> @Sendable ([UInt8]) -> [UInt8] {
    { bytes in
      var bytes = bytes
      bytes[offset] = value
      return bytes
    }
  }

  static let rows: [Row] = [
    Row(
      id: "empty", change: { _ in [] }, message: "'r' is no file of compiled resources; make one with 'hearsay compile'"
    ),
    Row(
      id: "magic", change: setting(0, to: 0x68),
      message: "'r' is no file of compiled resources; make one with 'hearsay compile'"),
    Row(
      id: "version", change: setting(8, to: 99),
      message: "'r' has version 99 of the resources, this program needs 6; compile it anew"),
    Row(
      id: "count of sections", change: setting(12, to: 3),
      message: "'r' is damaged: its header does not agree with its checksum"),
    Row(
      id: "count of sections beyond the file", change: setting(13, to: 99),
      message: "'r' is damaged: its table of sections does not fit"),
    Row(
      id: "length", change: setting(18, to: 9), message: "'r' is cut short: "),
    Row(
      id: "hash of the sources", change: setting(24, to: 0),
      message: "'r' is damaged: its header does not agree with its checksum"),
    Row(
      id: "checksum", change: setting(32, to: 0), message: "'r' is damaged: its header does not agree with its checksum"
    ),
    Row(
      id: "name of a section", change: setting(50, to: 0),
      message: "'r' is damaged: its header does not agree with its checksum"),
    Row(
      id: "offset of a section", change: setting(81, to: 0xFF),
      message: "'r' is damaged: its header does not agree with its checksum"),
    Row(id: "longer", change: { $0 + [0] }, message: "'r' is damaged: it goes on after its end"),
    Row(id: "shorter", change: { Array($0.dropLast(1)) }, message: "'r' is cut short: "),
    Row(id: "header only", change: { Array($0.prefix(20)) }, message: "'r' is cut short: 20 bytes"),
  ]

  @Test(arguments: rows) func damagedHeader(_ row: Row) throws {
    let whole = try Self.resources()
    let bytes = row.change(whole)
    #expect {
      _ = try Self.use(bytes)
    } throws: { error in
      // The numbers of bytes change with the layout: those messages are given by their beginnings.
      "\(error)".hasPrefix(row.message)
    }
  }

  @Test func everyLength() throws {
    let bytes = try Self.resources()
    for length in 0..<bytes.count { #expect(throws: ResourceError.self) { try Self.use(Array(bytes.prefix(length))) } }
  }

  @Test func missingSection() throws {
    var writer = ResourceWriter()
    writer.add("gazetteers.nodes", [1, 2, 3])
    let bytes = writer.serialized()
    #expect(throws: ResourceError.self) { try Self.use(bytes) }
  }

  /// Bytes behind the header are changed: there is no checksum over them, and none is needed.
  @Test(arguments: 0..<150) func damagedSections(seed: Int) throws {
    var random = GazetteerPropertyTests.Generator(state: UInt64(seed))
    var bytes = try Self.resources()
    let file = try ResourceFile(bytes: ResourceBytes(bytes), path: "r")
    let first = bytes.count - file.contents.reduce(0) { $0 + ($1.byteCount + 15) / 16 * 16 }
    for _ in 0..<Int.random(in: 1...40, using: &random) {
      bytes[Int.random(in: first..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
    }
    _ = try? Self.use(bytes)
  }

  /// Every section replaced by noise of any length, as if the file had been written by somebody else.
  @Test(arguments: 0..<100) func foreignSections(seed: Int) throws {
    var random = GazetteerPropertyTests.Generator(state: UInt64(seed))
    let file = try ResourceFile(bytes: ResourceBytes(Self.resources()), path: "r")
    var writer = ResourceWriter()
    for section in file.contents {
      var bytes = file.section(section.name)?.withBytes { Array($0) } ?? []
      if Int.random(in: 0..<3, using: &random) == 0 {
        bytes = (0..<Int.random(in: 0...200, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) }
      }
      writer.add(section.name, bytes)
    }
    let bytes = writer.serialized()
    _ = try? Self.use(bytes)
  }
}
