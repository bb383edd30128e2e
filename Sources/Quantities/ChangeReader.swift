import GazetteerIndex
import TextModel

/// Finds what figures are changes or come of one: *rose 3 percent*, *fell from 7 to 5 percent*, *$9 million, up from $8
/// million*.
struct ChangeReader {
  private let document: Document
  private let words: DocumentWords
  private let lists: WordLists
  private let spans: [TokenRange]
  private let classColumn: Int?

  /// A verb of change stands so many tokens before its figure at most, other figures not counted.
  private static let reach = 7
  /// And the figure that it changed from so many behind it.
  private static let baseReach = 9

  /// The tokens of `document.figures`, in their order.
  init(_ words: DocumentWords, _ lists: WordLists, spans: [TokenRange]) {
    self.words = words
    self.lists = lists
    self.spans = spans
    document = words.document
    classColumn = lists.change.id.flatMap { lists.gazetteers.column("class", of: $0) }
  }

  /// Sets `change` and `base`. O(figures).
  func read() {
    for index in document.figures.indices where canChange(document.figures[index].kind) {
      if let (change, base) = before(index) ?? noun(behind: index) ?? aside(behind: index) {
        document.figures[index].change = change
        document.figures[index].base = base
      }
    }
  }

  private func canChange(_ kind: Figure.Kind) -> Bool {
    switch kind {
    case .ordinal, .score, .age, .plain: false
    default: true
    }
  }

  // MARK: A verb before the figure

  /// How a figure hangs on the verb before it.
  private enum Link { case bare, by, to, of }

  /// *rose by 3 percent*, *rose 3 percent to 12*, *fell from 7 to 5 percent*, *an increase of 4 percent*.
  private func before(_ index: Int) -> (Figure.Change, Int?)? {
    let start = sentence(of: index).first
    var token = spans[index].first - 1
    var link = Link.bare
    var base: Int?
    var steps = 0
    var other = index - 1
    while token >= start, steps < Self.reach {
      if other >= 0, spans[other].contains(TokenRange(token, token + 1)) {
        // The figure between is the one it came from, or by how much: *rose 3 percent to 12*.
        guard link == .to else { return nil }
        token = spans[other].first - 1
        if let from = prefix(of: other), words.has(from, .from) {
          base = other
          token = from - 1
        }
        other -= 1
        continue
      }
      if let match = lists.match(lists.change, at: token, in: document), match.tokens.count == 1 {
        // *edged up*, *went down* say it by their particle; *sign up* does not.
        guard let change = direction(match), !isParticle(token) else { return nil }
        return isChange(index, link, match) ? (change, base ?? (link == .to ? baseBehind(index) : nil)) : nil
      }
      if link == .bare, words.has(token, .by) {
        link = .by
      } else if link == .bare, words.has(token, .to) {
        link = .to
      } else if link == .bare, words.has(token, .of) {
        link = .of
      } else if !isFiller(token) {
        return nil
      }
      token -= 1
      steps += 1
    }
    return nil
  }

  /// *sign up 59 percent fewer*: the word belongs to a verb that tells of no change.
  private func isParticle(_ token: Int) -> Bool {
    guard words.has(token, .upDown), token > 0 else { return false }
    switch tag(token - 1) {
    case .VB, .VBD, .VBG, .VBN, .VBP, .VBZ:
      return !words.has(token - 1, .be) && lists.match(lists.change, at: token - 1, in: document) == nil
    default: return false
    }
  }

  /// The preposition before a figure, articles and adverbs between them passed over.
  private func prefix(of index: Int) -> Int? {
    // *from 7* may be one find: *between* and *from* are in the span of a range.
    var token = spans[index].first - 1
    var steps = 0
    while token >= 0, steps < 3, isFiller(token) {
      token -= 1
      steps += 1
    }
    return token >= 0 ? token : nil
  }

  private func isFiller(_ token: Int) -> Bool {
    switch tag(token) {
    case .RB, .DT, .JJ, .JJR, .JJS, .PRPS: true
    default: words.has(token, .changeFiller)
    }
  }

  /// Whether a figure that hangs so on the verb is by how much or to what it changed.
  private func isChange(_ index: Int, _ link: Link, _ match: GazetteerMatch) -> Bool {
    let kind = document.figures[index].kind
    switch link {
    case .by, .to: return true
    case .of:
      let tag = tag(match.tokens.first)
      return TagSet.nouns.contains(tag) && kind != .duration
    case .bare:
      // *cut 5 trees*, *raised $2 million*, *grew 3 years older*
      if kind == .percent || kind == .fraction { return true }
      let isOwn = classColumn.map { lists.gazetteers.value($0, of: match.entry) == "own" } ?? false
      return isOwn && (kind == .money || words.has(spans[index].limit, .pointWord))
    }
  }

  private func direction(_ match: GazetteerMatch) -> Figure.Change? {
    Figure.Change(rawValue: lists.string(lists.change, match))
  }

  // MARK: Behind the figure

  /// *a 3 percent increase*, *a $2 billion cut*, *3 percent higher*.
  private func noun(behind index: Int) -> (Figure.Change, Int?)? {
    let kind = document.figures[index].kind
    guard kind == .percent || kind == .money || kind == .fraction else { return nil }
    let limit = sentence(of: index).limit
    var token = spans[index].limit
    var steps = 0
    while token < limit, steps < 3 {
      if let match = lists.match(lists.change, at: token, in: document), let change = direction(match) {
        let tag = tag(token)
        let isAdverb = tag == .JJR || tag == .RBR
        return TagSet.nouns.contains(tag) || isAdverb && steps == 0 ? (change, nil) : nil
      }
      guard tag(token) == .JJ || tag(token) == .NN && steps == 0 else { return nil }
      token += 1
      steps += 1
    }
    return nil
  }

  /// *$9 million, up 3 percent from $8.7 million*; *5 percent (down from 7)*.
  private func aside(behind index: Int) -> (Figure.Change, Int?)? {
    let limit = sentence(of: index).limit
    var token = spans[index].limit
    // *a profit of $9 million for the quarter, up from …*: nothing but a few words up to the comma.
    let furthest = min(limit, token + 6)
    while token < furthest, !words.has(token, .asideOpening) {
      if index + 1 < spans.count, spans[index + 1].first <= token { return nil }
      token += 1
    }
    guard token + 1 < limit, words.has(token, .asideOpening), words.has(token + 1, .upDown),
      let match = lists.match(lists.change, at: token + 1, in: document), let change = direction(match)
    else { return nil }
    return (change, baseBehind(index, from: token + 1))
  }

  /// The next figure of the same unit that stands behind *from*.
  private func baseBehind(_ index: Int, from first: Int? = nil) -> Int? {
    let limit = sentence(of: index).limit
    for next in index + 1..<min(document.figures.count, index + 3) {
      guard spans[next].limit <= limit, spans[next].first - (first ?? spans[index].limit) <= Self.baseReach else {
        return nil
      }
      if let from = prefix(of: next), words.has(from, .from) { return isSame(index, next) ? next : nil }
    }
    return nil
  }

  private func isSame(_ index: Int, _ other: Int) -> Bool {
    let (one, two) = (document.figures[index], document.figures[other])
    return one.kind == two.kind && one.unit == two.unit
  }

  /// The part of speech, where it is known.
  private func tag(_ token: Int) -> PennTag { token < document.tags.count ? words.tag(token) : .none }

  private func sentence(of index: Int) -> TokenRange {
    document.sentences[Int(document.sentenceOfToken[spans[index].first])].tokens
  }
}
