import Records

/// Writes the records of one story, a buffer a type.
struct StoryWriter {
  private let id: String
  private var sections: [(kind: StoryKind, bytes: [UInt8])] = StoryKind.allCases.filter { $0 != .identity }
    .map { (kind: $0, bytes: []) }
  private var reuses = 0
  private var sayings = 0
  private var figures = 0

  init(id: String) { self.id = id }

  /// Hands over what was written.
  mutating func takeSections() -> [(kind: StoryKind, bytes: [UInt8])] {
    defer { sections = [] }
    return sections
  }

  /// Writes a record of a type: `body` writes what stands between type and the end.
  private mutating func write(_ kind: StoryKind, _ body: (inout JSONLinesWriter) -> Void) {
    var writer = JSONLinesWriter()
    writer.beginObject()
    writer.key("type")
    writer.string(kind.rawValue)
    body(&writer)
    writer.endObject()
    writer.endLine()
    guard let place = sections.firstIndex(where: { $0.kind == kind }) else { return }
    sections[place].bytes += writer.bytes
  }

  /// Leaves out numbers of reuses that are written elsewhere.
  mutating func skipReuses(_ count: Int) { reuses += count }

  // MARK: Records

  /// Writes the story's own record: all its documents by their ids, with those that were read.
  mutating func writeStory(
    _ all: some Collection<String>, days: [Int32], _ documents: [StoryDocument], origins: Int,
    identities: StoryIdentities
  ) {
    let id = id
    var outlets: [String] = []
    for outlet in documents.compactMap({ $0.outlet ?? $0.site }) where !outlets.contains(outlet) {
      outlets.append(outlet)
    }
    var ids: [String] = []
    var seen: Set<String> = []
    for id in identities.ids where seen.insert(id).inserted { ids.append(id) }
    write(.story) { writer in
      writer.key("id")
      writer.string(id)
      writer.key("title")
      writer.string(orNull: documents.lazy.compactMap(\.shownTitle).first)
      writer.key("documents")
      writer.beginArray()
      for id in all { writer.string(id) }
      writer.endArray()
      writer.key("first")
      writer.string(all.first ?? "")
      writer.key("origins")
      writer.integer(origins)
      writer.strings("outlets", outlets)
      writer.key("begins")
      writer.string(orNull: days.min().flatMap { Timestamp.text(ofDay: $0) })
      writer.key("ends")
      writer.string(orNull: days.max().flatMap { Timestamp.text(ofDay: $0) })
      writer.strings("identities", ids)
      writer.origin(all.count > 1 ? "story.events" : "story.alone", all.count > 1 ? 0.9 : 0.95)
    }
  }

  mutating func writeReuse(_ reuse: ReuseRecord, changes: [Change]) {
    reuses += 1
    let (story, id) = (id, "\(id)/r\(reuses)")
    write(.reuse) { writer in
      writer.key("id")
      writer.string(id)
      writer.key("story")
      writer.string(story)
      writer.key("document")
      writer.string(reuse.document)
      writer.key("from")
      writer.string(reuse.from)
      writer.key("grade")
      writer.string(reuse.grade)
      writer.key("share")
      writer.confidence(reuse.share)
      writer.key("of")
      writer.confidence(reuse.of)
      writer.key("earlier")
      writer.string(orNull: reuse.earlier?.rawValue)
      writer.key("why")
      writer.string(orNull: reuse.why)
      writer.key("credited")
      writer.bool(reuse.isCredited)
      writer.passages(reuse.passages)
      writer.origin(reuse.grade == "copy" ? "reuse.words" : "reuse.sentences", reuse.confidence)
    }
    for (number, change) in changes.enumerated() { writeChange(change, id: "\(id)/c\(number + 1)", reuse: id) }
  }

  private mutating func writeChange(_ change: Change, id: String, reuse: String) {
    write(.change) { writer in
      writer.key("id")
      writer.string(id)
      writer.key("reuse")
      writer.string(reuse)
      writer.key("kind")
      writer.string(change.kind.rawValue)
      writer.key("what")
      writer.string(change.what.rawValue)
      writer.key("start")
      writer.integer(orNull: change.here?.lowerBound)
      writer.key("end")
      writer.integer(orNull: change.here?.upperBound)
      writer.key("text")
      writer.string(orNull: change.text)
      writer.key("from_start")
      writer.integer(orNull: change.there?.lowerBound)
      writer.key("from_end")
      writer.integer(orNull: change.there?.upperBound)
      writer.key("from_text")
      writer.string(orNull: change.fromText)
      writer.key("sentence")
      writer.beginArray()
      writer.integer(change.sentence.lowerBound)
      writer.integer(change.sentence.upperBound)
      writer.endArray()
      writer.strings("records", change.records)
      writer.origin(change.rule, change.confidence)
    }
  }

