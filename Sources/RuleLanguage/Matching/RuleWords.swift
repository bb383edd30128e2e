import Segmentation
import TextModel

/// What the rules of all phases say of the words of a worker and of the tokens of its document: found out once a word and
/// once a document, whichever phase asks first.
///
/// What is said of words alone is in the rows of `WordRows`, what is said of words with entries in those of `TokenRows`;
/// where rules of a group may begin is a bit a token.
final class RuleWords {
  let resolved: ResolvedProgram
  private let words: WordProgram
  let wordRows: WordRows
  let tokenRows: TokenRows
  private var generation = -1
  /// For each word its rows.
  private let rowOfWord = FlatBuffer<Rows>(capacity: 4096)

  // The document.
  private var revision = -1
  private var matchCount = -1
  /// For each token the row of its word, and that of the word and the entries.
  private(set) var rows = PlainBuffer<Int32>()
  private(set) var ownRows = PlainBuffer<Int32>()
  /// For each token its marks (`TokenMarks`); one more than there are tokens.
  private(set) var marks = PlainBuffer<UInt64>()
  /// For each group the tokens at which one of its rules may begin by words and entries, a bit a token.
  private(set) var begins = PlainBuffer<UInt64>()
  private var candidates = PlainBuffer<Int32>()
  // Of the resolved program.
  private let entryBits: UnsafeBufferPointer<UInt64>
  private let longBits: UnsafeBufferPointer<UInt64>
  private let groupOfClass: FixedBuffer<Int>
  /// By the first half of the bits of classes, and by the second, the groups that they are of, a bit each.
  private let groupsOfClasses: FixedBuffer<UInt32>
  private(set) var tokenCount = 0

  private struct Rows: BitwiseCopyable {
    /// The row of the word, -1 where no token has been that word.
    var word: Int32
    /// That of a token without entries.
    var plain: Int32
    /// The entries that the last token with any had, mostly the same ones, and its row.
    var entries: UInt64 = 0
    var own: Int32 = 0
  }

  private init(_ resolved: ResolvedProgram) {
    self.resolved = resolved
    words = resolved.words
    wordRows = WordRows(resolved.words, resolved.gazetteers.forms)
    tokenRows = TokenRows(resolved, wordRows)
    entryBits = resolved.entryBits.bits.pointer
    longBits = resolved.entryBits.longBits.pointer
    groupOfClass = FixedBuffer(resolved.classes.groups)
    groupsOfClasses = FixedBuffer(Self.groups(of: resolved.classes.groups))
  }

  private static let half = TokenMarks.classLimit / 2

  private static func groups(of classes: [Int]) -> [UInt32] {
    (0..<2 << half).map { place in
      let bits = place >> half == 0 ? place : (place & (1 << half - 1)) << half
      return classes.indices.reduce(UInt32(0)) { bits >> $1 & 1 == 0 ? $0 : $0 | 1 << UInt32(classes[$1] & 31) }
    }
  }

  deinit {
    rows.deallocate()
    ownRows.deallocate()
    marks.deallocate()
    begins.deallocate()
    candidates.deallocate()
  }

  /// Those of a vocabulary, made where it has none of these rules.
  static func of(_ vocabulary: Vocabulary, _ resolved: ResolvedProgram) -> RuleWords {
    if let known = vocabulary.companion as? RuleWords, known.resolved === resolved { return known }
    let made = RuleWords(resolved)
    vocabulary.companion = made
    return made
  }

  /// Gives back what a large document needed; what is known of words stays.
  func rest() {
    revision = -1
    tokenCount = 0
    rows.giveBack()
    ownRows.giveBack()
    marks.giveBack()
    begins.giveBack()
    candidates.giveBack()
  }

  /// Makes rows and marks of the document's tokens, where that has not been done. O(tokens).
  func prepare(_ document: Document) {
    let count = document.tokens.count
    let matches = document.firstMatch.count >= count ? document.gazetteerMatches.count : 0
    guard
      revision != document.revision || tokenCount != count || matchCount != matches
        || generation != document.vocabulary.generation
    else { return }
    (revision, matchCount, tokenCount) = (document.revision, matches, count)
    if generation != document.vocabulary.generation {
      rowOfWord.removeAll(from: document.vocabulary.kept(since: generation))
      generation = document.vocabulary.generation
    }
    if tokenRows.marks.count > TokenRows.limit {
      tokenRows.removeAll()
      rowOfWord.removeAll()
    }
    reserve(document.vocabulary)
    document.tokens.withUnsafeBufferPointer { tokens in
      document.gazetteerMatches.withUnsafeBufferPointer { all in
        document.firstMatch.withUnsafeBufferPointer { firstMatch in
          let matches = UnsafeBufferPointer(rebasing: all[..<matches])
          fillRows(tokens, document.vocabulary, matches, matches.isEmpty ? nil : firstMatch.baseAddress)
        }
      }
    }
    fillBegins()
  }

