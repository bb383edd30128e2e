import TextModel

/// Finds the names of the authors.
///
/// The order of trust: what came with the document, JSON-LD, `meta`, `twitter:data1`, `rel=author` and `itemprop=author`
/// near the headline, a visible line "By …" near the headline, links to authors' pages near it.
struct BylineFinder {
  let head: PageHead
  let linked: LinkedData
  let content: PageContent
  let given: RawDocument.Given
  let headline: Int
  /// Levelled names of the site, which are no authors.
  let sites: [[UInt8]]
  let rules: PageRules
  private var known: BylineWords { rules.words.bylines }

  /// The lines that may name an agency beside the authors or in their place, each once.
  func lines() -> [String] {
    var found: [String] = []
    for source in [given.byline, linked.authors, stated(), twitter(), markedTexts(.author), visibleLines()] {
      for line in source where found.count < Self.mostLines && line.utf8.count < 140 && !found.contains(line) {
        found.append(line)
      }
    }
    return found
  }

  private static let mostLines = 12

  /// The visible line of authors and the one under it, where that is short: *Associated Press Writer*.
  private func visibleLines() -> [String] {
    let lines = visible()
    guard let line = lines.first else { return [] }
    let first = max(0, headline - 4)
    let near = first..<max(first, min(content.blocks.count, max(0, headline) + 16))
    guard let index = near.first(where: { string(of: $0) == line }), index + 1 < content.blocks.count,
      content.blocks[index + 1].count < 40
    else { return lines }
    return lines + [string(of: index + 1)]
  }

  func names() -> [String] {
    let people = people()
    return people.isEmpty ? groups() : people
  }

  private func people() -> [String] {
    var said: [String] = []
    for source in [given.byline, linked.authors, metas(), twitter()] where said.isEmpty { said = clean(source) }
    // A single word may be an account or an outlet: the page's text may have the name.
    if said.contains(where: { $0.contains(" ") }) { return said }
    for source in [markedTexts(.author), visible()] {
      let names = clean(source)
      if said.isEmpty ? !names.isEmpty : names.contains(where: { $0.contains(" ") }) { return names }
    }
    let linked = said.isEmpty ? clean(markedTexts(.authorLink)).filter { $0.contains(" ") } : said
    if !linked.isEmpty { return linked }
    let owner = owner()
    return owner.isEmpty ? signature() : owner
  }

  /// A line anywhere that says *Written by …*, or the line under *Author*: some pages name their author at the end.
  private func signature() -> [String] {
    var tries = 0
    for index in content.blocks.indices where tries < 30 && (6..<160).contains(content.blocks[index].count) {
      // *By …* is too often a teaser's.
      let first = ASCII.lower(content.text[Int(content.blocks[index].start)])
      guard known.isLeadLetter(first) else { continue }
      // *(Reporting by …* names helpers too.
      guard content.blocks[index].count < 60 || known.reportingLetters.contains(first) else { continue }
      var text = string(of: index)
      if known.isLead(text), index + 1 < content.blocks.count, content.blocks[index + 1].count < 40 {
        text = string(of: index + 1)
      } else if !known.begins(text) {
        continue
      }
      tries += 1
      let names = clean([text]).filter { $0.contains(" ") }
      if !names.isEmpty { return names }
    }
    return []
  }

  private func string(of index: Int) -> String {
    let block = content.blocks[index]
    return String(decoding: content.bytes(Int(block.start)..<Int(block.end)), as: UTF8.self)
  }

  /// The author for whom the site is named: people who write under their own name.
  private func owner() -> [String] {
    for source in [linked.authors.filter { !linked.organizations.contains($0) }, stated(), twitter()] {
      for line in source {
        let name = ASCII.squashed(line.utf8) ?? ""
        let words = name.split(separator: " ")
        guard (2...3).contains(words.count), sites.contains(Normalizer.levelled(name)), hasNameWords(name) else {
          continue
        }
        return [name]
      }
    }
    return []
  }

  /// Agencies and teams that sign as the author, where no one else does: *The Associated Press*, *Harbour News Staff*.
  private func groups() -> [String] {
    for source in [given.byline, linked.authors, stated(), twitter(), visible()] {
      for line in source where line.utf8.count < 80 {
        for part in NameLine(line, rules: rules, keepsJobs: true).parts {
          guard let name = Self.trimmed(part), (1...5).contains(name.split(separator: " ").count),
            name.first?.isUppercase == true, rules.phrases.isGroup(Normalizer.levelled(name))
          else { continue }
          return [name]
        }
      }
    }
    return []
  }

  private static let keys = [
    // names from here: names of meta elements
    "author", "parsely-author", "sailthru.author", "byl", "dc.creator", "dcterms.creator", "article:author",
    "article:author_name", "citation_author", "authors", "byline", "og:article:author", "article.author",
    "cxenseparse:author", "rbauthors", "author_name",
    // names end
  ]

