/// Finds the names of the authors.
///
/// The order of trust: what came with the document, JSON-LD, `meta`, `twitter:data1`, `rel=author` and `itemprop=author`
/// near the headline, a visible line "By …" near the headline.
struct BylineFinder {
  let head: PageHead
  let linked: LinkedData
  let content: PageContent
  let given: RawDocument.Given
  let headline: Int
  /// Levelled names of the site, which are no authors.
  let sites: [[UInt8]]
  let rules: PageRules

  func names() -> [String] {
    for source in [given.byline, linked.authors, metas(), twitter()] {
      let names = clean(source)
      if !names.isEmpty { return names }
    }
    let marked = clean(markedTexts())
    return marked.isEmpty ? clean(visible()) : marked
  }

  private func metas() -> [String] {
    let keys = [
      "author", "parsely-author", "sailthru.author", "byl", "dc.creator", "dcterms.creator", "article:author",
      "article:author_name", "citation_author", "authors", "byline", "og:article:author", "article.author",
      "cxenseparse:author", "rbauthors", "author_name",
    ]
    for key in keys {
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
      let key = label.lowercased()
      if key.contains("written") || key.contains("author") || key == "by" { return [data] }
    }
    return []
  }

  /// Texts of links and elements that are said to name an author, those near the headline only.
  private func markedTexts() -> [String] {
    var found: [String] = []
    for text in content.markedTexts where text.flags.contains(.author) {
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
      let lower = text.prefix(12).lowercased()
      if lower.hasPrefix("by ") || lower.hasPrefix("by: ") || lower.hasPrefix("written by") { return [text] }
      if lower == "by", index + 1 < content.blocks.count {
        let next = content.blocks[index + 1]
        return [String(decoding: content.bytes(Int(next.start)..<Int(next.end)).prefix(100), as: UTF8.self)]
      }
      let element = Int(block.element)
      let marks = element >= 0 ? block.marks.union(content.elements[element].marks) : block.marks
      if called.isEmpty, marks.has(.byline), !marks.has(.date), block.count < 60 { called = [text] }
    }
    return called
  }

  // MARK: Names

  /// Cuts lines into names and leaves out what is none; each name once.
  func clean(_ lines: [String]) -> [String] {
    var names: [String] = []
    for line in lines where line.utf8.count < 400 {
      for part in Self.parts(Self.withoutLead(line)) {
        guard let name = Self.trimmed(part), isName(name) else { continue }
        if !names.contains(where: { Normalizer.levelled($0) == Normalizer.levelled(name) }) { names.append(name) }
      }
    }
    return names
  }

  private static func withoutLead(_ line: String) -> String {
    var line = ASCII.squashed(CharacterReference.resolve(line).utf8) ?? ""
    for lead in ["written by ", "reported by ", "story by ", "words by ", "posted by ", "author: ", "by: ", "by "]
    where line.lowercased().hasPrefix(lead) {
      line = String(line.dropFirst(lead.count))
    }
    return line
  }

  /// Parts between commas, *and*, `&`, `|`, `;`, a slash, a bullet, or *for* and *in* before an outlet or a place.
  private static func parts(_ line: String) -> [String] {
    var parts: [String] = []
    var words: [Substring] = []
    func end() {
      if !words.isEmpty { parts.append(words.joined(separator: " ")) }
      words = []
    }
    var isOver = false
    for word in line.split(whereSeparator: { $0 == " " || $0 == "\u{A0}" || $0 == "\n" }) {
      let lower = word.lowercased()
      if ["and", "&", "|", "•", "·", "with", "/", "–", "—", "-", "und", "et", "y"].contains(lower) {
        end()
        isOver = false
        continue
      }
      if ["for", "in", "at", "on", "of", "published", "updated", "via", "from"].contains(lower), !words.isEmpty {
        end()
        isOver = true
      }
      if isOver { continue }
      let last = word.last
      if last == "," || last == ";" || last == "|" {
        words.append(word.dropLast())
        end()
      } else {
        words.append(word)
      }
    }
    end()
    return parts
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
    if sites.contains(where: { $0 == key }) { return false }
    for word in words where rules.phrases.isNoName(Normalizer.levelled(String(word))) { return false }
    let capitals = words.filter { $0.first?.isUppercase == true || !($0.first?.isCased ?? false) }.count
    return words.count == 1
      ? capitals == 1 && name.dropFirst().contains(where: \.isLowercase) : capitals * 2 >= words.count
  }
}
