import TextModel

/// Which results of a document become records.
public struct RecordSelection: Sendable {
  /// Results below it are left out, but for sources and entities that a quote above it refers to.
  public var minimumConfidence: Float
  /// The types that are written; errors always are.
  public var kinds = Set(RecordKind.allCases)
  /// The record of the document has an empty text in place of its own.
  public var leavesOutText = false

  /// Makes a selection; 0 takes all.
  public init(minimumConfidence: Float = 0) { self.minimumConfidence = minimumConfidence }
}

/// Writes the records of a document, each type in a file of its own name.
///
/// Ids are numbered over all results in the order of the text, before any selection: a quote has the same id whatever
/// the least confidence is.
public struct RecordWriter: ~Copyable {
  var writer = JSONLinesWriter()
  var offsets = OffsetMap()
  private var escapes = EscapeMap()
  /// What is being written; empty between documents.
  var view = DocumentView()
  /// The 16 digits of the document's id.
  private var idDigits = SIMD16<UInt8>()
  /// Where in the bytes an id of the document ends: the place of the `-2` that a second occurrence gets.
  private var idEnds: [Int32] = []
  var duplicatePosition = 0
  var selected = SelectedResults()
  private var textHash = TextHash()

  /// Makes a writer; its buffers are used again for every document.
  public init() {}

  /// Writes the records of a document.
  public mutating func render(_ document: Document, hash: UInt64, selection: RecordSelection) -> RenderedDocument {
    document.withView { view in
      self.view = view
      defer { self.view = DocumentView() }
      begin(document, hash: hash, selection: selection)
      let articleHash = textHash.hash(of: view.text, blocks: document.blocks)
      duplicatePosition = -1
      if selection.kinds.contains(.document) {
        writeDocument(document, textHash: articleHash, hasText: !selection.leavesOutText)
      }
      let limits = writeResults(selection.kinds)
      return RenderedDocument(
        bytes: writer.take(), limits: limits, idEnds: idEnds, duplicatePosition: duplicatePosition, hash: hash,
        textHash: articleHash, origin: document.metadata.origin)
    }
  }

  /// Writes all records but the document's own; where the records of each type end.
  private mutating func writeResults(_ kinds: Set<RecordKind>) -> [Int32] {
    var limits = [position]
    if kinds.contains(.entity) { for index in selected.entities { writeEntity(index) } }
    limits.append(position)
    if kinds.contains(.source) { for index in selected.sources { writeSource(index) } }
    limits.append(position)
    if kinds.contains(.quote) { for index in selected.quotes { writeQuote(index) } }
    limits.append(position)
    if kinds.contains(.number) { for index in selected.figures { writeNumber(index) } }
    limits.append(position)
    if kinds.contains(.date) { for index in selected.dates { writeDate(index) } }
    limits.append(position)
    return limits
  }

  private mutating func begin(_ document: Document, hash: UInt64, selection: RecordSelection) {
    writer.removeAll()
    writer.reserveCapacity(view.text.count * Self.recordBytesPerByte)
    offsets.build(view.text)
    escapes.build(view.text)
    idDigits = DocumentID.digits(of: hash)
    idEnds.removeAll(keepingCapacity: true)
    selected.select(from: view, selection)
  }

  /// Records are seldom longer than this many times the text; what is reserved and not used takes no memory.
  private static let recordBytesPerByte = 16

  private var position: Int32 { Int32(truncatingIfNeeded: writer.count) }

  // MARK: What several types share

  /// Writes the document's own id as a value.
  mutating func documentID() {
    beginID()
    writer.endString()
  }

  /// Writes the id of a record of the document as a value: `d…/q7` for the seventh quote.
  mutating func recordID(_ kind: RecordKind, _ index: Int) {
    beginID()
    writer.stringPart(plain: UInt8(ascii: "/"))
    writer.stringPart(plain: kind.letter)
    writer.stringPart(digits: index + 1)
    writer.endString()
  }

