import GazetteerIndex
import TextModel

/// What is known of a token: plain values, side by side, in half a cache line.
struct TokenRow {
  var traits: WordTrait = []
  var word: WordID
  /// The index of its sentence among those of the reading; one that is none has the token alone.
  var sentence: Int32 = -1
  /// At the opening mark of an outermost quotation the index after its last token, at its last token that of the mark.
  var partner: Int32 = -1
  /// The index of the verb group that it is part of, or -1.
  var group: Int32 = -1
  var closed: ClosedWord = .other
  var tag: PennTag = .none
  var flags: Token.Flags = []
  var marks: Marks = []
  var name: NameKind = .none

  /// What holds of a token where it stands.
  struct Marks: OptionSet {
    let rawValue: UInt8
    /// In an outermost quotation.
    static let quoted = Self(rawValue: 1)
    /// Part of a finite verb group.
    static let finite = Self(rawValue: 2)
    /// The first token, and the head, of a cue whose word is often one.
    static let cueStart = Self(rawValue: 4)
    static let cueHead = Self(rawValue: 8)
    /// The opening mark, and the last token, of an outermost quotation.
    static let opens = Self(rawValue: 16)
    static let closes = Self(rawValue: 32)
  }

  /// The index after the quotation that opens here, or -1.
  var opening: Int { marks.contains(.opens) ? Int(partner) : -1 }
  /// The opening mark of the quotation that ends here, or -1.
  var closing: Int { marks.contains(.closes) ? Int(partner) : -1 }
}

/// What the name is that a token is part of.
enum NameKind: UInt8, CaseIterable { case none, person, place, organization, group }

/// A document as attribution reads it: a row a token, kept from document to document.
///
/// A sentence here is a sentence of the segmentation, in which an outermost quotation is one unit: what walks over the
/// tokens steps over quotations with `opening` and `closing`. Past both ends of the text stands a row without anything.
final class Reading {
  private(set) var document = Document()
  private var words: WordTraits
  private(set) var count = 0
  private var rows = PlainBuffer<TokenRow>()
  /// The verb groups in the order of the text.
  private var groupBuffer = PlainBuffer<VerbGroup>()
  private(set) var groupCount = 0
  /// First token and limit of each sentence; behind those of the segmentation come datelines, apart from what follows.
  private let sentences = FlatBuffer<TokenRange>(capacity: 256)
  /// The opening marks of the outermost quotations, in the order of the text.
  private var openings: [Int32] = []
  /// The tokens that verb groups may begin with, and those that may be the head of a cue.
  private var looks = (verbs: PlainBuffer<Int32>(), cues: PlainBuffer<Int32>())
  private var lookCounts = (verbs: 0, cues: 0)
  private let kinds = TokenKinds()

  init(_ gazetteers: Gazetteers) {
    words = WordTraits(gazetteers)
    rows.base.initialize(to: TokenRow(word: WordID(0)))
  }

  deinit {
    rows.deallocate()
    groupBuffer.deallocate()
    looks.verbs.deallocate()
    looks.cues.deallocate()
  }

  /// Reads a document that has tokens, sentences, quotations and parts of speech. O(tokens).
  func read(_ document: Document) {
    self.document = document
    count = document.tokens.count
    words.update(document.vocabulary)
    rows.reserve(count + 1)
    readTokens()
    readSentences()
    readQuotations()
    readNames()
    groupBuffer.reserve(count)
    groupCount = 0
    findVerbGroups()
  }

  /// Gives back what a large document needed, and the document.
  func rest() {
    document = Document(vocabulary: document.vocabulary)
    count = 0
    groupCount = 0
    openings = []
    rows.giveBack()
    rows.base.initialize(to: TokenRow(word: WordID(0)))
    groupBuffer.giveBack()
    looks.verbs.giveBack()
    looks.cues.giveBack()
    sentences.giveBack()
  }

  private func readTokens() {
    looks.verbs.reserve(count)
    looks.cues.reserve(count)
    // Noughts and -1 where the document has none.
    let tags = document.tags.count == count ? document.tags : [UInt8](repeating: 0, count: count)
    let sentences = document.sentenceOfToken
    let numbers = sentences.count == count ? sentences : [Int32](repeating: -1, count: count)
    document.tokens.withUnsafeBufferPointer { tokens in
      tags.withUnsafeBufferPointer { tags in numbers.withUnsafeBufferPointer { fillRows(tokens, tags, $0) } }
    }
    (rows.base + count).initialize(to: TokenRow(word: WordID(0)))
  }

