import Testing

@testable import Stories

@Suite struct ChangeTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var id: String
    var from: String
    var to: String
    /// `kind what [-from-] {+here+}` of each change.
    var changes: [String]
    var testDescription: String { id }
  }

  static let lead = "Title\n\nRescuers carried pumps and blankets to the flooded village before dawn. "

  static let rows: [Row] = [
    Row(id: "nothing", from: lead, to: lead, changes: []),
    Row(
      id: "marks, dashes and case are none", from: lead + "He called it “the worst – by far” night.",
      to: lead + "He called it \"The Worst — by far\" night.", changes: []),
    Row(
      id: "a word", from: lead + "The mayor praised divers from the coast on Friday evening.",
      to: lead + "The mayor thanked divers from the coast on Friday evening.",
      changes: ["replaced wording [-praised-] {+thanked+}"]),
    Row(
      id: "a digit", from: lead + "Some 40 houses stood under brown water for two weeks.",
      to: lead + "Some 60 houses stood under brown water for two weeks.",
      changes: ["replaced number [-40-] {+60+}"]),
    Row(
      id: "a digit in words is none", from: lead + "The flood took five bridges and two mills in a night.",
      to: lead + "The flood took 5 bridges and two mills in a night.", changes: []),
    Row(
      id: "a digit by another in words", from: lead + "The flood took five bridges and a mill in a night.",
      to: lead + "The flood took 2 bridges and a mill in a night.",
      changes: ["replaced number [-five-] {+2+}"]),
    Row(
      id: "inside a quotation", from: lead + "“We lost every single cow we had,” Anna Reed said outside.",
      to: lead + "“We lost every single sheep we had,” Anna Reed said outside.",
      changes: ["replaced quotation [-cow-] {+sheep+}"]),
    Row(
      id: "a word left out of a quotation", from: lead + "“We lost every single cow we had,” Anna Reed said outside.",
      to: lead + "“We lost every cow we had,” Anna Reed said outside.",
      changes: ["left out quotation [-single-] {++}"]),
    Row(
      id: "a sentence left out", from: lead + "The army sent trucks.\n\nDivers searched cellars until midnight.",
      to: lead + "The army sent trucks.",
      changes: ["left out sentence [-Divers searched cellars until midnight.-] {++}"]),
    Row(
      id: "a sentence put in", from: lead + "The army sent trucks.",
      to: lead + "The army sent trucks.\n\nDivers searched cellars until midnight.",
      changes: ["added sentence [--] {+Divers searched cellars until midnight.+}"]),
    Row(
      id: "a headline", from: lead, to: lead.replacing("Title", with: "Flood takes village"),
      changes: ["replaced headline [-Title-] {+Flood takes village+}"]),
    Row(
      id: "a paragraph moved",
      from: lead + "\n\nThe army sent nine trucks.\n\nDivers searched cellars until midnight.\n\nSchools stay closed.",
      to: lead + "\n\nDivers searched cellars until midnight.\n\nSchools stay closed.\n\nThe army sent nine trucks.",
      changes: ["moved sentence [-The army sent nine trucks.-] {+The army sent nine trucks.+}"]),
  ]

  @Test(arguments: rows) func findsChanges(_ row: Row) {
    let found = ChangeFinder(Documents.compared(row.to), from: Documents.compared(row.from, id: "d0000000000000002"))
    let shown = found.changes.map {
      "\($0.kind.rawValue) \($0.what.rawValue) [-\($0.fromText ?? "")-] {+\($0.text ?? "")+}"
    }
    #expect(shown == row.changes)
  }

  @Test func spansAreTheText() {
    for row in Self.rows {
      let (here, there) = (Documents.compared(row.to), Documents.compared(row.from))
      for change in ChangeFinder(here, from: there).changes {
        if let span = change.here { #expect(TextSlice.text(span, of: here.document.text) == change.text) }
        if let span = change.there { #expect(TextSlice.text(span, of: there.document.text) == change.fromText) }
      }
    }
  }

  @Test func aDroppedAttributionIsOne() {
    let text = Self.lead + "The dam held through the night, Coast Radio said."
    let there = Documents.document(text)
    let start = text.unicodeScalars.count - "Coast Radio said.".unicodeScalars.count
    var quote = Documents.quote("The dam held through the night", in: there, source: "Coast Radio", kind: "indirect")
    quote.mention = start..<start + 11
    quote.cue = start + 12..<start + 16
    there.quotes = [quote]
    let found = ChangeFinder(
      Documents.compared(Self.lead + "The dam held through the night."),
      from: ComparedText(there, language: Documents.language))
    #expect(found.changes.map(\.what) == [.attribution])
  }
}

@Suite struct DatesOfChangesTests {
  /// A day that another word tells as well is no other day.
  @Test(arguments: [("past", Change.What.wording), ("next", .date)]) func aDay(_ word: String, _ what: Change.What) {
    func text(_ word: String) -> ComparedText {
      let text = ChangeTests.lead + "Divers came on \(word) Tuesday."
      let document = Documents.document(text)
      let end = text.unicodeScalars.count - 1
      document.dates = [.init(id: "d1/t1", span: end - "\(word) Tuesday".count..<end, iso: nil)]
      return ComparedText(document, language: Documents.language)
    }
    #expect(ChangeFinder(text(word), from: text("last")).changes.map(\.what) == [what])
  }
}

@Suite struct ReuseRecordTests {
  private func record(_ edit: (StoryDocument, StoryDocument) -> Void) -> ReuseRecord {
    let (one, two) = (Documents.document(ChangeTests.lead), Documents.document(ChangeTests.lead, id: "d2"))
    edit(one, two)
    let (here, there) = (
      ComparedText(one, language: Documents.language), ComparedText(two, language: Documents.language)
    )
    let tie = ReuseTie(document: 1, from: 0, share: 1, of: 1, isIdentical: false, isMostly: true)
    return ReuseRecord(tie, here, there, ChangeFinder(here, from: there), Documents.language)
  }

  @Test func whoWasFirst() {
    let rows:
      [(id: String, earlier: ReuseRecord.Earlier?, why: String?, edit: (StoryDocument, StoryDocument) -> Void)] =
        [
          ("nothing tells", nil, nil, { _, _ in }),
          ("day", .from, "published", { ($0.published, $1.published) = ("2020-01-02", "2020-01-01") }),
          ("other day", .document, "published", { ($0.published, $1.published) = ("2020-01-01", "2020-01-02") }),
          (
            "hour", .document, "published_at",
            { ($0.publishedAt, $1.publishedAt) = ("2020-01-01T08:00:00Z", "2020-01-01T08:30:00Z") }
          ),
          (
            "the agency's own page, though later", .from, "credit",
            { one, two in
              (one.published, two.published) = ("2020-01-01", "2020-01-02")
              (one.credits, two.outlet) = (["Coast Wire"], "www.coastwire.example")
            }
          ),
          (
            "the agency's own page here", .document, "credit",
            { one, two in (two.credits, one.outlet) = (["Coast Wire"], "coastwire.example") }
          ),
        ]
    for row in rows {
      let found = record(row.edit)
      #expect(found.earlier == row.earlier, "\(row.id)")
      #expect(found.why == row.why, "\(row.id)")
    }
  }
}

@Suite struct OverlapTests {
  static let passage = """
    Rescuers carried pumps and blankets to the flooded village before dawn while farmers drove their cattle over the \
    northern bridge, which engineers had closed to lorries a week earlier because its piers were cracked and leaning \
    towards the river, and school buses waited on the far bank with hot soup, dry coats and a doctor from the harbour.
    """

  @Test func aPassageIsReuse() {
    let overlap = Overlap(
      Documents.compared("One\n\n" + Self.passage + "\n\nAn own ending."),
      Documents.compared("Two\n\nAn own beginning, longer than the other.\n\n" + Self.passage))
    #expect(overlap.isReuse && overlap.isMostly)
  }

  @Test func aQuotationIsNone() {
    let overlap = Overlap(
      Documents.compared("One\n\n“" + Self.passage + "”, he said."),
      Documents.compared("Two\n\nShe wrote: “" + Self.passage + "”"))
    #expect(overlap.share > 0.8 && !overlap.isReuse)
  }

  @Test func aCaptionIsNone() {
    let overlap = Overlap(
      Documents.compared("One\n\n" + Self.passage + " (AP Photo/Ann Reed)"),
      Documents.compared("Two\n\n" + Self.passage + " (AP Photo/Ann Reed)"))
    #expect(!overlap.isReuse)
  }
}
