import TextModel

/// Finds title, byline, dates, site and language of a page, from what the head, JSON-LD and the page's text say.
struct MetadataReader {
  let head: PageHead
  let page: [UInt8]
  let content: PageContent
  private(set) var linked = LinkedData()
  private var headline = -1
  private var title: String?

  init(head: PageHead, page: [UInt8], content: PageContent) {
    self.head = head
    self.page = page
    self.content = content
    linked.read(head.jsonLD, in: page)
  }

  /// What helps to judge paragraphs; finds the title on the way.
  mutating func clues(facts: [BlockFacts], levelled: [UInt8], given: RawDocument.Given) -> PageClues {
    var clues = PageClues()
    var finder = TitleFinder(head: head, linked: linked, content: content, given: given)
    finder.find(facts: facts, levelled: levelled)
    title = finder.title
    headline = finder.block
    clues.headline = headline
    clues.titles = finder.candidates.map { Normalizer.levelled($0) }.filter { !$0.isEmpty }
    for text in [
      linked.description, head.meta("description"), head.meta("og:description"), head.meta("twitter:description"),
    ] {
      guard let text else { continue }
      let key = Normalizer.levelled(text)
      if key.count > 20, !clues.descriptions.contains(key) { clues.descriptions.append(key) }
    }
    if let body = linked.articleBody { clues.body = Array(Normalizer.levelled(body).prefix(1 << 16)) }
    clues.authors = linked.authors.map { Normalizer.levelled($0) }.filter { $0.count > 4 }
    return clues
  }

  /// Fills the metadata of the document.
  mutating func fill(
    _ metadata: inout Metadata, given: RawDocument.Given, states: [ArticleState], facts: [BlockFacts]
  ) {
    metadata.url = given.url
    metadata.title = title
  }
}
