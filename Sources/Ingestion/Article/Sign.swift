import TextModel

/// What can be seen of a paragraph, each with a name under which `weights.tsv` gives its weight.
///
/// The plain signs come first, then for every mark one of the paragraph's own names, one of the names near round it, one
/// of the names far round it, and one of its words.
enum Sign: Int16, CaseIterable {
  case always = 0
  // The element.
  case tagP, tagDiv, tagLi, tagH1, tagH2, tagH3, tagHeading, tagTd, tagSpan, tagQuote, tagCaption, tagOther, tagPre
  // Length in words.
  case words1, words2, words4, words7, words11, words16, words26, words41, words81
  // Share of links.
  case linkNone, linkSome, linkHalf, linkMost, linkAll
  // How it begins and ends.
  case endStop, endQuote, endColon, endQuestion, endEllipsis, endOther, startSmall, startQuote, startDigit, startMark
  // Share of function words.
  case functionNone, functionFew, functionMany, functionMost
  // Capitals and marks.
  case capsAll, capsTitle, hasQuotes, hasPipe, hasDigits, hasSaid, hasAddress, hasCopyright, hasComma, isBold
  // The page.
  case repeatTwice, repeatOften, isTitle, inTitle, isDescription, inBody, notInBody, isByline, isDate
  // Where it stands.
  case beforeHeadline, afterHeadline1, afterHeadline4, afterHeadline, noHeadline, placeFirst, placeLast
  case afterImage, afterRule, afterBreak, hidden, hasTime, hasAuthor, hasInput
  // What is round it.
  case inNav, inHeader, inFooter, inAside, inFigure, inForm, inTable, inList, inBlockquote, inArticle, inMain
  case inOtherArticle, inButton, inHeading, inItem
  // The container with the most prose.
  case bestParent, bestNear, bestFar, bestNone, bestBefore, bestAfter, bestInside
  case runBefore, runAfter, runInside, runFirst, runLast
  // Neighbours.
  case previousLong, previousShort, previousLinks, previousMarked, previousHeading, nextLong, nextShort, nextLinks
  case nextMarked, nextHeading, nextNone, previousColon, previousSame, nextSame
  // Two at once.
  case shortLink, shortStop, shortNoStop, longNoLink, longLink, headingShort, listLink, listLong, bestShort, bestLong
  case bestProse, outProse, outShort, bestLink, capsColon, boldShort, italicLast
  // How it stands to the trunk.
  case trunkHere, trunkBelow1, trunkBelow2, trunkBelow3, trunkBeside1, trunkBeside2, trunkBeside3, trunkBeside4
  // The paragraphs that are made alike: how many, how many of them running text, links, their share of the page's text.
  case alike1, alike2, alike3, alike6, alike11
  case alikeNoProse, alikeSomeProse, alikeMuchProse, alikeAllProse
  case alikeNoLinks, alikeSomeLinks, alikeMuchLinks, alikeAllLinks
  case alikeNone, alikeLittle, alikePart, alikeMost
  // What stands in the same kind of container.
  case roundNoProse, roundSomeProse, roundMuchProse, roundAllProse
  case roundNoLinks, roundSomeLinks, roundMuchLinks, roundAllLinks
  case roundNone, roundLittle, roundPart, roundMost
  // How it stands to the paragraphs made alike that have the most running text.
  case mainOwn, mainBefore, mainInside, mainAfter, mainNext, mainPrevious
  // In an element whose heading is a link to another page.
  case inCard
  // Words that stand on the page twice.
  case copyEarlier, copyLater
  // To whom it speaks, and of whom.
  case hasYou, isNotice, startsAuthor, isPrivacy
  // What lines of lists and comments have.
  case isDateline, hasClock, hasURL, isGlued, repeatShape
  // Words of the headline that come again.
  case titleWords0, titleWords1, titleWords2, titleWords3
  // What the short lines of a text that stand together are (`LineRuns`).
  case lines3, lines5, lines9, lines17, lines33
  case linesNoDigits, linesSomeDigits, linesMostDigits, linesDigits, linesNoStops, linesSomeStops, linesStops
  case linesNoTitles, linesSomeTitles, linesTitles, linesNew, linesSomeTwice, linesTwice
  case linesWords1, linesWords2, linesWords4, linesWords7
  case linesAfterProse, linesNearProse, linesAfterColon, linesAfterMarked, linesBeforeProse, linesBeforeMarked
  case linesInside

