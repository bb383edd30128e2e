import TextModel

/// The weights that are set by hand as they are added up.
struct Hand {
  let short: Int32
  let shortAndTelling: Int32
  let ownKind: Int32
  let thing: SIMD4<Int32>
  let bar: Int32
  let barOfPerson: Int32
  let highBar: Int32

  init(_ weights: NameHandWeights) {
    short = weights.weight(.short)
    shortAndTelling = weights.weight(.shortAndTelling)
    ownKind = weights.weight(.ownKind)
    thing = SIMD4(repeating: weights.weight(.thing))
    bar = weights.weight(.bar)
    barOfPerson = weights.weight(.barOfPerson)
    highBar = weights.weight(.highBar)
  }
}

/// How much has to speak for a name that no list has and no rule found.
///
/// Weights are learnt from news. On pages of other sorts most of what has little for it is no name: a product, a technique, a
/// line of a table.
enum NameBar {
  /// The bar for a name of these tokens, as a weight.
  static func weight(of segment: NameSegment, kind: Int, _ scanner: NameRuns, _ hand: Hand) -> Int32 {
    let first = Int(segment.start)
    let isOne = segment.end == segment.start + 1
    let word = scanner.word(first)
    let isCode = isOne && !word.flags.isDisjoint(with: [.allCapitals, .numeral])
    let saysLittle = !scanner.tokens[first].flags.isDisjoint(with: [.caseless, .titleCase])
    // *26MP Sensor*
    let isCounted = word.flags.contains(.numeral)
    if isCode || isCounted || saysLittle { return hand.highBar }
    // *Prudsys*, *Prudsys Bestseller*: nobody is called so.
    if kind == 0 { return isPersonal(segment, scanner) ? hand.barOfPerson : hand.bar }
    // Of one word that is taken for a place: of those lists have most.
    return isOne && kind == 1 ? hand.highBar : hand.bar
  }
}

extension NameBar {
  /// Whether a word of a name is in a list of given names or surnames.
  private static func isPersonal(_ segment: NameSegment, _ scanner: NameRuns) -> Bool {
    let personal = ListClasses.given | ListClasses.surname
    var isPersonal = false
    for token in segment.start..<segment.end {
      scanner.lists.forEachMatch(at: Int(token)) { match in
        if match.tokens.end == token + 1, scanner.classes.bits(of: match) & personal != 0 { isPersonal = true }
      }
    }
    return isPersonal
  }
}

extension NameResolution {
  /// Writes the last words of things of several words into the table.
  func remember(things: [TokenRange], _ scanner: NameRuns) {
    for thing in things where thing.count > 1 && scanner.isNameable(thing.limit - 1) {
      let place = table.insert(NameKey.key(thing.limit - 1, of: scanner))
      table.entries[place].traits.insert(.lastOfThing)
    }
  }

  /// Fills `strong` with the names that are above their bar, and with the parts by which they are taken up again (*Tarvik*
  /// after *Tarvik Ferries*).
  func rememberStrong(_ scanner: NameRuns) {
    strong.clear()
    let segments = segments.elements
    for choice in chosen.elements {
      let segment = segments[Int(choice.segment)]
      guard choice.score >= NameBar.weight(of: segment, kind: Int(choice.kind), scanner, hand) else { continue }
      strong.add(segment.key, 1)
      PartsOfName.forEachPart(of: Int(segment.start)..<Int(segment.end)) { part in
        strong.add(NameKey.key(part, of: scanner), 1)
      }
    }
  }

  /// Whether a name has enough for it, here or elsewhere in the document, or is in a list.
  func isAboveBar(_ choice: NameDecoder.Choice, _ segment: NameSegment, _ scanner: NameRuns) -> Bool {
    if isListed(segment, kind: Int(choice.kind), scanner) { return true }
    if isAcronymOfName(segment) { return true }
    return strong.find(segment.key) != nil && !(choice.kind == 0 && ownsItsEnd(segment, scanner))
  }

  /// *EOA*, where the document has the body's name in full.
  private func isAcronymOfName(_ segment: NameSegment) -> Bool {
    guard let place = table.place(of: segment.key) else { return false }
    return table.entries[place].traits.contains(.acronymOfOrganization)
  }

  /// *Tarvik's Western* is nobody.
  private func ownsItsEnd(_ segment: NameSegment, _ scanner: NameRuns) -> Bool {
    (Int(segment.start)..<Int(segment.end)).contains { scanner.word($0).flags.contains(.possessive) }
  }

  private func isListed(_ segment: NameSegment, kind: Int, _ scanner: NameRuns) -> Bool {
    let names = classes.namesOfKind[kind] | classes.namesOfKind[kind] << UInt64(ListClasses.conditionalShift)
    var isListed = segment.usersKind >= 0
    scanner.lists.forEachMatch(at: Int(segment.start)) { match in
      if match.tokens.end == segment.end, classes.bits(of: match) & names != 0 { isListed = true }
    }
    if segment.end == segment.start + 1, scanner.inner(Int(segment.start)).bits & names != 0 { isListed = true }
    return isListed
  }
}
