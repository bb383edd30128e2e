import TextModel

/// Reads a page: scan, parse, signs, verdicts, then the article's text and blocks into the document.
struct ArticleExtractor {
  private let rules: PageRules
  private var scanner: PageScanner
  private let builder = PageBuilder()
  private var outline = PageOutline()
  private var measure: BlockMeasure
  private(set) var signs = SignReader()
  private(set) var finder = ArticleFinder()
  private(set) var holding = HoldingRules()
  private var lines = LineCounter()

  init(rules: PageRules) {
    self.rules = rules
    scanner = PageScanner(rules: rules)
    measure = BlockMeasure(rules: rules)
  }

  /// The page as it was read last.
  var page: PageContent { builder.content }

  /// What is known of its paragraphs.
  var facts: [BlockFacts] { measure.facts }

  /// Reads a page of clean UTF-8. Returns what went wrong, if anything.
  mutating func read(_ bytes: [UInt8], given: RawDocument.Given, into document: Document) -> String? {
    bytes.withUnsafeBufferPointer { scanner.scan($0, address: given.url) }
    builder.begin(records: scanner.records, cleanCount: scanner.clean.count)
    HTMLParser.parse(scanner.clean, into: builder)
    builder.finish()
    measure.measure(builder.content.text, builder.content.blocks)
    outline.read(&builder.content, facts: measure.facts)
    var metadata = MetadataReader(head: scanner.head, page: bytes, content: builder.content)
    let clues = metadata.clues(facts: measure.facts, levelled: measure.levelled, given: given)
    signs.read(
      builder.content, facts: measure.facts, levelled: measure.levelled, words: measure.words, clues: clues,
      outline: outline, known: rules.words.scanned)
    judge(headline: clues.headline)
    metadata.fill(
      &document.metadata, given: given, states: finder.states, facts: measure.facts, rules: rules,
      isComment: outline.elements.map(\.isComment), crumbs: crumbs(headline: clues.headline))
    lines.begin()
    if LinkedBody.isOnlyCopy(clues.body, facts: measure.facts, levelled: measure.levelled, states: finder.states) {
      writeTitle(bytes, clues: clues, into: document)
      for paragraph in LinkedBody.paragraphs(metadata.linked.bodyBytes) {
        add(paragraph[...], role: .body, place: metadata.linked.bodyPlace, bytes: bytes, to: document)
      }
      let isEnglish = document.metadata.language ?? Language.code == Language.code
      document.metadata.notArticle = isEnglish ? nil : Metadata.notEnglish
    } else {
      write(bytes, clues: clues, into: document)
    }
    return builder.content.failure
  }

  /// The paragraphs of the way down from the front page that stand above the headline.
  private func crumbs(headline: Int) -> [Int] {
    builder.content.blocks.indices.prefix(max(0, headline)).filter { index in
      let block = builder.content.blocks[index]
      if block.marks.has(.breadcrumb) { return true }
      return block.element >= 0 && outline.elements[Int(block.element)].all.has(.breadcrumb)
    }
  }

  /// Finds out which paragraphs are the article.
  private mutating func judge(headline: Int) {
    var inside = finder.find(
      signs: signs.signs, starts: signs.starts, units: signs.units, facts: measure.facts, weights: rules.weights)
    let page = HoldingRules.Page(
      content: builder.content, facts: measure.facts, levelled: measure.levelled, words: measure.words,
      signs: signs.signs, starts: signs.starts, headline: headline)
    holding.apply(page, siteRules: scanner.siteRules, outline: outline, to: &inside)
    finder.name(inside)
  }

  // MARK: Writing

  private mutating func writeTitle(_ bytes: [UInt8], clues: PageClues, into document: Document) {
    guard let title = document.metadata.title else { return }
    let place = clues.headline >= 0 ? scanner.pageOffset(of: Int(builder.content.blocks[clues.headline].place)) : 0
    add(Array(title.utf8)[...], role: .title, place: place, bytes: bytes, to: document)
  }

