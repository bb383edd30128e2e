import Segmentation
import TextModel

/// What the rules of all phases say of the words of a worker and of the tokens of its document: found out once a word and
/// once a document, whichever phase asks first.
///
/// What is said of words alone is in the rows of `WordRows`.
final class RuleWords {
  let resolved: ResolvedProgram
  private let words: WordProgram
  let wordRows: WordRows
  private var generation = -1
  /// For each word its row, or -1 where no token has been that word.
  private let rowOfWord = FlatBuffer<Int32>(capacity: 4096)

  // The document.
  private var revision = -1
  private var matchCount = -1
  /// For each token the row of its word.
  private(set) var rows = PlainBuffer<Int32>()
  /// For each token which groups of phases its word or an entry of a list that begins there begins a rule of (the low
  /// half) and meets a need of.
  private(set) var groups = PlainBuffer<UInt64>()
  private(set) var tokenCount = 0
  /// All of `groups` together, and those of each sentence.
  private(set) var allGroups: UInt64 = 0
  private(set) var groupsOfSentence = PlainBuffer<UInt64>()
  private(set) var sentenceCount = 0
  /// For each sentence the needs that its words and entries meet, a word a group.
  private(set) var needsOfSentence = PlainBuffer<UInt64>()

  /// Groups from here on share a bit.
  static let lastGroup = 30
  /// In `groups`: the half that tells of needs.
  static let needBits: UInt64 = 0x7FFF_FFFF << 32
  /// In `groups`: an entry of several tokens begins at the token.
  static let longBit: UInt64 = 1 << 31
  /// In `groups`: an entry with an `only-if` that some rule permits begins at the token.
  static let conditionalBit: UInt64 = 1 << 63

  private init(_ resolved: ResolvedProgram) {
    self.resolved = resolved
    words = resolved.words
    wordRows = WordRows(resolved.words)
  }

  deinit {
    rows.deallocate()
    groups.deallocate()
    groupsOfSentence.deallocate()
    needsOfSentence.deallocate()
  }

  /// Those of a vocabulary, made where it has none of these rules.
  static func of(_ vocabulary: Vocabulary, _ resolved: ResolvedProgram) -> RuleWords {
    if let known = vocabulary.companion as? RuleWords, known.resolved === resolved { return known }
    let made = RuleWords(resolved)
    vocabulary.companion = made
    return made
  }

  /// Makes rows and groups of the document's tokens, where that has not been done. O(tokens).
  func prepare(_ document: Document) {
    let count = document.tokens.count
    let matches = document.firstMatch.count >= count ? document.gazetteerMatches.count : 0
    guard
      revision != document.revision || tokenCount != count || matchCount != matches
        || sentenceCount != document.sentences.count || generation != document.vocabulary.generation
    else { return }
    (revision, matchCount) = (document.revision, matches)
    if generation != document.vocabulary.generation {
      generation = document.vocabulary.generation
      rowOfWord.removeAll()
      wordRows.begin(document.vocabulary)
    }
    fillRows(document.tokens, document.vocabulary)
    addGroups(of: document.gazetteerMatches[..<matches])
    fillSentences(document, document.gazetteerMatches[..<matches])
  }

  private func fillRows(_ tokens: [Token], _ vocabulary: Vocabulary) {
    tokenCount = tokens.count
    rows.reserve(tokenCount)
    groups.reserve(tokenCount)
    for _ in rowOfWord.count..<max(rowOfWord.count, vocabulary.count) { rowOfWord.append(-1) }
    let (rows, groups, known) = (rows.base, groups.base, rowOfWord.mutableElements)
    var groupsOfRow = wordRows.groups.elements
    tokens.withUnsafeBufferPointer { tokens in
      for index in tokens.indices {
        let word = tokens[index].word
        if known[word.index] < 0 {
          known[word.index] = wordRows.row(of: word, vocabulary)
          groupsOfRow = wordRows.groups.elements
        }
        let row = known[word.index]
        rows[index] = row
        groups[index] = groupsOfRow[Int(row)]
      }
    }
  }

  private func addGroups(of matches: ArraySlice<GazetteerMatch>) {
    let (plain, conditional) = (resolved.groupsOfList.pointer, resolved.groupsOfConditionalList.pointer)
    let groups = groups.base
    for match in matches {
      let list = Int(match.list & 127)
      var mask = match.isConditional ? conditional[list] : plain[list]
      guard mask != 0, match.tokens.first >= 0, match.tokens.first < tokenCount else { continue }
      if match.tokens.count > 1 { mask |= Self.longBit }
      groups[match.tokens.first] |= mask
    }
  }

  /// Sums up the words and entries of each sentence: most sentences have nothing that the rules of a phase cannot do
  /// without, and are done with by one look.
  private func fillSentences(_ document: Document, _ matches: ArraySlice<GazetteerMatch>) {
    sentenceCount = document.sentences.count
    groupsOfSentence.reserve(sentenceCount)
    needsOfSentence.reserve(sentenceCount * words.needStride)
    allGroups = 0
    let needs = needsOfSentence.base
    for (number, sentence) in document.sentences.enumerated() {
      let own = addNeeds(
        of: sentence.tokens.indices.clamped(to: 0..<tokenCount), to: needs + number * words.needStride)
      groupsOfSentence.base[number] = own
      allGroups |= own
    }
    document.sentenceOfToken.withUnsafeBufferPointer { sentences in
      forEachNeed(in: matches) { token, group, found in
        guard token >= 0, token < sentences.count, sentences[token] >= 0, sentences[token] < sentenceCount else {
          return
        }
        needs[Int(sentences[token]) * words.needStride + group] |= found
      }
    }
  }

  /// Puts the needs that the words of a sentence meet into a row, and returns the groups of its tokens.
  private func addNeeds(of sentence: Range<Int>, to met: UnsafeMutablePointer<UInt64>) -> UInt64 {
    typealias Needs = SIMD4<UInt64>
    let (groups, rows, stride) = (groups.base, rows.base, words.needStride)
    let masks = UnsafeRawPointer(wordRows.needs.elements.baseAddress ?? UnsafePointer(met))
    var all: UInt64 = 0
    for token in sentence { all |= groups[token] }
    for first in Swift.stride(from: 0, to: stride, by: Needs.scalarCount) {
      var sum = Needs()
      for token in sentence {
        let place = (Int(rows[token]) &* stride &+ first) &* MemoryLayout<UInt64>.stride
        sum |= masks.loadUnaligned(fromByteOffset: place, as: Needs.self)
      }
      for index in 0..<Needs.scalarCount { met[first + index] = sum[index] }
    }
    return all
  }

  /// Calls `body` with the token, the group and the needs of each entry that meets one.
  private func forEachNeed(in matches: ArraySlice<GazetteerMatch>, _ body: (Int, Int, UInt64) -> Void) {
    let (plain, conditional) = (resolved.groupsOfList.pointer, resolved.groupsOfConditionalList.pointer)
    for match in matches {
      let list = Int(match.list & 127)
      let mask = match.isConditional ? conditional[list] : plain[list]
      guard mask & Self.needBits != 0 else { continue }
      words.forEachGroup(ofNeeds: mask) { group in
        let needs = resolved.groups[group].needs
        body(
          match.tokens.first, group,
          (match.isConditional ? needs.rulesOfConditionalList : needs.rulesOfList).pointer[list])
      }
    }
  }
}