  /// Fills a row a token, and lists those that are worth a look.
  @inline(__always)
  private func fillRows(
    _ tokens: UnsafeBufferPointer<Token>, _ tags: UnsafeBufferPointer<UInt8>, _ sentences: UnsafeBufferPointer<Int32>
  ) {
    let (rows, verbs, cues) = (rows.base, looks.verbs.base, looks.cues.base)
    let (known, kinds) = (words.rows.start, kinds.ofTag.start)
    let last = tokens.count - 1
    var (verbCount, cueCount) = (0, 0)
    for index in 0..<tokens.count {
      known.prefetch(tokens[min(index &+ Token.ahead, last)].word.index)
      let token = tokens[index]
      let word = known + token.word.index
      let kind = kinds[Int(tags[index])]
      (rows + index).initialize(
        to: TokenRow(
          traits: word.pointee.traits, word: token.word, sentence: sentences[index], closed: word.pointee.closed,
          tag: word.pointee.isAcronym ? .NNP : kind.tag, flags: token.flags))
      let number = Int32(truncatingIfNeeded: index)
      verbs[verbCount] = number
      verbCount &+= Int(kind.mayBeginGroup)
      cues[cueCount] = number
      cueCount &+= Int(kind.mayBeCue | word.pointee.mayBeCue)
    }
    lookCounts = (verbCount, cueCount)
  }

  private func readSentences() {
    let rows = rows.base
    sentences.removeAll()
    for sentence in document.sentences { sentences.append(sentence.tokens) }
    let isKnown = document.sentenceOfToken.count == count
    for (number, sentence) in document.sentences.enumerated() {
      let tokens = sentence.tokens
      guard tokens.first >= 0, tokens.limit <= count else {
        sentences[number] = TokenRange(0, 0)
        continue
      }
      let begin = Dateline.end(of: tokens, in: document)
      if begin > tokens.first {
        for index in tokens.first..<begin { rows[index].sentence = Int32(truncatingIfNeeded: sentences.count) }
        sentences.append(sentences[number])
        sentences.address(of: number).pointee.start = Int32(truncatingIfNeeded: begin)
      }
      if isKnown { continue }
      for index in max(begin, tokens.first)..<max(begin, tokens.limit) {
        rows[index].sentence = Int32(truncatingIfNeeded: number)
      }
    }
  }

  private func readQuotations() {
    let rows = rows.base
    openings.removeAll(keepingCapacity: true)
    for quotation in document.quotations where quotation.depth == 0 {
      let tokens = quotation.tokens
      guard tokens.first >= 0, tokens.limit <= count, tokens.count > 1 else { continue }
      rows[tokens.first].partner = tokens.end
      rows[tokens.limit - 1].partner = tokens.start
      rows[tokens.first].marks.insert(.opens)
      rows[tokens.limit - 1].marks.insert(.closes)
      for index in tokens.indices { rows[index].marks.insert(.quoted) }
      openings.append(tokens.start)
    }
  }

  private func readNames() {
    let rows = rows.base
    document.annotations.withUnsafeBufferPointer { annotations in
      for annotation in annotations {
        let number = annotation.kind.rawValue &- KindID.person.rawValue
        guard number < 4, annotation.tokens.first >= 0, annotation.tokens.limit <= count else { continue }
        let kind = NameKind(rawValue: number + 1) ?? .none
        for index in annotation.tokens.indices { rows[index].name = kind }
      }
    }
  }

  // MARK: Tokens

  @inline(__always) private func isInside(_ token: Int) -> Bool {
    UInt(bitPattern: token) < UInt(bitPattern: count)
  }

  /// What is known of a token; nothing outside the text. O(1).
  @inline(__always) func row(_ token: Int) -> UnsafePointer<TokenRow> {
    UnsafePointer(rows.base + (isInside(token) ? token : count))
  }

  /// The part of speech of a token; `.none` outside the text.
  @inline(__always) func tag(_ token: Int) -> PennTag { row(token).pointee.tag }
  @inline(__always) func closed(_ token: Int) -> ClosedWord { row(token).pointee.closed }
  @inline(__always) func has(_ trait: WordTrait, _ token: Int) -> Bool {
    !row(token).pointee.traits.isDisjoint(with: trait)
  }
  /// The index after the quotation that opens at a token, or -1.
  @inline(__always) func opening(_ token: Int) -> Int { row(token).pointee.opening }
  /// The opening mark of the quotation that ends with a token, or -1.
  @inline(__always) func closing(_ token: Int) -> Int { row(token).pointee.closing }
  /// An outermost quotation opens between two tokens, the first included. O(log quotations).
  func hasOpening(from start: Int, to end: Int) -> Bool {
    var low = 0
    var high = openings.count
    while low < high {
      let middle = (low + high) / 2
      if Int(openings[middle]) < start { low = middle + 1 } else { high = middle }
    }
    return low < openings.count && Int(openings[low]) < end
  }
  @inline(__always) func isQuoted(_ token: Int) -> Bool { row(token).pointee.marks.contains(.quoted) }
  /// Sets marks of a token that is in the text, in place of those of `mask`.
  func set(_ marks: TokenRow.Marks, of mask: TokenRow.Marks, at token: Int) {
    guard isInside(token) else { return }
    rows.base[token].marks = rows.base[token].marks.subtracting(mask).union(marks)
  }

