import GazetteerIndex
import TextModel

/// Finds the turns of a transcript: blocks that begin with who speaks.
///
///     HOST: Is the bill dead?
///
///     MINISTER: No. It is resting.
///
/// A line alone may be a headline or a row of a fact box (*Venue: the town hall*). So a document has turns where two
/// labels or more begin its blocks and one of them comes back, and words that are known to label something else
/// (`word.label`) are none. A block without a label goes on with the turn before it where another turn follows.
struct SpeakerTurns {
  private let reading: Reading
  private let labels: UInt8
  private let roles: UInt8
  /// The labels in the order of the text; none where the document is no conversation.
  private var heads: [Head] = []
  /// A label has so many tokens at most.
  private static let longest = 10
  /// A turn goes on over so many blocks at most.
  private static let blocks = 40
  private static let confidence: Float = 0.9

  /// A label at the head of a block.
  private struct Head {
    var label: Range<Int>
    /// The colon; nil after *Q.* and *A.*.
    var colon: Int?
    var start: Int
    /// The hash of the label's words in small letters, to know the speaker again.
    var speaker: UInt64
  }

  init(reading: Reading, gazetteers: Gazetteers) {
    self.reading = reading
    labels = gazetteers.list(named: "word.label")?.id ?? 255
    roles = gazetteers.list(named: "word.role-noun")?.id ?? 255
  }

  /// Adds a quote for each turn, in the order of the text. O(tokens of the blocks' heads).
  mutating func find(in document: Document, into found: inout [FoundQuote]) {
    heads.removeAll(keepingCapacity: true)
    for sentence in document.sentences where reading.beginsBlock(sentence.tokens.first) {
      if let head = head(at: sentence.tokens.first, in: document) { heads.append(head) }
    }
    guard isConversation else { return heads.removeAll(keepingCapacity: true) }
    for (index, head) in heads.enumerated() {
      let next = index + 1 < heads.count ? heads[index + 1].label.lowerBound : nil
      let pieces = pieces(from: head.start, next: next)
      guard !pieces.isEmpty else { continue }
      found.append(
        FoundQuote(
          cue: head.colon.map { $0..<$0 + 1 }, source: head.label, pieces: Pieces(pieces), candidate: -1,
          head: head.label.lowerBound, probability: Self.confidence, rule: .turn))
    }
  }

  /// Whether the token is the colon of a turn that was found. O(log turns).
  func isColon(_ token: Int) -> Bool {
    var low = 0
    var high = heads.count
    while low < high {
      let middle = (low + high) / 2
      if heads[middle].start <= token { low = middle + 1 } else { high = middle }
    }
    return low < heads.count && heads[low].colon == token
  }

  /// Two labels or more, of which one comes back.
  private var isConversation: Bool {
    guard heads.count > 2 else { return false }
    let speakers = heads.map(\.speaker).sorted()
    var distinct = 1
    for (earlier, later) in zip(speakers, speakers.dropFirst()) where earlier != later { distinct += 1 }
    return distinct > 1 && distinct < speakers.count
  }

  // MARK: Labels

  private func head(at start: Int, in document: Document) -> Head? {
    if let head = question(at: start, in: document) { return head }
    var token = start
    var words = 0
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    var bracket = false
    while token < reading.count, token - start < Self.longest, token == start || !reading.beginsBlock(token) {
      switch reading.closed(token) {
      case .colon:
        guard words > 0, isSpeech(from: token + 1), !isLabel(start..<token, in: document),
          words > 1 || canSpeak(token - 1, in: document)
        else { return nil }
        return Head(label: start..<token, colon: token, start: token + 1, speaker: hash)
      case .openBracket: bracket = true
      case .closeBracket: bracket = false
      case .stop, .comma, .hyphen: break
      default:
        if words == 0, isSalutation(token, in: document) { return nil }
        guard bracket || isNamePart(token, isFirst: words == 0, in: document) else { return nil }
        words += 1
        if !bracket { hash = (hash ^ UInt64(truncatingIfNeeded: document.lower(token).rawValue)) &* 0x100_0000_01B3 }
      }
      token += 1
    }
    return nil
  }

  /// *DEAR ABBY: …*: who is written to does not speak.
  private func isSalutation(_ token: Int, in document: Document) -> Bool {
    document.vocabulary.withBytes(document.lower(token)) { $0.elementsEqual("dear".utf8) }
  }

