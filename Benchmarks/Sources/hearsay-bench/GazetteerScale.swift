import GazetteerIndex
import Segmentation
import TextModel

/// How lists of any size compile, load and match: generated names, looked up in generated or given text.
enum GazetteerScale {
  static let benchmark = Benchmark(
    name: "gazetteer-scale",
    usage: """
      [--names N | --gazetteers FOLDER | --resources FILE] [--text FILE] [--file FILE]
            compile, map and match that many made-up names, the lists of a folder, or what is compiled already
      """,
    run: run)

  static func run(_ arguments: BenchmarkArguments) throws {
    var names = NameGenerator()
    let given = try arguments["text"].map { try bytes(of: $0) }
    if let resources = arguments["resources"] {
      return try match(given ?? names.text(byteCount: 8 << 20), path: resources, expected: nil)
    }
    let path = arguments["file"] ?? "gazetteer-scale.resources"
    if let folder = arguments["gazetteers"] {
      try compile(GazetteerSource.sources(inFolder: folder), to: path)
    } else {
      try compile([names.source(count: max(1, arguments.number("names", default: 1_000_000)))], to: path)
    }
    let text = given ?? names.text(byteCount: 8 << 20)
    try match(text, path: path, expected: given == nil ? names.inserted : nil)
  }

  private static func compile(_ sources: [GazetteerSource], to path: String) throws {
    var millions = 0.0
    let seconds = try Measuring.seconds {
      var compiler = GazetteerCompiler()
      for source in sources { compiler.add(source) }
      millions = Double(compiler.nameCount) / 1e6
      var writer = ResourceWriter()
      try compiler.finish(into: &writer)
      try writer.write(to: path)
    }
    Measuring.report("names", millions, "million")
    Measuring.report("compile", seconds, "s")
    Measuring.report("compile, a million names", seconds / millions, "s")
    Measuring.report("peak memory of compiling, a million names", Measuring.peakMemory / millions, "MB")
    let file = try ResourceFile(path: path)
    let bytes = file.contents.reduce(0) { $0 + $1.byteCount }
    for section in file.contents where section.byteCount > 1 << 20 {
      Measuring.report("  \(section.name)", Double(section.byteCount) / 1e6 / millions, "MB a million names")
    }
    Measuring.report("file, a million names", Double(bytes) / 1e6 / millions, "MB")
    Measuring.report(
      "source, a million names", Double(sources.reduce(0) { $0 + $1.bytes.count }) / 1e6 / millions, "MB")
  }

  private static func match(_ text: [UInt8], path: String, expected: Int?) throws {
    let start = Measuring.now()
    let gazetteers = try Gazetteers(ResourceFile(path: path))
    let document = Document()
    var segmenter = Segmenter()
    let tagging = GazetteerTagging(gazetteers)
    fill(document, Array("Word came from the coast.".utf8))
    segmenter.process(document)
    tagging.process(document)
    Measuring.report("start to first document", (Measuring.now() - start) * 1000, "ms")

    let articles = articles(of: text)
    var found = (tokens: 0, matches: 0)
    /// The seconds for all articles, of look-up alone and of segmentation and look-up.
    func pass() -> (names: Double, both: Double) {
      var seconds = (names: 0.0, both: 0.0)
      found = (0, 0)
      for article in articles {
        fill(document, article)
        seconds.both += Measuring.seconds { segmenter.process(document) }
        seconds.names += Measuring.seconds { tagging.process(document) }
        found.tokens += document.tokens.count
        found.matches += document.gazetteerMatches.count
      }
      seconds.both += seconds.names
      return seconds
    }
    let megabytes = Double(text.count) / 1e6
    Measuring.report("names, first time over the text", megabytes / pass().names, "MB/s")
    let passes = (0..<7).map { _ in pass() }
    Measuring.report("names", megabytes / passes.map(\.names).sorted()[3], "MB/s")
    Measuring.report("tokens and names", megabytes / passes.map(\.both).sorted()[3], "MB/s")
    Measuring.report("resident pages of the file", Measuring.residentMemory(ofFile: path), "MB")
    Measuring.report("tokens", Double(found.tokens), "")
    Measuring.report("matches", Double(found.matches), "")
    if let expected, found.matches < expected {
      throw WrongResult(description: "\(expected) names are in the text, \(found.matches) were found")
    }
  }

