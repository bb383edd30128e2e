import TextModel

extension Metadata {
  /// Takes over what came with a text that has no page of its own: JSON Lines, a feed, a WET record.
  mutating func take(_ given: RawDocument.Given, _ months: MonthNames) {
    title = given.title
    byline = given.byline
    site = given.site
    section = given.section
    rights = given.rights
    let date = given.published.flatMap { DateParser.date(in: $0, months) }
    published = date?.dayText
    publishedAt = date?.text
    modified = given.modified.flatMap { DateParser.date(in: $0, months) }?.dayText
    if let code = given.language?.lowercased().prefix(2), code.utf8.count == 2 { language = String(code) }
  }
}
