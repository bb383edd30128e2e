import GazetteerIndex
import TextModel

/// What attribution has learnt, as the files of `Rules/` say it. Immutable, shared by workers.
///
/// The files are for people; compiled resources have the same as numbers (`section`), so that a start reads no text.
public final class AttributionTables: Sendable {
  /// The files' paths in the folder of rules.
  public static let names = [
    "learnt/attribution/cue-frames.tsv", "learnt/attribution/cue-weights.tsv", "learnt/attribution/content-end.tsv",
    "learnt/attribution/source-heads.tsv", "learnt/attribution/content-heads.tsv", "learnt/attribution/quote-keep.tsv",
    "learnt/attribution/quote-right.tsv", "learnt/attribution/quote-speech.tsv", "learnt/attribution/quote-name.tsv",
    "learnt/attribution/report-signs.tsv", "attribution/by-hand.tsv",
  ]

  let cueWeights: WeightTable
  let endWeights: WeightTable
  /// Whether a quote is an attribution; whether its content and source are right; whether it is of words, not of an attitude.
  let keepWeights: WeightTable
  let rightWeights: WeightTable
  let speechWeights: WeightTable
  /// How likely the source of a quote is the right one.
  let nameWeights: WeightTable
  /// How far a document reports on politics.
  let reportWeights: WeightTable
  let hasQuoteWeights: Bool
  /// There are weights that say how likely the source of a quote is the right one.
  public let hasNameWeights: Bool
  /// The same as contents are ended by.
  let endRows: EndWeights
  /// For each frame the log odds that it is a cue's, and where content and source are.
  let frames: FrameTable
  /// The share of cues among all candidates.
  let mean: Float
  /// By head of a source, and by head of what may be a content, how often it was a cue's.
  let sourceHeads: HeadTable
  let contentHeads: HeadTable
  /// The lists of cues.
  let cues: CompiledCues
  /// The weights that are set by hand.
  let hand: HandWeights

  /// Reads the tables; a file that is missing leaves its table empty.
  public convenience init(files: [(name: String, bytes: [UInt8])]) { self.init(files: files, cues: CompiledCues()) }

  /// Reads the tables and, from the lists that they go with, the cues.
  public convenience init(files: [(name: String, bytes: [UInt8])], gazetteers: Gazetteers) {
    self.init(files: files, cues: CompiledCues(gazetteers))
  }

  /// Reads the tables, and takes over the cues of others.
  public convenience init(files: [(name: String, bytes: [UInt8])], cuesOf other: AttributionTables) {
    self.init(files: files, cues: other.cues)
  }

  /// No tables at all: every cue of a list counts by its share alone.
  public convenience init() { self.init(files: []) }

  private convenience init(files: [(name: String, bytes: [UInt8])], cues: CompiledCues) {
    func bytes(_ name: String) -> [UInt8] { files.first { $0.name.hasSuffix(name) }?.bytes ?? [] }
    let frames = FrameTable(file: bytes("/cue-frames.tsv"))
    self.init(
      cueWeights: WeightTable(families: CueFeature.families, file: bytes("/cue-weights.tsv")),
      endWeights: WeightTable(families: EndFeature.families, file: bytes("/content-end.tsv")),
      keepWeights: WeightTable(families: QuoteFeature.families, file: bytes("/quote-keep.tsv")),
      rightWeights: WeightTable(families: QuoteFeature.families, file: bytes("/quote-right.tsv")),
      speechWeights: WeightTable(families: QuoteFeature.families, file: bytes("/quote-speech.tsv")),
      nameWeights: WeightTable(families: NameFeature.families, file: bytes("/quote-name.tsv")),
      reportWeights: WeightTable(families: ReportFeature.families, file: bytes("/report-signs.tsv")), frames: frames,
      sourceHeads: HeadTable(file: bytes("/source-heads.tsv"), mean: frames.mean),
      contentHeads: HeadTable(file: bytes("/content-heads.tsv"), mean: frames.mean), cues: cues,
      hand: HandWeights(file: bytes("/by-hand.tsv")))
  }