  /// The text in pieces of the length of an article, at the ends of lines.
  private static func articles(of text: [UInt8]) -> [[UInt8]] {
    var articles: [[UInt8]] = []
    var start = 0
    for index in text.indices where text[index] == 0x0A && index - start > 6000 {
      articles.append(Array(text[start..<index]))
      start = index + 1
    }
    articles.append(Array(text[start...]))
    return articles
  }

  /// Makes each line of a text a block of the document.
  static func fill(_ document: Document, _ text: [UInt8]) {
    document.clear()
    document.text = text
    var start = 0
    for index in 0...text.count where index == text.count || text[index] == 0x0A {
      if index > start { document.blocks.append(Block(range: UTF8Range(start, index), role: .body, line: 1)) }
      start = index + 1
    }
  }

  private static func bytes(of path: String) throws -> [UInt8] {
    var diagnostics: [Diagnostic] = []
    guard let bytes = FileTree.bytes(of: path, into: &diagnostics) else { throw DiagnosticsError(diagnostics) }
    return bytes
  }
}

/// Makes up names and running text; the same ones in every run.
struct NameGenerator {
  private var state: UInt64 = 20_161_121
  private var sample: [String] = []
  /// How many names `text` has put into its text.
  private(set) var inserted = 0

  private mutating func random(below limit: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(truncatingIfNeeded: (state >> 33) % UInt64(limit))
  }

  private static let onsets = [
    "b", "br", "d", "f", "g", "h", "k", "kh", "l", "m", "n", "p", "r", "s", "sh", "t", "v", "z",
  ]
  private static let vowels = ["a", "e", "i", "o", "u", "ai", "ou"]
  private static let codas = ["", "", "n", "r", "s", "l", "m", "k"]

  /// The made-up word of a number: the same number, the same word.
  private func word(_ number: Int) -> String {
    var rest = number
    var word = ""
    repeat {
      word += Self.onsets[rest % 18]
      rest /= 18
      word += Self.vowels[rest % 7]
      rest /= 7
      word += Self.codas[rest % 8]
      rest /= 8
    } while rest > 0
    return word.prefix(1).uppercased() + word.dropFirst()
  }

  /// A name of one to three words; the words of names of several come from a stock of some 300,000.
  private mutating func name() -> String {
    switch random(below: 20) {
    case 0..<4: word(random(below: 2_000_000))
    case 4..<17: "\(word(random(below: 40_000))) \(word(random(below: 300_000)))"
    default: "\(word(random(below: 40_000))) \(word(random(below: 300_000))) \(word(random(below: 300_000)))"
    }
  }

  /// A list of that many names, with ids.
  mutating func source(count: Int) -> GazetteerSource {
    var bytes = Array("name\tid\n".utf8)
    for number in 0..<count {
      let name = name()
      if number % max(1, count / 10_000) == 0 { sample.append(name) }
      bytes.append(contentsOf: name.utf8)
      bytes.append(0x09)
      bytes.append(contentsOf: String(number).utf8)
      bytes.append(0x0A)
    }
    return GazetteerSource(list: "person.known", path: "person/known.tsv", bytes: bytes)
  }

  /// Running text in which every twentieth word is a name of the list.
  mutating func text(byteCount: Int) -> [UInt8] {
    var text: [UInt8] = []
    while text.count < byteCount {
      for index in 0..<20 {
        if index == 10, !sample.isEmpty {
          text.append(contentsOf: sample[random(below: sample.count)].utf8)
          inserted += 1
        } else {
          let common = random(below: 200)
          text.append(contentsOf: word(random(below: 1 + common * common)).lowercased().utf8)
        }
        text.append(index == 19 ? 0x2E : 0x20)
      }
      text.append(random(below: 5) == 0 ? 0x0A : 0x20)
    }
    return text
  }
}
