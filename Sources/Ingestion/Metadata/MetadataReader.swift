import TextModel

/// Finds title, byline, dates, site and language of a page, from what the head, JSON-LD and the page's text say.
struct MetadataReader {
  let head: PageHead
  let page: [UInt8]
  let content: PageContent
  private(set) var linked = LinkedData()
  private var headline = -1
  private var title: String?
  /// Levelled names of the site.
  private var sites: [[UInt8]] = []

  init(head: PageHead, page: [UInt8], content: PageContent) {
    self.head = head
    self.page = page
    self.content = content
    linked.read(head.jsonLD, in: page)
  }

  /// What helps to judge paragraphs; finds the title on the way.
  mutating func clues(facts: [BlockFacts], levelled: [UInt8], given: RawDocument.Given) -> PageClues {
    var clues = PageClues()
    let address = given.url ?? self.address(head.canonical) ?? self.address(head.meta("og:url"))
    sites = names(ofSite: address, given: given)
    var finder = TitleFinder(head: head, linked: linked, content: content, given: given, sites: sites)
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
    let authors = linked.authors + [head.meta("author", "article:author", "parsely-author")].compactMap { $0 }
    clues.authors = authors.map { Normalizer.levelled($0) }.filter { $0.count > 4 && $0.count < 60 }
    return clues
  }

  /// Fills the metadata of the document.
  func fill(
    _ metadata: inout Metadata, given: RawDocument.Given, states: [ArticleState], facts: [BlockFacts], rules: PageRules,
    isComment: [Bool], crumbs: [Int]
  ) {
    metadata.url = given.url
    metadata.title = title
    metadata.canonical = address(head.canonical) ?? address(head.meta("og:url"))
    let base = given.url ?? metadata.canonical
    metadata.site = given.site ?? head.meta("og:site_name") ?? linked.publisher ?? head.meta("application-name")
    if metadata.site == nil { metadata.site = base.flatMap(Self.host) }
    metadata.section = given.section ?? section(address: base, crumbs: crumbs, rules: rules)
    metadata.rights = given.rights ?? head.meta("tdm-reservation").map { "tdm-reservation: \($0)" }
    if metadata.rights == nil {
      metadata.rights = head.meta("rights", "dc.rights", "dcterms.rights", "copyright")  // names: of meta elements
    }
    let english = isEnglish(states: states, facts: facts)
    metadata.language = language(given: given, english: english)
    let dates = DateFinder(
      head: head, linked: linked, content: content, page: page, given: given, headline: headline,
      isComment: isComment, months: rules.words.months)
    let published = dates.published(address: base)
    metadata.published = published?.day.dayText
    metadata.publishedAt = published?.stamp.text
    metadata.modified = dates.modified()?.dayText
    let authors = BylineFinder(
      head: head, linked: linked, content: content, given: given, headline: headline, sites: sites, rules: rules)
    metadata.byline = authors.names()
    metadata.authorLines = authors.lines()
    metadata.closingLines = closingLines(states: states)
    metadata.pageTypes = pageTypes()
    // Nothing is looked for in a text that says of itself that it is in another language.
    let isForeign = english == false || metadata.language ?? Language.code != Language.code
    metadata.notArticle = notArticle(states: states, facts: facts, rules: rules, isForeign: isForeign)
  }

  /// The short lines right behind the article.
  private func closingLines(states: [ArticleState]) -> [String] {
    guard let last = states.lastIndex(of: .inside) else { return [] }
    return content.blocks.indices.dropFirst(last + 1).prefix(6).compactMap { index in
      let block = content.blocks[index]
      guard block.count < 320 else { return nil }
      return String(decoding: content.bytes(Int(block.start)..<Int(block.end)), as: UTF8.self)
    }
  }

  /// What the page calls itself, each word once.
  private func pageTypes() -> [String] {
    var types: [String] = []
    for type in linked.types + linked.allTypes.prefix(40) where !types.contains(type) { types.append(type) }
    if let type = head.meta("og:type") { types.append("og:\(type)") }
    return types
  }

  private func names(ofSite address: String?, given: RawDocument.Given) -> [[UInt8]] {
    var sites: [[UInt8]] = []
    for name in [head.meta("og:site_name"), linked.publisher, head.meta("application-name"), given.site] {
      if let name { sites.append(Normalizer.levelled(name)) }
    }
    if let host = address.flatMap(Self.host) {
      sites.append(Normalizer.levelled(host))
      if let first = host.split(separator: ".").first { sites.append(Normalizer.levelled(String(first))) }
    }
    return sites
  }

  /// An address, if it is a whole one.
  private func address(_ text: String?) -> String? {
    guard let text, text.hasPrefix("http://") || text.hasPrefix("https://") else { return nil }
    return text
  }

