import TextModel

/// Forms that no rule of `Lemmatizer` makes, each before its base form: the verb where a form is of a verb and a noun.
enum IrregularForms {
  /// The base form of a form by its key, itself where it is one that no rule changes; nil of all others.
  static func base(of form: WordKey) -> WordKey? { table.base(of: form) }

  private static let table = FormTable(lines: lines, unchanged: unchanged)

  /// A base form and its forms on each line.
  private static let lines: StaticString = """
    be am are is was were been being 'm 're ain't isn't aren't wasn't weren't
    have has had having 've haven't hasn't hadn't
    do does did done doing don't doesn't didn't
    will 'll wo won't
    can ca can't cannot couldn't could
    would 'd wouldn't
    say said says saying
    tell told
    go went gone goes going
    make made
    take took taken
    come came
    see saw seen
    know knew known
    get got gotten getting
    give gave given
    find found
    think thought
    become became
    leave left leaves leaving
    feel felt
    bring brought
    begin began begun beginning
    keep kept
    hold held
    write wrote written writing
    stand stood
    hear heard
    mean meant
    meet met
    run ran running
    pay paid
    sit sat sitting
    speak spoke spoken
    lead led
    grow grew grown
    lose lost losing
    fall fell fallen
    send sent
    build built
    understand understood
    draw drew drawn
    break broke broken
    spend spent
    rise rose risen rising
    drive drove driven driving
    buy bought
    wear wore worn
    choose chose chosen choosing
    seek sought
    throw threw thrown
    catch caught
    deal dealt
    win won winning
    forget forgot forgotten
    fight fought
    teach taught
    eat ate eaten
    sing sang sung
    strike struck stricken striking
    swear swore sworn
    steal stole stolen
    shake shook shaken shaking
    sell sold
    fly flew flown flies
    lay laid
    lie lay lain lies lied lying
    die dies died dying
    tie ties tied tying
    vie vies vied vying
    hide hid hidden hiding
    bite bit bitten biting
    blow blew blown
    bear bore borne
    bend bent
    bind bound
    bleed bled
    breed bred
    cling clung
    creep crept
    dig dug
    dwell dwelt
    feed fed
    flee fled
    fling flung
    forbid forbade forbidden
    foresee foresaw foreseen
    foretell foretold
    forgive forgave forgiven forgiving
    forgo forgone forwent
    forsake forsook forsaken
    freeze froze frozen freezing
    grind ground
    hang hung
    kneel knelt
    lend lent
    light lit
    mislead misled
    mistake mistook mistaken
    misunderstand misunderstood
    outdo outdid outdone
    overcome overcame
    oversee oversaw overseen
    overtake overtook overtaken
    overthrow overthrew overthrown
    override overrode overridden overriding
    partake partook partaken
    plead pled
    prove proven
    rebuild rebuilt
    redo redid redone
    repay repaid
    resell resold
    rethink rethought
    retell retold
    rewrite rewrote rewritten
    ride rode ridden riding
    ring rang rung
    shine shone
    shoot shot
    show shown
    shrink shrank shrunk
    sink sank sunk
    sleep slept
    slide slid sliding
    slay slew slain
    sling slung
    speed sped
    spin spun
    spring sprang sprung
    spit spat
    stick stuck
    sting stung
    stink stank stunk
    stride strode
    string strung
    strive strove striven striving
    sweep swept
    swell swollen
    swim swam swum
    swing swung
    tear tore torn
    tread trod trodden
    undergo underwent undergone undergoes
    undertake undertook undertaken undertaking
    undo undid undone
    unwind unwound
    uphold upheld
    wake woke woken waking
    weave wove woven
    weep wept
    wind wound
    withdraw withdrew withdrawn
    withhold withheld
    withstand withstood
    wring wrung
    beget begot begotten
    behold beheld
    awake awoke awoken
    arise arose arisen arising
    burn burnt
    dream dreamt
    lean leant
    learn learnt
    smell smelt
    spell spelt
    spill spilt
    spoil spoilt
    sew sewn
    sow sown
    saw sawn
    mow mown
    add adds added adding
    beat beaten
    underscore underscored underscoring
    guide guided guiding
    wane waned waning
    underlie underlies underlying underlay
    err erred erring
    agree agreed
    disagree disagreed
    free freed
    guarantee guaranteed
    decree decreed
    referee refereed
    create created creating
    recreate recreated recreating
    combat combated combating
    format formatted formatting
    chat chatted chatting
    float floated
    invite invited inviting
    unite united uniting
    reunite reunited reuniting
    cite cited citing
    ignite ignited igniting
    recite recited reciting
    excite excited exciting
    incite incited inciting
    rewrite rewriting
    delete deleted deleting
    complete completed completing
    compete competed competing
    deplete depleted depleting
    waste wasted wasting
    taste tasted tasting
    paste pasted pasting
    haste hasted
    baste basted
    pilot piloted piloting
    pivot pivoted pivoting
    riot rioted rioting
    ballot balloted balloting
    debut debuted debuting
    focus focused focusing focussed focussing focuses
    bias biased
    canvas canvased
    trespass trespassed
    hang hanged hanging
    belong belonged belonging
    long longed longing
    bring bringing
    ring ringing
    wrong wronged
    change changed changing
    exchange exchanged exchanging
    arrange arranged arranging
    challenge challenged challenging
    avenge avenged avenging
    revenge revenged
    range ranged ranging
    plunge plunged plunging
    lounge lounged
    hinge hinged hinging
    cringe cringed cringing
    infringe infringed infringing
    impinge impinged
    singe singed
    binge binged bingeing
    fringe fringed
    lunge lunged lunging
    sponge sponged
    scale scaled scaling
    inhale inhaled inhaling
    exhale exhaled
    pale paled paling
    postpone postponed postponing
    phone phoned phoning
    stone stoned stoning
    clone cloned cloning
    condone condoned condoning
    atone atoned atoning
    intervene intervened intervening
    convene convened convening
    contravene contravened contravening
    ignore ignored ignoring
    explore explored exploring
    restore restored restoring
    store stored storing
    score scored scoring
    adore adored adoring
    implore implored imploring
    deplore deplored deploring
    bore bored boring
    adhere adhered adhering
    interfere interfered interfering
    persevere persevered
    sever severed severing
    revere revered
    develop developed developing
    redevelop redeveloped
    gallop galloped galloping
    envelop enveloped
    breathe breathed breathing
    bathe bathed bathing
    soothe soothed soothing
    loathe loathed loathing
    clothe clothed clothing
    seethe seethed seething
    rebound rebounded rebounding
    belie belied belies belying
    drink drank drunk
    stymie stymied stymies stymieing
    unhinge unhinged
    indulge indulged indulging
    divulge divulged divulging
    estrange estranged
    rearrange rearranged
    shortchange shortchanged
    console consoled consoling
    cajole cajoled cajoling
    pigeonhole pigeonholed
    boycott boycotted boycotting
    worship worshiped worshiping worshipped worshipping
    blossom blossomed blossoming
    bottom bottomed bottoming
    fathom fathomed
    accustom accustomed
    extol extolled extolling
    corral corralled corralling
    panic panicked panicking
    mimic mimicked mimicking
    traffic trafficked trafficking
    frolic frolicked
    axe axed axing axes
    refocus refocused refocusing
    extradite extradited extraditing
    overpay overpaid
    underpay underpaid
    waylay waylaid
    befall befell befallen
    leap leapt
    work wrought
    clothe clad
    seem seemed seeming
    victim victims
    gossip gossiped gossiping
    owe owed owing
    dye dyed
    eye eyed eyeing
    control controlled controlling
    patrol patrolled patrolling
    compel compelled compelling
    expel expelled expelling
    propel propelled propelling
    rebel rebelled rebelling
    repel repelled repelling
    quell quelled
    excel excelled excelling
    dispel dispelled dispelling
    cancel cancelled cancelling
    travel travelled travelling traveller
    label labelled labelling
    model modelled modelling
    signal signalled signalling
    fuel fuelled fuelling
    quarrel quarrelled quarrelling
    level levelled levelling
    channel channelled channelling
    counsel counselled counselling
    initial initialled
    appal appalled
    enrol enrolled
    fulfil fulfilled
    bus buses bused busing
    gas gases gassed
    virus viruses
    campus campuses
    bonus bonuses
    status statuses
    caucus caucuses caucused caucusing
    chorus choruses
    census censuses
    circus circuses
    surplus surpluses
    abacus abacuses
    quiz quizzes quizzed
    ache aches
    headache headaches
    cache caches
    avalanche avalanches
    psyche psyches
    shoe shoes
    toe toes
    foe foes
    woe woes
    canoe canoes
    movie movies
    cookie cookies
    zombie zombies
    selfie selfies
    calorie calories
    rookie rookies
    hoodie hoodies
    genie genies
    indie indies
    newbie newbies
    bookie bookies
    freebie freebies
    prairie prairies
    man men
    woman women
    child children
    person persons
    foot feet
    tooth teeth
    goose geese
    mouse mice
    ox oxen
    life lives
    wife wives
    knife knives
    wolf wolves
    half halves
    self selves
    calf calves
    loaf loaves
    thief thieves
    shelf shelves
    elf elves
    scarf scarves
    hoof hooves
    crisis crises
    thesis theses
    hypothesis hypotheses
    basis bases
    oasis oases
    diagnosis diagnoses
    parenthesis parentheses
    analysis analyses
    phenomenon phenomena
    criterion criteria
    bacterium bacteria
    memorandum memoranda
    stimulus stimuli
    alumnus alumni
    nucleus nuclei
    syllabus syllabi
    cactus cacti
    formula formulae
    index indices
    appendix appendices
    spokesman spokesmen
    spokeswoman spokeswomen
    congressman congressmen
    congresswoman congresswomen
    chairman chairmen
    businessman businessmen
    policeman policemen
    fireman firemen
    gunman gunmen
    lawman lawmen
    layman laymen
    serviceman servicemen
    airman airmen
    fisherman fishermen
    countryman countrymen
    salesman salesmen
    grandchild grandchildren
    passer-by passers-by
    let let's lets letting
    put putting
    set setting
    cut cutting
    hit hitting
    quit quitting
    shut shutting
    split splitting
    rid ridding
    bet betting
    upset upsetting
    offset offsetting
    quote quoted quoting
    vote voted voting
    devote devoted devoting
    promote promoted promoting
    demote demoted demoting
    denote denoted denoting
    note noted noting
    use used using
    """

