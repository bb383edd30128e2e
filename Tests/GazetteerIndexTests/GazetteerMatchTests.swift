import TestSupport
import GazetteerIndex
import Testing
import TextModel

/// Match semantics as a table: each row holds for the automaton and for the naive matcher.
struct GazetteerMatchTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var id: String
    var lists: [String: String]
    var users: [String: String] = [:]
    var text: String
    var matches: [String]
    var testDescription: String { id }
  }

  @Test(arguments: rows) func matches(_ row: Row) throws {
    let ours = Self.sources(row.lists)
    let users = Self.sources(row.users)
    var gazetteers = try Gazetteers.compile(ProjectWords.sources + ours)
    if !users.isEmpty { gazetteers = try gazetteers.overlaid(by: users) }
    let tagged = TaggedText(row.text, gazetteers)
    #expect(tagged.matches == row.matches)
    var naive = NaiveMatcher()
    for source in ours { naive.add(source) }
    for source in users { naive.add(source, isUsers: true) }
    #expect(naive.matches(in: tagged.document) == row.matches)
  }

  static func sources(_ lists: [String: String]) -> [GazetteerSource] {
    lists.keys.sorted().map { GazetteerSource(list: $0, text: lists[$0] ?? "") }
  }

  static let rows: [Row] = [
    Row(
      id: "longest of a list", lists: ["place.city": "name\nYork\nYork Factory\nYork Factory Bay\n"],
      text: "They left York Factory on foot.", matches: ["York Factory = place.city:3"]),
    Row(
      id: "the shorter where the longer breaks off", lists: ["place.city": "name\nYork\nYork Factory Bay\n"],
      text: "They left York Factory on foot.", matches: ["York = place.city:2"]),
    Row(
      id: "each list its own longest",
      lists: ["organization.news": "name\nNew Bern Herald\n", "place.city": "name\nNew Bern\n"],
      text: "The New Bern Herald wrote it.",
      matches: ["New Bern = place.city:2", "New Bern Herald = organization.news:2"]),
    Row(
      id: "a name inside another", lists: ["place.city": "name\nBern\nNew Bern\n"], text: "To New Bern now.",
      matches: ["New Bern = place.city:3", "Bern = place.city:2"]),
    Row(
      id: "conditional apart", lists: ["place.city": "name\tonly-if\nReading\tcontext\nReading Green\n"],
      text: "He saw Reading Green and Reading.",
      matches: ["Reading = place.city:2?context", "Reading Green = place.city:3", "Reading = place.city:2?context"]),
    Row(
      id: "conditions apart from one another",
      lists: ["place.city": "name\tonly-if\nLong\ttitle\nLong Eaton\tcontext\n"], text: "In Long Eaton they sang.",
      matches: ["Long = place.city:2?title", "Long Eaton = place.city:3?context"]),
    Row(
      id: "exact case", lists: ["person.surname": "name\nWill\n"], text: "They will ask Will.",
      matches: ["Will = person.surname:2"]),
    Row(
      id: "any case", lists: ["word.scale": "name\tcase\nmillion\tany\n"], text: "A million, a Million, a MILLION.",
      matches: ["million = word.scale:2", "Million = word.scale:2", "MILLION = word.scale:2"]),
    Row(
      id: "capitals of the entry count", lists: ["organization.agency": "name\nWHO\n"], text: "Ask who the WHO is.",
      matches: ["WHO = organization.agency:2"]),
    Row(
      id: "aliases", lists: ["place.city": "name\taliases\nKyiv\tKiev|Kyiw\n"], text: "From Kiev, not Kyiw, to Kyiv.",
      matches: ["Kiev = place.city:2", "Kyiw = place.city:2", "Kyiv = place.city:2"]),
    Row(
      id: "typographic marks", lists: ["place.city": "name\nGuinea-Bissau\nSana'a\n"],
      text: "In Sana’a and Guinea\u{2010}Bissau they waited.",
      matches: ["Sana’a = place.city:3", "Guinea\u{2010}Bissau = place.city:2"]),
    Row(
      id: "typographic marks of the list", lists: ["place.city": "name\nSana’a\n"], text: "In Sana'a they waited.",
      matches: ["Sana'a = place.city:2"]),
    Row(
      id: "possessive", lists: ["person.given": "name\nAda\n"], text: "It was Ada's car.",
      matches: ["Ada = person.given:2"]),
    Row(
      id: "a possessive in the name", lists: ["organization.company": "name\nHarker's Mill\n"],
      text: "It was Harker’s Mill.", matches: ["Harker’s Mill = organization.company:2"]),
    Row(
      id: "not over the end of a sentence", lists: ["place.city": "name\nGreen River\n"],
      text: "The hills are Green. River levels fell.", matches: []),
    Row(
      id: "small first letter at the start of a sentence", lists: ["group.armed": "name\nal-Qasra Front\n"],
      text: "Al-Qasra Front men fled. They met Al-Qasra Front men.", matches: ["Al-Qasra Front = group.armed:2"]),
    Row(
      id: "a sentence in capitals", lists: ["place.city": "name\nNew Bern\n"],
      text: "TROOPS ENTER NEW BERN AFTER LONG BATTLE", matches: ["NEW BERN = place.city:2"]),
    Row(
      id: "letters with accents", lists: ["person.surname": "name\nÖzgür\n", "word.noun": "name\tcase\nélan\tany\n"],
      text: "With Élan, Özgür spoke; özgür is free.",
      matches: ["Élan = word.noun:2", "Özgür = person.surname:2"]),
    Row(
      id: "namesakes all", lists: ["place.city": "name\tid\nSpringfield\tus-il\nSpringfield\tus-ma\n"],
      text: "He left Springfield.", matches: ["Springfield = place.city:2", "Springfield = place.city:3"]),
    Row(
      id: "marks in names", lists: ["organization.company": "name\nBell, Book & Co.\n"],
      text: "He sued Bell, Book & Co. in May.", matches: ["Bell, Book & Co. = organization.company:2"]),
    Row(
      id: "a user's list beside ours", lists: ["place.city": "name\nBern\n"],
      users: ["place.moon": "name\nEuropa\n"], text: "From Bern to Europa.",
      matches: ["Bern = place.city:2", "Europa = users place.moon:2"]),
    Row(
      id: "a user's list over ours: the longest of both", lists: ["place.city": "name\nBern\nNew Bern\n"],
      users: ["place.city": "name\nNew\nNew Bern Point\n"], text: "To New Bern, to New Bern Point.",
      matches: [
        "New Bern = place.city:3", "Bern = place.city:2", "New Bern Point = users place.city:3", "Bern = place.city:2",
      ]),
    Row(
      id: "a user's list wins at one length", lists: ["place.city": "name\tref\nBern\tours\n"],
      users: ["place.city": "name\tref\nBern\ttheirs\n"], text: "To Bern.", matches: ["Bern = users place.city:2"]),
    Row(
      id: "a user's conditional does not hide ours", lists: ["place.city": "name\nBern\n"],
      users: ["place.city": "name\tonly-if\nBern\tcontext\n"], text: "To Bern.",
      matches: ["Bern = place.city:2", "Bern = users place.city:2?context"]),
  ]
}
