import Synchronization
import TextModel

/// Classes of small-letter words that decide between readings where they stand beside a figure or a date, those of the
/// list `figure`.
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
}

/// Tells of each word of a worker in which of the sets it is, found out once a word.
final class FigureWords {
  /// Held, so that no other vocabulary can come to its address.
  private var vocabulary: Vocabulary?
  private var generation = -1
  /// For each word the number of the sets that it is in, in `ListedWords.masks`.
  private let masksOfWord = FlatBuffer<UInt16>()
  private let listed: ListedWords

  init(_ classes: WordClasses) { listed = ListedWords.of(classes) }

  /// Whether a small-letter word is in a set. O(1) where the vocabulary has not grown.
  @inline(__always) func has(_ lower: WordID, _ set: WordSet, in vocabulary: Vocabulary) -> Bool {
    if self.vocabulary !== vocabulary || generation != vocabulary.generation || lower.index >= masksOfWord.count {
      learn(vocabulary)
    }
    let place = 2 * Int(masksOfWord[lower.index]) + set.rawValue >> 6
    return listed.masks[place] & (1 << UInt64(set.rawValue & 63)) != 0
  }

  /// Learns the words that a vocabulary has got since the last call.
  private func learn(_ vocabulary: Vocabulary) {
    if self.vocabulary !== vocabulary || generation != vocabulary.generation {
      masksOfWord.removeAll(from: self.vocabulary === vocabulary ? vocabulary.kept(since: generation) : 0)
      self.vocabulary = vocabulary
      generation = vocabulary.generation
    }
    while masksOfWord.count < vocabulary.count {
      masksOfWord.append(listed.masks(of: WordID(masksOfWord.count), in: vocabulary))
    }
  }
}

/// The words of all sets. Immutable, shared by all stages of all workers.
private struct ListedWords: Sendable {
  /// Those that were made last, and the classes that they were made of.
  private static let last = Mutex<(classes: WordClasses, words: ListedWords)?>(nil)

  /// The words of some classes; made where the last ones were of others.
  static func of(_ classes: WordClasses) -> ListedWords {
    last.withLock { last in
      if let last, last.classes === classes { return last.words }
      let made = ListedWords(classes)
      last = (classes, made)
      return made
    }
  }

  private var index = WordIndex(capacity: 1024)
  /// By the number of a word that of its sets in `masks`.
  private var masksOfListed: [UInt16] = []
  /// The different sets of sets that words are in, two 64-bit words each; the first is of none.
  private(set) var masks: [UInt64] = [0, 0]

  private init(_ classes: WordClasses) {
    for set in WordSet.allCases {
      let name = WordClasses.name(of: set, in: "figure")  // names: a list
      classes.forEachWord(of: name) { add($0, to: set) }
    }
  }

  private mutating func add(_ word: UnsafeBufferPointer<UInt8>, to set: WordSet) {
    let number = index.add(lowerOf: word)
    if number == masksOfListed.count { masksOfListed.append(0) }
    let place = 2 * Int(masksOfListed[number])
    let bit: UInt64 = 1 << UInt64(set.rawValue & 63)
    let low = masks[place] | (set.rawValue < 64 ? bit : 0)
    let high = masks[place + 1] | (set.rawValue < 64 ? 0 : bit)
    // Most words are in the sets that the word before them is in: what was added last is looked at first.
    var known = masks.count - 2
    while known >= 0, masks[known] != low || masks[known + 1] != high { known -= 2 }
    if known < 0 {
      known = masks.count
      masks.append(low)
      masks.append(high)
    }
    masksOfListed[number] = UInt16(truncatingIfNeeded: known / 2)
  }

  /// The number in `masks` of the sets that a word is in.
  func masks(of word: WordID, in vocabulary: Vocabulary) -> UInt16 {
    index.find(word, in: vocabulary).map { masksOfListed[$0] } ?? 0
  }
}

/// Looks at the words and parts of speech of a document.
struct DocumentWords {
  let document: Document
  let table: FigureWords

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
