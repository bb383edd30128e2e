/// Finds the authors of a plain text: a short line near its title that begins with *By* and holds nothing but names.
enum TextByline {
  /// Lines behind the title that are looked at.
  private static let reach = 5

  /// The names; none where the line is a sentence: *By Monday the river had risen.*
  static func names(in content: PageContent, title: Int, rules: PageRules) -> [String] {
    let start = max(0, title)
    for index in start..<max(start, min(content.blocks.count, start + reach)) {
      let block = content.blocks[index]
      let bytes = content.bytes(Int(block.start)..<Int(block.end))
      guard (6..<140).contains(bytes.count), let first = bytes.first, let last = bytes.last, last != 0x2E,
        NameLine.firstLetters.contains(ASCII.lower(first))
      else { continue }
      let text = String(decoding: bytes, as: UTF8.self)
      guard NameLine.begins(text) else { continue }
      let finder = BylineFinder(
        head: PageHead(), linked: LinkedData(), content: content, given: RawDocument.Given(), headline: title,
        sites: [], rules: rules)
      let names = finder.clean([text]).filter { $0.contains(" ") }
      if !names.isEmpty { return names }
    }
    return []
  }
}
