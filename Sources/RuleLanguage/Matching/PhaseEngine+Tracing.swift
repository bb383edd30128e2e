import TextModel

extension PhaseEngine {
  /// Of every rule that can begin in the sentence at or before a token and finds nothing there, the attempt that came
  /// farthest, if it came to the token; those that came farthest first.
  func nearMisses(in document: Document, at token: Int) -> [NearMiss] {
    guard token >= 0, token < document.tokens.count, token < document.sentenceOfToken.count,
      let place = document.sentences.firstIndex(where: { $0.tokens.contains(token) })
    else { return [] }
    let sentence = document.sentences[place].tokens
    let found = Set(finds.filter { $0.match.contains(token) }.map(\.rule))
    var misses: [NearMiss] = []
    withMachine(over: document) { machine, scanner in
      scanner.begin(sentence.indices)
      begin(sentence, &machine)
      for number in program.rules.elements.indices where isWanted(number) {
        let rule = Int32(truncatingIfNeeded: program.firstRule + number)
        guard !found.contains(rule) else { continue }
        let best = best(number, rule, token, sentence, scanner, &machine)
        if let best { misses.append(best) }
      }
    }
    return misses.enumerated().sorted { left, right in
      left.element.read.count == right.element.read.count
        ? left.offset < right.offset : left.element.read.count > right.element.read.count
    }.map(\.element)
  }

  private func best(
    _ number: Int, _ rule: Int32, _ token: Int, _ sentence: TokenRange, _ scanner: StartScanner,
    _ machine: inout Machine
  ) -> NearMiss? {
    var best: NearMiss?
    let isAnchored = program.rules.elements[number].isAnchored
    for start in sentence.indices where start <= token && (!isAnchored || start == sentence.first) {
      guard scanner.rulesWhateverFollows(number >> 6, at: start) & (1 << UInt64(number & 63)) != 0 else { continue }
      guard let miss = trace(number, rule, Int32(truncatingIfNeeded: start), sentence, &machine) else { continue }
      guard miss.read.limit >= token, miss.read.count > best?.read.count ?? 0 else { continue }
      best = miss
    }
    return best
  }

  /// Of every rule of the phase the attempt that came farthest within a stretch taken for one sentence; those that found
  /// something are left out.
  func nearMisses(in document: Document, within stretch: TokenRange) -> [NearMiss] {
    var misses: [NearMiss] = []
    withMachine(over: document) { machine, _ in
      begin(stretch, &machine)
      for number in program.rules.elements.indices where isWanted(number) {
        var best: NearMiss?
        for token in stretch.indices {
          let rule = Int32(truncatingIfNeeded: program.firstRule + number)
          let miss = trace(number, rule, Int32(truncatingIfNeeded: token), stretch, &machine)
          guard let miss else { return }
          if !miss.read.isEmpty, miss.read.count > best?.read.count ?? 0 { best = miss }
        }
        if let best { misses.append(best) }
      }
    }
    return misses
  }

  /// Runs a rule once more and notes where it failed.
  private func trace(
    _ number: Int, _ rule: Int32, _ start: Int32, _ sentence: TokenRange, _ machine: inout Machine
  ) -> NearMiss? {
    var farthest = FarthestFailure()
    let outcome = withUnsafeMutablePointer(to: &farthest) { pointer in
      machine.trace = pointer
      defer { machine.trace = nil }
      return attempt(number, at: start, in: sentence, &machine)
    }
    let reached = TokenRange(start, max(start, farthest.position))
    switch outcome {
    case .found: return nil
    case .noBefore: return NearMiss(rule: rule, read: TokenRange(start, start + 1), sentence: sentence, reason: .before)
    case .rejected(let end):
      return NearMiss(rule: rule, read: TokenRange(start, end), sentence: sentence, reason: .unless)
    case .failed:
      if machine.steps < 0 { return NearMiss(rule: rule, read: reached, sentence: sentence, reason: .tooManySteps) }
      var words: [String] = []
      for step in farthest.steps {
        let word = rules.program.string(rules.program.code[Int(step)].expected)
        if !word.isEmpty, !words.contains(word) { words.append(word) }
      }
      return NearMiss(rule: rule, read: reached, sentence: sentence, reason: .expected(words))
    }
  }
}
