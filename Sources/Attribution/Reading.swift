import Segmentation
import TextModel

/// A document as attribution reads it: flat arrays over its tokens, kept from document to document.
///
/// A sentence here is a sentence of the segmentation, in which an outermost quotation is one unit: what walks over the
/// tokens steps over quotations with `opening` and `closing`.
final class Reading {
  private(set) var document = Document()
  private var traits = WordTraits()
  private(set) var lemmatizer = Lemmatizer()

  private(set) var count = 0
  /// Parts of speech (`PennTag.rawValue`).
  private var tags: [UInt8] = []
  private var closedWords: [ClosedWord] = []
  private var wordTraits: [WordTrait] = []
  /// At the opening mark of an outermost quotation the index after its last token, else -1.
  private var openings: [Int32] = []
  /// At the last token of an outermost quotation the index of its opening mark, else -1.
  private var closings: [Int32] = []
  private var sentenceStarts: [Int32] = []
  private var sentenceLimits: [Int32] = []
  private var quoted: [Bool] = []
  /// The verb groups, and for each token the index of its group or -1.
  var groups: [VerbGroup] = []
  var groupOfToken: [Int32] = []

  /// Reads a document that has tokens, sentences, quotations and parts of speech. O(tokens).
  func read(_ document: Document) {
    self.document = document
    count = document.tokens.count
    traits.update(document.vocabulary)
    tags.removeAll(keepingCapacity: true)
    closedWords.removeAll(keepingCapacity: true)
    wordTraits.removeAll(keepingCapacity: true)
    for index in 0..<count {
      let word = document.tokens[index].word
      tags.append(index < document.tags.count ? document.tags[index] : 0)
      closedWords.append(traits.closed(word))
      wordTraits.append(traits.of(word))
    }
    readSentences()
    readQuotations()
    findVerbGroups()
  }

  private func readSentences() {
    sentenceStarts.removeAll(keepingCapacity: true)
    sentenceLimits.removeAll(keepingCapacity: true)
    var begin: Int32 = 0
    for index in 0..<count {
      let number = index < document.sentenceOfToken.count ? Int(document.sentenceOfToken[index]) : -1
      guard document.sentences.indices.contains(number) else {
        sentenceStarts.append(Int32(truncatingIfNeeded: index))
        sentenceLimits.append(Int32(truncatingIfNeeded: index + 1))
        continue
      }
      let tokens = document.sentences[number].tokens
      if index == tokens.first { begin = Int32(truncatingIfNeeded: Dateline.end(of: tokens, in: document)) }
      sentenceStarts.append(Int32(truncatingIfNeeded: index) < begin ? tokens.start : begin)
      sentenceLimits.append(tokens.end)
    }
  }

  private func readQuotations() {
    openings.removeAll(keepingCapacity: true)
    closings.removeAll(keepingCapacity: true)
    quoted.removeAll(keepingCapacity: true)
    openings.append(contentsOf: repeatElement(-1, count: count))
    closings.append(contentsOf: repeatElement(-1, count: count))
    quoted.append(contentsOf: repeatElement(false, count: count))
    for quotation in document.quotations where quotation.depth == 0 {
      let tokens = quotation.tokens
      guard tokens.first >= 0, tokens.limit <= count, tokens.count > 1 else { continue }
      openings[tokens.first] = tokens.end
      closings[tokens.limit - 1] = tokens.start
      for index in tokens.indices { quoted[index] = true }
    }
  }

  // MARK: Tokens

  /// The part of speech of a token; `.none` outside the text.
  func tag(_ token: Int) -> PennTag {
    token >= 0 && token < count ? PennTag(rawValue: tags[token]) ?? .none : .none
  }
  func closed(_ token: Int) -> ClosedWord { token >= 0 && token < count ? closedWords[token] : .other }
  func has(_ trait: WordTrait, _ token: Int) -> Bool {
    token >= 0 && token < count && !wordTraits[token].isDisjoint(with: trait)
  }
  /// The index after the quotation that opens at a token, or -1.
  func opening(_ token: Int) -> Int { token >= 0 && token < count ? Int(openings[token]) : -1 }
  /// The opening mark of the quotation that ends with a token, or -1.
  func closing(_ token: Int) -> Int { token >= 0 && token < count ? Int(closings[token]) : -1 }
  func isQuoted(_ token: Int) -> Bool { token >= 0 && token < count && quoted[token] }
  /// The first token of the sentence; at most `reach` tokens back, so that no walk grows with the sentence.
  func sentenceStart(_ token: Int) -> Int {
    token >= 0 && token < count ? max(Int(sentenceStarts[token]), token - Self.reach) : 0
  }
  /// The index after the last token of the sentence, at most `reach` tokens on.
  func sentenceLimit(_ token: Int) -> Int {
    token >= 0 && token < count ? min(Int(sentenceLimits[token]), token + Self.reach) : 0
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
  func beginsBlock(_ token: Int) -> Bool {
    token >= 0 && token < count && document.tokens[token].flags.contains(.blockStart)
  }
  func word(_ token: Int) -> WordID { document.lower(token) }
  func lemma(_ token: Int) -> WordID {
    token >= 0 && token < count ? lemmatizer.lemma(of: document.tokens[token].word, in: document.vocabulary) : WordID(0)
  }
  /// Whether a trait holds of the base form of a token's word.
  func lemmaHas(_ trait: WordTrait, _ token: Int) -> Bool {
    let lemma = lemma(token)
    traits.update(document.vocabulary)
    return !traits.of(lemma).isDisjoint(with: trait)
  }
  /// What weights know of a token.
  func tokenClass(_ token: Int) -> TokenClass {
    guard token >= 0, token < count else { return TokenClass(tag: 0) }
    let word = closedWords[token]
    return word == .other ? TokenClass(tag: tags[token]) : TokenClass(word: word)
  }
  /// The index of the verb group that a token is part of, or nil.
  func group(at token: Int) -> VerbGroup? {
    guard token >= 0, token < groupOfToken.count, groupOfToken[token] >= 0 else { return nil }
    return groups[Int(groupOfToken[token])]
  }
  /// A finite verb group stands at the token.
  func hasFiniteGroup(at token: Int) -> Bool { group(at: token)?.form == .finite }

  /// The number of words in the quotation that opens at a token, counted up to 12.
  func wordsOfQuotation(at token: Int) -> Int {
    var words = 0
    var index = token
    while index < opening(token), words < 12 {
      if !document.shape(index).contains(.punctuation) { words += 1 }
      index += 1
    }
    return words
  }

  func isNoun(_ token: Int) -> Bool {
    switch tag(token) {
    case .NN, .NNS, .NNP, .NNPS: true
    default: false
    }
  }
  /// A noun, a pronoun or a numeral: what a noun phrase ends with.
  func isNominal(_ token: Int) -> Bool {
    switch tag(token) {
    case .NN, .NNS, .NNP, .NNPS, .PRP, .CD, .EX: true
    default: false
    }
  }
  func isVerb(_ token: Int) -> Bool {
    switch tag(token) {
    case .VB, .VBD, .VBG, .VBN, .VBP, .VBZ: true
    default: false
    }
  }
  func isAdverb(_ token: Int) -> Bool { tag(token) == .RB || tag(token) == .RBR }
  func isDash(_ token: Int) -> Bool { closed(token) == .dash || closed(token) == .hyphen && isSpaced(token) }
  /// A blank stands before the token.
  func isSpaced(_ token: Int) -> Bool {
    token >= 0 && token < count && document.tokens[token].flags.contains(.spaceBefore)
  }
}
