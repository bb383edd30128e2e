import TextModel

/// The record of a number with its bound, its unit, what is counted and who says so.
enum NumberRecord {
  static let fields: [SchemaField] =
    [
      SchemaField("type", .constant("number")),
      SchemaField("id", numberID),
      SchemaField("document", SharedFields.documentID),
      SchemaField("text", .string),
      SchemaField("start", .integer),
      SchemaField("end", .integer),
      SchemaField("kind", .words(Figure.Kind.allCases.map(\.rawValue))),
      SchemaField("value", .nullable(.number)),
      SchemaField("low", .nullable(.number)),
      SchemaField("high", .nullable(.number)),
      SchemaField("bound", .words(Figure.Bound.allCases.map(\.rawValue))),
      SchemaField("unit", .nullable(.string)),
      SchemaField("counted", .nullable(.string)),
      SchemaField("parts", .nullable(.array(.number))),
      SchemaField("of", .nullable(numberID)),
      SchemaField("relation", .nullable(.words(["part", "conversion"]))),
      SchemaField("note", .nullable(.string)),
      SchemaField("quote", .nullable(SharedFields.quoteID)),
      SchemaField("source", .nullable(.reference("speaker"))),
      SchemaField("sentence", .pair),
    ] + SharedFields.origin + [
      SchemaField("change", .nullable(.words(Figure.Change.allCases.map(\.rawValue)))),
      SchemaField("base", .nullable(numberID)),
    ]

  private static let numberID = SchemaType.pattern("^d[0-9a-f]{16}(-[1-9][0-9]*)?/n[1-9][0-9]*$")
}

extension RecordWriter {
  /// Writes the record of a number.
  mutating func writeNumber(_ index: Int) {
    beginRecord("number", .number, index)
    writer.key("text")
    text(view.figures[index].range)
    startAndEnd(view.figures[index].range)
    writer.key("kind")
    writer.word(view.figures[index].kind.word)
    writeValues(ofFigure: index)
    writer.key("unit")
    writer.string(orNull: view.figures[index].unit)
    writer.key("counted")
    if let counted = view.figures[index].counted { text(counted) } else { writer.null() }
    writeRelations(ofFigure: index)
    writeGivenBy(quote: view.figures[index].quote)
    writer.key("sentence")
    pair(view.figures[index].sentence)
    origin(rule: view.figures[index].rule, confidence: view.figures[index].confidence)
    writeChange(ofFigure: index)
    endRecord()
  }

  /// Writes the keys `quote` and `source` of a number or a date. Who only wants or believes something gives no figure, and
  /// a quote that is more likely none says nothing of who does.
  mutating func writeGivenBy(quote index: Int?) {
    let found = selectedQuote(index)
    writer.key("quote")
    if let found { recordID(.quote, found) } else { writer.null() }
    writer.key("source")
    let isGiven =
      found.map { view.quotes[$0].act == .speech && view.quotes[$0].confidence >= Self.leastToGive } ?? false
    speaker(ofQuote: isGiven ? found : nil)
  }

  /// Below this confidence of its quote a figure has no source.
  private static let leastToGive: Float = 0.3

  private mutating func writeValues(ofFigure index: Int) {
    writer.key("value")
    number(orNull: view.figures[index].value)
    writer.key("low")
    number(orNull: view.figures[index].low)
    writer.key("high")
    number(orNull: view.figures[index].high)
    writer.key("bound")
    writer.word(view.figures[index].bound.word)
  }

  private mutating func writeRelations(ofFigure index: Int) {
    writer.key("parts")
    if let parts = view.figures[index].parts {
      writer.beginArray()
      for part in parts where part.isFinite { writer.number(part) }
      writer.endArray()
    } else {
      writer.null()
    }
    let whole = view.figures[index].of.flatMap { selected.hasFigure($0) ? $0 : nil }
    writer.key("of")
    if let whole { recordID(.number, whole) } else { writer.null() }
    writer.key("relation")
    writer.string(orNull: whole == nil ? nil : view.figures[index].relation?.rawValue)
    writer.key("note")
    writer.string(orNull: view.figures[index].note)
  }

  private mutating func writeChange(ofFigure index: Int) {
    writer.key("change")
    writer.word(orNull: view.figures[index].change?.word)
    writer.key("base")
    let base = view.figures[index].base.flatMap { selected.hasFigure($0) ? $0 : nil }
    if let base { recordID(.number, base) } else { writer.null() }
  }

  private mutating func number(orNull value: Double?) {
    if let value { writer.number(value) } else { writer.null() }
  }
}
