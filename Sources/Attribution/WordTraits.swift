import Segmentation
import TextModel

/// What is known of a word wherever it stands, in half a cache line.
struct WordRow: BitwiseCopyable {
  var traits: WordTrait
  /// Those of the base form, once that was asked for.
  var lemmaTraits: WordTrait = []
  /// The base form, or -1 where it has not been asked for.
  var lemma: Int32 = -1
  /// The log odds of its base form as the head of a source and of a content, or no number where they were not asked for.
  var sourceHead = Float.nan
  var contentHead = Float.nan
  var closed: ClosedWord
  /// 1 where it may be a cue by its place (`TokenKinds`).
  var mayBeCue: UInt8
  /// *WHO*, *IT*: a name in capitals that would be a pronoun in small letters.
  var isAcronym = false
}

/// The traits, closed classes and base forms of the words of a vocabulary, each found out once.
struct WordTraits {
  let rows = FlatBuffer<WordRow>(capacity: 1 << 12)
  private var lemmatizer = Lemmatizer()
  private var generation = -1

  /// Makes room for the words of a vocabulary and finds out what is new.
  mutating func update(_ vocabulary: Vocabulary) {
    if generation != vocabulary.generation {
      rows.removeAll(from: vocabulary.kept(since: generation))
      for word in 0..<rows.count where Int(rows[word].lemma) >= rows.count {
        rows.address(of: word).pointee.lemma = -1
      }
      generation = vocabulary.generation
    }
    addRows(vocabulary)
  }

  private func addRows(_ vocabulary: Vocabulary) {
    while rows.count < vocabulary.count {
      let word = WordID(rows.count)
      let lower = vocabulary.lower(word)
      if lower.index < rows.count {
        let known = rows[lower.index]
        if known.closed == .who || known.closed == .it, vocabulary.shape(word).contains(.allCapitals) {
          rows.append(WordRow(traits: [], closed: .other, mayBeCue: 0, isAcronym: true))
        } else {
          rows.append(WordRow(traits: known.traits, closed: known.closed, mayBeCue: known.mayBeCue))
        }
      } else {
        rows.append(Self.entry(of: lower, in: vocabulary))
      }
    }
  }

  private static func entry(of word: WordID, in vocabulary: Vocabulary) -> WordRow {
    let known = vocabulary.withBytes(word) { table[$0] } ?? 0
    var traits = WordTrait(rawValue: known & 0xFFFF_FFFF_FFFF)
    if vocabulary.shape(word).contains(.punctuation) { traits.insert(.punctuation) }
    // *flatly*, *angrily*; with *ly* and a length above that of *only*.
    if vocabulary.withBytes(word, { $0.count > 5 && $0[$0.count - 2] == 0x6C && $0[$0.count - 1] == 0x79 }) {
      traits.insert(.manner)
    }
    let closed = ClosedWord(rawValue: UInt8(truncatingIfNeeded: known >> closedShift)) ?? .other
    return WordRow(traits: traits, closed: closed, mayBeCue: TokenKinds.mayBeCue(closed) ? 1 : 0)
  }

  /// The row of a word that has one, with its base form: whose address holds until a word is added. O(1) where it was
  /// asked for before.
  @inline(__always) func withLemma(_ word: WordID, in vocabulary: Vocabulary) -> UnsafeMutablePointer<WordRow> {
    let row = rows.address(of: word.index)
    return row.pointee.lemma >= 0 ? row : findLemma(of: word, in: vocabulary)
  }

  @inline(never) private func findLemma(
    of word: WordID, in vocabulary: Vocabulary
  ) -> UnsafeMutablePointer<WordRow> {
    let lemma = lemmatizer.lemma(of: word, in: vocabulary)
    addRows(vocabulary)
    let row = rows.address(of: word.index)
    row.pointee.lemma = lemma.rawValue
    row.pointee.lemmaTraits = rows[lemma.index].traits
    return row
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
      forecast reckon testify allege contend maintain stress confirm recount emphasize hear shout cry whisper murmur mutter comment point
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
      "of for at in from with on to against behind about by near between under among inside outside into across within toward towards"
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
    (.telling, "tell"), (.asking, "ask"),
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
    (.reporting, "say argue insist allege contend reckon think believe"),
    (.reported, "reportedly"),
    (.instructing, "tell urge order instruct advise command remind encourage"),
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