  mutating func writeSaying(_ saying: Saying, identities: StoryIdentities) {
    sayings += 1
    let (story, id) = (id, "\(id)/u\(sayings)")
    let named = saying.quotes.first { $0.member != nil }
    let source = (named ?? saying.quotes.first { $0.quote.sourceName != nil })?.quote.sourceName
    let identity = named?.member.map { identities.members[$0].id }
    write(.saying) { writer in
      writer.key("id")
      writer.string(id)
      writer.key("story")
      writer.string(story)
      writer.key("text")
      writer.string(saying.text)
      writer.key("kind")
      writer.string(saying.kind)
      writer.key("identity")
      writer.string(orNull: identity)
      writer.key("source")
      writer.string(orNull: source)
      writer.key("first")
      writer.string(saying.quotes.first?.quote.id ?? "")
      writer.strings("quotes", saying.quotes.map(\.quote.id))
      writer.key("variants")
      writer.beginArray()
      for variant in saying.variants {
        writer.beginObject()
        writer.key("text")
        writer.string(variant.text)
        writer.strings("quotes", variant.quotes)
        writer.endObject()
      }
      writer.endArray()
      writer.key("altered")
      writer.bool(saying.isAltered)
      writer.origin("saying.words", 0.9)
    }
  }

  mutating func writeFigure(_ figure: StoryFigure, day: (Int) -> String?) {
    figures += 1
    let (story, id) = (id, "\(id)/f\(figures)")
    write(.figure) { writer in
      writer.key("id")
      writer.string(id)
      writer.key("story")
      writer.string(story)
      writer.key("counted")
      writer.string(figure.counted)
      writer.key("unit")
      writer.string(orNull: figure.unit)
      writer.key("kind")
      writer.string(figure.kind)
      writer.strings("numbers", figure.numbers)
      writer.key("values")
      writer.beginArray()
      for value in figure.values { writer.value(value, first: day(value.first)) }
      writer.endArray()
      writer.key("agree")
      writer.bool(figure.agrees)
      writer.origin("figure.counted", 0.8)
    }
  }
}

extension JSONLinesWriter {
  /// Writes a key with an array of strings.
  mutating func strings(_ key: StaticString, _ values: [String]) {
    self.key(key)
    beginArray()
    for value in values { string(value) }
    endArray()
  }

  /// Writes the keys `rule` and `confidence`.
  mutating func origin(_ rule: String, _ confidence: Float) {
    key("rule")
    string(rule)
    key("confidence")
    self.confidence(confidence)
  }

  mutating func integer(orNull value: Int?) {
    if let value { integer(value) } else { null() }
  }

  mutating func number(orNull value: Double?) {
    if let value { number(value) } else { null() }
  }

  fileprivate mutating func passages(_ passages: [(here: Range<Int>, there: Range<Int>)]) {
    key("passages")
    beginArray()
    for passage in passages {
      beginObject()
      key("start")
      integer(passage.here.lowerBound)
      key("end")
      integer(passage.here.upperBound)
      key("from_start")
      integer(passage.there.lowerBound)
      key("from_end")
      integer(passage.there.upperBound)
      endObject()
    }
    endArray()
  }

  fileprivate mutating func value(_ value: StoryFigure.Value, first: String?) {
    beginObject()
    key("value")
    number(orNull: value.value)
    key("low")
    number(orNull: value.low)
    key("high")
    number(orNull: value.high)
    key("bound")
    string(value.bound)
    strings("numbers", value.numbers)
    strings("sources", value.sources)
    key("documents")
    integer(value.documents.count)
    key("first")
    string(orNull: first)
    endObject()
  }
}

extension StoryDocument {
  /// What the story is called after: its title, else the beginning of its text.
  var shownTitle: String? {
    if let title, !title.isEmpty { return title }
    guard let block = blocks.first(where: { $0.role == .title }) ?? blocks.first(where: { $0.role == .body }) else {
      return nil
    }
    let end = min(block.range.upperBound, block.range.lowerBound + 100)
    let text = TextSlice.text(block.range.lowerBound..<end, of: text)
    return text.isEmpty ? nil : text
  }
}
