import TextModel

/// What holds whatever the chain of weights says: what no article has, and what a site's rules say.
///
/// Of every paragraph that is left out it knows why.
struct HoldingRules {
  /// Why a paragraph is left out though its signs are those of an article, or kept though they are not.
  enum Reason: String {
    case none
    /// Words that no article has as a paragraph.
    case debris
    /// In an element whose name says that it is something else: *newsletter-box*, *photo-gallery*.
    case name
    /// A list of links under *More on this story*.
    case list
    /// Behind *-ENDS-*.
    case notes
    /// The same words stand in the article already.
    case copy
    /// Words of the article that are shown twice, set apart.
    case pullQuote = "pull-quote"
    /// Nothing but a link in a text of sentences.
    case link
    /// A rule for the site says so.
    case siteDrop = "site-drop", siteKeep = "site-keep"
    /// The densest running text of the page, of which the chain had kept hardly any.
    case prose
  }

  private(set) var reasons: [Reason] = []
  private var copies = Copies()

  /// What is known of the paragraphs of a page.
  struct Page {
    let content: PageContent
    let facts: [BlockFacts]
    let levelled: [UInt8]
    /// The keys of all words.
    let words: [UInt64]
    let signs: [Int16]
    let starts: [Int32]
    let headline: Int
  }

  /// Applies the rules for texts: of a page's lines nothing but words is known.
  mutating func apply(facts: [BlockFacts], to inside: inout [Bool]) {
    begin(facts)
    dropNotes(facts, from: &inside)
  }

  /// Applies the rules for pages, those for its site last. O(bytes of what is kept + signs).
  mutating func apply(_ page: Page, siteRules: [SiteRules.Rule], outline: PageOutline, to inside: inout [Bool]) {
    begin(page.facts)
    let before = inside
    ProseRescue.apply(signs: page.signs, starts: page.starts, facts: page.facts, to: &inside)
    for index in inside.indices where inside[index] && !before[index] { reasons[index] = .prose }
    dropNamed(page, outline, from: &inside)
    dropLists(page, from: &inside)
    dropLinks(page, from: &inside)
    dropCopies(page, from: &inside)
    dropNotes(page.facts, from: &inside)
    dropAddress(page, from: &inside)
    if !siteRules.isEmpty { obey(siteRules, page, outline, &inside) }
  }

  private mutating func begin(_ facts: [BlockFacts]) {
    reasons.removeAll(keepingCapacity: true)
    for fact in facts { reasons.append(fact.flags.contains(.debris) ? .debris : .none) }
  }

  private mutating func drop(_ index: Int, _ reason: Reason, from inside: inout [Bool]) {
    guard inside[index] else { return }
    inside[index] = false
    reasons[index] = reason
  }

  /// Names that are never round a part of an article.
  private static let others: MarkSet = [
    .credit, .related, .popup, .gallery, .login, .bio, .newsletter, .footer, .legal, .breadcrumb,
  ]
  .reduce(into: MarkSet()) { $0.formUnion(MarkSet($1)) }

  /// What stands below the trunk in elements with such names, if it is less than a third of what is kept: else the page
  /// calls its articles so.
  private mutating func dropNamed(_ page: Page, _ outline: PageOutline, from inside: inout [Bool]) {
    var words = 0
    var named = 0
    var found: [Int] = []
    for index in inside.indices where inside[index] {
      words += Int(page.facts[index].words)
      let block = page.content.blocks[index]
      let marks = block.element >= 0 ? outline.elements[Int(block.element)].all.union(block.marks) : block.marks
      guard index != page.headline, !marks.isDisjoint(with: Self.others) else { continue }
      named += Int(page.facts[index].words)
      found.append(index)
    }
    guard named * 3 < words else { return }
    for index in found { drop(index, .name, from: &inside) }
  }

  /// Items that are links right under *More on this story*, which itself is none of the article.
  private mutating func dropLists(_ page: Page, from inside: inout [Bool]) {
    var isList = false
    for index in inside.indices {
      let phrase = page.facts[index].phrase.union(page.facts[index].part)
      let signs = page.signs[Int(page.starts[index])..<Int(page.starts[index + 1])]
      if !inside[index], page.facts[index].words < 8, phrase.has(.related) || phrase.has(.recirculation) {
        isList = true
      } else if isList, signs.contains(Sign.listLink.rawValue) {
        drop(index, .list, from: &inside)
      } else {
        isList = false
      }
    }
  }