  /// Words that look like forms and are none.
  private static let unchanged: StaticString = """
    news politics economics mathematics physics athletics ethics statistics dynamics electronics gymnastics logistics
    acoustics semantics graphics genetics mechanics robotics aerobics olympics linguistics comics optics civics aesthetics
    series people media data species means always perhaps besides
    sometimes nowadays afterwards towards upwards downwards forwards backwards whereas thus this his its us yes gas plus
    bus minus as was has is lens chess less unless across during morning evening nothing something anything everything
    thing king string spring ceiling sibling darling sterling herring pudding wing ring sling fling sing bring swing
    cling sting beijing nursing hundred sacred naked wicked kindred indeed embed red bed shed need speed seed feed heed
    weed bleed breed deed reed greed creed steed exceed succeed proceed sled wed bred fled led fed sped bled shred
    mohammed ahmed muhammed hatred christmas texas kansas arkansas illinois paris iris tennis basis analysis crisis
    thesis emphasis hypothesis virus focus bonus campus status census caucus consensus congress jesus series corps
    headquarters chaos cosmos pathos ethos bias canvas atlas alias pants trousers scissors glasses species gallows
    barracks crossroads whatsoever nonetheless regardless mr mrs ms messrs dr st aids apparatus ceres mars james
    """
}

