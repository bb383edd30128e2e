import RuleLanguage
import TextModel

extension EntityTagging: Explaining {
  /// Says of the stretches of capitalised words over the token what speaks for each kind of name, and which was chosen.
  public mutating func explain(_ document: Document, at token: Int, into explanation: inout Explanation) {
    explanation.begin("names")
    for line in resolution.explanation(of: document, finds: finds, at: token) { explanation.add(line) }
  }
}

extension NameResolution {
  // names from here: kinds
  private static let kinds = ["person", "place", "organization", "group"]
  // names end
  /// Of how many stretches, the likeliest first, the evidence is told.
  private static let stretches = 4

  /// Decides anew and tells about the run of capitalised words at a token; nothing where it is in none.
  func explanation(of document: Document, finds: RuleFinds, at token: Int) -> [String] {
    var lines: [String] = []
    look(at: document, finds: finds) { resolution, scanner, lists in
      resolution.score(document, scanner: scanner, lists: lists, finds: finds)
      resolution.choose(scanner)
      resolution.remember(document, scanner: scanner)
      guard let run = resolution.runs.elements.firstIndex(where: { $0.tokens.contains(token) }) else { return }
      let evidence = resolution.evidence(ofRun: run, in: document, scanner: scanner, lists: lists, finds: finds)
      resolution.rescore(scanner, lists: lists)
      resolution.choose(scanner)
      resolution.agree(scanner)
      lines = resolution.lines(ofRun: run, at: token, evidence: evidence, document: document)
    }
    return lines
  }

  /// The rows of evidence of each segment of a run.
  private func evidence(
    ofRun run: Int, in document: Document, scanner: NameRuns, lists: DocumentLists, finds: RuleFinds
  ) -> [[Int32]] {
    let evidence = NameEvidence(
      document: document, runs: scanner, classes: classes, segmenter: segmenter, words: words)
    evidence.run = runs[run].tokens
    evidence.sentence = document.sentences.first { $0.tokens.contains(evidence.run.first) }?.tokens ?? evidence.run
    let own = FlatBuffer<NameSegment>()
    finds.withCursor { cursor in
      segmenter.fill(
        run: evidence.run, lists: lists, runs: scanner, classes: classes, finds: &cursor, into: own)
    }
    return own.elements.enumerated().map { offset, segment in
      var list = RowList(fixed: fixed, words: words)
      evidence.describe(segment, into: &list)
      describeTable(segment, run: run, offset: offset, into: &list)
      return list.rows
    }
  }

  private func lines(
    ofRun run: Int, at token: Int, evidence: [[Int32]], document: Document
  ) -> [String] {
    let first = runs[run].segments.lowerBound
    let likeliest = runs[run].segments.filter { Int(segments[$0].start) <= token && token < Int(segments[$0].end) }
      .sorted { NameDecoder.score(segments[$0]).score > NameDecoder.score(segments[$1]).score }
    var lines: [String] = []
    for index in likeliest.prefix(Self.stretches) {
      let segment = segments[index]
      let choice = chosen.elements.first { Int($0.segment) == index }
      let kind = choice.map { Int($0.kind) } ?? NameDecoder.score(segment).kind
      let sums = (0..<4).map { "\(Self.kinds[$0]) \(Explanation.signed(NameWeight.nats(segment.scores[$0])))" }.joined(
        separator: ", ")
      let outcome = choice == nil ? "not chosen" : segment.usersKind >= 0 ? "your list: \(Self.kinds[kind])" : "chosen"
      lines.append("'\(document.string(TokenRange(segment.start, segment.end)))': \(sums); \(outcome)")
      guard index - first < evidence.count else { continue }
      let parts = evidence[index - first].map {
        (rows.table.name(ofRow: $0), NameWeight.nats(rows.table.weights[$0][kind]))
      }
      lines.append("  \(Self.kinds[kind]): \(Explanation.weights(parts.map { (what: $0.0, weight: $0.1) }))")
    }
    return lines
  }
}
