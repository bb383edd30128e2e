import Segmentation
import TextModel

/// What is known of a word wherever it stands.
struct WordEntry {
  var traits: WordTrait
  var closed: ClosedWord
}

/// The base form of a word and its traits; -1 where it has not been asked for.
private struct WordLemma {
  var word: Int32 = -1
  var traits: WordTrait = []
}

/// The traits, closed classes and base forms of the words of a vocabulary, each found out once.
struct WordTraits {
  private(set) var entries: [WordEntry] = []
  private var lemmas: [WordLemma] = []
  private var lemmatizer = Lemmatizer()
  private var generation = -1

  /// Makes room for the words of a vocabulary and finds out what is new.
  mutating func update(_ vocabulary: Vocabulary) {
    if generation != vocabulary.generation {
      generation = vocabulary.generation
      entries.removeAll(keepingCapacity: true)
      lemmas.removeAll(keepingCapacity: true)
    }
    guard entries.count < vocabulary.count else { return }
    lemmas.append(contentsOf: repeatElement(WordLemma(), count: vocabulary.count - entries.count))
    while entries.count < vocabulary.count {
      let word = WordID(entries.count)
      let lower = vocabulary.lower(word)
      if lower.index < entries.count {
        entries.append(entries[lower.index])
      } else {
        entries.append(Self.entry(of: lower, in: vocabulary))
      }
    }
  }

  private static func entry(of word: WordID, in vocabulary: Vocabulary) -> WordEntry {
    let known = vocabulary.withBytes(word) { table[$0] } ?? 0
    var traits = WordTrait(rawValue: known & 0xFFFF_FFFF_FFFF)
    if vocabulary.shape(word).contains(.punctuation) { traits.insert(.punctuation) }
    // *flatly*, *angrily*; with *ly* and a length above that of *only*.
    if vocabulary.withBytes(word, { $0.count > 5 && $0[$0.count - 2] == 0x6C && $0[$0.count - 1] == 0x79 }) {
      traits.insert(.manner)
    }
    return WordEntry(
      traits: traits, closed: ClosedWord(rawValue: UInt8(truncatingIfNeeded: known >> closedShift)) ?? .other)
  }

  /// The base form of a word that has an entry, and its traits. O(1) where it was asked for before.
  mutating func lemma(of word: WordID, in vocabulary: Vocabulary) -> (word: WordID, traits: WordTrait) {
    let known = lemmas[word.index]
    if known.word >= 0 { return (WordID(rawValue: known.word), known.traits) }
    let lemma = lemmatizer.lemma(of: word, in: vocabulary)
    update(vocabulary)
    let traits = entries[lemma.index].traits
    lemmas[word.index] = WordLemma(word: lemma.rawValue, traits: traits)
    return (lemma, traits)
  }

  /// Where the closed class stands above the bits of the traits.
  private static let closedShift: UInt64 = 48

  /// By word the bits of its traits and, above them, its closed class.
  private static let table: ByteMap = {
    var table = ByteMap()
    for (trait, words) in lists {
      table.update(each: words) { $0 | trait.rawValue }
    }
    for word in ClosedWord.allCases where word != .other {
      table.update(word.text) { $0 | UInt64(word.rawValue) << closedShift }
    }
    for (text, word) in ClosedWord.variants { table.update(text) { $0 | UInt64(word.rawValue) << closedShift } }
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
      report suggest believe think warn predict quip joke reveal admit acknowledge claim remark observe agree caution estimate \
      forecast reckon testify allege contend maintain stress confirm recount emphasize hear shout cry whisper murmur mutter
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
    (.boundary, ", ; : -- – — --- - ( [ and or but that"),
    (.ampersand, "&"), (.slash, "/"),
    (
      .leading,
      """
      try continue begin start struggle tend attempt seem appear need go able likely unlikely quick come manage fail \
      proceed set ready use have get rush scramble help happen reluctant careful free willing hesitate eager unable slow \
      quicker first last force oblige compel
      """
    ),
    (.causing, "lead prompt cause force allow leave push drive get encourage persuade enable compel inspire"),
    (.statement, "statement"),
    (
      .addressing,
      """
      tell remind assure warn inform show convince persuade promise advise notify ask text email e-mail message teach bet \
      reassure guarantee
      """
    ),
    (.permitting, "authorize authorise allow permit clear license entitle"),
    (
      .occasionNoun,
      """
      interview interviews statement statements rally rallies debate debates speech speeches conference meeting meetings \
      briefing call show appearance appearances ad ads forum hearing hearings court trial testimony remarks comments news \
      twitter facebook instagram television tv radio podcast event events ceremony summit dinner lunch breakfast session \
      visit stop trip tour campaign address convention press tweet tweets email message letter memo article column \
      editorial op-ed post book report conversation exchange reporters supporters crowd audience twitter ballot stage
      """
    ),
    (.adverbialNoun, "average fact turn part effect course times once first last least present"),
    (.calling, "call label term dub brand nickname name describe"),
    (.reflexive, "himself herself itself themselves"),
    (
      .issued,
      """
      statement statements letter letters memo memos tweet tweets email emails e-mail note notes report editorial op-ed post \
      posts message messages video videos ad ads release article piece paper brief petition petitions motion resolution \
      communique communiqué advisory bulletin notice filing
      """
    ),
    (.occasion, "in on at during after to via from with before through"),
  ]
}