  private func reserve(_ vocabulary: Vocabulary) {
    rows.reserve(tokenCount)
    ownRows.reserve(tokenCount)
    marks.reserve(tokenCount + 1)
    let none = Rows(word: -1, plain: -1)
    for _ in rowOfWord.count..<max(rowOfWord.count, vocabulary.count) { rowOfWord.append(none) }
  }

  /// Fills rows and marks; `firstMatch` has one for each token.
  private func fillRows(
    _ tokens: UnsafeBufferPointer<Token>, _ vocabulary: Vocabulary, _ matches: UnsafeBufferPointer<GazetteerMatch>,
    _ firstMatch: UnsafePointer<Int32>?
  ) {
    let (rows, ownRows, marks, known) = (rows.base, ownRows.base, marks.base, rowOfWord.mutableElements)
    let rowsOfWords = rowOfWord.elements
    var marksOfRow = tokenRows.marks.elements
    for index in tokens.indices {
      // The rows of words are in no cache for long: they are fetched while those of words before them are read.
      if index &+ Token.ahead < tokens.count { rowsOfWords.prefetch(tokens[index &+ Token.ahead].word.index) }
      let word = tokens[index].word
      if known[word.index].word < 0 {
        known[word.index] = newRows(of: word, vocabulary)
        marksOfRow = tokenRows.marks.elements
      }
      let entries = firstMatch.map { self.entries($0[index], matches) } ?? 0
      var own = known[word.index].plain
      if entries != 0 {
        if known[word.index].entries != entries {
          tokenRows.reserve()
          known[word.index].own = tokenRows.row(ofWord: known[word.index].word, entries: entries)
          known[word.index].entries = entries
          marksOfRow = tokenRows.marks.elements
        }
        own = known[word.index].own
      }
      rows[index] = known[word.index].word
      ownRows[index] = own
      marks[index] = marksOfRow[Int(own)]
    }
    marks[tokens.count] = 0
  }

  private func newRows(of word: WordID, _ vocabulary: Vocabulary) -> Rows {
    let row = wordRows.row(of: word, vocabulary)
    tokenRows.reserve()
    return Rows(word: row, plain: tokenRows.row(ofWord: row, entries: 0))
  }

  /// The bits of the entries of a token whose first match has a number.
  @inline(__always) private func entries(_ first: Int32, _ matches: UnsafeBufferPointer<GazetteerMatch>) -> UInt64 {
    var next = first
    var entries: UInt64 = 0
    while next >= 0, Int(next) < matches.count {
      let match = matches[Int(next)]
      next = match.next
      let place = 2 * Int(match.list & 127) + (match.isConditional ? 1 : 0)
      entries |= entryBits[place]
      if match.tokens.count > 1 { entries |= longBits[place] }
    }
    return entries
  }

  /// Sets the bits of `begins`.
  private func fillBegins() {
    let stride = beginStride
    let count = stride * TokenMarks.classLimit
    begins.reserve(count)
    candidates.reserve(tokenCount + 1)
    let (marks, begins, found, groups) = (marks.base, begins.base, candidates.base, groupsOfClasses.pointer)
    begins.update(repeating: 0, count: count)
    // First which tokens have any, without a branch: most have none.
    var foundCount = 0
    var own = marks[0]
    for token in 0..<tokenCount {
      let next = marks[token + 1]
      found[foundCount] = Int32(truncatingIfNeeded: token)
      foundCount &+= TokenMarks.classes(own, before: next) == 0 ? 0 : 1
      own = next
    }
    for index in 0..<foundCount {
      let token = Int(found[index])
      let bit: UInt64 = 1 &<< UInt64(token & 63)
      let classes = Int(truncatingIfNeeded: TokenMarks.classes(marks[token], before: marks[token + 1]))
      var rest = groups[classes & (1 << Self.half - 1)] | groups[1 << Self.half | classes >> Self.half]
      while rest != 0 {
        begins[rest.trailingZeroBitCount &* stride &+ token >> 6] |= bit
        rest &= rest - 1
      }
    }
  }

  /// The words of the bits of a group.
  var beginStride: Int { (tokenCount + 63) / 64 }

  /// The bits of the tokens at which a rule of a group may begin by words and entries.
  func begins(of group: Int) -> UnsafeBufferPointer<UInt64> {
    let number = resolved.classes.ofGroup[group].lowerBound
    return UnsafeBufferPointer(start: begins.base + groupOfClass.elements[number] * beginStride, count: beginStride)
  }
}

extension RuleSet {
  /// Gives back what rules needed of a large document over a vocabulary; what they know of its words stays.
  public static func rest(_ vocabulary: Vocabulary) { (vocabulary.companion as? RuleWords)?.rest() }
}
