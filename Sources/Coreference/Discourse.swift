import TextModel

/// The referents of a document in the order of the text, and the choice of an antecedent among them.
final class Discourse {
  let referents = FlatBuffer<Referent>(capacity: 256)
  /// Of each referent what decides whether it can be meant: which pronouns it agrees with, its classes of nouns.
  private let agreements = FlatBuffer<Agreement>(capacity: 256)
  let classBits = FlatBuffer<UInt64>(capacity: 256)
  private(set) var allClassBits: UInt64 = 0
  /// Every mention in the order of the text, with its referent: what a pronoun looks back over.
  let trail = FlatBuffer<Step>(capacity: 512)
  let classes = FlatBuffer<NounClass>()
  private let affiliations = FlatBuffer<Affiliation>()
  private let referentOfEntity = FlatBuffer<Int32>(capacity: 256)
  /// For each referent the pronoun that has looked at it last, and which of its candidates it is.
  let seen = FlatBuffer<Look>(capacity: 256)
  var pronouns: Int32 = 0
  /// The token of a pronoun whose choice is noted in `trace`, or -1.
  var watched = -1
  /// What the watched pronoun could stand for, each with its points; -1 is no referent yet, but the entity is known.
  private(set) var trace: [(referent: Int, entity: Int32, points: Float)] = []
  /// Those whom the pronoun in hand can stand for.
  let candidates = FlatBuffer<PronounCandidate>()
  /// The weights of pronouns' signs, by gender and form.
  var weights = PronounTable()
  /// What speaks for those whom nominals and surnames mean.
  var nominals = NominalTable()
  /// How the pronoun in hand stands in its clause.
  var form = PronounForm.subject
  /// The last pronoun that was resolved, masculine and feminine.
  private var lastMasculine = Meant()
  private var lastFeminine = Meant()
  /// The referent of the last source of a quote, or -1.
  var lastSpeaker = -1
  /// The pronoun in hand is the source of what goes on with what was said: *she added*.
  var goesOn = false
  /// A pronoun's antecedent stands at most so many sentences back, the last speaker so many.
  let nearSentences = 4
  let speakerSentences = 20
  /// A pronoun looks back over so many mentions, a nominal over so many referents: the work stays linear.
  let reach = 40
  let nominalReach = 120

  /// A mention of a referent.
  struct Step: BitwiseCopyable {
    var referent: Int32
    var place: Referent.Place
    /// The next mention of the same referent, or -1.
    var next: Int32
  }

  /// A class of nouns that a referent is called by, and the next one of its chain, or -1.
  struct NounClass: BitwiseCopyable {
    var nounClass: Int32
    var next: Int32
    /// *Former president*.
    var isFormer: Bool
    /// What stands round the noun, in `ModifierPool`: *committee chairman*, *mayor of Troy*.
    var words: TokenRange
  }

  /// Where a referent comes from, and the next place of its chain, or -1.
  struct Affiliation: BitwiseCopyable {
    var tokens: TokenRange
    var next: Int32
  }

  /// A pronoun that has looked at a referent, and which of its candidates that is.
  struct Look: BitwiseCopyable {
    var pronoun: Int32
    var candidate: Int32
  }

  /// Empties it for the next document, keeping the buffers.
  func begin(entities: Int) {
    referents.removeAll()
    agreements.removeAll()
    classBits.removeAll()
    allClassBits = 0
    trail.removeAll()
    classes.removeAll()
    affiliations.removeAll()
    seen.removeAll()
    lastMasculine = Meant()
    lastFeminine = Meant()
    lastSpeaker = -1
    if !trace.isEmpty { trace.removeAll() }
    referentOfEntity.resize(to: entities)
    referentOfEntity.mutableElements.update(repeating: -1)
  }

  /// Gives back what a large document needed.
  func rest() {
    begin(entities: 0)
    referents.giveBack()
    agreements.giveBack()
    classBits.giveBack()
    trail.giveBack()
    classes.giveBack()
    affiliations.giveBack()
    seen.giveBack()
    referentOfEntity.giveBack()
  }

  subscript(index: Int) -> Referent {
    _read { yield referents.address(of: index).pointee }
    _modify { yield &referents.address(of: index).pointee }
  }

  /// Adds a referent and returns its index.
  func add(_ referent: Referent) -> Int {
    referents.append(referent)
    agreements.append(Agreement(of: referent))
    classBits.append(0)
    seen.append(Look(pronoun: -1, candidate: -1))
    if referent.entity >= 0 { referentOfEntity[Int(referent.entity)] = Int32(truncatingIfNeeded: referents.count - 1) }
    return referents.count - 1
  }

  /// The referent of an entity, if the text has named it already.
  func referent(ofEntity entity: Int) -> Int? {
    let index = Int(referentOfEntity[entity])
    return index >= 0 ? index : nil
  }

  /// Notes that a referent is mentioned at a place.
  func mention(_ index: Int, at place: Referent.Place) {
    let number = Int32(truncatingIfNeeded: trail.count)
    let referent = referents.address(of: index)
    let last = Int(referent.pointee.lastStep)
    if last >= 0 { trail.address(of: last).pointee.next = number } else { referent.pointee.firstStep = number }
    referent.pointee.lastStep = number
    referent.pointee.mentionCount += 1
    trail.append(Step(referent: Int32(truncatingIfNeeded: index), place: place, next: -1))
  }