  /// Writes the title and the paragraphs of the article, parted by empty lines.
  private mutating func write(_ bytes: [UInt8], clues: PageClues, into document: Document) {
    writeTitle(bytes, clues: clues, into: document)
    let content = builder.content
    for index in content.blocks.indices where finder.states[index] == .inside && index != clues.headline {
      let block = content.blocks[index]
      let place = scanner.pageOffset(of: Int(block.place))
      let text = content.bytes(Int(block.start)..<Int(block.end))
      let role = isByline(text, document.metadata.byline) ? .byline : role(of: index)
      add(text, role: role, place: place, bytes: bytes, to: document)
    }
  }

  /// Whether a short paragraph names an author of the page and says so: *Interview by Jonas Reed*.
  private func isByline(_ text: ArraySlice<UInt8>, _ names: [String]) -> Bool {
    guard text.count < 100, !names.isEmpty, text.last != 0x2E else { return false }
    let line = String(decoding: text, as: UTF8.self)
    return rules.words.bylines.begins(line) && names.contains { line.contains($0) }
  }

  private mutating func add(
    _ text: ArraySlice<UInt8>, role: Block.Role, place: Int, bytes: [UInt8], to document: Document
  ) {
    if !document.text.isEmpty { document.text.append(contentsOf: [0x0A, 0x0A]) }
    let start = document.text.count
    document.text.append(contentsOf: text)
    let line = lines.line(at: place, in: bytes)
    document.blocks.append(
      Block(range: UTF8Range(start, document.text.count), role: role, line: line, byte: Int32(clamping: place)))
  }

  /// The role of a paragraph of the article, from the elements round it and their names.
  private func role(of index: Int) -> Block.Role {
    let content = builder.content
    let block = content.blocks[index]
    if block.tag.headingLevel > 0 { return isSentence(index) ? .body : .heading }
    if isCaption(index) { return .caption }
    var element = block.element
    for _ in 0..<BestContainer.reach where element >= 0 {
      let found = content.elements[Int(element)]
      switch found.tag {
      case .li, .dd, .dt: return .list
      case .blockquote: return .quote
      case .figcaption: return .caption
      case .h1, .h2, .h3, .h4, .h5, .h6: return isSentence(index) ? .body : .heading
      case .article, .main, .body: return isSubheading(index) ? .heading : .body
      default: break
      }
      element = found.parent
    }
    return isSubheading(index) ? .heading : .body
  }

  /// Whether it is a sentence whatever its element: standfirsts stand in headings.
  private func isSentence(_ index: Int) -> Bool {
    let fact = measure.facts[index]
    return fact.isProse && fact.endsSentence && fact.last != 0x3F && !fact.flags.contains(.startsQuote)
  }

  /// Whether a paragraph has the name of a caption, or stands right behind a picture in an element that has.
  private func isCaption(_ index: Int) -> Bool {
    let block = builder.content.blocks[index]
    let (own, near, _) = outline.marks(of: block.element)
    guard measure.facts[index].words < 80 else { return false }
    if own.union(block.marks).has(.caption) { return true }
    return near.has(.caption) || (block.flags.contains(.afterImage) && own.union(block.marks).has(.credit))
  }

  /// Whether a short bold line without a stop stands over running text.
  private func isSubheading(_ index: Int) -> Bool {
    let block = builder.content.blocks[index]
    let fact = measure.facts[index]
    guard Int(block.boldBytes) * 10 > block.count * 9, fact.words > 0, fact.words <= 12, !fact.endsSentence,
      fact.last != 0x3A, fact.last != 0x2C, block.linkBytes * 2 < block.boldBytes + 1
    else { return false }
    let next = measure.facts.indices.dropFirst(index + 1).first { finder.states[$0] == .inside }
    return next.map { measure.facts[$0].isProse } ?? false
  }
}

/// Counts lines up to places near one another: it walks on from the last one, to and fro.
struct LineCounter {
  private var place = 0
  private var line: Int32 = 1

  mutating func begin() {
    (place, line) = (0, 1)
  }

  /// The line of a place, from 1. O(bytes between it and the last place).
  mutating func line(at target: Int, in bytes: [UInt8]) -> Int32 {
    let target = min(max(0, target), bytes.count)
    bytes.withUnsafeBufferPointer { bytes in
      let walked = bytes[min(place, target)..<max(place, target)]
      let count = walked.reduce(into: Int32(0)) { if $1 == 0x0A { $0 &+= 1 } }
      line = target < place ? line - count : line + count
    }
    place = target
    return line
  }
}
