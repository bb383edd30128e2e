/// Finds when a page was published and changed.
///
/// The order of trust: what came with the document, JSON-LD, `article:published_time`, `itemprop`, other `meta`, the
/// address, the first `time` near the headline, the text near the headline. A time stamp in UTC gives way to one of the
/// same instant with the publisher's own zone.
struct DateFinder {
  let head: PageHead
  let linked: LinkedData
  let content: PageContent
  let page: [UInt8]
  let given: RawDocument.Given
  let headline: Int
  /// Whether the element with a number is in readers' comments, whose dates are not those of the page.
  let isComment: [Bool]
  let months: MonthNames

  private static let names = [
    // names from here: names of meta elements
    "article:published", "og:article:published_time", "published_time", "datepublished", "date", "pubdate", "pub_date",
    "publish-date", "publish_date", "publishdate", "publication_date", "publicationdate", "parsely-pub-date",
    "sailthru.date", "dc.date.issued", "dc.date", "dcterms.created", "dcterms.date", "dcterms.issued",
    "dc.date.created",
    "article.published", "originalpublicationdate", "cxenseparse:recs:publishtime", "article_date_original",
    "rnews:datepublished", "citation_publication_date", "citation_date", "bt:pubdate", "timestamp", "og:pubdate",
    "created", "date.created", "article.created", "displaydate", "iso-8601-publish-date", "pdate", "published-date",
    "analyticsattributes.articledate", "vr:published_time", "shareaholic:article_published_time", "og:published_time",
  ]
  private static let modifiedNames = [
    "article:modified_time", "og:updated_time", "article:modified", "lastmod", "last-modified", "datemodified",
    "modified",
    "dcterms.modified", "article.updated", "updated_time", "revised",
    // names end
  ]

  /// The day of publication in the publisher's zone, and the time stamp as given.
  func published(address: String?) -> (day: PageDate, stamp: PageDate)? {
    guard let stamp = stamp(address: address) else { return nil }
    return (stamp.isUTC ? printed(stamp) : stamp, stamp)
  }

  private func stamp(address: String?) -> PageDate? {
    var found: [PageDate] = []
    func add(_ text: String?) {
      if let text, let date = DateParser.date(in: text, months) { found.append(date) }
    }
    if let text = given.published, let date = DateParser.date(in: text, months) { return date }
    add(linked.published)
    add(head.meta("article:published_time"))
    for time in content.times where time.flags.contains(.published) && !isComment(at: time.block) { add(value(time)) }
    for text in content.markedTexts where text.flags.contains(.published) && !isComment(at: text.block) {
      add(self.text(text))
    }
    for name in Self.names { add(head.meta(name)) }
    if let address, let date = DateParser.date(inAddress: address, months) { found.append(date) }
    add(linked.webPageDates.published)
    if let first = found.first {
      guard first.isUTC else { return first }
      return found.first { !$0.isUTC && $0.time != nil && abs($0.ordinal - first.ordinal) <= 1 } ?? first
    }
    return timeNearHeadline() ?? textNearHeadline() ?? add2(linked.modified) ?? add2(head.meta("article:modified_time"))
  }

  /// The day that is printed under the headline where it is the one before or after that of a time stamp in UTC: the
  /// publisher's own.
  private func printed(_ stamp: PageDate) -> PageDate {
    guard headline >= 0, stamp.time != nil, let day = textNearHeadline(within: 6), day.time == nil,
      abs(day.ordinal - stamp.ordinal) == 1
    else { return stamp }
    return day
  }

  /// Whether a paragraph is in the comments.
  private func isComment(at block: Int32) -> Bool {
    guard content.blocks.indices.contains(Int(block)) else { return false }
    let element = Int(content.blocks[Int(block)].element)
    return isComment.indices.contains(element) && isComment[element]
  }

  private func add2(_ text: String?) -> PageDate? { text.flatMap { DateParser.date(in: $0, months) } }

  /// The day of the last change.
  func modified() -> PageDate? {
    if let text = given.modified, let date = DateParser.date(in: text, months) { return date }
    if let date = add2(linked.modified) { return date }
    for name in Self.modifiedNames {
      if let date = add2(head.meta(name)) { return date }
    }
    for time in content.times where time.flags.contains(.modified) {
      if let date = add2(value(time)) { return date }
    }
    return add2(linked.webPageDates.modified)
  }

  private func value(_ time: MarkedTime) -> String? {
    let range = Int(time.value.lowerBound)..<Int(time.value.upperBound)
    guard range.upperBound <= page.count, range.count < 100 else { return nil }
    return String(decoding: page[range], as: UTF8.self)
  }

  private func text(_ text: MarkedText) -> String {
    String(decoding: content.bytes(Int(text.start)..<Int(text.end)), as: UTF8.self)
  }

  /// The `time` that is nearest to the headline, below it rather than above.
  private func timeNearHeadline() -> PageDate? {
    var best: (distance: Int, date: PageDate)?
    for time in content.times where !isComment(at: time.block) {
      guard let date = add2(value(time)) else { continue }
      let gap = Int(time.block) - max(0, headline)
      let distance = gap < 0 ? -gap * 3 : gap
      if distance < best?.distance ?? 400 { best = (distance, date) }
    }
    return best?.date
  }

  /// A short line with a date, close to the headline.
  private func textNearHeadline(within reach: Int = 25) -> PageDate? {
    let start = max(0, headline - min(8, reach))
    let order = content.blocks.indices.filter { $0 >= start && $0 <= headline + reach }
    for index in order.sorted(by: { rank($0) < rank($1) }) {
      let block = content.blocks[index]
      guard block.count < 160 else { continue }
      let text = String(decoding: content.bytes(Int(block.start)..<Int(block.end)), as: UTF8.self)
      if let date = DateParser.date(in: text, months) { return date }
    }
    return nil
  }

  private func rank(_ index: Int) -> Int { index > headline ? index - headline : (headline - index) * 3 + 1 }
}