  /// The host of an address without `www.`.
  static func host(_ address: String) -> String? {
    let parts = address.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false)
    guard parts.count > 2, parts[0].hasSuffix(":"), !parts[2].isEmpty else { return nil }
    let host = parts[2].split(separator: "@").last.map(String.init) ?? ""
    let name = host.split(separator: ":").first.map(String.init) ?? host
    return name.hasPrefix("www.") ? String(name.dropFirst(4)) : name
  }

  /// What the page says, unless its text is English and says otherwise.
  private func language(given: RawDocument.Given, english: Bool?) -> String? {
    if english == true { return Language.code }
    let said =
      given.language ?? head.language ?? linked.language ?? head.meta("og:locale", "language", "content-language")
    let code = said.map { $0.prefix(2).lowercased() }
    if english == false, code == Language.code { return nil }
    return code?.utf8.allSatisfy(ASCII.isLetter) == true ? code : nil
  }

  private func isEnglish(states: [ArticleState], facts: [BlockFacts]) -> Bool? {
    let inside = facts.indices.lazy.filter { states[$0] == .inside }
    if let isEnglish = Language.isEnglish(facts: inside.map { facts[$0] }) { return isEnglish }
    let blocks = inside.map { content.blocks[$0] }
    return Language.isOtherScript(blocks.flatMap { content.bytes(Int($0.start)..<Int($0.end)) }) ? false : nil
  }

  /// The section that JSON-LD, the head, the way down from the front page or the address names.
  private func section(address: String?, crumbs: [Int], rules: PageRules) -> String? {
    let named = head.meta(
      // names from here: names of meta elements
      "article:section", "og:article:section", "parsely-section", "section", "cxenseparse:section", "sailthru.section",
      "dcsext.wtsection", "article.section", "articlesection", "sectionname", "section-name", "page-section",
      "page.section", "prism.section", "primary_section", "channel", "subsection", "dc.subject.section")
    // names end
    if let section = linked.section ?? named ?? linked.pageSection { return section }
    if linked.allTypes.contains("BreadcrumbList"), let second = linked.crumbs.dropFirst().first,
      linked.crumbs.count > 1, second.utf8.count < 40, second != title
    {
      return second
    }
    return section(inCrumbs: crumbs, rules: rules) ?? address.flatMap { Self.section(inAddress: $0, rules: rules) }
  }

  /// The first step below the front page of the printed way down: *Shipping* of *Home › Shipping › Old ferry to retire*.
  private func section(inCrumbs blocks: [Int], rules: PageRules) -> String? {
    var steps: [String] = []
    for index in blocks.prefix(8) {
      let block = content.blocks[index]
      guard block.count < 200 else { continue }
      let text = String(decoding: content.bytes(Int(block.start)..<Int(block.end)), as: UTF8.self)
      steps += text.split(whereSeparator: { "›»>/|→\n".contains($0) }).compactMap { ASCII.squashed($0.utf8) }
    }
    guard let first = steps.first, let last = steps.last, steps.count > 1 else { return nil }
    let levelled = title.map(Normalizer.levelled) ?? []
    let isFront =
      rules.words.frontNames.contains(first.lowercased())
      || sites.contains(Normalizer.levelled(first))
    // Without a front page at its beginning it is one by the headline at its end.
    guard isFront || Normalizer.levelled(last) == levelled else { return nil }
    let step = isFront ? steps[1] : first
    let key = Normalizer.levelled(step)
    let isName = (3..<40).contains(step.utf8.count) && step.first?.isLetter == true && !step.contains(":")
    return isName && key != levelled && !rules.phrases.isNoSection(key) ? step : nil
  }

  /// The first part of an address's path where more parts follow and it is a word: *world* of `/world/2024/03/…`.
  static func section(inAddress address: String, rules: PageRules) -> String? {
    let parts = address.split(separator: "/", omittingEmptySubsequences: false).dropFirst(3)
    guard parts.count > 1, let first = parts.first, first.utf8.count > 2, first.utf8.count < 25,
      first.utf8.allSatisfy({ ASCII.isLetter($0) || $0 == 0x2D })
    else { return nil }
    let word = first.lowercased()
    return rules.phrases.isNoSection(Array(word.utf8)) || word.utf8.filter({ $0 == 0x2D }).count > 2 ? nil : word
  }

  /// What `og:type` says of pages that are no articles.
  private static let websiteType = "website"  // names: a type of a page

  /// Why the page is no article.
  private func notArticle(states: [ArticleState], facts: [BlockFacts], rules: PageRules, isForeign: Bool) -> String? {
    var words = 0
    var prose = 0
    for (state, fact) in zip(states, facts) where state == .inside {
      words += Int(fact.words)
      if fact.isProse || fact.endsSentence { prose += Int(fact.words) }
    }
    let levelled = title.map(Normalizer.levelled) ?? []
    let key = String(decoding: levelled, as: UTF8.self)
    let isError = rules.words.errorTitles.contains { key == $0 || key.hasPrefix($0 + " ") || key.hasSuffix(" " + $0) }
    if words < 120, isError { return NoArticle.errorPage.rawValue }
    let isGallery = linked.allTypes.contains { $0 == "ImageGallery" || $0 == "MediaGallery" }
    if prose < 120, isGallery || rules.phrases.marks(ofTitle: levelled).has(.gallery) {
      return NoArticle.gallery.rawValue
    }
    let isVideo = linked.types.isEmpty && linked.allTypes.contains("VideoObject")
    if prose < 60, isVideo || head.meta("og:type")?.hasPrefix("video") == true { return NoArticle.video.rawValue }
    if words == 0 { return NoArticle.noText.rawValue }
    if isForeign { return Metadata.notEnglish }
    let isList = head.meta("og:type") == Self.websiteType || linked.types.isEmpty
    if prose < 60, isList, content.blocks.count > 150 { return NoArticle.sectionFront.rawValue }
    return nil
  }
}

/// Why a page is no article, as records say it.
private enum NoArticle: String {
  case errorPage = "error page"
  case gallery, video
  case noText = "no article text"
  case sectionFront = "section front"
}