  /// Calls `body` with every mention of a referent, in the order in which they were noted.
  func forEachMention(of referent: Referent, _ body: (Referent.Place) -> Void) {
    var index = Int(referent.firstStep)
    while index >= 0 {
      let step = trail.address(of: index)
      body(step.pointee.place)
      index = Int(step.pointee.next)
    }
  }

  // MARK: Nouns and affiliations

  /// Notes a class of nouns that a referent is called by, and what stands round the noun.
  func addClass(_ nounClass: Int32, to index: Int, isFormer: Bool = false, words: Range<Int> = 0..<0) {
    if let known = entry(of: nounClass, index) {
      let entry = classes.address(of: known)
      entry.pointee.isFormer = entry.pointee.isFormer && isFormer
      if entry.pointee.words.isEmpty { entry.pointee.words = TokenRange(words.lowerBound, words.upperBound) }
      return
    }
    let referent = referents.address(of: index)
    classes.append(
      NounClass(
        nounClass: nounClass, next: referent.pointee.firstClass, isFormer: isFormer,
        words: TokenRange(words.lowerBound, words.upperBound)))
    referent.pointee.firstClass = Int32(truncatingIfNeeded: classes.count - 1)
    classBits[index] |= 1 << UInt64(nounClass & 63)
    allClassBits |= 1 << UInt64(nounClass & 63)
  }

  func hasClass(_ nounClass: Int32, _ referent: Int) -> Bool { entry(of: nounClass, referent) != nil }

  /// The entry in `classes` of a class that a referent is called by.
  func entry(of nounClass: Int32, _ referent: Int) -> Int? {
    guard classBits[referent] & 1 << UInt64(nounClass & 63) != 0 else { return nil }
    var index = Int(referents.address(of: referent).pointee.firstClass)
    while index >= 0 {
      if classes[index].nounClass == nounClass { return index }
      index = Int(classes[index].next)
    }
    return nil
  }

  /// Notes where a referent comes from, behind what is known of it.
  func addAffiliation(_ tokens: TokenRange, to index: Int) {
    let number = Int32(truncatingIfNeeded: affiliations.count)
    affiliations.append(Affiliation(tokens: tokens, next: -1))
    let referent = referents.address(of: index)
    var last = Int(referent.pointee.firstAffiliation)
    guard last >= 0 else {
      referent.pointee.firstAffiliation = number
      return
    }
    while affiliations[last].next >= 0 { last = Int(affiliations[last].next) }
    affiliations.address(of: last).pointee.next = number
  }

  /// Calls `body` with every affiliation of a referent.
  func forEachAffiliation(of referent: Referent, _ body: (TokenRange) -> Void) {
    var index = Int(referent.firstAffiliation)
    while index >= 0 {
      body(affiliations[index].tokens)
      index = Int(affiliations[index].next)
    }
  }

  // MARK: Pronouns

  /// Whether a pronoun can stand for a referent, as far as number, gender and kind go.
  @inline(__always) func agrees(_ referent: Int, _ wanted: Agreement) -> Bool {
    !agreements[referent].isDisjoint(with: wanted)
  }

  /// Notes that a referent is a person after all.
  func makePerson(_ index: Int) {
    let referent = referents.address(of: index)
    referent.pointee.kind = .person
    referent.pointee.number = .singular
    agreements[index] = Agreement(of: referent.pointee)
  }

  /// Notes the gender of a referent, where nothing has said it yet: *his wife Anna*.
  func tellGender(_ gender: Entity.Gender?, of index: Int) {
    let referent = referents.address(of: index)
    guard let gender, referent.pointee.gender == nil else { return }
    referent.pointee.gender = gender
    agreements[index] = Agreement(of: referent.pointee)
  }

  /// A pronoun that was resolved, and whom it stands for.
  struct Meant: BitwiseCopyable {
    var tokens = TokenRange(-1, -1)
    var sentence: Int32 = -1
    var referent = -1
  }

  /// The last pronoun of that gender that was resolved.
  func lastOfGender(_ role: ReferringWords.Role) -> Meant {
    role.isMasculine ? lastMasculine : role.isFeminine ? lastFeminine : Meant()
  }

  /// Notes the candidates of the pronoun that is watched.
  func noteWatched(_ role: ReferringWords.Role, at tokens: TokenRange) {
    guard watched >= 0, tokens.contains(watched) else { return }
    for candidate in candidates.elements {
      trace.append((candidate.referent, candidate.entity, weights.score(candidate.signs, of: role, form)))
    }
  }

  /// Notes that a pronoun was resolved.
  func noteResolved(_ role: ReferringWords.Role, at place: Referent.Place, as referent: Int) {
    let meant = Meant(tokens: place.tokens, sentence: place.sentence, referent: referent)
    if role.isMasculine { lastMasculine = meant }
    if role.isFeminine { lastFeminine = meant }
  }

  /// The number of steps of the trail that stand before a token. O(log mentions).
  private func trailEnd(before token: Int) -> Int {
    var low = 0
    var high = trail.count
    while low < high {
      let middle = (low + high) / 2
      if trail.address(of: middle).pointee.place.tokens.first < token { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The mentions before a token, in the order of the text.
  func steps(before token: Int) -> Slice<UnsafeBufferPointer<Step>> { trail.elements[0..<trailEnd(before: token)] }

  /// The mentions within reach of a token on both sides, in the order of the text.
  func steps(round token: Int) -> Slice<UnsafeBufferPointer<Step>> {
    let middle = trailEnd(before: token)
    return trail.elements[max(0, middle - reach)..<min(trail.count, middle + reach)]
  }
}
