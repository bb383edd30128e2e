import Segmentation
import TextModel

/// The tags of words that the lexicon has not, by their look; the learner guesses in the same way.
struct WordGuess {
  let resources: TaggerResources

  /// The choice for a word as it stands.
  func choice(_ word: String, isCapital: Bool, base: (String) -> String) -> TagChoice {
    let bytes = Array(word.utf8)
    guard let first = bytes.first, let last = bytes.last else { return TagChoice(best: .NN) }
    if let number = Self.number(word, bytes) { return number }
    let hasLetter = bytes.contains { $0 >= 0x80 || ($0 | 0x20) &- 0x61 < 26 || $0 &- 0x30 < 10 }
    if !hasLetter || bytes.count <= 4 && word.unicodeScalars.allSatisfy({ !$0.properties.isAlphabetic }) {
      return TagChoice(best: .colon)
    }
    if first == 0x40 || first == 0x23 || Self.isAddress(bytes) {
      return TagChoice(best: .NN, mask: TagChoice.bit(.NNP))
    }
    if isCapital {
      if last == 0x73 { return TagChoice(best: .NNP, mask: TagChoice.bit(.NNPS)) }
      let isAdjective = bytes.contains(0x2D) || ["ian", "ish", "ese", "ic", "an", "i"].contains { word.hasSuffix($0) }
      return TagChoice(best: .NNP, mask: isAdjective ? TagChoice.bit(.JJ) : 0)
    }
    return small(word.lowercased(), base: base)
  }

  /// `4,500` CD, `10th` JJ, `1990s` NNS, `30km` CD.
  private static func number(_ word: String, _ bytes: [UInt8]) -> TagChoice? {
    let isDigit = { (byte: UInt8) in byte &- 0x30 < 10 }
    if "¼½¾".contains(word) { return TagChoice(best: .CD) }
    guard let first = bytes.first, isDigit(first) else { return nil }
    if bytes.allSatisfy({ isDigit($0) || $0 == 0x2E || $0 == 0x2C || $0 == 0x2F || $0 == 0x3A }) {
      return TagChoice(best: .CD)
    }
    let tail = word.drop { $0.isNumber || $0 == "," }.lowercased()
    if ["st", "nd", "rd", "th"].contains(tail) { return TagChoice(best: .JJ) }
    if bytes.last == 0x73 { return TagChoice(best: .NNS, mask: TagChoice.bit(.CD)) }
    return TagChoice(best: .CD, mask: TagChoice.bit(.NN) | TagChoice.bit(.JJ))
  }

  private static func isAddress(_ bytes: [UInt8]) -> Bool {
    let text = String(decoding: bytes.prefix(60), as: UTF8.self)
    return text.hasPrefix("http") || text.contains(".com") || text.contains("://")
  }

  private func small(_ word: String, base: (String) -> String) -> TagChoice {
    if word.contains("-"), word.utf8.count > 3, let tail = word.split(separator: "-").last {
      let adjective = TagChoice(best: .JJ, mask: TagChoice.bit(.NN) | (tail.hasSuffix("ing") ? TagChoice.bit(.VBG) : 0))
      guard let known = resources.words.counts(of: String(tail)), known.total > 1, let best = known.counts.first?.tag
      else { return adjective }
      return best == .NNS || best == .CD ? TagChoice(best: best, mask: adjective.mask) : adjective
    }
    if let inflected = inflected(word, base: base(word)) { return inflected }
    let bytes = Array(word.utf8)
    for length in stride(from: min(5, bytes.count - 2), through: 1, by: -1) {
      let ending = String(decoding: bytes[(bytes.count - length)...], as: UTF8.self)
      if let counts = resources.endings.counts(of: ending) { return counts.choice }
    }
    return resources.endings.counts(of: "-")?.choice ?? TagChoice(best: .NN)
  }

  /// A form of a word that is known: *lobbies* by *lobby*.
  private func inflected(_ word: String, base: String) -> TagChoice? {
    guard base != word, let known = resources.words.counts(of: base), known.total > 1 else { return nil }
    let noun = known.count(of: .NN)
    let verb = known.count(of: .VB, .VBP)
    if word.hasSuffix("s"), noun + verb > 0 {
      guard noun > 0 else { return TagChoice(best: .VBZ) }
      return TagChoice(
        best: noun >= verb ? .NNS : .VBZ, mask: TagChoice.bit(.NNS) | (verb > 0 ? TagChoice.bit(.VBZ) : 0))
    }
    if word.hasSuffix("ed"), verb > 0 {
      return TagChoice(best: .VBN, mask: TagChoice.bit(.VBD) | TagChoice.bit(.JJ))
    }
    if word.hasSuffix("ing"), verb > 0 { return TagChoice(best: .VBG, mask: TagChoice.bit(.NN) | TagChoice.bit(.JJ)) }
    return nil
  }
}
