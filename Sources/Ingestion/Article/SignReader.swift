import TextModel

/// What is known of a page before its paragraphs are judged.
struct PageClues {
  /// Levelled titles: of `title`, `og:title`, JSON-LD.
  var titles: [[UInt8]] = []
  /// Levelled descriptions.
  var descriptions: [[UInt8]] = []
  /// The levelled `articleBody` of JSON-LD, empty where there is none.
  var body: [UInt8] = []
  /// Levelled names of authors.
  var authors: [[UInt8]] = []
  /// The paragraph that is the headline, or -1.
  var headline = -1
}

/// Reads the signs of every paragraph of a page into flat arrays.
struct SignReader {
  private(set) var signs: [Int16] = []
  /// The signs of paragraph i are `signs[starts[i]..<starts[i + 1]]`.
  private(set) var starts: [Int32] = [0]
  /// The paragraphs that are judged as one.
  private(set) var units = Units()
  private var titles = TitleWords()
  private var lines = LineRuns()
  private var best = BestContainer()
  private var run = ProseRun()
  private var alike = Signatures()
  private var copies = Copies()
  private var probes = 0
  /// Paragraphs compared with the body of JSON-LD at most.
  private static let probeLimit = 3000

  init() {}

  /// Reads all paragraphs. O(bytes + paragraphs × depth).
  mutating func read(
    _ page: PageContent, facts: [BlockFacts], levelled: [UInt8], words: [UInt64], clues: PageClues,
    outline: PageOutline, known: ScannedWords
  ) {
    signs.removeAll(keepingCapacity: true)
    starts.removeAll(keepingCapacity: true)
    starts.append(0)
    probes = 0
    titles.read(clues, facts: facts, words: words, known: known)
    best.find(page, facts: facts)
    run.find(page.blocks, facts: facts)
    if outline.elements.isEmpty {
      units.read(count: page.blocks.count)
      lines.read(page, facts: facts) { run.contains($0) }
    } else {
      units.read(page, facts: facts, outline: outline)
      lines.clear()
    }
    alike.read(page, facts: facts, outline: outline)
    copies.find(facts, words: words)
    for index in page.blocks.indices {
      own(page, facts, index, outline: outline)
      shape(page.blocks[index], facts[index])
      text(facts[index], index: index)
      agreement(facts[index], levelled: levelled, clues: clues)
      titleWords(facts[index], words: words)
      place(page, index: index, clues: clues)
      if page.blocks[index].element >= 0 { surroundings(outline.elements[Int(page.blocks[index].element)]) }
      groups(page.blocks[index].element, index: index, outline: outline)
      container(page, facts[index], index: index)
      neighbours(page, facts, index: index)
      pairs(page, facts[index], index: index)
      for sign in lines.signs(at: index) { add(sign) }
      starts.append(Int32(truncatingIfNeeded: signs.count))
    }
  }

  private mutating func add(_ sign: Sign) { signs.append(sign.rawValue) }
  private mutating func add(_ sign: Sign, if holds: Bool) { if holds { signs.append(sign.rawValue) } }

  private mutating func addMarks(_ marks: MarkSet, group: Int) {
    var rest = marks.rawValue
    while rest != 0 {
      let bit = rest.trailingZeroBitCount
      rest &= rest - 1
      signs.append(Int16(truncatingIfNeeded: Sign.plainCount + group * Mark.allCases.count + bit))
    }
  }

  /// The element and its names; names near round it (two elements of paragraphs) and farther.
  private mutating func own(_ page: PageContent, _ facts: [BlockFacts], _ index: Int, outline: PageOutline) {
    add(.always)
    let block = page.blocks[index]
    switch block.tag {
    case .p: add(.tagP)
    case .div, .article, .section, .main: add(.tagDiv)
    case .li: add(.tagLi)
    case .h1: add(.tagH1)
    case .h2: add(.tagH2)
    case .h3: add(.tagH3)
    case .h4, .h5, .h6: add(.tagHeading)
    case .td, .th, .dt, .dd: add(.tagTd)
    case .blockquote: add(.tagQuote)
    case .figcaption, .caption, .figure: add(.tagCaption)
    case .pre: add(.tagPre)
    default: add(.tagOther)
    }
    let (own, near, far) = outline.marks(of: block.element)
    let marks = block.marks.union(own)
    addMarks(marks, group: 0)
    addMarks(near.subtracting(marks), group: 1)
    addMarks(far.subtracting(marks.union(near)), group: 2)
    addMarks(facts[index].phrase, group: 3)
    addMarks(facts[index].part.subtracting(facts[index].phrase), group: 4)
  }