  init(
    cueWeights: WeightTable, endWeights: WeightTable, keepWeights: WeightTable, rightWeights: WeightTable,
    speechWeights: WeightTable, nameWeights: WeightTable, reportWeights: WeightTable, frames: FrameTable,
    sourceHeads: HeadTable,
    contentHeads: HeadTable, cues: CompiledCues, hand: HandWeights
  ) {
    self.cueWeights = cueWeights
    self.endWeights = endWeights
    self.keepWeights = keepWeights
    self.rightWeights = rightWeights
    self.speechWeights = speechWeights
    self.nameWeights = nameWeights
    self.reportWeights = reportWeights
    hasNameWeights = !nameWeights.known.isEmpty
    hasQuoteWeights = !keepWeights.known.isEmpty
    endRows = EndWeights(endWeights)
    self.frames = frames
    mean = frames.mean
    self.sourceHeads = sourceHeads
    self.contentHeads = contentHeads
    self.cues = cues
    self.hand = hand
  }
}

/// How cues stand, over all lemmas.
struct FrameTable: Sendable {
  private(set) var odds: [Float]
  private(set) var sides: [CueLexicon.Sides]
  private(set) var mean: Float

  init(odds: [Float], sides: [CueLexicon.Sides], mean: Float) {
    self.odds = odds
    self.sides = sides
    self.mean = mean
  }

  /// Reads `frame<TAB>cues<TAB>uses<TAB>sides` lines.
  init(file: [UInt8]) {
    var frames: [(index: Int, cues: Float, uses: Float, sides: CueLexicon.Sides)] = []
    TableFile(file).forEachRow { fields in
      guard fields.count >= 4, let frame = Frame(named: fields[0]), let cues = Float(fields[1]),
        let uses = Float(fields[2])
      else { return }
      frames.append((frame.index, cues, uses, CueColumns.sides(fields[3])))
    }
    let cues = frames.reduce(0) { $0 + $1.cues }
    let uses = frames.reduce(0) { $0 + $1.uses }
    mean = (cues + 1) / (uses + 2)
    odds = [Float](repeating: Odds.of(mean), count: Frame.count)
    sides = [CueLexicon.Sides](repeating: [], count: Frame.count)
    for frame in frames {
      odds[frame.index] = Odds.of((frame.cues + 3 * mean) / (frame.uses + 3))
      sides[frame.index] = frame.sides
    }
  }
}

/// The log odds of heads of sources (*officials*, *poll*, any name) or of contents (*charges*, *idea*).
struct HeadTable: Sendable {
  /// The words as the file has them, with the bits of their log odds.
  private(set) var words: [(word: String, odds: Float)] = []
  private var map = ByteMap()
  /// Of a head that the file does not have; of a name; where there is no head.
  let unknown: Float
  private(set) var name: Float
  private(set) var none: Float

  init(words: [(word: String, odds: Float)], mean: Float) {
    self.words = words
    unknown = Odds.of(mean)
    name = unknown
    none = unknown
    for (word, odds) in words {
      if word == "<NNP>" { name = odds }
      if word == "-" { none = odds }
      map.update(word) { _ in UInt64(odds.bitPattern) }
    }
  }

  /// Reads `head<TAB>cues<TAB>uses` lines.
  init(file: [UInt8], mean: Float) {
    var words: [(word: String, odds: Float)] = []
    TableFile(file).forEachRow { fields in
      guard fields.count >= 3, let cues = Float(fields[1]), let uses = Float(fields[2]) else { return }
      words.append((String(fields[0]), Odds.of((cues + 5 * mean) / (uses + 5))))
    }
    self.init(words: words, mean: mean)
  }

  /// The log odds of a base form. O(length).
  func odds(of word: UnsafeBufferPointer<UInt8>) -> Float {
    map[word].map { Float(bitPattern: UInt32(truncatingIfNeeded: $0)) } ?? unknown
  }
}
