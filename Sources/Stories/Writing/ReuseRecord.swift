/// What the record of a reuse says.
struct ReuseRecord {
  /// Which of the two was first.
  enum Earlier: String { case from, document }

  var document: String
  var from: String
  var grade: String
  var share: Float
  var of: Float
  /// Nil, both of them, where nothing tells.
  var earlier: Earlier?
  var why: String?
  var isCredited: Bool
  var passages: [(here: Range<Int>, there: Range<Int>)]
  var confidence: Float

  init(
    _ tie: ReuseTie, _ here: ComparedText, _ there: ComparedText, _ found: ChangeFinder, _ language: StoryLanguage
  ) {
    document = here.document.id
    from = there.document.id
    share = tie.share
    of = tie.of
    passages = found.passages
    let isCopy = tie.isIdentical || found.isVerbatim && tie.share >= 0.8
    grade = isCopy ? "copy" : tie.isMostly ? "edited" : "partial"
    isCredited = !here.document.credits.isEmpty
    confidence = tie.isIdentical ? 0.99 : tie.isMostly ? 0.95 : 0.85
    if let reason = Self.reason(here, there, language) { (earlier, why) = reason }
  }

  /// Which one was first, and why: an agency's own text comes before those that credit it, then the times tell, then a
  /// text that was cut comes after the whole one.
  private static func reason(
    _ here: ComparedText, _ there: ComparedText, _ language: StoryLanguage
  ) -> (earlier: Earlier, why: String)? {
    let (one, two) = (here.document, there.document)
    if credits(one, two, language) { return (.from, "credit") }
    if credits(two, one, language) { return (.document, "credit") }
    if let first = Timestamp.minute(at: one.publishedAt, day: nil),
      let second = Timestamp.minute(at: two.publishedAt, day: nil), first != second
    {
      return (second < first ? .from : .document, "published_at")
    }
    if let first = one.published, let second = two.published, first != second {
      return (second < first ? .from : .document, "published")
    }
    if here.bodyCount == there.bodyCount { return nil }
    return (here.bodyCount < there.bodyCount ? .from : .document, "fuller")
  }

  /// Whether the one credits the agency of which the other is the own text.
  private static func credits(_ one: StoryDocument, _ two: StoryDocument, _ language: StoryLanguage) -> Bool {
    guard let outlet = two.outlet ?? two.site else { return false }
    let agency = language.words.agency(ofSite: outlet)
    let own = (one.outlet ?? one.site).map { language.words.agency(ofSite: $0) } ?? 0
    return agency != own && one.credits.contains { language.words.agency(named: $0) & agency != 0 }
  }
}
