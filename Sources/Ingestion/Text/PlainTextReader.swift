import TextModel

/// Reads a plain text: kept as it is, with a role for each of its paragraphs.
///
/// A text that was copied from a page has the page's debris round the article: *Menu*, *Share*, *Comments*, teasers. A
/// text without any sign of that is title and body from its first line to its last.
struct PlainTextReader {
  private let rules: PageRules
  private var measure: BlockMeasure
  private(set) var content = PageContent()
  private(set) var signs = SignReader()
  private(set) var finder = ArticleFinder()
  private(set) var holding = HoldingRules()
  private var lines: [Int32] = []
  private var run = ProseRun()
  private var headlines = HeadlineFinder()
  /// Whether a paragraph is no part of the article.
  private var debris: [Bool] = []

  static let blockLimit = 200_000

  init(rules: PageRules) {
    self.rules = rules
    measure = BlockMeasure(rules: rules)
  }

  /// What is known of the paragraphs of the text read last; of one that is whole, of the first ones alone.
  var facts: [BlockFacts] { measure.facts }

  /// Reads a text of clean UTF-8 into the document; `isWhole` says that all of it is known to be the article.
  mutating func read(
    _ bytes: [UInt8], raw: RawDocument, isWhole: Bool, keepsSigns: Bool = false, into document: Document
  ) {
    document.text = bytes
    document.metadata.url = raw.given.url
    split(bytes)
    let isJudged = !isWhole || keepsSigns
    measure.measure(bytes, content.blocks, phrases: isJudged)
    if isJudged { judge(raw) }
    write(isWhole: isWhole || !looksLikePage(), given: raw.given, into: document)
  }

  /// Finds out which paragraphs are debris.
  private mutating func judge(_ raw: RawDocument) {
    let clues = self.clues(given: raw.given)
    signs.read(
      content, facts: measure.facts, levelled: measure.levelled, words: measure.words, clues: clues,
      outline: PageOutline(), known: rules.words.scanned)
    var inside = finder.find(
      signs: signs.signs, starts: signs.starts, units: signs.units, facts: measure.facts, weights: rules.textWeights,
      threshold: ArticleFinder.textThreshold)
    holding.apply(facts: measure.facts, to: &inside)
    finder.name(inside)
    debris = finder.states.map { $0 != .inside }
    markLists()
  }

  // MARK: Paragraphs

  /// A paragraph is a line, or, where lines are broken at a width, what stands between empty lines.
  private mutating func split(_ bytes: [UInt8]) {
    content.clear()
    content.text = bytes
    lines.removeAll(keepingCapacity: true)
    bytes.withUnsafeBufferPointer { bytes in
      var start = 0
      var line: Int32 = 1
      let isWrapped = Self.isWrapped(bytes)
      var joins = false
      while start < bytes.count, content.blocks.count < Self.blockLimit {
        let end = Memory.find(0x0A, in: bytes, from: start) ?? bytes.count
        joins = addLine(bytes, start..<end, number: line, joins: joins && isWrapped)
        start = end + 1
        line += 1
      }
      if start < bytes.count { _ = addLine(bytes, start..<bytes.count, number: line, joins: false) }
    }
  }

  /// Adds a line as a paragraph or to the one before; true where it is not empty.
  private mutating func addLine(
    _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, number: Int32, joins: Bool
  ) -> Bool {
    var start = range.lowerBound
    var end = range.upperBound
    while start < end, ASCII.isBlank(bytes[start]) { start += 1 }
    while end > start, ASCII.isBlank(bytes[end - 1]) { end -= 1 }
    guard end > start else { return false }
    if joins, !content.blocks.isEmpty {
      content.blocks[content.blocks.count - 1].end = Int32(truncatingIfNeeded: end)
    } else {
      content.blocks.append(
        LeafBlock(
          start: Int32(truncatingIfNeeded: start), end: Int32(truncatingIfNeeded: end), tag: .unknown, element: -1,
          place: Int32(truncatingIfNeeded: start)))
      lines.append(number)
    }
    return true
  }

  /// Lines of one width, many of which go on with a small letter.
  private static func isWrapped(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var pairs = 0
    var smalls = 0
    var start = 0
    while let end = Memory.find(0x0A, in: bytes, from: start), end < 1 << 16 {
      let length = end - start
      if length > 45, length < 100, end + 1 < bytes.count, bytes[end + 1] > 0x20 {
        pairs += 1
        if ASCII.isLetter(bytes[end + 1]), !ASCII.isCapital(bytes[end + 1]) { smalls += 1 }
      }
      start = end + 1
    }
    return pairs >= 3 && smalls * 10 > pairs * 4
  }

  // MARK: Verdicts