  /// Lines that are nothing but a link and no sentence, where the text is made of sentences: *Bridge opens to the public*.
  private mutating func dropLinks(_ page: Page, from inside: inout [Bool]) {
    var words = 0
    var prose = 0
    var links: [Int] = []
    for index in inside.indices where inside[index] {
      let fact = page.facts[index]
      words += Int(fact.words)
      if fact.isProse { prose += Int(fact.words) }
      let block = page.content.blocks[index]
      let isLine = Int(block.linkBytes) * 20 >= block.count * 19 && !fact.endsSentence
      if isLine, index != page.headline { links.append(index) }
    }
    guard prose * 10 > words * 7, links.count * 5 < inside.reduce(0, { $0 + ($1 ? 1 : 0) }) else { return }
    for index in links { drop(index, .link, from: &inside) }
  }

  /// Paragraphs whose words stand in one kept before them, and pull quotes, whose words come later.
  private mutating func dropCopies(_ page: Page, from inside: inout [Bool]) {
    copies.find(page.facts, words: page.words, among: inside)
    var hasCopies = false
    for index in inside.indices where inside[index] && copies.later[index] >= 95 { hasCopies = true }
    for index in inside.indices where inside[index] && page.facts[index].words >= 14 && copies.earlier[index] >= 90 {
      drop(index, .copy, from: &inside)
    }
    guard hasCopies else { return }
    copies.find(page.facts, words: page.words, among: inside)
    for index in inside.indices where inside[index] && index != page.headline {
      let words = page.facts[index].words
      // Lists of goods say the same of several.
      if Self.isItem(page, index) { continue }
      if words >= Copies.fewWords, words <= Self.longestPullQuote, max(copies.earlier[index], copies.later[index]) >= 95
      {
        drop(index, .pullQuote, from: &inside)
      }
    }
  }

  private static let longestPullQuote = 60

  private static func isItem(_ page: Page, _ index: Int) -> Bool {
    page.signs[Int(page.starts[index])..<Int(page.starts[index + 1])].contains(Sign.inItem.rawValue)
  }

  /// What stands behind *-ENDS-*, where the article stands before it.
  private mutating func dropNotes(_ facts: [BlockFacts], from inside: inout [Bool]) {
    guard let end = facts.firstIndex(where: { $0.flags.contains(.ends) }) else { return }
    func words(_ range: Range<Int>) -> Int { range.reduce(0) { $0 + (inside[$1] ? Int(facts[$1].words) : 0) } }
    guard words(0..<end) > max(Self.fewWords, words(end..<inside.count)) else { return }
    for index in end..<inside.count { drop(index, .notes, from: &inside) }
  }

  /// The address that pages for print end with.
  private mutating func dropAddress(_ page: Page, from inside: inout [Bool]) {
    guard let last = inside.lastIndex(of: true), last > 0, page.facts[last].flags.contains(.url) else { return }
    let block = page.content.blocks[last]
    let isOneWord = !page.content.bytes(Int(block.start)..<Int(block.end)).contains(where: ASCII.isBlank)
    if isOneWord, !Self.isItem(page, last) { drop(last, .debris, from: &inside) }
  }

  /// Fewer words are no article before *-ENDS-*.
  private static let fewWords = 60

  /// What the rules for the site say of each paragraph.
  private mutating func obey(
    _ rules: [SiteRules.Rule], _ page: Page, _ outline: PageOutline, _ inside: inout [Bool]
  ) {
    for index in inside.indices where index != page.headline {
      let element = page.content.blocks[index].element
      var verdict = element >= 0 ? outline.elements[Int(element)].verdict : 0
      let words = page.levelled[Int(page.facts[index].start)..<Int(page.facts[index].end)]
      for rule in rules where rule.kind == .phrase && words.starts(with: rule.value) { verdict = rule.keeps ? 1 : -1 }
      guard verdict != 0, inside[index] != (verdict > 0) else { continue }
      inside[index] = verdict > 0
      reasons[index] = verdict > 0 ? .siteKeep : .siteDrop
    }
  }
}