  static let plainCount = allCases.count
  // names from here: signs
  static let groups = ["own", "near", "far", "phrase", "part"]
  // names end
  /// The number of signs, those of marks counted.
  static let count = plainCount + groups.count * Mark.allCases.count

  /// The number of a mark's sign in a group.
  static func number(_ mark: Mark, group: Int) -> Int16 {
    Int16(truncatingIfNeeded: plainCount + group * Mark.allCases.count + Int(mark.rawValue))
  }

  /// The names of all signs by their numbers.
  static let names: [String] = {
    var names = allCases.map { String(describing: $0) }
    for group in groups { names += Mark.names.map { "\(group).\($0)" } }
    return names
  }()
}

/// The states a paragraph of a page can be in: before the article, in it, between its parts, after its end.
enum ArticleState: Int, CaseIterable {
  case before, inside, between, after
}

/// The weight of each sign for each state, in thousandths; `inside` is what the others are measured against.
struct SignWeights: Sendable {
  /// Columns of the list: the three other states, the article's beginning and its end at that paragraph, and what the sign
  /// says for *inside* where the paragraph is judged alone.
  // names from here: columns
  static let columns = ["before", "between", "after", "begins", "ends", "alone"]
  // names end
  /// Numbers of a sign.
  static let width = columns.count
  private(set) var values = [Int32](repeating: 0, count: Sign.count * width)
  /// From one state (row) to the next, in thousandths.
  private(set) var transitions = [Int32](repeating: 0, count: 16)

  init(tsv: [UInt8]) {
    TSV.forEachRow(tsv) { row in
      guard row.count >= Self.width else { return }
      let number = Int(truncatingIfNeeded: Self.numbers.value(row[0])) - 1
      for column in 0..<min(Self.width, row.count - 1) {
        let value = Self.integer(row[column + 1])
        if number >= Sign.count {
          if column < 4 { transitions[(number - Sign.count) * 4 + column] = value }
        } else if number >= 0 {
          values[number * Self.width + column] = value
        }
      }
    }
  }

  /// A state with the three signs that speak most for it against *inside*: `after: far.related alikeAllLinks endOther`.
  func reasons(for state: ArticleState, signs: ArraySlice<Int16>) -> String {
    let column = state == .before ? 0 : state == .between ? 1 : 2
    func weight(_ sign: Int16) -> Int32 { values[Int(sign) * Self.width + column] }
    let best = signs.sorted { (weight($0), $1) > (weight($1), $0) }.prefix(3)
    return "\(state): " + best.map { Sign.names[Int($0)] }.joined(separator: " ")
  }

  /// The weights that `add(to:)` wrote; nil where they are not those of these signs.
  init?(_ reader: inout FlatReader) {
    guard let values = reader.numbers(Int32.self), let transitions = reader.numbers(Int32.self),
      values.count == self.values.count, transitions.count == self.transitions.count
    else { return nil }
    self.values = values
    self.transitions = transitions
  }

  /// Writes the weights by the numbers of their signs.
  func add(to writer: inout FlatWriter) {
    writer.add(values)
    writer.add(transitions)
  }

  /// The names of rows.
  static var rowNames: [String] { Sign.names + ArticleState.allCases.map { "from.\($0)" } }
  /// The numbers from 1 of the names of rows: those of the signs, then those of the states.
  private static let numbers = ByteTable(numbering: rowNames)

  private static func integer(_ text: UnsafeBufferPointer<UInt8>) -> Int32 {
    var value: Int32 = 0
    for byte in text where byte != 0x2D {
      guard ASCII.isDigit(byte), value < 1_000_000 else { return 0 }
      value = value * 10 + Int32(byte - 0x30)
    }
    return text.first == 0x2D ? -value : value
  }
}
