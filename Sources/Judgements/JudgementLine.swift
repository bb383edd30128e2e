import Records

extension Judgement {
  /// The judgement as a line of JSON with its line end: all keys, in one order, `null` where there is nothing.
  public var line: [UInt8] {
    var writer = JSONLinesWriter()
    writer.beginObject()
    writer.key("type")
    writer.word("judgement")
    writer.key("key")
    writer.string(quote.key)
    writer.key("document")
    writer.string(document)
    writer.key("text_hash")
    writer.string(orNull: textHash)
    writer.key("url")
    writer.string(orNull: url)
    writer.key("quote")
    Self.write(quote, to: &writer)
    writer.key("rule")
    writer.string(rule)
    writer.key("confidence")
    writer.confidence(Float(confidence))
    writer.key("version")
    writer.string(version)
    writer.key("verdict")
    writer.string(verdict.rawValue)
    writer.key("correction")
    if let correction { Self.write(correction, to: &writer) } else { writer.null() }
    writer.key("who")
    writer.string(who)
    writer.key("when")
    writer.string(when)
    writer.key("note")
    writer.string(orNull: note)
    writer.endObject()
    writer.endLine()
    return writer.bytes
  }

  private static func write(_ quote: JudgedQuote, to writer: inout JSONLinesWriter) {
    writer.beginObject()
    writer.key("id")
    writer.string(quote.id)
    writer.key("kind")
    writer.string(quote.kind)
    writer.key("spans")
    writer.beginArray()
    for span in quote.spans { write(span, to: &writer) }
    writer.endArray()
    writer.key("words")
    writer.beginArray()
    for piece in quote.pieces { write(piece, to: &writer) }
    writer.endArray()
    writer.key("cue")
    write(quote.cue, to: &writer)
    writer.key("source")
    write(quote.source, to: &writer)
    writer.key("act")
    writer.string(orNull: quote.act)
    writer.endObject()
  }

  private static func write(_ range: Range<Int>, to writer: inout JSONLinesWriter) {
    writer.beginArray()
    writer.integer(range.lowerBound)
    writer.integer(range.upperBound)
    writer.endArray()
  }

  private static func write(_ piece: JudgedQuote.Piece, to writer: inout JSONLinesWriter) {
    writer.beginObject()
    writer.key("before")
    writer.string(piece.before)
    writer.key("text")
    writer.string(piece.text)
    writer.key("after")
    writer.string(piece.after)
    writer.endObject()
  }

  private static func write(_ cue: JudgedQuote.Cue?, to writer: inout JSONLinesWriter) {
    guard let cue else { return writer.null() }
    writer.beginObject()
    writer.key("text")
    writer.string(cue.text)
    writer.key("start")
    writer.integer(cue.range.lowerBound)
    writer.key("end")
    writer.integer(cue.range.upperBound)
    writer.key("class")
    writer.string(orNull: cue.kind)
    writer.endObject()
  }

  private static func write(_ source: JudgedQuote.Source?, to writer: inout JSONLinesWriter) {
    guard let source else { return writer.null() }
    writer.beginObject()
    writer.key("name")
    writer.string(source.name)
    writer.key("kind")
    writer.string(source.kind)
    writer.key("anonymous")
    writer.bool(source.isAnonymous)
    writer.key("mention")
    if let mention = source.mention { write(mention, to: &writer) } else { writer.null() }
    writer.endObject()
  }

  /// Reads a line back; nil where a field is missing or of another type.
  public init?(_ value: JSONValue) {
    guard value["type"].string == "judgement", let document = value["document"].string,
      let quote = JudgedQuote(value["quote"]), let verdict = value["verdict"].string.flatMap(Verdict.init)
    else { return nil }
    self.document = document
    textHash = value["text_hash"].string
    url = value["url"].string
    self.quote = quote
    rule = value["rule"].string ?? ""
    confidence = value["confidence"].number ?? 0
    version = value["version"].string ?? ""
    self.verdict = verdict
    correction = JudgedQuote(value["correction"])
    who = value["who"].string ?? ""
    when = value["when"].string ?? ""
    note = value["note"].string
    let needsCorrection = [.source, .content, .cue, .act].contains(verdict)
    if needsCorrection, correction == nil { return nil }
  }

  /// The fields of a line, as `hearsay schema judgement` prints them.
  package static let fields: [SchemaField] = [
    SchemaField("type", .constant("judgement")), SchemaField("key", .pattern("^j[0-9a-f]{16}$")),
    SchemaField("document", .string), SchemaField("text_hash", .nullable(.string)),
    SchemaField("url", .nullable(.string)), SchemaField("quote", .object(quoteFields)),
    SchemaField("rule", .string), SchemaField("confidence", .share), SchemaField("version", .string),
    SchemaField("verdict", .words(Verdict.allCases.map(\.rawValue))),
    SchemaField("correction", .nullable(.object(quoteFields))), SchemaField("who", .string),
    SchemaField("when", .pattern("^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]+)?Z$")),
    SchemaField("note", .nullable(.string)),
  ]

  private static let quoteFields: [SchemaField] = [
    SchemaField("id", .string), SchemaField("kind", .string), SchemaField("spans", .array(.pair)),
    SchemaField(
      "words",
      .array(.object([SchemaField("before", .string), SchemaField("text", .string), SchemaField("after", .string)]))),
    SchemaField(
      "cue",
      .nullable(
        .object([
          SchemaField("text", .string), SchemaField("start", .integer), SchemaField("end", .integer),
          SchemaField("class", .nullable(.string)),
        ]))),
    SchemaField(
      "source",
      .nullable(
        .object([
          SchemaField("name", .string), SchemaField("kind", .string), SchemaField("anonymous", .boolean),
          SchemaField("mention", .nullable(.pair)),
        ]))), SchemaField("act", .nullable(.string)),
  ]
}

extension JudgedQuote {
  /// Reads a quote back; nil where a field is missing or of another type.
  init?(_ value: JSONValue) {
    let spans = value["spans"].elements.compactMap { $0.pair(limit: .max) }
    let pieces = value["words"].elements.compactMap { piece -> Piece? in
      guard let text = piece["text"].string else { return nil }
      return Piece(before: piece["before"].string ?? "", text: text, after: piece["after"].string ?? "")
    }
    guard !spans.isEmpty, spans.count == value["spans"].elements.count, pieces.count == spans.count else { return nil }
    id = value["id"].string ?? ""
    kind = value["kind"].string ?? ""
    self.spans = spans
    self.pieces = pieces
    act = value["act"].string
    cue = value["cue"].textRange(limit: .max).map {
      Cue(text: value["cue"]["text"].string ?? "", range: $0, kind: value["cue"]["class"].string)
    }
    source = value["source"]["name"].string.map {
      Source(
        name: $0, kind: value["source"]["kind"].string ?? "unknown",
        isAnonymous: value["source"]["anonymous"].isTrue, mention: value["source"]["mention"].pair(limit: .max))
    }
  }
}