  /// *Q. What about it?* *A: It is law.*
  private func question(at token: Int, in document: Document) -> Head? {
    guard token + 1 < reading.count, !reading.beginsBlock(token + 1) else { return nil }
    guard let isStopped = isQuestionLetter(document.tokens[token].range, in: document.text) else { return nil }
    if isStopped {
      return Head(
        label: token..<token + 1, colon: nil, start: token + 1,
        speaker: UInt64(truncatingIfNeeded: document.lower(token).rawValue))
    }
    guard reading.closed(token + 1) == .colon || reading.closed(token + 1) == .stop else { return nil }
    guard token + 2 < reading.count, !reading.beginsBlock(token + 2) else { return nil }
    return Head(
      label: token..<token + 1, colon: token + 1, start: token + 2,
      speaker: UInt64(truncatingIfNeeded: document.lower(token).rawValue))
  }

  /// Whether a *Q* or an *A* has its stop; nil for all other words.
  private func isQuestionLetter(_ range: UTF8Range, in text: [UInt8]) -> Bool? {
    let start = Int(range.start.value)
    guard range.length > 0, range.length < 3, start >= 0, Int(range.end.value) <= text.count,
      text[start] == UInt8(ascii: "Q") || text[start] == UInt8(ascii: "A")
    else { return nil }
    if range.length == 1 { return false }
    return text[start + 1] == UInt8(ascii: ".") ? true : nil
  }

  /// A capitalised word, or what stands inside a name or a title: *of*, *de*, *the*.
  private func isNamePart(_ token: Int, isFirst: Bool, in document: Document) -> Bool {
    let shape = document.shape(token)
    if shape.contains(.capitalized) || shape.contains(.initial) { return true }
    if isFirst { return false }
    switch reading.closed(token) {
    case .of, .and, .for: return true
    default: return reading.tag(token) == .DT || reading.tag(token) == .POS || reading.tag(token) == .FW
    }
  }

  /// A word that is no plain noun or adjective (*Pros*, *Price*, *Best*), but a name, a role or all capitals.
  private func canSpeak(_ token: Int, in document: Document) -> Bool {
    if reading.row(token).pointee.name != .none || document.shape(token).contains(.allCapitals) { return true }
    switch reading.tag(token) {
    case .NNP, .NNPS, .PRP: return true
    case .NN: return lists(roles, at: token, in: document)
    default: return false
    }
  }

  private func lists(_ list: UInt8, at token: Int, in document: Document) -> Bool {
    guard document.firstMatch.indices.contains(token) else { return false }
    var index = Int(document.firstMatch[token])
    while document.gazetteerMatches.indices.contains(index) {
      if document.gazetteerMatches[index].list == list { return true }
      index = Int(document.gazetteerMatches[index].next)
    }
    return false
  }

  /// The words are known to label something else (*Watch: …*, but not *Watch Officer: …*).
  private func isLabel(_ tokens: Range<Int>, in document: Document) -> Bool {
    guard document.firstMatch.indices.contains(tokens.lowerBound) else { return false }
    var index = Int(document.firstMatch[tokens.lowerBound])
    while document.gazetteerMatches.indices.contains(index) {
      let match = document.gazetteerMatches[index]
      if match.list == labels, match.tokens.limit == tokens.upperBound { return true }
      index = Int(match.next)
    }
    return false
  }

  /// The rest of the block has an end of a sentence or many words: a row of a fact box has neither.
  private func isSpeech(from start: Int) -> Bool {
    var words = 0
    var token = start
    while token < reading.count, !reading.beginsBlock(token) {
      switch reading.closed(token) {
      case .stop, .question, .exclamation: if words > 0 { return true }
      default: if !reading.has(.punctuation, token), reading.tag(token) != .CD { words += 1 }
      }
      if words >= 8 { return true }
      token += 1
    }
    return false
  }

  // MARK: Contents

  /// What is said from a token on: to the end of the block, and over the blocks up to the next turn.
  private func pieces(from start: Int, next: Int?) -> [Range<Int>] {
    var pieces: [Range<Int>] = []
    var first = start
    var token = start + 1
    let limit = next ?? reading.count
    while token < limit, pieces.count < Self.blocks {
      if reading.beginsBlock(token) {
        pieces.append(first..<token)
        first = token
        if next == nil { return pieces }
      }
      token += 1
    }
    if token == limit, first < limit { pieces.append(first..<limit) }
    // What follows so many blocks later is no longer the same speaker's.
    return pieces.count < Self.blocks ? pieces : Array(pieces.prefix(1))
  }
}
