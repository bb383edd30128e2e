import TextModel

/// Decides between finds whose made spans overlap: the longer one, then priority, then the order in the file.
///
/// Of a quote the made spans are its contents and its cue, and the length is that of its contents: its source may be
/// shared. Of all else it is the one made span.
struct Competition {
  private let rules: RuleSet
  private let content: FieldID?
  private let cue: FieldID?
  private let source: FieldID?
  private var taken: [Int32] = []
  private var keys: [FindOrder] = []
  /// For each find whether it stands.
  private(set) var isWinner: [Bool] = []
  /// For each loser the find that it lost to.
  private(set) var beatenBy: [Int32] = []

  init(_ rules: RuleSet) {
    self.rules = rules
    content = rules.field(named: "content")
    cue = rules.field(named: "cue")
    source = rules.field(named: "source")
  }

  /// Decides. O(n log n) in the finds that overlap others, and the length of their spans.
  mutating func run(_ finds: [Find], _ fields: [AnnotationField], tokens: Int) {
    isWinner.removeAll(keepingCapacity: true)
    beatenBy.removeAll(keepingCapacity: true)
    guard !finds.isEmpty else { return }
    isWinner.append(contentsOf: repeatElement(true, count: finds.count))
    beatenBy.append(contentsOf: repeatElement(-1, count: finds.count))
    keys.removeAll(keepingCapacity: true)
    noteRivals(finds, fields)
    guard !keys.isEmpty else { return }
    taken.removeAll(keepingCapacity: true)
    taken.append(contentsOf: repeatElement(-1, count: tokens))
    keys.sort { $0.isBefore($1) }
    for key in keys { decide(Int(key.index), finds[Int(key.index)], fields) }
  }

  /// Fills `keys` with the finds that are not apart from all others.
  private mutating func noteRivals(_ finds: [Find], _ fields: [AnnotationField]) {
    let rules = rules.program.rules
    // In the order of the text, a find that begins behind all before it and ends before the next has no rival.
    var isOrdered = true
    for index in finds.indices.dropFirst() where finds[index].span.start < finds[index - 1].span.start {
      isOrdered = false
    }
    var end: Int32 = 0
    for (index, find) in finds.enumerated() {
      let rule = rules[Int(find.rule)]
      let isQuote = rule.kind == Int32(KindID.quote.rawValue)
      let isApart =
        isOrdered && !isQuote && find.span.start >= end
        && (index + 1 == finds.count || finds[index + 1].span.start >= find.span.end)
      end = max(end, find.span.end)
      if isApart { continue }
      let length = isQuote ? contentLength(find, fields) : find.span.count
      keys.append(
        FindOrder(
          length: Int32(truncatingIfNeeded: length), priority: rule.priority, rule: find.rule,
          index: Int32(truncatingIfNeeded: index)))
    }
  }

  private mutating func decide(_ index: Int, _ find: Find, _ fields: [AnnotationField]) {
    var rival: Int32 = -1
    for span in spans(find, fields) { for token in span.indices where rival < 0 { rival = taken[token] } }
    beatenBy[index] = rival
    isWinner[index] = rival < 0
    guard rival < 0 else { return }
    for span in spans(find, fields) { for token in span.indices { taken[token] = Int32(truncatingIfNeeded: index) } }
  }

  private func isQuote(_ find: Find) -> Bool {
    rules.program.rules[Int(find.rule)].kind == Int32(KindID.quote.rawValue)
  }

  private func tokens(_ field: AnnotationField) -> TokenRange? {
    if case .tokens(let range) = field.value { range } else { nil }
  }

  private func spans(_ find: Find, _ fields: [AnnotationField]) -> [TokenRange] {
    guard isQuote(find) else { return [find.span] }
    let made = fields[find.fields.indices].filter { $0.name == content || $0.name == cue }.compactMap { tokens($0) }
    return made.isEmpty ? [find.span] : made
  }

  private func contentLength(_ find: Find, _ fields: [AnnotationField]) -> Int {
    fields[find.fields.indices].reduce(0) { $0 + ($1.name == content ? tokens($1)?.count ?? 0 : 0) }
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
