import TextModel

/// Sets of small-letter words that decide between readings where they stand beside a figure or a date.
enum WordSet: Int, CaseIterable {
  // Figures
  case and, a, article, point, minus, mark, or, from, to, of, `in`, about, hyphen, sign, negative, comma
  case openParenthesis, openBracket, closeBracket, seriesMark, signMark, degreeMark, markerEnd
  case one, pronounOne, oneWord, second, perSecond, talk, be, whom, possessive, additional, numberWord, bareNoun
  case over, overVerb, lasting, plus, currencySign, direction, since
  case asideWord, listEnd, conversion, partWord, partAfter, partMiddle, opening
  // Changes
  case changeFiller, asideOpening, upDown, pointWord
  // Negations, models, multiples
  case negation, edition, articleWord, openingQuote, columnMark, closeParenthesis, seriesNoun, still, clauseEnd
  // Dates
  case sum, compared, by, determiner, between, within, up, upVerb
  case weekend, countMark, yearBefore, oldYearBefore, countedPlural, codeMark, wordMonth, monthBefore, march
  case marchAfter, august, longUnit, day, dayBefore, stretchBefore, past, the
  // Tenses
  case today, possessiveMark, nowadays, lastingVerb, have, say, due, did, isAre, has, planned, ahead, than, no, beganTo,
    scheduled

  /// The words, blanks between them.
  var words: String {
    switch self {
    case .and: "and &"
    case .one: "one"
    case .article: "a an"
    case .point: "point"
    case .minus: "minus negative - −"
    case .mark: ", of"
    case .or: "or"
    case .from: "from"
    case .to: "to"
    case .of: "of"
    case .in: "in"
    case .a: "a"
    case .about: "about"
    case .hyphen: "-"
    case .sign: "- −"
    case .negative: "minus negative"
    case .openBracket: "["
    case .closeBracket: "]"
    case .seriesMark: "- / . : _ ° ′ – # @ = & \\ + × *"
    case .signMark: "- – / +"
    case .degreeMark: "′ ″ ° ="
    case .markerEnd: ") ."
    case .openParenthesis: "("
    case .pronounOne: "no a any every each which another"
    case .second: "second"
    case .perSecond: "a per every each"
    case .comma: ","
    case .talk:
      "talk talked talking talks speak spoke speaking think thought thinking know knew ask asked asking question "
        + "questions concern concerns concerned worry worried story stories information details news learn learned "
        + "hear heard read write wrote book film movie complain complained complaints"
    case .be: "were are was is"
    case .numberWord: "number amount total percentage share kind type sort"
    case .over: "over"
    case .overVerb:
      "for of in to after before by with took take takes taking lasted lasts lasting spent spend served serves is was "
        + "were are be been at a an the and or within than just well aged - : ( “ \" since until now"
    case .lasting:
      "seasons season games matches terms sessions rounds laps innings weekends weekend days day weeks week months month "
        + "years year decades decade hours hour minutes centuries generations"
    case .plus: "plus +"
    case .currencySign: "$ € £ ¥ us$ a$ c$ hk$ nz$"
    case .direction:
      "north south east west north-east north-west south-east south-west northeast northwest southeast southwest "
        + "northeastern northwestern off inland offshore upstream downstream"
    case .since: "since"
    case .asideWord: "( who is was in his her of then now early late mid their"
    case .whom: "whom which"
    case .bareNoun: "dead wounded injured missing unemployed poor disabled"
    case .additional: "more other additional further new of"
    case .possessive: "the his her their its as"
    case .oneWord: "one 1 a first"
    case .listEnd: ", and or"
    case .conversion: "( [ or"
    case .partWord: "including among comprising"
    case .partAfter: "from of in were are with at who"
    case .opening: ", : ( - ;"
    case .partMiddle: "the its their his her these those past last all some our"
    case .changeFiller:
      "about nearly around roughly almost another further an a the its his her their more less than just only some even "
        + "record low high estimated approximately around as much well"
    case .asideOpening: ", ( - – —"
    case .upDown: "up down"
    case .pointWord: "point points"
    case .negation:
      "not n't never cannot don't doesn't didn't isn't aren't wasn't weren't can't won't shouldn't mustn't"
    case .openingQuote: "“ ‘ ` `` \""
    case .columnMark: "| │ ¦"
    case .closeParenthesis: ")"
    case .seriesNoun:
      "flight layer tier type room gate platform chapter page figure table section article option method question "
        + "category grade class version size channel lane exit highway route bus apartment suite terminal dock hall row "
        + "column exhibit episode volume scene zone sector ward precinct clause paragraph footnote appendix slide bay "
        + "runway pier berth locker track formula model mark"
    case .still: "still"
    case .clauseEnd: ": ;"
    case .edition: "plus pro max ultra mini lite"
    case .articleWord: "a an the his her their its this that my your our"
    case .by: "by"
    case .between: "between"
    case .within: "within"
    case .up: "up"
    case .upVerb: "tick ticks ticked ticking inch inched inching edge edged edging creep crept creeping nudged shot"
    case .determiner: "the a an this that these those its his her their our my your"
    case .sum:
      "loss losses profit profits revenue revenues turnover income earnings deficit surplus debt debts fine fines budget "
        + "shortfall investment valuation sales turnover capitalisation capitalization overdraft windfall bailout"
    case .compared: "from to than against and or versus by"
    case .weekend: "weekend"
    case .countMark: "$ € £ ¥ than about over nearly some approximately roughly almost no. # exactly only"
    case .yearBefore:
      "in since by of until till from during before after to through for between early late mid year circa the a its "
        + "his her their this 's ( , and"
    case .oldYearBefore: "in since by until till during before after circa from the of between ("
    case .countedPlural: "people percent % miles dollars euros feet men women"
    case .codeMark: "- / . : _ # = + ° ×"
    case .wordMonth: "may march august"
    case .monthBefore:
      "in since by until of last this next from through during before after early late and to a the 's ,"
    case .march: "march"
    case .marchAfter: "on 's"
    case .august: "august"
    case .longUnit: "days weeks months years hours minutes hour minute decades centuries"
    case .day: "day"
    case .dayBefore: "following the next that"
    case .stretchBefore: "past last next coming"
    case .past: "past"
    case .the: "the"
    case .today: "today"
    case .possessiveMark: "'s ’s"
    case .nowadays:
      "world market markets marketplace economy society business businesses landscape environment age era technology "
        + "climate culture consumers consumer customers standards youth youngsters industry workplace digital fast-paced "
        + "fast-moving competitive modern"
    case .lastingVerb: "are is have has remain remains continue continues exist exists use uses can offer offers"
    case .ahead: "by until till starting beginning effective"
    case .than: "than"
    case .no: "no not"
    case .beganTo:
      "began started continued managed failed had used appeared seemed went came helped tried rushed struggled proceeded "
        + "refused happened turned"
    case .scheduled:
      "opens open begins begin starts start runs run ends end closes close expires expire takes take comes come arrives "
        + "arrive launches launch returns return kicks kick airs air premieres premiere meets meet votes vote faces face "
        + "plays play hosts host goes go travels travel marks mark visits visit resumes resume celebrates celebrate hits"
    case .have: "has have 've"
    case .say: "says say thinks think shows show"
    case .due: "due upcoming forthcoming scheduled set slated"
    case .did: "did was were had"
    case .isAre: "is are"
    case .has: "has have"
    case .planned: "expected scheduled set slated planned due going planning supposed poised"
    }
  }
}

