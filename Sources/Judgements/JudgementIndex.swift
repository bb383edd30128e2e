import Records
import Review

/// Finds the judgements of a document's quotes again, after its rules, its page or its id have changed.
///
/// A document is known by its id, by the hash of its words, by its address, and last by words of the quote: five of them in a
/// row are looked for in every text.
public struct JudgementIndex: Sendable {
  /// How a document was known; the first is the surest.
  public enum Knowledge: Int, Sendable, Comparable {
    case id, hash, address, words

    /// Whether one is surer than another.
    public static func < (one: Knowledge, other: Knowledge) -> Bool { one.rawValue < other.rawValue }
  }
  /// A judgement with the place of its quote in a text.
  public struct Found: Sendable {
    /// Its number in the list that the index was made of.
    public var judgement: Int
    /// How the document was known.
    public var knowledge: Knowledge
    /// Where the judged quote stands now.
    public var quote: LocatedQuote
    /// Where the quote stands that should be there; nil where there should be none.
    public var expected: LocatedQuote?
  }

  /// The judgements.
  public let judgements: [Judgement]
  private var byDocument: [String: [Int]] = [:]
  private var byHash: [String: [Int]] = [:]
  private var byAddress: [String: [Int]] = [:]
  private var byWords: [UInt64: [Int]] = [:]

  /// Takes judgements in. O(words of them).
  public init(_ judgements: [Judgement]) {
    self.judgements = judgements
    for (number, judgement) in judgements.enumerated() {
      byDocument[judgement.document, default: []].append(number)
      if let hash = judgement.textHash { byHash[hash, default: []].append(number) }
      if let url = judgement.url { byAddress[url, default: []].append(number) }
      var windows: Set<UInt64> = []
      for piece in judgement.quote.pieces {
        let words = FoldedText.words(piece.before + piece.text + piece.after)
        WordWindows.forEach(in: words) { windows.insert($0) }
      }
      for window in windows.sorted() { byWords[window, default: []].append(number) }
    }
  }

  /// The judgements that are about quotes of a document, in the order of their numbers.
  public func find(in document: ReviewedDocument) -> [Found] {
    guard !judgements.isEmpty else { return [] }
    let text = FoldedText(document.text)
    var known: [Int: Knowledge] = [:]
    func add(_ numbers: [Int]?, _ knowledge: Knowledge) {
      for number in numbers ?? [] { known[number] = min(known[number] ?? .words, knowledge) }
    }
    add(byDocument[document.id], .id)
    add(document.textHash.flatMap { byHash[$0] }, .hash)
    add(document.url.flatMap { byAddress[$0] }, .address)
    WordWindows.forEach(in: text.scalars) { add(byWords[$0], .words) }
    return known.keys.sorted().compactMap { number in
      let judgement = judgements[number]
      let locator = QuoteLocator(text)
      guard let quote = locator.locate(judgement.quote) else { return nil }
      return Found(
        judgement: number, knowledge: known[number] ?? .words, quote: quote,
        expected: judgement.expected.flatMap { locator.locate($0) })
    }
  }
}

/// Five words in a row, by the hash of their letters and digits in small letters.
enum WordWindows {
  static let length = 5

  /// Hands on the hash of every window of a text. O(code points).
  static func forEach(in text: [Unicode.Scalar], _ body: (UInt64) -> Void) {
    var recent = [UInt64](repeating: 0, count: length)
    var count = 0
    var hash = WordHash()
    var isInWord = false
    func finish() {
      recent[count % length] = hash.value
      count += 1
      hash = WordHash()
      guard count >= length else { return }
      var window: UInt64 = 0
      for offset in 0..<length { window = (window ^ recent[(count + offset) % length]) &* 0x9E37_79B9_7F4A_7C15 }
      body(window)
    }
    for scalar in text {
      if let letter = Self.letter(scalar) {
        hash.add(Int(letter))
        isInWord = true
      } else if isInWord {
        finish()
        isInWord = false
      }
    }
    if isInWord { finish() }
  }

  /// A letter or digit as it counts; nil for a mark or a blank.
  private static func letter(_ scalar: Unicode.Scalar) -> UInt32? {
    let value = scalar.value
    if value &- 0x41 < 26 { return value | 0x20 }
    if value &- 0x30 < 10 || value &- 0x61 < 26 { return value }
    return value < 0xC0 || (0x2000..<0x2070).contains(value) ? nil : value
  }
}
