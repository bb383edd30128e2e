import Segmentation
import TextModel

/// The tags of words that the lexicon has not, by their look; the learner guesses in the same way.
struct WordGuess {
  let resources: TaggerResources

  /// Calls a closure with the base form of a word in small letters.
  typealias Base = (UnsafeBufferPointer<UInt8>, (UnsafeBufferPointer<UInt8>) -> TagChoice?) -> TagChoice?

  /// The choice for a word as it stands.
  func choice(_ word: UnsafeBufferPointer<UInt8>, isCapital: Bool, base: Base) -> TagChoice {
    guard let first = word.first, let last = word.last else { return TagChoice(best: .NN) }
    if let number = Self.number(word) { return number }
    let hasLetter = word.contains { $0 >= 0x80 || ASCII.isLetter($0) || ASCII.isDigit($0) }
    if !hasLetter || word.count <= 4 && !Self.hasAlphabetic(word) { return TagChoice(best: .colon) }
    if first == 0x40 || first == 0x23 || Self.isAddress(word) {
      return TagChoice(best: .NN, mask: TagChoice.bit(.NNP))
    }
    if isCapital {
      if last == 0x73 { return TagChoice(best: .NNP, mask: TagChoice.bit(.NNPS)) }
      let isAdjective = word.contains(0x2D) || Self.adjectiveEndings.contains { Self.ends(word, $0) }
      return TagChoice(best: .NNP, mask: isAdjective ? TagChoice.bit(.JJ) : 0)
    }
    guard Self.isASCII(word) else {
      return Array(Self.string(word).lowercased().utf8).withUnsafeBufferPointer { small($0, base: base) }
    }
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: word.count) { letters in
      for (index, byte) in word.enumerated() {
        letters.initializeElement(at: index, to: ASCII.lower(byte))
      }
      return small(UnsafeBufferPointer(letters), base: base)
    }
  }

  private static let adjectiveEndings: [StaticString] = ["ian", "ish", "ese", "ic", "an", "i"]

  private static func ends(_ word: UnsafeBufferPointer<UInt8>, _ ending: StaticString) -> Bool {
    let count = ending.utf8CodeUnitCount
    guard word.count >= count else { return false }
    for offset in 0..<count where word[word.count - count + offset] != ending.utf8Start[offset] { return false }
    return true
  }

  private static func isASCII(_ word: UnsafeBufferPointer<UInt8>) -> Bool { word.allSatisfy { $0 < 0x80 } }

  private static func string(_ word: UnsafeBufferPointer<UInt8>) -> String { String(decoding: word, as: UTF8.self) }

  private static func hasAlphabetic(_ word: UnsafeBufferPointer<UInt8>) -> Bool {
    if isASCII(word) { return word.contains(where: ASCII.isLetter) }
    return string(word).unicodeScalars.contains { $0.properties.isAlphabetic }
  }

  /// `4,500` CD, `10th` JJ, `1990s` NNS, `30km` CD.
  private static func number(_ word: UnsafeBufferPointer<UInt8>) -> TagChoice? {
    guard let first = word.first else { return nil }
    if first >= 0x80 { return "¼½¾".contains(string(word)) ? TagChoice(best: .CD) : nil }
    guard ASCII.isDigit(first) else { return nil }
    if word.allSatisfy({ ASCII.isDigit($0) || $0 == 0x2E || $0 == 0x2C || $0 == 0x2F || $0 == 0x3A }) {
      return TagChoice(best: .CD)
    }
    let tail = string(word).drop { $0.isNumber || $0 == "," }.lowercased()
    if ["st", "nd", "rd", "th"].contains(tail) { return TagChoice(best: .JJ) }
    if word.last == 0x73 { return TagChoice(best: .NNS, mask: TagChoice.bit(.CD)) }
    return TagChoice(best: .CD, mask: TagChoice.bit(.NN) | TagChoice.bit(.JJ))
  }

  private static func isAddress(_ word: UnsafeBufferPointer<UInt8>) -> Bool {
    if word.starts(with: "http".utf8) { return true }
    guard word.contains(where: { $0 == 0x2E || $0 == 0x3A }) else { return false }
    if isASCII(word) { return has(word, ".com") || has(word, "://") }
    let text = String(decoding: word.prefix(60), as: UTF8.self)
    return text.contains(".com") || text.contains("://")
  }

  /// Whether the first 60 bytes of a word have a text in them.
  private static func has(_ word: UnsafeBufferPointer<UInt8>, _ text: StaticString) -> Bool {
    let length = text.utf8CodeUnitCount
    let count = min(60, word.count)
    guard count >= length else { return false }
    return (0...count - length).contains { start in
      (0..<length).allSatisfy { word[start + $0] == text.utf8Start[$0] }
    }
  }

  private func small(_ word: UnsafeBufferPointer<UInt8>, base: Base) -> TagChoice {
    if word.count > 3, word.contains(0x2D), let compound = compound(word) { return compound }
    if let form = base(word, { inflected(word, base: $0) }) { return form }
    for length in stride(from: min(5, word.count - 2), through: 1, by: -1) {
      let ending = UnsafeBufferPointer(rebasing: word[(word.count - length)...])
      if let counts = resources.endings.counts(of: ending) { return counts.choice }
    }
    let rest: [UInt8] = [0x2D]
    return rest.withUnsafeBufferPointer { resources.endings.counts(of: $0) }?.choice ?? TagChoice(best: .NN)
  }

  /// A word with a hyphen, by its last part; nil where it has none.
  private func compound(_ word: UnsafeBufferPointer<UInt8>) -> TagChoice? {
    guard let last = word.lastIndex(where: { $0 != 0x2D }) else { return nil }
    let start = word[..<last].lastIndex(of: 0x2D).map { $0 + 1 } ?? 0
    let tail = UnsafeBufferPointer(rebasing: word[start...last])
    let adjective = TagChoice(
      best: .JJ, mask: TagChoice.bit(.NN) | (Self.ends(tail, "ing") ? TagChoice.bit(.VBG) : 0))
    guard let best = resources.words.known(tail)?.choice.best else { return adjective }
    if best == PennTag.NNS.rawValue { return TagChoice(best: .NNS, mask: adjective.mask) }
    return best == PennTag.CD.rawValue ? TagChoice(best: .CD, mask: adjective.mask) : adjective
  }

  /// A form of a word that is known: *lobbies* by *lobby*.
  private func inflected(_ word: UnsafeBufferPointer<UInt8>, base: UnsafeBufferPointer<UInt8>) -> TagChoice? {
    guard !base.elementsEqual(word), let known = resources.words.known(base) else { return nil }
    if Self.ends(word, "s"), known.nouns + known.verbs > 0 {
      guard known.nouns > 0 else { return TagChoice(best: .VBZ) }
      return TagChoice(
        best: known.nouns >= known.verbs ? .NNS : .VBZ,
        mask: TagChoice.bit(.NNS) | (known.verbs > 0 ? TagChoice.bit(.VBZ) : 0))
    }
    guard known.verbs > 0 else { return nil }
    if Self.ends(word, "ed") { return TagChoice(best: .VBN, mask: TagChoice.bit(.VBD) | TagChoice.bit(.JJ)) }
    if Self.ends(word, "ing") { return TagChoice(best: .VBG, mask: TagChoice.bit(.NN) | TagChoice.bit(.JJ)) }
    return nil
  }
}
