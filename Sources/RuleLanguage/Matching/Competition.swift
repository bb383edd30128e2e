import TextModel

/// Decides between finds whose made spans overlap: the longer one, then priority, then the order in the file.
///
/// Of a quote the made spans are its contents and its cue, and the length is that of its contents: its source may be
/// shared. Of all else it is the one made span.
struct Competition {
  private let rules: [RuleRecord]
  private let content: FieldID?
  private let cue: FieldID?
  private let source: FieldID?
  private var taken: [Int32] = []
  private var order: [Int] = []
  /// For each find whether it stands.
  private(set) var isWinner: [Bool] = []
  /// For each loser the find that it lost to.
  private(set) var beatenBy: [Int32] = []

  init(_ rules: RuleSet) {
    self.rules = rules.program.rules
    content = rules.field(named: "content")
    cue = rules.field(named: "cue")
    source = rules.field(named: "source")
  }

  /// Decides. O(n log n) in the finds, and the length of their spans.
  mutating func run(_ finds: [Find], _ fields: [AnnotationField], tokens: Int) {
    isWinner.removeAll(keepingCapacity: true)
    beatenBy.removeAll(keepingCapacity: true)
    guard !finds.isEmpty else { return }
    beatenBy.append(contentsOf: repeatElement(-1, count: finds.count))
    if areApart(finds) {
      isWinner.append(contentsOf: repeatElement(true, count: finds.count))
      return
    }
    isWinner.append(contentsOf: repeatElement(false, count: finds.count))
    taken = [Int32](repeating: -1, count: tokens)
    let lengths = finds.map { length($0, fields) }
    order = Array(finds.indices)
    order.sort { left, right in
      if lengths[left] != lengths[right] { return lengths[left] > lengths[right] }
      let (one, other) = (rules[Int(finds[left].rule)], rules[Int(finds[right].rule)])
      if one.priority != other.priority { return one.priority > other.priority }
      if finds[left].rule != finds[right].rule { return finds[left].rule < finds[right].rule }
      return left < right
    }
    for index in order {
      var rival: Int32 = -1
      forEachSpan(finds[index], fields) { span in
        for token in span.indices where rival < 0 { rival = taken[token] }
      }
      beatenBy[index] = rival
      guard rival < 0 else { continue }
      isWinner[index] = true
      forEachSpan(finds[index], fields) { span in
        for token in span.indices { taken[token] = Int32(truncatingIfNeeded: index) }
      }
    }
  }

  /// None of the spans overlaps another: there is nothing to decide.
  private func areApart(_ finds: [Find]) -> Bool {
    var end: Int32 = 0
    for find in finds {
      if find.span.start < end || isQuote(find) { return false }
      end = find.span.end
    }
    return true
  }

  private func isQuote(_ find: Find) -> Bool { rules[Int(find.rule)].kind == Int32(KindID.quote.rawValue) }

  private func tokens(_ field: AnnotationField) -> TokenRange? {
    if case .tokens(let range) = field.value { range } else { nil }
  }

  private func forEachSpan(_ find: Find, _ fields: [AnnotationField], _ body: (TokenRange) -> Void) {
    guard isQuote(find) else { return body(find.span) }
    var isMade = false
    for field in fields[find.fields.indices] where field.name == content || field.name == cue {
      guard let range = tokens(field) else { continue }
      isMade = true
      body(range)
    }
    if !isMade { body(find.span) }
  }

  private func length(_ find: Find, _ fields: [AnnotationField]) -> Int {
    guard isQuote(find) else { return find.span.count }
    return fields[find.fields.indices].reduce(0) {
      $0 + ($1.name == content ? tokens($1)?.count ?? 0 : 0)
    }
  }

  /// The span of the annotation: of a quote from the first to the last token of content, cue and source.
  func whole(_ find: Find, _ fields: [AnnotationField]) -> TokenRange {
    guard isQuote(find) else { return find.span }
    var whole = find.span
    for field in fields[find.fields.indices] where field.name == content || field.name == cue || field.name == source {
      guard let range = tokens(field) else { continue }
      whole = TokenRange(min(whole.start, range.start), max(whole.end, range.end))
    }
    return whole
  }
}
