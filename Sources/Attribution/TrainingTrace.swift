import GazetteerIndex
import RuleLanguage
import TextModel

/// Writes down, of every candidate of a document, what its decision is made from: for the script that learns the weights.
///
/// Lines of tab-separated fields, offsets in bytes. `C`: word, lemma, frame, head, cue, start of the content, heads of the
/// source and of the content, shared features. `B`, a boundary of the candidate before it: offset of its token, features; `E`: the end of
/// the sentence.
@_spi(Learning) public struct TrainingTrace {
  private let reading: Reading
  private var cues: CueTagging
  private let scoring: CueScoring
  private let ends: ContentEnd
  private let hasBoundaries: Bool

  /// Makes a trace; `takesAllVerbs` traces every verb, without boundaries, to learn the lists of cues from.
  @_spi(Learning) public init(gazetteers: Gazetteers, tables: AttributionTables, takesAllVerbs: Bool) {
    reading = Reading(gazetteers)
    cues = CueTagging(reading: reading, lexicon: CueLexicon(gazetteers, tables: tables))
    cues.takesAllVerbs = takesAllVerbs
    scoring = CueScoring(reading: reading, tables: tables)
    ends = ContentEnd(reading: reading, tables: tables)
    hasBoundaries = !takesAllVerbs
  }

  /// The lines of a document that has tokens, sentences, quotations, gazetteer matches and parts of speech.
  @_spi(Learning) public mutating func lines(of document: Document) -> [String] {
    reading.read(document)
    cues.run()
    scoring.score(&cues.candidates, lexicon: cues.lexicon)
    var lines: [String] = []
    for candidate in cues.candidates {
      lines.append(line(of: candidate))
      if hasBoundaries { addBoundaries(of: candidate, to: &lines) }
    }
    return lines
  }

  private func offsets(_ tokens: Range<Int>) -> String {
    let range = reading.document.range(of: TokenRange(tokens.lowerBound, tokens.upperBound))
    return "\(range.start.value)-\(range.end.value)"
  }

  private func line(of candidate: CueCandidate) -> String {
    var features: [String] = []
    scoring.forEachFeature(of: candidate, scoring.knowledge(of: candidate, cues.lexicon)) { feature in
      guard feature.family > CueFeature.contentHead.rawValue else { return }
      features.append(feature.name(in: CueFeature.families))
    }
    let lemma =
      candidate.frame.shape == .light
      ? reading.document.vocabulary.string(reading.lemma(lightNoun(of: candidate)))
      : reading.document.vocabulary.string(reading.lemma(candidate.head))
    let fields = [
      "C", candidate.frame.shape == .light ? "noun" : "\(candidate.word)", lemma, candidate.frame.name,
      offsets(candidate.head..<candidate.head + 1), offsets(candidate.cue), "\(offset(candidate.start))",
      reading.headName(reading.head(of: candidate.source.tokens)),
      reading.headName(reading.contentHead(of: candidate)), candidate.entry >= 0 ? "1" : "0",
      features.joined(separator: "|"),
    ]
    return fields.joined(separator: "\t")
  }

  /// The noun of *made calls for*: the last of the cue that a list has.
  private func lightNoun(of candidate: CueCandidate) -> Int {
    candidate.cue.last { reading.isNoun($0) } ?? candidate.head
  }

  private func offset(_ token: Int) -> Int {
    token < reading.count
      ? Int(reading.document.tokens[token].range.start.value) : Int(reading.document.text.count)
  }

  private func addBoundaries(of candidate: CueCandidate, to lines: inout [String]) {
    let start = candidate.start
    let limit = reading.sentenceLimit(candidate.head)
    guard candidate.entry >= 0, start < limit, reading.opening(start) < limit else { return }
    let end = ends.sentenceEnd(from: start, limit: limit)
    var scan = ContentEnd.ContentScan(next: start)
    let kind = reading.contentKind(of: candidate)
    let lastAnd = ends.lastAnd(from: start, end: end)
    ends.forEachBoundary(from: start, end: end, kind: kind) { token in
      scan.advance(to: token, reading: reading)
      var list = FeatureList()
      ends.describe(at: token, start: start, end: end, kind: kind, scan: scan, lastAnd: lastAnd, into: &list)
      let features = list.features.map { $0.name(in: EndFeature.families) }
      lines.append("B\t\(offset(token))\t\(features.joined(separator: "|"))")
      return token - start < 80
    }
    lines.append("E\t\(offset(end))")
  }
}
