import GazetteerIndex
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
  private let lemmatizer: Lemmatizer
  private var generation = -1
  /// By word the bits of its traits and, above them, its closed class.
  private let table: ByteMap

  init(_ gazetteers: Gazetteers) {
    lemmatizer = Lemmatizer(gazetteers.forms)
    table = Self.table(of: gazetteers.words)
  }

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
        rows.append(entry(of: lower, in: vocabulary))
      }
    }
  }

  private func entry(of word: WordID, in vocabulary: Vocabulary) -> WordRow {
    let known = vocabulary.withBytes(word) { table[$0] } ?? 0
    var traits = WordTrait(rawValue: known & 0xFF_FFFF_FFFF_FFFF)
    if vocabulary.shape(word).contains(.punctuation) { traits.insert(.punctuation) }
    // *flatly*, *angrily*; with *ly* and a length above that of *only*.
    if vocabulary.withBytes(word, { $0.count > 5 && $0[$0.count - 2] == 0x6C && $0[$0.count - 1] == 0x79 }) {
      traits.insert(.manner)
    }
    let closed = ClosedWord(rawValue: UInt8(truncatingIfNeeded: known >> Self.closedShift)) ?? .other
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
  private static let closedShift: UInt64 = 56

  private static func table(of classes: WordClasses) -> ByteMap {
    var table = ByteMap()
    for (list, trait) in lists { classes.forEachWord(of: list) { table.update($0) { $0 | trait.rawValue } } }
    for word in ClosedWord.allCases where word != .other {
      let name = WordClasses.name(of: word, in: "closed")  // names: a list
      classes.forEachWord(of: name) {
        table.update($0) { $0 | UInt64(word.rawValue) << closedShift }
      }
    }
    return table
  }

  /// The classes of words, and what holds of their words.
  private static let lists: [(list: String, WordTrait)] = [
    ("attribution.auxiliary", .auxiliary),
    ("attribution.be", .be),
    ("attribution.have", .have),
    ("attribution.do-form", .doForm),
    ("attribution.get-form", .getForm),
    ("attribution.modal", .modal),
    ("attribution.negation", .negation),
    ("attribution.hedge", .hedge),
    ("attribution.time", .time),
    ("attribution.weekday", .weekday),
    ("attribution.time-modifier", .timeModifier),
    ("attribution.time-unit", .timeUnit),
    ("attribution.preposition", .preposition),
    ("attribution.particle", .particle),
    ("attribution.question-word", .questionWord),
    ("attribution.inverting", .inverting),
    ("attribution.linking", .linking),
    ("attribution.subordinator", .subordinator),
    ("attribution.apposition", .apposition),
    ("attribution.loose-adverb", .looseAdverb),
    ("attribution.vague", .vague),
    ("attribution.also", .also),
    ("attribution.nominal-link", .nominalLink),
    ("attribution.light", .light),
    ("attribution.document", .document),
    ("attribution.interview", .interview),
    ("attribution.telling", .telling),
    ("attribution.asking", .asking),
    ("attribution.naming", .naming),
    ("attribution.boundary", .boundary),
    ("attribution.ampersand", .ampersand),
    ("attribution.slash", .slash),
    ("attribution.leading", .leading),
    ("attribution.causing", .causing),
    ("attribution.statement", .statement),
    ("attribution.reporting", .reporting),
    ("attribution.reported", .reported),
    ("attribution.instructing", .instructing),
    ("attribution.addressing", .addressing),
    ("attribution.permitting", .permitting),
    ("attribution.occasion-noun", .occasionNoun),
    ("attribution.adverbial-noun", .adverbialNoun),
    ("attribution.calling", .calling),
    ("attribution.reflexive", .reflexive),
    ("attribution.issued", .issued),
    ("attribution.occasion", .occasion),
    ("attribution.compound", .compound),
    ("attribution.unnamed", .unnamed),
    ("attribution.name-noun", .nameNoun),
    ("attribution.watching", .watching),
    ("attribution.court", .court),
    ("attribution.hearing", .hearing),
  ]
}