/// Tells of each word of a worker in which of the sets it is, found out once a vocabulary.
final class WordTable {
  /// Held, so that no other vocabulary can come to its address.
  private var vocabulary: Vocabulary?
  private var generation = -1
  /// For each small-letter word up to the last one that is in a set two 64-bit words of sets.
  private var masks: [UInt64] = []

  /// Whether a small-letter word is in a set. O(1).
  @inline(__always) func has(_ lower: WordID, _ set: WordSet, in vocabulary: Vocabulary) -> Bool {
    if self.vocabulary !== vocabulary || generation != vocabulary.generation { begin(vocabulary) }
    let place = 2 * lower.index + set.rawValue >> 6
    return place < masks.count && masks[place] & (1 << UInt64(set.rawValue & 63)) != 0
  }

  private func begin(_ vocabulary: Vocabulary) {
    self.vocabulary = vocabulary
    generation = vocabulary.generation
    masks.removeAll(keepingCapacity: true)
    Self.words.bytes.withUnsafeBufferPointer { bytes in
      for (range, set) in Self.words.sets {
        let word = vocabulary.intern(UnsafeBufferPointer(rebasing: bytes[range]))
        let place = 2 * vocabulary.lower(word).index + set >> 6
        if place >= masks.count { masks.append(contentsOf: repeatElement(0, count: place + 1 - masks.count)) }
        masks[place] |= 1 << UInt64(set & 63)
      }
    }
  }

  /// The words of all sets, one after the other, and for each where it stands among them and the number of its set.
  private static let words: (bytes: [UInt8], sets: [(Range<Int>, Int)]) = {
    var bytes: [UInt8] = []
    var sets: [(Range<Int>, Int)] = []
    for set in WordSet.allCases {
      var start = bytes.count
      bytes += Array(set.words.utf8) + [0x20]
      while let end = bytes[start...].firstIndex(of: 0x20) {
        if end > start { sets.append((start..<end, set.rawValue)) }
        start = end + 1
      }
    }
    return (bytes, sets)
  }()
}

/// Looks at the words and parts of speech of a document.
struct DocumentWords {
  let document: Document
  let table: WordTable

  /// Whether the word of a token is in a set; false before the first token and after the last.
  @inline(__always) func has(_ token: Int, _ set: WordSet) -> Bool {
    document.tokens.indices.contains(token) && table.has(document.lower(token), set, in: document.vocabulary)
  }

  /// The part of speech of a token of a tagged document.
  @inline(__always) func tag(_ token: Int) -> PennTag { PennTag(rawValue: document.tags[token]) ?? .none }
}

extension Document {
  /// Whether a span of one of the kinds begins at one of these tokens.
  func begins(anyOf kinds: UInt64, from first: Int, through last: Int) -> Bool {
    guard self.kinds & kinds != 0, last < kindMasks.count else { return false }
    for token in max(0, first)...max(0, last) where kindMasks[token] & kinds != 0 { return true }
    return false
  }
}
