import TestSupport
import GazetteerIndex
import Testing
import TextModel

/// Random lists over few words against the naive matcher: overlaps, prefixes and namesakes of every sort.
struct GazetteerPropertyTests {
  struct Generator: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = state
      mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return mixed ^ (mixed >> 31)
    }
  }

  static let words = ["Tana", "tana", "TANA", "of", "Of", "Re", "al-Re", "Al-Re", "O'Re", "O’Re", "Ém", "ém", ","]

  @Test(arguments: 0..<30) func agreesWithTheNaiveMatcher(seed: Int) throws {
    var random = Generator(state: UInt64(seed))
    let ours = [Self.list("a.one", &random), Self.list("a.two", &random), Self.list("b.three", &random)]
    let users = seed % 3 == 0 ? [Self.list("a.two", &random), Self.list("c.four", &random)] : []
    var gazetteers = try Gazetteers.compile(ProjectWords.sources + ours)
    if !users.isEmpty { gazetteers = try gazetteers.overlaid(by: users) }
    var naive = NaiveMatcher()
    for source in ours { naive.add(source) }
    for source in users { naive.add(source, isUsers: true) }
    let vocabulary = Vocabulary()
    for _ in 0..<5 {
      let tagged = TaggedText(Self.text(&random), gazetteers, vocabulary: vocabulary)
      let (found, expected) = (tagged.matches, naive.matches(in: tagged.document))
      let place = zip(found, expected).enumerated().first { $0.element.0 != $0.element.1 }
      #expect(found.count == expected.count && place == nil, "\(String(describing: place))")
    }
  }

  /// A list in which each name stands once, with ids, so that namesakes are allowed.
  static func list(_ name: String, _ random: inout Generator) -> GazetteerSource {
    var text = "name\tid\tcase\tonly-if\taliases\n"
    for line in 0..<Int.random(in: 1...30, using: &random) {
      let letterCase = ["", "exact", "any"].randomElement(using: &random) ?? ""
      let condition = ["", "", "", "x", "y"].randomElement(using: &random) ?? ""
      let alias = Bool.random(using: &random) ? phrase(upTo: 2, &random) : ""
      text += "\(phrase(upTo: 4, &random))\t\(line)\t\(letterCase)\t\(condition)\t\(alias)\n"
    }
    return GazetteerSource(list: name, text: text)
  }

  static func phrase(upTo length: Int, _ random: inout Generator) -> String {
    let count = Int.random(in: 1...length, using: &random)
    return (0..<count).map { _ in words.randomElement(using: &random) ?? "" }.joined(separator: " ")
  }

  static func text(_ random: inout Generator) -> String {
    (0..<6).map { _ in phrase(upTo: 12, &random) }.joined(separator: ". ") + "."
  }

  @Test func oneTaggerOverVocabularyResets() throws {
    let source = GazetteerSource(list: "place.city", text: "name\nBern\nNew Bern\n")
    let gazetteers = try Gazetteers.compile(ProjectWords.sources + [source])
    let vocabulary = Vocabulary()
    let first = TaggedText("To New Bern.", gazetteers, vocabulary: vocabulary)
    let tagger = GazetteerTagging(gazetteers)
    tagger.process(first.document)
    vocabulary.reset(ifMoreThan: 0)
    let second = TaggedText("Bern is New to New Bern.", gazetteers, vocabulary: vocabulary, tagger: tagger)
    #expect(
      second.matches == ["Bern = place.city:2", "New Bern = place.city:3", "Bern = place.city:2"])
  }

  /// Whatever a file holds, it is a list or an error.
  @Test(arguments: 0..<40) func anyBytesAsList(seed: Int) {
    var random = Generator(state: UInt64(seed))
    let pieces = ["name", "\t", "\n", "aliases", "case", "any", "|", "#", "\r\n", " ", "\"", "Ém", "e\u{301}", "Tana"]
    var bytes: [UInt8] = seed % 2 == 0 ? Array("name\taliases\tid\n".utf8) : []
    for _ in 0..<200 {
      if Int.random(in: 0..<60, using: &random) == 0 {
        bytes.append(UInt8.random(in: 0...255, using: &random))
      } else {
        bytes += Array((pieces.randomElement(using: &random) ?? "").utf8)
      }
    }
    do throws(DiagnosticsError) {
      let gazetteers = try Gazetteers.compile(
        ProjectWords.sources + [GazetteerSource(list: "a.b", path: "a/b.tsv", bytes: bytes)])
      _ = TaggedText("Tana , any name Ém", gazetteers).matches
    } catch {
      #expect(error.diagnostics.contains { $0.severity == .error })
    }
  }
}
