import TestSupport
import GazetteerIndex
import Testing
import TextModel

#if canImport(Glibc)
  import Glibc
#endif

/// Lists, columns and entries as rules and stages ask for them.
struct GazetteersTests {
  static let ours = [
    GazetteerSource(list: "place.city", text: "name\tref\nBern\tch\nChur\n"),
    GazetteerSource(list: "place.region", text: "name\nAlps\n"),
  ]
  static let users = [
    GazetteerSource(list: "moon.large", text: "name\nEuropa\n"),
    GazetteerSource(list: "place.city", text: "name\tmayor\tref\nBern\tLida\tcapital\n"),
  ]

  @Test func listsAndColumns() throws {
    let gazetteers = try Gazetteers.compile(ProjectWords.sources + Self.ours)
    #expect(gazetteers.lists.map(\.name) == ["place.city", "place.region"])
    #expect(gazetteers.list(named: "place.region")?.id == 1)
    #expect(gazetteers.list(named: "place.regio") == nil)
    #expect(gazetteers.lists(inFolder: "place").map(\.name) == ["place.city", "place.region"])
    #expect(gazetteers.lists(inFolder: "plac").isEmpty)
    #expect(gazetteers.column("ref", of: 0) == 1)
    #expect(gazetteers.column("ref", of: 1) == nil)
    #expect(gazetteers.column("ref", of: 200) == nil)
  }

  @Test func values() throws {
    let gazetteers = try Gazetteers.compile(ProjectWords.sources + Self.ours)
    #expect((0..<3).map { gazetteers.name(of: Int32($0)) } == ["Bern", "Chur", "Alps"])
    #expect((0..<3).map { gazetteers.value(1, of: Int32($0)) } == ["ch", "", ""])
    #expect((0..<3).map { gazetteers.list(of: Int32($0)) } == [0, 0, 1])
    #expect(gazetteers.value(7, of: 0) == "" && gazetteers.value(-1, of: 0) == "")
    #expect(gazetteers.name(of: 99) == "" && gazetteers.name(of: -1) == "" && gazetteers.name(of: Int32.min) == "")
  }

  @Test func usersOverOurs() throws {
    let gazetteers = try Gazetteers.compile(ProjectWords.sources + Self.ours).overlaid(by: Self.users)
    #expect(gazetteers.lists.map(\.name) == ["place.city", "place.region", "moon.large"])
    #expect(gazetteers.lists[0].columns == ["name", "ref", "mayor"])
    let bern = Int32.min | 1
    #expect(gazetteers.isUsers(bern) && !gazetteers.isUsers(0))
    #expect((0..<3).map { gazetteers.value($0, of: bern) } == ["Bern", "capital", "Lida"])
    #expect(gazetteers.list(of: bern) == 0)
    #expect(gazetteers.list(of: Int32.min) == 2)
    #expect(gazetteers.location(of: bern)?.description == "place/city.tsv:2:1")
    #expect((0..<3).map { gazetteers.value($0, of: 0) } == ["Bern", "ch", ""])
  }

  @Test func noLists() {
    let tagged = TaggedText("To Bern.", Gazetteers())
    #expect(tagged.matches.isEmpty)
    #expect(tagged.document.firstMatch.count == tagged.document.tokens.count)
  }

  @Test func masks() throws {
    let tagged = TaggedText("To Bern.", try Gazetteers.compile(ProjectWords.sources + Self.ours))
    #expect(tagged.document.listMasks == [0, 0, 1, 0, 0, 0])
    #expect(tagged.document.firstMatch == [-1, 0, -1])
  }

  /// A folder for one test, taken away at its end.
  static func withFolder(_ files: [String: String], _ body: (String) throws -> Void) rethrows {
    let folder = "/tmp/hearsay-gazetteers-\(getpid())-\(UInt64.random(in: 0...UInt64.max))"
    mkdir(folder, 0o700)
    for path in files.keys.sorted() {
      if let slash = path.lastIndex(of: "/") { mkdir("\(folder)/\(path[..<slash])", 0o700) }
      if let file = fopen("\(folder)/\(path)", "w") {
        fputs(files[path] ?? "", file)
        fclose(file)
      }
    }
    defer {
      for path in files.keys { unlink("\(folder)/\(path)") }
      for path in files.keys { rmdir("\(folder)/\(path.split(separator: "/")[0])") }
      rmdir(folder)
    }
    try body(folder)
  }

  @Test func listsOfAFolder() throws {
    let files = [
      "place/town.tsv": "name\nBern\n", "place/City.txt": "", "moon/large.tsv": "name\nIo\n", "place/.x.tsv": "",
    ]
    try Self.withFolder(files) { folder in
      let sources = try GazetteerSource.sources(inFolder: folder)
      #expect(sources.map(\.list) == ["moon.large", "place.town"])
      #expect(sources.map(\.path) == ["\(folder)/moon/large.tsv", "\(folder)/place/town.tsv"])
    }
  }

  @Test func foldersThatHoldNoLists() {
    Self.withFolder(["city.tsv": "name\n"]) { folder in
      #expect {
        _ = try GazetteerSource.sources(inFolder: folder)
      } throws: { "\($0)".hasPrefix("error: the list '\(folder)/city.tsv' lies in no folder of a kind") }
    }
    Self.withFolder([:]) { folder in
      #expect {
        _ = try GazetteerSource.sources(inFolder: folder)
      } throws: { "\($0)".hasPrefix("error: '\(folder)' holds no list") }
    }
    #expect {
      _ = try GazetteerSource.sources(inFolder: "/nowhere")
    } throws: { "\($0)" == "error: cannot read the folder '/nowhere': No such file or directory" }
  }

  @Test func writtenAndMapped() throws {
    var compiler = GazetteerCompiler()
    for source in Self.ours { compiler.add(source) }
    var writer = ResourceWriter()
    try compiler.finish(into: &writer)
    try Self.withFolder(["r": ""]) { folder in
      try writer.write(to: "\(folder)/r")
      let gazetteers = try Gazetteers(ResourceFile(path: "\(folder)/r"))
      #expect(TaggedText("To Bern.", gazetteers).matches == ["Bern = place.city:2"])
    }
    #expect(throws: ResourceError.self) { try writer.write(to: "/nowhere/r") }
    #expect(throws: ResourceError.self) { try ResourceFile(path: "/nowhere/r") }
    #expect(throws: ResourceError.self) { try ResourceFile(path: "/tmp") }
  }
}