  /// The first token of the sentence; at most `reach` tokens back, so that no walk grows with the sentence.
  @inline(__always) func sentenceStart(_ token: Int) -> Int {
    guard isInside(token) else { return 0 }
    let sentence = Int(rows.base[token].sentence)
    return sentence >= 0 ? max(Int(sentences[sentence].start), token - Self.reach) : token
  }
  /// The index after the last token of the sentence, at most `reach` tokens on.
  @inline(__always) func sentenceLimit(_ token: Int) -> Int {
    guard isInside(token) else { return 0 }
    let sentence = Int(rows.base[token].sentence)
    return sentence >= 0 ? min(Int(sentences[sentence].limit), token + Self.reach) : token + 1
  }
  /// The index after the last token of the block, at most `reach` tokens on.
  func blockLimit(_ token: Int) -> Int {
    var limit = token + 1
    while limit < count, limit - token < Self.reach, !beginsBlock(limit) { limit += 1 }
    return min(limit, count)
  }
  /// How far, in tokens, a walk goes within a sentence.
  static let reach = 300
  /// The first token of its block.
  func beginsBlock(_ token: Int) -> Bool { row(token).pointee.flags.contains(.blockStart) }

  // MARK: Words

  /// The base form of a token's word.
  func lemma(_ token: Int) -> WordID { WordID(rawValue: wordWithLemma(token)?.pointee.lemma ?? 0) }
  /// Whether a trait holds of the base form of a token's word.
  @inline(__always) func lemmaHas(_ trait: WordTrait, _ token: Int) -> Bool {
    guard let row = wordWithLemma(token) else { return false }
    return !row.pointee.lemmaTraits.isDisjoint(with: trait)
  }
  /// The row of a token's word, with its base form; nil outside the text. The address holds until a word is added.
  @inline(__always) func wordWithLemma(_ token: Int) -> UnsafeMutablePointer<WordRow>? {
    isInside(token) ? words.withLemma(rows.base[token].word, in: document.vocabulary) : nil
  }
  /// What weights know of a token.
  @inline(__always) func tokenClass(_ token: Int) -> TokenClass {
    let row = row(token).pointee
    return row.closed == .other ? TokenClass(tag: row.tag.rawValue) : TokenClass(word: row.closed)
  }

  // MARK: Verb groups

  /// The tokens with which a verb group may begin, in the order of the text.
  var verbTokens: UnsafeBufferPointer<Int32> { UnsafeBufferPointer(start: looks.verbs.base, count: lookCounts.verbs) }
  /// The tokens that may be the head of a cue, in the order of the text.
  var cueTokens: UnsafeBufferPointer<Int32> { UnsafeBufferPointer(start: looks.cues.base, count: lookCounts.cues) }

  /// The verb group of a number below `groupCount`.
  func group(_ number: Int) -> VerbGroup { groupBuffer.base[number] }
  /// The verb group that a token is part of, or nil.
  func group(at token: Int) -> VerbGroup? {
    let number = Int(row(token).pointee.group)
    return number >= 0 ? groupBuffer.base[number] : nil
  }
  /// A finite verb group stands at the token.
  @inline(__always) func hasFiniteGroup(at token: Int) -> Bool { row(token).pointee.marks.contains(.finite) }

  /// Adds a group whose tokens are in the text and in no other group.
  func add(_ group: VerbGroup) {
    let number = Int32(truncatingIfNeeded: groupCount)
    (groupBuffer.base + groupCount).initialize(to: group)
    groupCount += 1
    for index in group.start..<group.end {
      rows.base[index].group = number
      if group.form == .finite { rows.base[index].marks.insert(.finite) }
    }
  }

  /// Takes the group at a token for a finite one: *Ann Lee, a clerk, accused the board* where the tags say participle.
  func setFinite(at token: Int) {
    let number = Int(row(token).pointee.group)
    guard number >= 0 else { return }
    groupBuffer.base[number].form = .finite
    groupBuffer.base[number].isPassive = false
    for index in groupBuffer.base[number].start..<groupBuffer.base[number].end {
      rows.base[index].marks.insert(.finite)
    }
  }

  // MARK: What tokens are

  /// The number of words in the quotation that opens at a token, counted up to 12.
  func wordsOfQuotation(at token: Int) -> Int {
    var words = 0
    var index = token
    while index < opening(token), words < 12 {
      if !has(.punctuation, index) { words += 1 }
      index += 1
    }
    return words
  }

  func isNoun(_ token: Int) -> Bool { TagSet.allNouns.contains(tag(token)) }
  /// A noun, a pronoun or a numeral: what a noun phrase ends with.
  func isNominal(_ token: Int) -> Bool {
    switch tag(token) {
    case .NN, .NNS, .NNP, .NNPS, .PRP, .CD, .EX: true
    default: false
    }
  }
  func isVerb(_ token: Int) -> Bool { TagSet.verbs.contains(tag(token)) }
  func isAdverb(_ token: Int) -> Bool { tag(token) == .RB || tag(token) == .RBR }
  func isDash(_ token: Int) -> Bool { closed(token) == .dash || closed(token) == .hyphen && isSpaced(token) }
  /// A blank stands before the token.
  func isSpaced(_ token: Int) -> Bool { row(token).pointee.flags.contains(.spaceBefore) }
}