  /// Length and links.
  private mutating func shape(_ block: LeafBlock, _ fact: BlockFacts) {
    switch fact.words {
    case ...1: add(.words1)
    case ...3: add(.words2)
    case ...6: add(.words4)
    case ...10: add(.words7)
    case ...15: add(.words11)
    case ...25: add(.words16)
    case ...40: add(.words26)
    case ...80: add(.words41)
    default: add(.words81)
    }
    let links = Int(block.linkBytes) * 100 / max(1, block.count)
    switch links {
    case 0: add(.linkNone)
    case ..<25: add(.linkSome)
    case ..<60: add(.linkHalf)
    case ..<95: add(.linkMost)
    default: add(.linkAll)
    }
    add(.isBold, if: Int(block.boldBytes) * 10 > block.count * 8)
    add(.afterImage, if: block.flags.contains(.afterImage))
    add(.afterRule, if: block.flags.contains(.afterRule))
    add(.afterBreak, if: block.flags.contains(.afterBreak))
    add(.hidden, if: block.flags.contains(.hidden))
    add(.hasTime, if: block.flags.contains(.hasTime))
    add(.hasAuthor, if: block.flags.contains(.hasAuthor))
    add(.hasInput, if: block.flags.contains(.hasInput))
  }

  /// How it begins and ends, and small words.
  private mutating func text(_ fact: BlockFacts, index: Int) {
    switch fact.last {
    case _ where fact.flags.contains(.endsEllipsis): add(.endEllipsis)
    case _ where fact.flags.contains(.endsQuote): add(.endQuote)
    case 0x2E, 0x21: add(.endStop)
    case 0x3F: add(.endQuestion)
    case 0x3A: add(.endColon)
    default: add(.endOther)
    }
    if fact.flags.contains(.startsQuote) {
      add(.startQuote)
    } else if ASCII.isDigit(fact.first) {
      add(.startDigit)
    } else if ASCII.isLetter(fact.first) {
      add(.startSmall, if: !ASCII.isCapital(fact.first))
    } else {
      add(.startMark)
    }
    let share = Int(fact.functionWords) * 100 / max(1, Int(fact.words))
    switch share {
    case 0: add(.functionNone)
    case ..<20: add(.functionFew)
    case ..<40: add(.functionMany)
    default: add(.functionMost)
    }
    marks(fact)
  }

  /// What is printed in the text.
  private mutating func marks(_ fact: BlockFacts) {
    add(.capsAll, if: fact.flags.contains(.allCaps))
    add(.capsTitle, if: fact.words > 2 && fact.capitalized * 10 >= fact.words * 7)
    add(.hasQuotes, if: fact.flags.contains(.quotes))
    add(.hasPipe, if: fact.flags.contains(.pipe))
    add(.hasDigits, if: fact.flags.contains(.digits))
    add(.hasSaid, if: fact.flags.contains(.said))
    add(.hasAddress, if: fact.flags.contains(.address))
    add(.hasCopyright, if: fact.flags.contains(.copyright))
    add(.hasComma, if: fact.flags.contains(.comma))
    add(.hasYou, if: fact.flags.contains(.you))
    add(.isNotice, if: fact.flags.contains(.notice))
    add(.isPrivacy, if: fact.flags.contains(.privacy))
    add(.isDateline, if: fact.flags.contains(.dateline))
    add(.hasClock, if: fact.flags.contains(.clock))
    add(.hasURL, if: fact.flags.contains(.url))
    add(.isGlued, if: fact.flags.contains(.glued))
    add(.repeatShape, if: fact.flags.contains(.shape))
    add(.repeatTwice, if: fact.repeats == 2)
    add(.repeatOften, if: fact.repeats > 2)
  }