  private mutating func clues(given: RawDocument.Given) -> PageClues {
    var clues = PageClues()
    run.find(content.blocks, facts: measure.facts)
    if let title = given.title { clues.titles.append(Normalizer.levelled(title)) }
    clues.headline = headlines.find(
      before: min(run.first, content.blocks.count), measure: measure, given: clues.titles,
      isBody: { run.contains($0) })
    if clues.headline >= 0 { clues.titles.append(Array(measure.levelled(measure.facts[clues.headline]))) }
    return clues
  }

  /// Whether there is debris of a page: lines that nothing but a page has, or many short ones in a row.
  private func looksLikePage() -> Bool {
    let marks: [Mark] = [.ad, .skip, .share, .comments, .related, .newsletter, .subscribe, .legal, .disclosure, .tags]
    var short = 0
    var marked = 0
    for (index, fact) in measure.facts.enumerated() where debris[index] {
      if marks.contains(where: { fact.phrase.has($0) }) { marked += 1 }
      if fact.words <= 4, !fact.endsSentence { short += 1 }
    }
    return marked > 0 || short > 5
  }

  /// Lines right under a heading such as *Top stories*, in a text whose paragraphs stand apart, are its list.
  private mutating func markLists() {
    let headings: [Mark] = [.related, .comments, .newsletter, .share, .tags, .recirculation]
    var isList = false
    var apart = 0
    for index in lines.indices.dropFirst() where lines[index] > lines[index - 1] + 1 { apart += 1 }
    guard apart * 3 > lines.count else { return }
    for index in lines.indices {
      let phrase = measure.facts[index].phrase
      if debris[index], headings.contains(where: { phrase.has($0) }) {
        isList = true
      } else if index > 0, isList, lines[index] == lines[index - 1] + 1 {
        debris[index] = true
      } else {
        isList = false
      }
    }
  }

  // MARK: Writing

  private mutating func write(isWhole: Bool, given: RawDocument.Given, into document: Document) {
    let titleBlock = isWhole ? wholeTitle(given: given) : pageTitle()
    for index in content.blocks.indices {
      let block = content.blocks[index]
      var role = isWhole || !debris[index] ? Block.Role.body : .boilerplate
      if index == titleBlock {
        role = .title
      } else if !isWhole {
        role = self.role(of: index, role: role, title: titleBlock)
      }
      document.blocks.append(
        Block(range: UTF8Range(Int(block.start), Int(block.end)), role: role, line: lines[index]))
    }
    document.metadata.take(given, rules.words.months)
    takeLanguage(to: document)
    document.metadata.authorLines =
      document.metadata.byline + TextByline.lines(in: content, title: titleBlock, rules: rules)
    if document.metadata.byline.isEmpty {
      document.metadata.byline = TextByline.names(in: content, title: titleBlock, rules: rules)
    }
    if document.metadata.title == nil, titleBlock >= 0 {
      let block = content.blocks[titleBlock]
      document.metadata.title = ASCII.squashed(content.text[Int(block.start)..<Int(block.end)])
    }
  }

  /// English, or another language as the text's own words or what came with it say.
  private func takeLanguage(to document: Document) {
    var english = Language.isEnglish(facts: measure.facts)
    if english == nil, Language.isOtherScript(document.text) { english = false }
    if english == true { document.metadata.language = Language.code }
    if english == false, document.metadata.language == Language.code { document.metadata.language = nil }
    if english == false || document.metadata.language ?? Language.code != Language.code {
      document.metadata.notArticle = Metadata.notEnglish
    }
  }

  /// A first short line without a full stop.
  private func wholeTitle(given: RawDocument.Given) -> Int {
    guard let first = measure.facts.first, content.blocks.count > 1 else { return -1 }
    if let title = given.title { return Normalizer.levelled(title).elementsEqual(measure.levelled(first)) ? 0 : -1 }
    return first.words > 1 && first.words <= 25 && first.last != 0x2E && !first.flags.contains(.startsQuote) ? 0 : -1
  }

  private mutating func pageTitle() -> Int {
    guard let first = debris.firstIndex(of: false) else { return -1 }
    return headlines.find(before: first, measure: measure, given: []) { !debris[$0] }
  }

  /// The headline said again, headings and bylines.
  private func role(of index: Int, role: Block.Role, title: Int) -> Block.Role {
    let fact = measure.facts[index]
    if title >= 0, finder.states[index] == .between,
      measure.levelled(fact).elementsEqual(measure.levelled(measure.facts[title]))
    {
      return .heading
    }
    if role == .boilerplate {
      return fact.part.has(.byline) && fact.words < 12 && fact.words > 1 && finder.states[index] == .before
        ? .byline : .boilerplate
    }
    if fact.words <= 12, !fact.endsSentence, fact.last != 0x3A, fact.last != 0x2C { return .heading }
    return role
  }
}
