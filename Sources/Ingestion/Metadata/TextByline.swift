import TextModel

/// Finds the authors of a plain text: a short line near its title that begins with *By* and holds nothing but names.
enum TextByline {
  /// Lines behind the title that are looked at.
  private static let reach = 5

  /// The names; none where the line is a sentence: *By Monday the river had risen.*
  static func names(in content: PageContent, title: Int, rules: PageRules) -> [String] {
    let start = max(0, title)
    for index in start..<max(start, min(content.blocks.count, start + reach)) {
      guard let text = line(index, in: content, rules.words.bylines) else { continue }
      let finder = BylineFinder(
        head: PageHead(), linked: LinkedData(), content: content, given: RawDocument.Given(), headline: title,
        sites: [], rules: rules)
      let names = finder.clean([text]).filter { $0.contains(" ") }
      if !names.isEmpty { return names }
    }
    return []
  }

  /// The line of authors near the title, and the one under it where that is short: *Associated Press Writer*.
  static func lines(in content: PageContent, title: Int, rules: PageRules) -> [String] {
    let start = max(0, title)
    for index in start..<max(start, min(content.blocks.count, start + reach)) {
      guard let text = line(index, in: content, rules.words.bylines) else { continue }
      guard index + 1 < content.blocks.count, content.blocks[index + 1].count < 40 else { return [text] }
      let next = content.blocks[index + 1]
      return [text, String(decoding: content.bytes(Int(next.start)..<Int(next.end)), as: UTF8.self)]
    }
    return []
  }

  /// A line, if it begins as one of authors does and is no sentence.
  private static func line(_ index: Int, in content: PageContent, _ known: BylineWords) -> String? {
    let block = content.blocks[index]
    let bytes = content.bytes(Int(block.start)..<Int(block.end))
    guard (6..<140).contains(bytes.count), let first = bytes.first, let last = bytes.last, last != 0x2E,
      known.firstLetters.contains(ASCII.lower(first))
    else { return nil }
    let text = String(decoding: bytes, as: UTF8.self)
    return known.begins(text) ? text : nil
  }
}