  /// Agreement with what the head and JSON-LD say.
  private mutating func agreement(_ fact: BlockFacts, levelled: [UInt8], clues: PageClues) {
    let words = levelled[Int(fact.start)..<Int(fact.end)]
    guard !words.isEmpty else { return }
    if clues.titles.contains(where: { $0.elementsEqual(words) }) {
      add(.isTitle)
    } else if fact.words > 3, clues.titles.contains(where: { Self.overlap($0, words) }) {
      add(.inTitle)
    }
    if fact.words > 4, clues.descriptions.contains(where: { Self.overlap($0, words) }) { add(.isDescription) }
    if fact.words < 12, clues.authors.contains(where: { Self.contains(words, $0) }) { add(.isByline) }
    if fact.words >= 8, clues.authors.contains(where: { words.starts(with: $0) }) { add(.startsAuthor) }
    if clues.body.count > 200, fact.words > 3, probes < Self.probeLimit {
      probes += 1
      add(Self.contains(clues.body[...], words.prefix(80)) ? .inBody : .notInBody)
    }
  }

  /// How many of the headline's words come again.
  private mutating func titleWords(_ fact: BlockFacts, words: [UInt64]) {
    guard !titles.isEmpty else { return }
    switch titles.count(in: words[Int(fact.firstWord)..<Int(fact.lastWord)]) {
    case 0: add(.titleWords0)
    case 1: add(.titleWords1)
    case 2: add(.titleWords2)
    default: add(.titleWords3)
    }
  }

  private static func overlap(_ long: [UInt8], _ words: ArraySlice<UInt8>) -> Bool {
    long.starts(with: words.prefix(60)) || (long.count > 20 && words.starts(with: long.prefix(60)))
  }

  static func contains(_ text: some Collection<UInt8>, _ part: some Collection<UInt8>) -> Bool {
    text.withContiguousStorageIfAvailable { text in
      part.withContiguousStorageIfAvailable { part in Memory.find(part, in: text) != nil } ?? false
    } ?? false
  }

  /// Before, at or after the headline; first or last of the page.
  private mutating func place(_ page: PageContent, index: Int, clues: PageClues) {
    if clues.headline < 0 {
      add(.noHeadline)
    } else if index <= clues.headline {
      add(.beforeHeadline)
    } else if index <= clues.headline + 3 {
      add(.afterHeadline1)
    } else if index <= clues.headline + 10 {
      add(.afterHeadline4)
    } else {
      add(.afterHeadline)
    }
    add(.placeFirst, if: index < 5)
    add(.placeLast, if: index >= page.blocks.count - 5)
  }

  /// By the bits of `surroundings`.
  private static let surroundingSigns: [Sign] = [
    .inNav, .inHeader, .inFooter, .inAside, .inFigure, .inForm, .inTable, .inList, .inBlockquote, .inArticle, .inMain,
    .inButton, .inHeading, .inItem,
  ]

  /// Elements round the paragraph that have a meaning, and how it stands to the trunk.
  private mutating func surroundings(_ element: PageOutline.Element) {
    var seen = element.surroundings
    while seen != 0 {
      add(Self.surroundingSigns[seen.trailingZeroBitCount])
      seen &= seen - 1
    }
    add(.inOtherArticle, if: element.articles > 1)
    let below: [Sign] = [.trunkHere, .trunkBelow1, .trunkBelow2, .trunkBelow3]
    let beside: [Sign] = [.trunkBeside1, .trunkBeside2, .trunkBeside3, .trunkBeside4]
    add(element.up == 0 ? below[min(3, Int(element.level))] : beside[min(3, Int(element.up) - 1)])
  }

  /// What the paragraphs made alike have together, and whether it says what another one says.
  private mutating func groups(_ element: Int32, index: Int, outline: PageOutline) {
    if element >= 0 {
      let own = alike.groups[Int(alike.own[index])]
      switch own.count {
      case 1: add(.alike1)
      case 2: add(.alike2)
      case ...5: add(.alike3)
      case ...10: add(.alike6)
      default: add(.alike11)
      }
      add(.inCard, if: outline.elements[Int(element)].isCard)
      addMain(index)
      addGroup(own, prose: outline.prose, from: .alikeNoProse)
      addGroup(alike.groups[Int(alike.outer[index])], prose: outline.prose, from: .roundNoProse)
    }
    add(.copyEarlier, if: copies.earlier[index] >= 60)
    add(.copyLater, if: copies.later[index] >= 60)
  }

  private mutating func addMain(_ index: Int) {
    if alike.own[index] == alike.main {
      add(.mainOwn)
    } else if index < alike.first {
      add(.mainBefore)
    } else {
      add(index > alike.last ? .mainAfter : .mainInside)
    }
    add(.mainPrevious, if: index > 0 && alike.own[index - 1] == alike.main)
    add(.mainNext, if: index + 1 < alike.own.count && alike.own[index + 1] == alike.main)
  }

