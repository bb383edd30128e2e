import GazetteerIndex
import TestSupport
import TextModel
import Testing

/// Aliases that have nothing of the name in them.
struct AliasCheckTests {
  private static let heads = GazetteerSource(
    list: "organization.head", path: "head.tsv", bytes: Array("name\nUniversity\nUniversity of\nBank\nTimes\n".utf8))

  private static func faults(_ line: String) -> [String] {
    let source = GazetteerSource(
      list: "organization.test", path: "test.tsv", bytes: Array("name\taliases\twhy\n\(line)\n".utf8))
    return AliasCheck([heads, source], words: ProjectWords.classes).check(source).map(\.description)
  }

  @Test(arguments: [
    "University of Tarvik\tTarvik University", "Central Board of Tides\tCBT", "Central Command\tCENTCOM",
    "Bank of Qarn\tQarn Bank", "Velmar & Sons\tVelmar and Sons", "Halvorsen\tHálvørsen", "Al Sumar\tAlsumar",
    // An acronym of another alias.
    "AIIT\tAll Islands Institute of Tides", "U.S. Tide Office\tUS Tide Office",
    "Tarvik Times\tThe Tarvik Times|TTT\tacronym with The",
  ])
  func belongs(line: String) { #expect(Self.faults(line) == []) }

  @Test(arguments: [
    ("University of Tarvik\tUniversity of Orvane", "University of Orvane"),
    ("The Times\tTarvik Times", "Tarvik Times"), ("Tarvik Bank\tOrvane Bank|Bank of Tarvik", "Orvane Bank"),
    ("Red Crescent\tYPG", "YPG"),
  ])
  func belongsNot(line: String, alias: String) {
    let faults = Self.faults(line)
    #expect(faults.count == 1)
    #expect(faults.first?.hasPrefix("test.tsv:2:") == true)
    #expect(faults.first?.contains("'\(alias)'") == true)
  }

  /// The towns of the world have names in other languages.
  @Test func townsAreNotLookedAt() {
    let source = GazetteerSource(
      list: "place.city", path: "city.tsv", bytes: Array("name\taliases\nAachen\tAix-la-Chapelle\n".utf8))
    #expect(AliasCheck([source], words: ProjectWords.classes).check(source).isEmpty)
  }

  /// Of a list that tells which acronyms count by themselves the others need a condition.
  @Test(arguments: [("CBT", true), ("QUA", false), ("CENTID", false)])
  func acronymsThatManyHave(name: String, isConditional: Bool) throws {
    let source = GazetteerSource(
      list: "organization.test", path: "test.tsv",
      bytes: Array("name\taliases\tknown\nCentral Board\tCBT|CENTID\nQuay Union\tQUA\tQUA\n".utf8))
    let gazetteers = try Gazetteers.compile(ProjectWords.sources + [source])
    var found: Bool?
    let word = Array(name.utf8)
    let folded = Array(name.lowercased().utf8)
    word.withUnsafeBufferPointer { word in
      folded.withUnsafeBufferPointer { folded in
        gazetteers.forEachList(ofWord: word, folded: folded) { _, _, condition in found = condition }
      }
    }
    #expect(found == isConditional)
  }
}