/// Base forms by form: an open hash table of short words.
private final class FormTable: Sendable {
  private struct Slot {
    var form: WordKey
    var base: WordKey
  }
  // A power of two, some more than twice as many as there are forms; written in `init` only.
  private nonisolated(unsafe) let slots: UnsafeMutableBufferPointer<Slot>
  private static let size = 1 << 12

  /// Reads lines of a base form and its forms, and words that are their own base forms: the first that names a form counts.
  init(lines: StaticString, unchanged: StaticString) {
    slots = .allocate(capacity: Self.size)
    let none = Self.key([])
    slots.initialize(repeating: Slot(form: none, base: none))
    var base = none
    var word: [UInt8] = []
    func finish(endsLine: Bool) {
      if !word.isEmpty {
        if base == none { base = Self.key(word) } else { add(Self.key(word), base) }
        word.removeAll(keepingCapacity: true)
      }
      if endsLine { base = none }
    }
    lines.withUTF8Buffer { bytes in
      for byte in bytes {
        if byte == 0x20 || byte == 0x0A { finish(endsLine: byte == 0x0A) } else { word.append(byte) }
      }
      finish(endsLine: true)
    }
    unchanged.withUTF8Buffer { bytes in
      for part in bytes.split(whereSeparator: { $0 == 0x20 || $0 == 0x0A }) {
        add(Self.key(Array(part)), Self.key(Array(part)))
      }
    }
  }

  private static func key(_ word: [UInt8]) -> WordKey { word.withUnsafeBufferPointer { WordKey($0) } }

  private func add(_ form: WordKey, _ base: WordKey) {
    let slot = slot(of: form)
    if slots[slot].form != form { slots[slot] = Slot(form: form, base: base) }
  }

  /// The slot of a form, or a free one; the empty word is in none.
  private func slot(of form: WordKey) -> Int {
    var slot = form.hash & (Self.size - 1)
    while slots[slot].form != form, slots[slot].form.length > 0 { slot = (slot + 1) & (Self.size - 1) }
    return slot
  }

  func base(of form: WordKey) -> WordKey? {
    let found = slots[slot(of: form)]
    return found.form == form && form.length > 0 ? found.base : nil
  }
}
