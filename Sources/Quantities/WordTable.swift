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

/// Tells of each word of a worker in which of the sets it is, found out once a vocabulary.
final class WordTable {
  /// Held, so that no other vocabulary can come to its address.
  private var vocabulary: Vocabulary?
  private var generation = -1
  /// For each small-letter word up to the last one that is in a set two 64-bit words of sets.
  private var masks: [UInt64] = []
  /// The words of all sets, one after the other, and for each where it stands among them and the number of its set.
  private let words: (bytes: [UInt8], sets: [(Range<Int>, Int)])

  init(_ classes: WordClasses) {
    var bytes: [UInt8] = []
    var sets: [(Range<Int>, Int)] = []
    for set in WordSet.allCases {
      classes.forEachWord(of: WordClasses.name(of: set, in: "figure")) { word in
        sets.append((bytes.count..<bytes.count + word.count, set.rawValue))
        bytes += word
      }
    }
    words = (bytes, sets)
  }

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
    words.bytes.withUnsafeBufferPointer { bytes in
      for (range, set) in words.sets {
        let word = vocabulary.intern(UnsafeBufferPointer(rebasing: bytes[range]))
        let place = 2 * vocabulary.lower(word).index + set >> 6
        if place >= masks.count { masks.append(contentsOf: repeatElement(0, count: place + 1 - masks.count)) }
        masks[place] |= 1 << UInt64(set & 63)
      }
    }
  }
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
