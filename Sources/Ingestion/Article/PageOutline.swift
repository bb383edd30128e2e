/// What is known of the elements of a page before its paragraphs are judged: what is round each, the trunk, and the names
/// that say something of it.
///
/// The trunk is the path down to the lowest element that holds more than half of the page's running text, comments aside. A
/// name on the trunk says nothing of a paragraph, since it stands round the whole text: only names below it count. What
/// the trunk hides, a script shows.
struct PageOutline {
  /// What is known of an element.
  struct Element {
    /// Bits of what is round it, itself included (`SignReader.surroundingSigns`).
    var surroundings: UInt16 = 0
    /// How many `article` are round it.
    var articles: UInt8 = 0
    var isTrunk = false
    /// In comments, by a name on it or above it.
    var isComment = false
    /// In something that is no article by a name on it or above it, unless the headline is in it too: comments, a gallery.
    var isOther = false
    /// Holds a heading of the first rank.
    var hasHeadline = false
    /// In something hidden below the trunk.
    var isHidden = false
    /// What the nearest rule for the site says of it: 1 keep, -1 drop.
    var verdict: Int8 = 0
    /// In an element whose heading is a link: mostly a teaser of another page.
    var isCard = false
    /// Steps up the trunk from its lowest element to where this one hangs.
    var up: UInt8 = 0
    /// Elements of paragraphs between it and the trunk, itself included.
    var level: UInt8 = 0
    /// Words of running text in it.
    var prose: Int32 = 0
    /// The next element of paragraphs above the one that it is or is in, or -1.
    var above: Int32 = -1
    /// The list, table or post whose paragraphs are judged as one, that is round it; or -1.
    var unit: Int32 = -1
    /// Marks from here to the first element of paragraphs, and from here to the trunk.
    var own: MarkSet = []
    var all: MarkSet = []
  }

  private(set) var elements: [Element] = []
  /// The lowest element of the trunk, or -1.
  private(set) var lowest: Int32 = -1
  /// Words of running text on the page, comments aside.
  private(set) var prose: Int32 = 0
  private var isTrunkHidden = false
  /// No paragraph counts for more words.
  private static let mostWords: Int32 = 100

  /// Reads all elements, and makes what the trunk hides seen. O(paragraphs + elements).
  mutating func read(_ page: inout PageContent, facts: [BlockFacts]) {
    elements.removeAll(keepingCapacity: true)
    for element in page.elements { addElement(element) }
    markOthers(page)
    addProse(page, facts: facts)
    findTrunk(page)
    relate(page)
    markUnits(page)
    markCards(page)
    guard isTrunkHidden else { return }
    for index in page.blocks.indices where page.blocks[index].flags.contains(.hidden) {
      let element = page.blocks[index].element
      if element >= 0, !elements[Int(element)].isHidden { page.blocks[index].flags.remove(.hidden) }
    }
  }

  private mutating func addElement(_ element: PageElement) {
    var found = Element()
    if element.parent >= 0 {
      let parent = elements[Int(element.parent)]
      found.surroundings = parent.surroundings
      found.articles = parent.articles
      found.verdict = parent.verdict
    }
    found.surroundings |= Self.bit(of: element.tag)
    if element.tag == .article, found.articles < 255 { found.articles += 1 }
    if element.flags.hasVerdict { found.verdict = element.flags.contains(.dropped) ? -1 : 1 }
    elements.append(found)
  }

  private static func bit(of tag: Tag) -> UInt16 {
    switch tag {
    case .nav: 1
    case .header: 2
    case .footer: 4
    case .aside: 8
    case .figure, .figcaption: 16
    case .form, .fieldset: 32
    case .table: 64
    case .ul, .ol, .dl: 128
    case .blockquote: 256
    case .article: 512
    case .main: 1024
    case .button, .label: 2048
    case .h1, .h2, .h3, .h4, .h5, .h6: 4096
    case .li: 8192
    default: 0
    }
  }

  /// Names of what is long and no article.
  private static let others: MarkSet = [
    .comments, .gallery, .recirculation, .related, .newsletter, .sidebar, .card, .teaser,
  ]
  .reduce(into: MarkSet()) { $0.formUnion(MarkSet($1)) }

  /// Whether an element is for what stands beside an article.
  private static func isBeside(_ tag: Tag) -> Bool { tag == .aside || tag == .nav || tag == .footer }

  /// What is no article by its name, unless the headline is in it.
  private mutating func markOthers(_ page: PageContent) {
    for block in page.blocks where block.tag == .h1 {
      var element = Int(block.element)
      while element >= 0, !elements[element].hasHeadline {
        elements[element].hasHeadline = true
        element = Int(page.elements[element].parent)
      }
    }
    for index in elements.indices where !elements[index].hasHeadline {
      let parent = Int(page.elements[index].parent)
      let marks = page.elements[index].marks
      elements[index].isComment = marks.has(.comments) || (parent >= 0 && elements[parent].isComment)
      elements[index].isOther =
        Self.isBeside(page.elements[index].tag) || !marks.isDisjoint(with: Self.others)
        || (parent >= 0 && elements[parent].isOther)
    }
  }