  /// All that `meta` says of the author.
  private func stated() -> [String] { Self.keys.flatMap { key in head.metas.filter { $0.name == key }.map(\.content) } }

  private func metas() -> [String] {
    for key in Self.keys {
      let found = head.metas.filter { $0.name == key }.map(\.content)
      if !clean(found).isEmpty { return found }
    }
    return []
  }

  private func twitter() -> [String] {
    for number in ["1", "2"] {
      guard let label = head.meta("twitter:label\(number)"), let data = head.meta("twitter:data\(number)") else {
        continue
      }
      if known.isLabel(label) { return [data] }
    }
    return []
  }

  /// Texts of links and elements that are said to name an author, those near the headline only.
  private func markedTexts(_ flag: TagRecord.Flags) -> [String] {
    var found: [String] = []
    for text in content.markedTexts where text.flags.contains(flag) {
      let gap = Int(text.block) - max(0, headline)
      guard gap > -6, gap < 15, text.end - text.start < 100 else { continue }
      found.append(String(decoding: content.bytes(Int(text.start)..<Int(text.end)), as: UTF8.self))
      if found.count > 3 { break }
    }
    return found
  }

  /// A short line near the headline that begins with *By*, or that its class calls a byline.
  private func visible() -> [String] {
    let limit = min(content.blocks.count, max(0, headline) + 16)
    var called: [String] = []
    for index in max(0, headline - 4)..<max(limit, max(0, headline - 4)) {
      let block = content.blocks[index]
      guard block.count < 140 else { continue }
      let text = String(decoding: content.bytes(Int(block.start)..<Int(block.end)), as: UTF8.self)
      if known.begins(text) { return [text] }
      if known.isLead(text), index + 1 < content.blocks.count {
        let next = content.blocks[index + 1]
        return [String(decoding: content.bytes(Int(next.start)..<Int(next.end)).prefix(100), as: UTF8.self)]
      }
      let element = Int(block.element)
      let marks = element >= 0 ? block.marks.union(content.elements[element].marks) : block.marks
      let isSigned = known.isSigned(text)
      let isCalled = called.isEmpty && marks.has(.byline) && block.count < 60
      guard isSigned || (isCalled && marks.has(.date)) else {
        if isCalled { called = [text] }
        continue
      }
      let hasDate = DateParser.date(in: text, rules.words.months) != nil
      if hasDate, isSigned { return [text] }
      if isCalled, !marks.has(.date) || hasDate { called = [text] }
    }
    return called
  }

  // MARK: Names

  /// Cuts lines into names and leaves out what is none; each name once.
  func clean(_ lines: [String]) -> [String] {
    var names: [String] = []
    for line in lines where line.utf8.count < 400 {
      for part in NameLine(line, rules: rules).parts {
        guard let name = withoutSite(Self.trimmed(part)), isName(name) else { continue }
        if !names.contains(where: { Normalizer.levelled($0) == Normalizer.levelled(name) }) { names.append(name) }
      }
    }
    // Beside whole names a single word is a desk or a topic.
    let whole = names.filter { $0.contains(" ") }
    return whole.isEmpty ? names : whole
  }

  /// *Ann Lee Harbour News* on the pages of *Harbour News*.
  private func withoutSite(_ name: String?) -> String? {
    guard let name else { return nil }
    let words = name.split(separator: " ")
    guard words.count > 2 else { return name }
    for count in 1...words.count - 2 {
      let tail = Normalizer.levelled(words.suffix(count).joined(separator: " "))
      if sites.contains(where: { $0 == tail }) { return words.dropLast(count).joined(separator: " ") }
    }
    return name
  }

  private static func trimmed(_ part: String) -> String? {
    let text = part.drop { !$0.isLetter }
    var end = text.endIndex
    while end > text.startIndex {
      let before = text.index(before: end)
      if text[before].isLetter || (text[before] == "." && text[..<before].last?.isUppercase == true) { break }
      end = before
    }
    let name = String(text[..<end])
    return name.isEmpty ? nil : name
  }

  /// Two to five words, capitals at their beginnings, no digits, no word that only desks and outlets have.
  private func isName(_ name: String) -> Bool {
    let words = name.split(separator: " ")
    guard (1...6).contains(words.count), name.utf8.count < 60, name.utf8.count > 2 else { return false }
    guard !name.contains(where: { $0.isNumber || "@/:_#\\<>".contains($0) }) else { return false }
    let key = Normalizer.levelled(name)
    return !sites.contains(where: { $0 == key }) && hasNameWords(name)
  }

  private func hasNameWords(_ name: String) -> Bool {
    let words = name.split(separator: " ")
    for word in words where rules.phrases.isNoName(Normalizer.levelled(String(word))) { return false }
    let capitals = words.filter { $0.first?.isUppercase == true || !($0.first?.isCased ?? false) }.count
    return words.count == 1
      ? capitals == 1 && name.dropFirst().contains(where: \.isLowercase) : capitals * 2 >= words.count
  }
}
