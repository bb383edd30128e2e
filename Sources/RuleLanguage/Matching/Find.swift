import TextModel

/// What a rule has found, its fields in the engine's buffer.
struct Find {
  /// The number of the rule in all rules.
  var rule: Int32
  var match: TokenRange
  var span: TokenRange
  /// Its fields are `fields[fields.first..<fields.limit]` of the engine.
  var fields: TokenRange
}

/// Reads the log of a match: where the labels stand, and what the fields are.
struct MatchReader {
  let log: UnsafeBufferPointer<Machine.LogEntry>
  unowned(unsafe) let resolved: ResolvedProgram
  let view: MatcherView
  let values: FieldValues

  /// Calls `body` with the tokens of each place of a label, in the order of the text, and where it opens in the log.
  func forEachSpan(_ label: Int32, _ body: (TokenRange, Range<Int>) -> Void) {
    var index = 0
    while index < log.count {
      guard log[index].kind == .open, log[index].what == label else {
        index += 1
        continue
      }
      var depth = 1
      var close = index + 1
      while close < log.count {
        if log[close].kind == .open, log[close].what == label { depth += 1 }
        if log[close].kind == .close, log[close].what == label { depth -= 1 }
        if depth == 0 { break }
        close += 1
      }
      guard close < log.count else { return }
      if log[close].position > log[index].position {
        body(TokenRange(log[index].position, log[close].position), index + 1..<close)
      }
      index = close + 1
    }
  }

  /// All labels and where they stand.
  var labels: [(label: Int32, tokens: TokenRange)] {
    var found: [(label: Int32, tokens: TokenRange)] = []
    var seen: [Int32] = []
    for entry in log where entry.kind == .open && !seen.contains(entry.what) {
      seen.append(entry.what)
      forEachSpan(entry.what) { span, _ in found.append((entry.what, span)) }
    }
    return found
  }

  /// Appends the fields that a rule makes.
  func appendFields(of rule: RuleRecord, to fields: inout [AnnotationField]) {
    for index in rule.makes.indices {
      let make = resolved.makes.pointer[index]
      let name = FieldID(rawValue: UInt16(truncatingIfNeeded: make.field))
      if make.label < 0 {
        fields.append(AnnotationField(name: name, value: .constant(make.text)))
        continue
      }
      forEachSpan(make.label) { span, inside in
        if make.text < 0 {
          fields.append(AnnotationField(name: name, value: .tokens(span)))
        } else if let value = column(make, inside) {
          fields.append(AnnotationField(name: name, value: value))
        }
      }
    }
  }

  /// The column of the first entry, or the field of the first span, inside a label that has it.
  private func column(_ make: MakeField, _ inside: Range<Int>) -> AnnotationField.Value? {
    for entry in log[inside] {
      if entry.kind == .annotation, let value = inherited(make, entry) { return value }
      guard entry.kind == .entry else { continue }
      let list = values.gazetteers.list(of: entry.what)
      let column = resolved.column(make.text, of: list)
      guard column >= 0, values.gazetteers.withValue(Int(column), of: entry.what, { !$0.isEmpty }) else { continue }
      return .column(entry: entry.what, column: column, tokens: TokenRange(entry.position, entry.extra))
    }
    return nil
  }

  private func inherited(_ make: MakeField, _ entry: Machine.LogEntry) -> AnnotationField.Value? {
    guard make.inherited >= 0, Int(entry.what) < view.annotations.count else { return nil }
    for index in view.annotations[Int(entry.what)].fields.indices where index < view.fields.count {
      if Int32(view.fields[index].name.rawValue) == make.inherited { return view.fields[index].value }
    }
    return nil
  }

  /// The made span: that of its label, else the match without what is counted.
  func span(of rule: RuleRecord, match: TokenRange) -> TokenRange {
    var made: TokenRange?
    if rule.spanLabel >= 0 {
      forEachSpan(rule.spanLabel) { span, _ in
        made = TokenRange(min(made?.start ?? span.start, span.start), max(made?.end ?? span.end, span.end))
      }
    }
    if let made { return made }
    var rest = match
    if rule.cutLabel >= 0 {
      forEachSpan(rule.cutLabel) { span, _ in
        if span.end == rest.end, span.start > rest.start { rest.end = span.start }
        if span.start == rest.start, span.end < rest.end { rest.start = span.end }
      }
    }
    return rest
  }
}
