/// The words that the tagging of names treats by themselves, with their flags: found by their bytes, in small letters.
struct KnownWords: Sendable {
  private var slots: [Int32] = []
  private var hashes: [UInt64] = []
  private var flags: [NameWord.Flags] = []

  /// All of them.
  static let all = KnownWords()

  private init() {
    for (flag, words) in Self.lists {
      for word in words.utf8.split(separator: 0x20) { add(word, flag) }
    }
    for word in Self.possessives { add(word.utf8, .possessive) }
    var size = 64
    while size < hashes.count * 2 { size *= 2 }
    slots = [Int32](repeating: -1, count: size)
    for index in hashes.indices { slots[freeSlot(hashes[index])] = Int32(truncatingIfNeeded: index) }
  }

  private static let possessives = ["'s"]

  private mutating func add(_ word: Substring.UTF8View, _ flag: NameWord.Flags) {
    var hash = EvidenceHash()
    for byte in word { hash.add(byte) }
    add(hash.value, flag)
  }

  private mutating func add(_ word: String.UTF8View, _ flag: NameWord.Flags) {
    var hash = EvidenceHash()
    for byte in word { hash.add(byte) }
    add(hash.value, flag)
  }

  private mutating func add(_ hash: UInt64, _ flag: NameWord.Flags) {
    if let known = hashes.firstIndex(of: hash) {
      flags[known].formUnion(flag)
    } else {
      hashes.append(hash)
      flags.append(flag)
    }
  }

  private func freeSlot(_ hash: UInt64) -> Int {
    var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
    return slot
  }

  /// What is known of a word; nothing of most.
  func flags(of word: UnsafeBufferPointer<UInt8>) -> NameWord.Flags {
    var hash = EvidenceHash()
    hash.add(word)
    return flags(of: hash)
  }

  /// The same by the hash of the word.
  func flags(of hash: EvidenceHash) -> NameWord.Flags {
    var slot = Int(truncatingIfNeeded: hash.value) & (slots.count - 1)
    while slots[slot] >= 0 {
      let index = Int(slots[slot])
      if hashes[index] == hash.value { return flags[index] }
      slot = (slot + 1) & (slots.count - 1)
    }
    return []
  }

  private static let lists: [(NameWord.Flags, String)] = [
    (
      .joiner,
      """
      of for de del della di da das do dos du des la le el al bin bint ibn binti van von der den ter ten e y ul ur ole \
      arap wa ya na and & + zu af av den het upon sur en tal ben abu st.
      """
    ),
    (.headJoiner, "on to against in without with at from"), (.article, "the"), (.and, "and &"), (.ampersand, "& +"),
    (.of, "of for"), (.comma, ","), (.openBracket, "( ["), (.closeBracket, ") ]"), (.pronoun, "i i'm i've i'd i'll"),
    (
      .calendar,
      """
      monday tuesday wednesday thursday friday saturday sunday january february march april may june july august \
      september october november december jan. feb. mar. apr. jun. jul. aug. sept. sep. oct. nov. dec. jan feb apr aug \
      sept oct nov dec mon tue wed thu fri mondays tuesdays wednesdays thursdays fridays saturdays sundays
      """
    ),
    (
      .compoundTail,
      """
      based led born backed style speaking majority held owned run controlled funded occupied wide educated trained \
      registered listed linked affiliated allied made like era bound dominated supported sponsored aligned friendly only \
      area ruled administered mandated appointed inspired designed type bred brokered imposed declared mediated produced \
      flagged language hosted operated incorporated headquartered assisted facing supplied financed orchestrated \
      engineered approved sanctioned proposed drafted leaning oriented centric related native raised installed \
      recognised recognized born infested affected hit infected free obsessed loving hating trained bordering
      """
    ),
    (.prefix, "pre post anti pro ex mid counter then non pan sino inter intra neo trans cross"),
    (
      .nameHead,
      """
      airlines airways inc inc. corp corp. ltd ltd. llc plc co. fc f.c. afc sc oblast prefecture governorate raion \
      politburo mr mr. mrs mrs. ms ms. dr dr. gen. lt. col. sgt. sen. rep. gov. sir sheikh shaikh sheik ayatollah mullah \
      jr. jr sr. prof. prof rev. hon. san santa mount mt mt. tv st st. fort abu umm al el bin ben van von de airlines \
      newswire telecom petroleum industries technologies systems solutions ministries archdiocese united democratic \
      national international royal american african european asian islamic arab peoples cup olympics games prize award \
      awards championship championships act bill treaty accord agreement day operation festival war covid-19 quran bible \
      internet facebook twitter excellency majesty highness
      """
    ),
    (
      .maleTitle,
      """
      mr mr. sir lord king prince father fr fr. brother sheikh shaikh sheik imam pope baron duke count earl emperor \
      señor senor herr monsieur congressman chairman spokesman businessman actor husband son uncle mullah ayatollah \
      maulana sultan cardinal don alhaji mister grandfather boyfriend policeman
      """
    ),
    (
      .femaleTitle,
      """
      mrs mrs. ms ms. miss madam madame lady dame queen princess sister mother sheikha shaikha baroness duchess \
      countess empress señora senora frau congresswoman chairwoman spokeswoman businesswoman actress wife daughter aunt \
      begum alhaja daw grandmother girlfriend widow policewoman
      """
    ), (.appositionStart, "a an the his her its their one former then"),
    (.appositionEnd, ", . ; : ( ) – — -- \" “ ” ! ? who which whose"),
    (
      .sentenceOpener,
      """
      according after before during for by under as since while when amid despite unlike like in on at from with without \
      against to of among between inside outside near following citing quoting through throughout across behind aside besides beyond
      """
    ),
    (.saying, "said says told added is was were are has have had will would according"),
    (
      .roleAdjective,
      """
      former deputy vice senior chief prime foreign interior defence defense finance security military police army \
      government opposition political assistant acting interim outgoing veteran independent human rights health state \
      federal national local regional provincial spiritual supreme rebel party head managing executive general news film \
      football team space investigative counterterrorism justice trade oil county district city town cabinet press \
      junior fellow retired financial operating technology legal medical fire
      """
    ),
  ]
}
