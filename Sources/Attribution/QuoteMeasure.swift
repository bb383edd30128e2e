/// What the confidence of a quote is measured by, beside its rule, its kind and the form of its source.
public struct QuoteMeasure: Sendable {
  /// What follows the content's last word.
  enum Tail: UInt8, CaseIterable { case quotation, sentence, comma, inside }

  /// The probability of the cue.
  let probability: Float
  let tail: Tail
  /// The class of the number of words: of the source none, 1, 2-3, 4-7, 8 or more; of the cue none, 1, 2, 3 or more.
  let source: UInt8
  let cue: UInt8

  init(probability: Float, tail: Tail, sourceWords: Int, cueWords: Int) {
    self.probability = probability
    self.tail = tail
    source = sourceWords < 2 ? UInt8(max(0, sourceWords)) : sourceWords < 4 ? 2 : sourceWords < 8 ? 3 : 4
    cue = UInt8(min(3, max(0, cueWords)))
  }

  static let sources = ["0", "1", "2-3", "4-7", "8"]
  static let cues = ["0", "1", "2", "3"]
  /// The bands of a probability: below 0.5, 0.6 … 0.95, above.
  private static let bounds: [Float] = [0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99]
  /// The number of bands.
  static let bands = 9

  /// The number of the probability's band.
  var bandNumber: Int {
    var band = 0
    for bound in Self.bounds where bound <= probability { band += 1 }
    return band
  }

  /// The probability's band as `confidence.tsv` writes it: `score-6`.
  public var band: String { "score-\(bandNumber)" }

  /// The rest as `confidence.tsv` writes it: `sentence.2-3.1`, a content that ends with its sentence, a source of two or
  /// three words, a cue of one.
  public var detail: String { "\(tail).\(Self.sources[Int(source)]).\(Self.cues[Int(cue)])" }
}