  private mutating func beginID() {
    writer.beginString()
    writer.stringPart(plain: UInt8(ascii: "d"))
    writer.stringPart(plain: idDigits)
    idEnds.append(position)
  }

  /// Writes the keys that open every record but `document` and `error`.
  @inline(__always) mutating func beginRecord(_ type: StaticString, _ kind: RecordKind, _ index: Int) {
    let ends = writer.beginRecord(type, id: idDigits, letter: kind.letter, number: index + 1)
    idEnds.append(Int32(truncatingIfNeeded: ends.record))
    idEnds.append(Int32(truncatingIfNeeded: ends.document))
  }

  /// Writes the keys `rule` and `confidence`; behind them stand the fields that were added later.
  mutating func origin(rule: String, confidence: Float) {
    writer.key("rule")
    writer.string(rule)
    writer.key("confidence")
    writer.confidence(min(max(confidence, 0), 1))
  }

  /// Closes a record and ends its line.
  mutating func endRecord() {
    writer.endObject()
    writer.endLine()
  }

  /// Writes the keys `start` and `end` of a range, in code points.
  mutating func startAndEnd(_ range: UTF8Range) {
    let place = offsets.textRange(of: range)
    writer.startAndEnd(place.start.value, max(place.start.value, place.end.value))
  }

  /// Writes a range as a pair of code point offsets.
  mutating func pair(_ range: UTF8Range) {
    let place = offsets.textRange(of: range)
    writer.pair(place.start.value, max(place.start.value, place.end.value))
  }

  /// Writes the text of a range as a value.
  mutating func text(_ range: UTF8Range) { text(bytes: bytes(of: range)) }

  /// Writes bytes of the text as a value.
  mutating func text(bytes: Range<Int>) {
    writer.beginString()
    textPart(bytes)
    writer.endString()
  }

  /// Writes bytes of the text as a part of a string.
  mutating func textPart(_ bytes: Range<Int>) { writer.stringPart(bytes, of: view.text, escapes) }

  /// Writes a list of strings as a value.
  mutating func strings(_ values: [String]) {
    writer.beginArray()
    for value in values { writer.string(value) }
    writer.endArray()
  }

  /// Writes a mention as a value.
  mutating func mention(_ mention: Mention) {
    let place = offsets.textRange(of: mention.range)
    writer.beginMention(place.start.value, max(place.start.value, place.end.value))
    textPart(bytes(of: mention.range))
    writer.endMention(form: mention.form.word)
  }

  /// Writes mentions as a value.
  mutating func mentions(_ mentions: [Mention]) {
    writer.beginArray()
    for one in mentions { mention(one) }
    writer.endArray()
  }

  /// Writes who is given for a quote, as a value; `null` where nobody is.
  mutating func speaker(ofQuote quote: Int?) {
    guard let quote, let index = view.quotes[quote].source, view.sources.indices.contains(index) else {
      return writer.null()
    }
    writer.beginObject()
    writer.key("id")
    recordID(.source, index)
    writer.key("name")
    writer.string(view.sources[index].name)
    writer.key("kind")
    writer.word(view.sources[index].kind.word)
    writer.key("anonymous")
    writer.bool(view.sources[index].isAnonymous)
    writer.key("mention")
    if let words = view.quotes[quote].mention { mention(words) } else { writer.null() }
    writer.endObject()
  }

  /// The index of a quote, unless it is left out.
  func selectedQuote(_ index: Int?) -> Int? {
    guard let index, selected.hasQuote(index) else { return nil }
    return index
  }

  /// The bytes of a range, within the text and from code point to code point, as `OffsetMap` counts them.
  func bytes(of range: UTF8Range) -> Range<Int> {
    let start = boundary(at: Int(range.start.value))
    return start..<max(start, boundary(at: Int(range.end.value)))
  }

  private func boundary(at offset: Int) -> Int {
    var position = min(max(0, offset), view.text.count)
    while position < view.text.count, view.text[position] & 0xC0 == 0x80 { position += 1 }
    return position
  }
}
