import TextModel

/// The traits and closed classes of the words of a vocabulary, each found out once.
struct WordTraits {
  private var traits: [WordTrait] = []
  private var closed: [UInt8] = []
  private var generation = -1

  /// Makes room for the words of a vocabulary and finds out what is new.
  mutating func update(_ vocabulary: Vocabulary) {
    if generation != vocabulary.generation {
      generation = vocabulary.generation
      traits.removeAll(keepingCapacity: true)
      closed.removeAll(keepingCapacity: true)
    }
    while traits.count < vocabulary.count {
      let word = WordID(traits.count)
      let lower = vocabulary.lower(word)
      if lower.index < traits.count {
        traits.append(traits[lower.index])
        closed.append(closed[lower.index])
        continue
      }
      let text = vocabulary.length(lower) < 24 ? vocabulary.string(lower) : ""
      traits.append(Self.traits[text] ?? [])
      closed.append(Self.closed[text] ?? 0)
    }
  }

  /// What holds of a word. O(1).
  func of(_ word: WordID) -> WordTrait { word.index < traits.count ? traits[word.index] : [] }

  /// The closed class of a word. O(1).
  func closed(_ word: WordID) -> ClosedWord {
    word.index < closed.count ? ClosedWord(rawValue: closed[word.index]) ?? .other : .other
  }

  private static let closed: [String: UInt8] = {
    var table: [String: UInt8] = [:]
    for word in ClosedWord.allCases where word != .other { table[word.text] = word.rawValue }
    for (text, word) in ClosedWord.variants { table[text] = word.rawValue }
    return table
  }()

  private static let traits: [String: WordTrait] = {
    var table: [String: WordTrait] = [:]
    for (trait, words) in lists {
      for word in words.split(separator: " ") { table[String(word), default: []].insert(trait) }
    }
    return table
  }()

  private static let lists: [(WordTrait, String)] = [
    (
      .auxiliary,
      """
      be is am are was were been being 's 're 'm have has had 've having do does did 'd will would shall should can could \
      may might must 'll isn't aren't wasn't weren't haven't hasn't hadn't don't doesn't didn't won't wouldn't shouldn't \
      can't cannot couldn't mightn't mustn't ain't get gets got getting
      """
    ),
    (.be, "be is am are was were been being 's 're 'm isn't aren't wasn't weren't ain't"),
    (.have, "have has had 've having haven't hasn't hadn't"),
    (.doForm, "do does did don't doesn't didn't"),
    (.getForm, "get gets got getting"),
    (
      .modal,
      "will would shall should can could may might must 'll 'd won't wouldn't shouldn't can't cannot couldn't mightn't"
    ),
    (
      .negation,
      """
      not never no neither nor hardly isn't aren't wasn't weren't haven't hasn't hadn't don't doesn't didn't won't wouldn't \
      shouldn't can't cannot couldn't mightn't mustn't ain't
      """
    ),
    (.hedge, "may might could reportedly allegedly apparently supposedly"),
    (
      .time,
      """
      monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow tonight january february march \
      april may june july august september october november december jan. feb. aug. sept. oct. nov. dec. earlier later \
      recently again now then
      """
    ),
    (.weekday, "monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow tonight"),
    (.timeModifier, "last next this late early"),
    (
      .timeUnit,
      "week month year night morning afternoon evening summer winter spring fall weekend day days weeks months years"
    ),
    (
      .preposition,
      """
      in on at by for with from to of about against after before during as when while because since if though although \
      despite through over until without amid following between into toward towards upon
      """
    ),
    (.particle, "out up down off back"),
    (.questionWord, "whether if how why what who where when"),
    (
      .inverting,
      """
      say tell add write ask note explain reply continue respond declare tweet announce argue insist recall conclude state \
      report suggest believe think warn predict quip joke reveal admit acknowledge claim remark observe agree caution
      """
    ),
    (.linking, "feel seem appear remain sound look become get be stay"),
    (
      .subordinator,
      """
      that whether if because as when while after before although though since where than until once so unless who which \
      what how why whom
      """
    ),
    (
      .apposition,
      "who whose which former director president chairman spokesman spokeswoman executive co-founder founder professor"
    ),
    (.looseAdverb, "so then there here as too"),
    (.vague, "some many most all both others one none several few those these"),
    (.also, "also"),
    (
      .nominalLink,
      "of for at in from with on to against behind about by near between under among inside outside"
    ),
    (
      .light,
      """
      make have take give draw express raise issue voice cast post release send signal show offer continue launch file face \
      submit press level lodge register air share deliver get put
      """
    ),
    (
      .document,
      """
      poll polls survey surveys study studies report reports analysis review editorial op-ed essay article memo memoir \
      ruling filing lawsuit statement letter book
      """
    ),
    (.interview, "interview conversation"),
    (.telling, "tell"),
    (
      .naming,
      "call name title dub give offer label term nickname know tell award grant teach show deny promise entitle"
    ),
    (.occasion, "in on at during after to via from with before through"),
  ]
}
