import TextModel

/// Ties figures that are parts or conversions of one another.
struct PartsOfWhole {
  private let document: Document
  private let words: DocumentWords
  private let spans: [TokenRange]

  /// The tokens of `document.figures`, in their order.
  init(_ words: DocumentWords, spans: [TokenRange]) {
    self.words = words
    document = words.document
    self.spans = spans
  }

  /// Sets `of` and `relation`, and what a part counts where that is left to its whole.
  func tie() {
    for index in document.figures.indices.dropFirst() {
      tieConversion(index)
      if document.figures[index].of == nil { tiePart(index) }
    }
    for index in document.figures.indices.dropLast() where document.figures[index].of == nil { tiePartOf(index) }
  }

  /// *2.1, 1.9 and 0.4 percent*, *4,500, 6,000 and 7,000 workers*: the last figure of a list gives the others what they
  /// leave out.
  func share() {
    for index in document.figures.indices.dropLast().reversed() {
      let between = TokenRange(spans[index].limit, spans[index + 1].first)
      guard between.count == 1 || between.count == 2, document.figures[index].kind == .count,
        document.figures[index].unit == nil, document.figures[index].counted == nil,
        words.has(between.limit - 1, .listEnd), between.count == 1 || words.has(between.first, .comma)
      else { continue }
      let next = document.figures[index + 1]
      guard next.bound != .range else { continue }
      if next.kind == .percent || next.kind == .measure || next.kind == .duration {
        guard !isUnitWord(spans[index + 1].first) else { continue }
        document.figures[index].kind = next.kind
        document.figures[index].unit = next.unit
      } else if next.kind == .count, !words.has(between.limit - 1, .comma) || index + 2 < document.figures.count {
        document.figures[index].counted = next.counted
      }
    }
  }

  /// *48 million euros, from 112 million a year ago*: the millions that a sum is compared with are of its currency.
  func carryCurrency() {
    for index in document.figures.indices.dropFirst() {
      guard document.figures[index].kind == .count, document.figures[index].counted == nil, spans[index].count > 1,
        spans[index].first > 0, words.has(spans[index].first - 1, .compared), let size = size(of: index), size >= 1e6
      else { continue }
      let isFrom = words.has(spans[index].first - 1, .from)
      let before = max(0, index - (isFrom ? 3 : 1))..<index
      let sums = before.filter { isSum($0, before: index, reach: isFrom ? 16 : 8) }
      // *2 billion kronor ($190 million), from 3 billion*: what a sum is converted to is not what it is compared with.
      let sum = sums.last { !words.has(spans[$0].first - 1, .openParenthesis) } ?? sums.last
      guard let sum else { continue }
      document.figures[index].kind = .money
      document.figures[index].unit = document.figures[sum].unit
    }
  }

  private func size(of index: Int) -> Double? {
    document.figures[index].value ?? document.figures[index].low ?? document.figures[index].high
  }

  /// Whether a figure is money of the same sentence, at most so many tokens before another.
  private func isSum(_ index: Int, before other: Int, reach: Int) -> Bool {
    document.figures[index].kind == .money && sentence(of: spans[other].first).contains(spans[index])
      && spans[other].first - spans[index].limit <= reach
  }

  /// The figure is left to an article or a symbol before it.
  private func isUnitWord(_ token: Int) -> Bool { !document.shape(token).contains(.hasDigit) && words.has(token, .a) }

  /// *1.1 billion manats ($650 million)*, *30km (19 miles)*, *$650 million, or 1.1 billion manats*.
  private func tieConversion(_ index: Int) {
    let kind = document.figures[index].kind
    let between = TokenRange(spans[index - 1].limit, spans[index].first)
    guard kind == .money || kind == .measure, kind == document.figures[index - 1].kind,
      (1...3).contains(between.count), words.has(between.limit - 1, .conversion),
      document.figures[index - 1].unit != document.figures[index].unit
    else { return }
    document.figures[index].of = index - 1
    document.figures[index].relation = .conversion
  }

  /// *Six officials - four from the police and two from the army*: a count with no noun of its own, or after
  /// *including*, is part of the last count before it that is as large.
  private func tiePart(_ index: Int) {
    guard document.figures[index].kind == .count,
      let size = document.figures[index].value ?? document.figures[index].low
    else { return }
    let isCounted = document.figures[index].counted != nil
    let start = sentence(of: spans[index].first).first
    let isNamed = (max(start, spans[index].first - 3)..<spans[index].first).contains { words.has($0, .partWord) }
    let isBare =
      !isCounted && spans[index].limit < document.tokens.count && words.has(spans[index].limit, .partAfter)
    guard isNamed || isBare else { return }
    var whole = index - 1
    while whole >= 0, whole >= index - 12, spans[whole].first >= start {
      let figure = document.figures[whole]
      if figure.kind == .count, figure.of == nil, figure.counted != nil, (figure.value ?? figure.low ?? 0) > size,
        isOpened(from: spans[whole].limit, to: spans[index].first)
      {
        document.figures[index].of = whole
        document.figures[index].relation = .part
        if !isCounted { document.figures[index].counted = figure.counted }
        return
      }
      whole -= 1
    }
  }

  /// Whether a dash, colon, bracket or comma opens the list of parts.
  private func isOpened(from start: Int, to end: Int) -> Bool {
    guard start < end, end - start < 80 else { return false }
    return (start..<end).contains { token in
      document.shape(token).contains(.dash) || words.has(token, .opening)
    }
  }

  /// *13 of the 19 seats*: part of the figure after it.
  private func tiePartOf(_ index: Int) {
    let between = TokenRange(spans[index].limit, spans[index + 1].first)
    guard document.figures[index].kind == .count, document.figures[index + 1].kind == .count,
      (1...6).contains(between.count), let size = size(of: index),
      let all = document.figures[index + 1].value ?? document.figures[index + 1].low, size < all
    else { return }
    guard words.has(between.first, .of),
      (between.first + 1..<between.limit).allSatisfy({ words.has($0, .partMiddle) }) || isPossessor(between)
    else { return }
    document.figures[index].of = index + 1
    document.figures[index].relation = .part
    if document.figures[index].counted == nil {
      document.figures[index].counted = document.figures[index + 1].counted
    }
  }

  /// *8 of the country's 26 provinces*: whose they are stands between.
  private func isPossessor(_ between: TokenRange) -> Bool {
    document.tags.count == document.tokens.count && words.tag(between.limit - 1) == .POS
  }

  private func sentence(of token: Int) -> TokenRange {
    document.sentences[Int(document.sentenceOfToken[token])].tokens
  }
}