  /// Running text in each element, links and what is no article aside.
  private mutating func addProse(_ page: PageContent, facts: [BlockFacts]) {
    prose = 0
    // Where what is seen and called nothing else is too little, the rest counts as well.
    for step in 0..<3 where prose < Self.fewWords {
      prose = 0
      for index in elements.indices { elements[index].prose = 0 }
      for (block, fact) in zip(page.blocks, facts) where block.element >= 0 && Self.isRunning(block, fact) {
        let element = Int(block.element)
        if step < 2, elements[element].isOther { continue }
        if step < 1, block.flags.contains(.hidden) { continue }
        let words = min(fact.words, Self.mostWords)
        prose += words
        elements[element].prose += words
      }
    }
    for index in elements.indices.reversed() where page.elements[index].parent >= 0 {
      elements[Int(page.elements[index].parent)].prose += elements[index].prose
    }
  }

  /// Fewer words of running text are no article.
  private static let fewWords: Int32 = 80

  static func isRunning(_ block: LeafBlock, _ fact: BlockFacts) -> Bool {
    fact.isProse && Int(block.linkBytes) * 10 < block.count * 4 && fact.repeats < 3
  }

  private mutating func findTrunk(_ page: PageContent) {
    lowest = -1
    isTrunkHidden = false
    for index in elements.indices {
      let element = page.elements[index]
      let isBody = element.tag == .html || element.tag == .body
      guard isBody || (elements[index].prose * 2 > prose && Self.canHold(element.tag)) else { continue }
      guard element.parent < 0 || elements[Int(element.parent)].isTrunk else { continue }
      elements[index].isTrunk = true
      lowest = Int32(truncatingIfNeeded: index)
      if Self.isHidden(element) { isTrunkHidden = true }
    }
  }

  /// Whether an element may hold an article, and is no paragraph itself.
  private static func canHold(_ tag: Tag) -> Bool {
    switch tag {
    case .p, .li, .h1, .h2, .h3, .h4, .h5, .h6, .dd, .dt, .blockquote, .pre, .figcaption, .a, .span: false
    default: true
    }
  }

  private static func isHidden(_ element: PageElement) -> Bool {
    element.flags.contains(.hidden) || element.tag == .noscript || element.tag == .template
  }

  /// How each element stands to the trunk, and the names from it to there.
  private mutating func relate(_ page: PageContent) {
    var element = lowest
    var up: UInt8 = 0
    while element >= 0 {
      elements[Int(element)].up = up
      if up < 255 { up += 1 }
      element = page.elements[Int(element)].parent
    }
    for index in elements.indices where !elements[index].isTrunk {
      let found = page.elements[index]
      let isBlock = found.tag.isBlock
      elements[index].own = found.marks
      elements[index].all = found.marks
      elements[index].isHidden = Self.isHidden(found)
      elements[index].above = found.parent
      guard found.parent >= 0 else { continue }
      let parent = elements[Int(found.parent)]
      elements[index].all.formUnion(parent.all)
      elements[index].up = parent.up
      elements[index].level = parent.level &+ (isBlock && parent.level < 255 ? 1 : 0)
      if parent.isHidden { elements[index].isHidden = true }
      guard !isBlock else { continue }
      elements[index].own.formUnion(parent.own)
      elements[index].above = parent.above
    }
  }

  /// The lists, tables and posts below the trunk: of lists and posts the outermost, of tables the innermost.
  private mutating func markUnits(_ page: PageContent) {
    for index in elements.indices where !elements[index].isTrunk && !elements[index].isComment {
      let parent = page.elements[index].parent
      let outer = parent >= 0 ? elements[Int(parent)].unit : -1
      let kind = Self.bit(of: page.elements[index].tag)
      let isNew = outer < 0 || kind != Self.bit(of: page.elements[Int(outer)].tag) || kind == Self.bit(of: .table)
      let isUnit = kind == Self.bit(of: .ul) || kind == Self.bit(of: .table) || kind == Self.bit(of: .blockquote)
      elements[index].unit = isUnit && isNew ? Int32(truncatingIfNeeded: index) : outer
    }
  }

  /// The elements below the trunk whose headings are links, and all in them.
  private mutating func markCards(_ page: PageContent) {
    for block in page.blocks
    where block.tag.headingLevel > 0 && block.element >= 0 && Int(block.linkBytes) * 10 >= block.count * 9 {
      var holder = page.elements[Int(block.element)].parent
      for _ in 0..<2 where holder >= 0 {
        switch page.elements[Int(holder)].tag {
        case .header, .hgroup, .a, .h1, .h2, .h3, .h4, .h5, .h6: holder = page.elements[Int(holder)].parent
        default: break
        }
      }
      if holder >= 0, !elements[Int(holder)].isTrunk { elements[Int(holder)].isCard = true }
    }
    for index in elements.indices where page.elements[index].parent >= 0 {
      if elements[Int(page.elements[index].parent)].isCard { elements[index].isCard = true }
    }
  }

  /// The names of an element, of the two elements of paragraphs above it, and of those above these, up to the trunk.
  func marks(of element: Int32) -> (own: MarkSet, near: MarkSet, far: MarkSet) {
    guard element >= 0 else { return ([], [], []) }
    let found = elements[Int(element)]
    guard found.above >= 0 else { return (found.own, [], []) }
    let first = elements[Int(found.above)]
    guard first.above >= 0 else { return (found.own, first.own, []) }
    let second = elements[Int(first.above)]
    guard second.above >= 0 else { return (found.own, first.own.union(second.own), []) }
    return (found.own, first.own.union(second.own), elements[Int(second.above)].all)
  }
}
