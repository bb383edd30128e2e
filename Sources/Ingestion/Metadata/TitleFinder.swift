import TextModel

/// Chooses the title: the headline as it is printed, where the head of the page agrees with it.
struct TitleFinder {
  let head: PageHead
  let linked: LinkedData
  let content: PageContent
  let given: RawDocument.Given
  /// Levelled names of the site, which are no headlines.
  let sites: [[UInt8]]
  private(set) var title: String?
  /// The paragraph that is the headline, or -1.
  private(set) var block = -1
  /// Titles that the page gives of itself, the site's name still in them.
  private(set) var candidates: [String] = []

  init(head: PageHead, linked: LinkedData, content: PageContent, given: RawDocument.Given, sites: [[UInt8]]) {
    self.head = head
    self.linked = linked
    self.content = content
    self.given = given
    self.sites = sites
  }

  /// Titles of more bytes are none.
  private static let longest = 2000

  /// The text of `title`, as far as it may be one.
  private var pageTitle: String? { content.title.flatMap { ASCII.squashed(content.bytes($0).prefix(Self.longest)) } }

  mutating func find(facts: [BlockFacts], levelled: [UInt8]) {
    let all = [
      given.title, linked.headline, head.meta("og:title"), head.meta("twitter:title"), head.meta("parsely-title"),
      head.meta("sailthru.title"), head.meta("dc.title"), head.meta("title"), pageTitle,
    ]
    for case let text? in all where text.utf8.count < Self.longest && !candidates.contains(text) {
      candidates.append(text)
    }
    for text in candidates {
      let cut = Self.cut(text)
      if cut != text, !candidates.contains(cut) { candidates.append(cut) }
    }
    chooseBlock(facts: facts, levelled: levelled)
    if let agreed = agreed(levelled: levelled, facts: facts) {
      title = agreed
    } else if block >= 0 {
      title = ASCII.squashed(content.bytes(Int(content.blocks[block].start)..<Int(content.blocks[block].end)))
    } else {
      title =
        given.title ?? linked.headline.map(Self.cut) ?? head.meta("og:title").map(Self.cut) ?? pageTitle.map(Self.cut)
    }
  }

  /// The headline of JSON-LD where `og:title` or `title` is the same, the site's name cut off, and the printed one is neither:
  /// live pages and shops of headlines print another one every hour.
  private func agreed(levelled: [UInt8], facts: [BlockFacts]) -> String? {
    guard given.title == nil else { return given.title }
    let sources = [linked.headline, head.meta("og:title"), head.meta("twitter:title"), pageTitle]
      .compactMap { $0 }.filter { $0.utf8.count < Self.longest }
    let cut = sources.map { Self.cut($0) }
    let keys = cut.map { Normalizer.levelled($0) }
    let wholeKeys = sources.map { Normalizer.levelled($0) }
    if block >= 0 {
      let printed = levelled[Int(facts[block].start)..<Int(facts[block].end)]
      if keys.contains(where: { $0.elementsEqual(printed) }) || wholeKeys.contains(where: { $0.elementsEqual(printed) })
      {
        return nil
      }
    }
    guard linked.headline != nil, let first = keys.first, first.count > 12, keys.dropFirst().contains(first) else {
      return nil
    }
    guard block >= 0 else { return cut[0] }
    let printed = levelled[Int(facts[block].start)..<Int(facts[block].end)]
    return linked.isNews || first.starts(with: printed) || printed.starts(with: first) ? cut[0] : nil
  }

  /// The `h1` that agrees best with the titles of the head; then any other heading that does.
  private mutating func chooseBlock(facts: [BlockFacts], levelled: [UInt8]) {
    let keys = candidates.map { Normalizer.levelled($0) }
    var bestScore = 0
    let hasHeadline = hasHeadline(facts)
    for index in content.blocks.indices.prefix(2000) {
      let level = Int(self.level(of: index))
      let fact = facts[index]
      guard fact.words > 0, fact.words < 60, !content.blocks[index].flags.contains(.hidden) || level == 1 else {
        continue
      }
      let words = levelled[Int(fact.start)..<Int(fact.end)]
      var agreement = 0
      for key in keys {
        if key.elementsEqual(words) {
          agreement = max(agreement, 4)
        } else if fact.words > 1,
          key.starts(with: words) || words.starts(with: key)
            || (fact.words > 3 && key.count > words.count && key.suffix(words.count).elementsEqual(words))
        {
          agreement = max(agreement, 3)
        } else if fact.words > 2, SignReader.contains(key, words) {
          agreement = max(agreement, 2)
        }
      }
      var score = agreement * 10
      if level == 1 { score += fact.words > 2 ? 18 : 8 } else if level > 0 { score += 6 }
      // A whole link that is a part of the title: *Harbour Notes » Old ferry to retire* has the blog's name on top.
      let isLink = Int(content.blocks[index].linkBytes) * 10 > content.blocks[index].count * 9
      if content.blocks[index].linkBytes > 0 { score -= isLink && agreement < 4 ? 18 : 4 }
      if sites.contains(where: { $0.elementsEqual(words) }) { score -= 30 }
      if level == 0 && agreement < 4 { score = 0 }
      if level > 1 && agreement < (hasHeadline ? 4 : 3) { score = 0 }
      if score > bestScore, score > 15 {
        bestScore = score
        block = index
      }
    }
  }

  /// Whether one `h1` is as long as a headline and no link: other headings that only begin as the title does are parts of
  /// the article.
  private func hasHeadline(_ facts: [BlockFacts]) -> Bool {
    content.blocks.indices.prefix(2000).contains {
      content.blocks[$0].linkBytes == 0 && facts[$0].words > 4 && facts[$0].words < 60 && level(of: $0) == 1
    }
  }

  private func level(of index: Int) -> UInt8 {
    if content.blocks[index].tag.headingLevel > 0 { return content.blocks[index].tag.headingLevel }
    var element = content.blocks[index].element
    for _ in 0..<4 where element >= 0 {
      let level = content.elements[Int(element)].tag.headingLevel
      if level > 0 { return level }
      element = content.elements[Int(element)].parent
    }
    return 0
  }

  /// A title without the site's name after its last separator (or before its first one).
  static func cut(_ text: String) -> String {
    for separator in [" | ", " - ", " – ", " — ", " :: ", " · ", " • ", " ⋆ ", " » ", " « ", " / "] {
      let parts = split(text, separator)
      guard parts.count > 1 else { continue }
      let head = parts.dropLast().joined(separator: separator)
      if head.split(separator: " ").count >= 3 { return head }
      if let last = parts.last, last.split(separator: " ").count >= 4 { return last }
      return head
    }
    return text
  }

  private static func split(_ text: String, _ separator: String) -> [String] {
    let mark = Array(separator.utf8)
    var rest = Array(text.utf8)[...]
    // Most titles have one of the separators at most.
    guard find(mark, in: rest) != nil else { return [] }
    var parts: [String] = []
    while let place = find(mark, in: rest) {
      parts.append(String(decoding: rest[..<place], as: UTF8.self))
      rest = rest[(place + mark.count)...]
    }
    parts.append(String(decoding: rest, as: UTF8.self))
    return parts
  }

  private static func find(_ mark: [UInt8], in text: ArraySlice<UInt8>) -> Int? {
    let found = text.withUnsafeBufferPointer { text in mark.withUnsafeBufferPointer { Memory.find($0, in: text) } }
    return found.map { $0 + text.startIndex }
  }
}