  /// Twelve signs in a row: shares of running text, of links, and of the page's text.
  private mutating func addGroup(_ group: Signatures.Group, prose: Int32, from first: Sign) {
    func step(_ share: Int, _ low: Int, _ middle: Int, _ high: Int) -> Int16 {
      share < low ? 0 : share < middle ? 1 : share < high ? 2 : 3
    }
    signs.append(first.rawValue + step(Int(group.prose) * 100 / max(1, Int(group.count)), 1, 30, 70))
    signs.append(first.rawValue + 4 + step(Int(group.linkBytes) * 100 / max(1, Int(group.bytes)), 2, 20, 60))
    signs.append(first.rawValue + 8 + step(Int(group.words) * 100 / max(1, Int(prose)), 1, 15, 50))
  }

  /// How near it is to the container with the most prose.
  private mutating func container(_ page: PageContent, _ fact: BlockFacts, index: Int) {
    switch best.distance(of: page.blocks[index].element, in: page) {
    case 0: add(.bestParent)
    case 1: add(.bestNear)
    case 2, 3: add(.bestFar)
    default: add(.bestNone)
    }
    add(.bestInside, if: best.contains(index))
    add(.bestBefore, if: index < best.first)
    add(.bestAfter, if: index > best.last)
    add(.runBefore, if: index < run.first)
    add(.runAfter, if: index > run.last)
    add(.runInside, if: run.contains(index))
    add(.runFirst, if: index == run.first)
    add(.runLast, if: index == run.last)
  }

  /// What the paragraphs before and after it are.
  private mutating func neighbours(_ page: PageContent, _ facts: [BlockFacts], index: Int) {
    let blocks = page.blocks
    if index > 0 {
      let (block, fact) = (blocks[index - 1], facts[index - 1])
      add(.previousLong, if: fact.isProse)
      add(.previousShort, if: fact.words < 5)
      add(.previousLinks, if: Int(block.linkBytes) * 2 > block.count)
      add(.previousMarked, if: !fact.phrase.isEmpty || !fact.part.isEmpty)
      add(.previousHeading, if: block.tag.headingLevel > 0)
      add(.previousColon, if: fact.last == 0x3A)
      add(.previousSame, if: block.tag == blocks[index].tag && block.element == blocks[index].element)
    }
    guard index + 1 < blocks.count else { return add(.nextNone) }
    let (block, fact) = (blocks[index + 1], facts[index + 1])
    add(.nextLong, if: fact.isProse)
    add(.nextShort, if: fact.words < 5)
    add(.nextLinks, if: Int(block.linkBytes) * 2 > block.count)
    add(.nextMarked, if: !fact.phrase.isEmpty || !fact.part.isEmpty)
    add(.nextHeading, if: block.tag.headingLevel > 0)
    add(.nextSame, if: block.tag == blocks[index].tag && block.element == blocks[index].element)
  }

  /// Signs that say more together.
  private mutating func pairs(_ page: PageContent, _ fact: BlockFacts, index: Int) {
    let block = page.blocks[index]
    let isShort = fact.words < 11
    let isLink = Int(block.linkBytes) * 10 > block.count * 6
    let isStop = fact.last == 0x2E || fact.last == 0x3F || fact.last == 0x21
    add(.shortLink, if: isShort && isLink)
    add(.longLink, if: !isShort && isLink)
    add(.longNoLink, if: !isShort && block.linkBytes == 0)
    add(.shortStop, if: isShort && isStop)
    add(.shortNoStop, if: isShort && !isStop && !fact.flags.contains(.endsQuote))
    add(.headingShort, if: block.tag.headingLevel > 0 && isShort)
    add(.listLink, if: block.tag == .li && isLink)
    add(.listLong, if: block.tag == .li && !isShort && !isLink)
    add(.capsColon, if: isLink && fact.flags.contains(.allCaps))
    add(.boldShort, if: isShort && Int(block.boldBytes) * 10 > block.count * 8)
    let isBest = best.distance(of: block.element, in: page) == 0
    add(.bestShort, if: isBest && isShort)
    add(.bestLong, if: isBest && !isShort)
    add(.bestProse, if: isBest && fact.isProse)
    add(.bestLink, if: isBest && isLink)
    add(.outProse, if: !isBest && fact.isProse)
    add(.outShort, if: !isBest && isShort)
  }
}
