import Records
import Review

/// Writes a document as brat takes it: quotes as a content with its cue and source, and the names, numbers and dates.
package struct BratWriter: Sendable {
  private var lines: [String] = []
  private var spans = 0
  private var relations = 0
  private var attributes = 0
  private var notes = 0
  private let text: [Unicode.Scalar]

  private init(_ text: [Unicode.Scalar]) { self.text = text }

  /// What `annotation.conf` says of the labels.
  package static let configuration = """
    [entities]
    Content
    Cue
    Source
    Person
    Place
    Organization
    Group
    Number
    Date
    [relations]
    HasCue Arg1:Content, Arg2:Cue
    HasSource Arg1:Content, Arg2:Source
    <OVERLAP> Arg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>
    [events]
    [attributes]
    Kind Arg:Content, Value:direct|indirect|mixed
    Act Arg:Content, Value:speech|stance
    Negated Arg:Content
    Hedged Arg:Content
    SourceKind Arg:Content, Value:person|group|organization|document|place|unknown
    Anonymous Arg:Content
    CueClass Arg:Cue, Value:statement|question|denial|promise|warning|prediction|estimate|demand|criticism|belief|intention|stance|decree|showing

    """

  /// The lines of the `.ann` file of a document.
  package static func annotations(of group: RecordGroup, in document: ReviewedDocument) -> String {
    var writer = BratWriter(document.text)
    for record in group[.quote] { if let quote = ReviewedQuote(record, in: document) { writer.add(quote) } }
    for entity in group[.entity] {
      for mention in entity["mentions"].elements where mention["form"].string == "name" {
        guard let range = mention.textRange(limit: document.text.count) else { continue }
        writer.addSpan(Self.label(entity["kind"].string ?? "person"), [range])
      }
    }
    for (kind, label) in [(RecordKind.number, "Number"), (.date, "Date")] {
      for record in group[kind] {
        if let range = record.textRange(limit: document.text.count) { writer.addSpan(label, [range]) }
      }
    }
    return writer.lines.map { $0 + "\n" }.joined()
  }

  private static func label(_ kind: String) -> String { kind.prefix(1).uppercased() + kind.dropFirst() }

  private mutating func add(_ quote: ReviewedQuote) {
    guard let content = addSpan("Content", quote.spans) else { return }
    addAttribute("Kind", content, quote.kind)
    if let act = quote.record["act"].string { addAttribute("Act", content, act) }
    if quote.record["negated"].isTrue { addAttribute("Negated", content) }
    if quote.record["hedged"].isTrue { addAttribute("Hedged", content) }
    addNote(content, "\(quote.rule) \(quote.confidence)")
    if let range = quote.cue, let cue = addSpan("Cue", [range]) {
      addRelation("HasCue", content, cue)
      if let word = quote.record["cue"]["class"].string { addAttribute("CueClass", cue, word) }
      if let lemma = quote.record["cue"]["lemma"].string { addNote(cue, lemma) }
    }
    guard let name = quote.sourceName else { return }
    addAttribute("SourceKind", content, quote.record["source"]["kind"].string ?? "unknown")
    if quote.record["source"]["anonymous"].isTrue { addAttribute("Anonymous", content) }
    if let range = quote.mention, let source = addSpan("Source", [range]) {
      addRelation("HasSource", content, source)
      addNote(source, name)
    } else {
      addNote(content, Self.sourceNote + name)
    }
  }

  /// What stands before the name in the note of a content whose sentence does not name its source.
  static let sourceNote = "source: "

  /// A span; its id, or nil where it is empty.
  @discardableResult private mutating func addSpan(_ label: String, _ ranges: [Range<Int>]) -> String? {
    let pieces = ranges.flatMap { withoutBreaks($0) }
    guard !pieces.isEmpty else { return nil }
    spans += 1
    let offsets = pieces.map { "\($0.lowerBound) \($0.upperBound)" }.joined(separator: ";")
    let words = pieces.map { range in
      var view = String.UnicodeScalarView()
      view.append(contentsOf: text[range].map { $0 == "\t" ? " " : $0 })
      return String(view)
    }
    lines.append("T\(spans)\t\(label) \(offsets)\t\(words.joined(separator: " "))")
    return "T\(spans)"
  }

  private mutating func addAttribute(_ label: String, _ span: String, _ value: String? = nil) {
    attributes += 1
    lines.append("A\(attributes)\t\(label) \(span)" + (value.map { " \(Self.word($0))" } ?? ""))
  }

  private mutating func addRelation(_ label: String, _ from: String, _ to: String) {
    relations += 1
    lines.append("R\(relations)\t\(label) Arg1:\(from) Arg2:\(to)")
  }

  private mutating func addNote(_ span: String, _ text: String) {
    notes += 1
    var view = String.UnicodeScalarView()
    view.append(contentsOf: text.unicodeScalars.map { Self.isBreak($0) || $0 == "\t" ? " " : $0 })
    lines.append("#\(notes)\tAnnotatorNotes \(span)\t\(String(view))")
  }

  private static func word(_ text: String) -> String { text.replacing(" ", with: "-") }

  /// The pieces of a stretch between line breaks, without blanks at their ends: no span of the format goes over a line.
  private func withoutBreaks(_ range: Range<Int>) -> [Range<Int>] {
    var pieces: [Range<Int>] = []
    var start = range.lowerBound
    for index in range.lowerBound...range.upperBound {
      guard index == range.upperBound || Self.isBreak(text[index]) else { continue }
      var end = index
      while start < end, text[start].properties.isWhitespace { start += 1 }
      while end > start, text[end - 1].properties.isWhitespace { end -= 1 }
      if start < end { pieces.append(start..<end) }
      start = index + 1
    }
    return pieces
  }

  /// A code point at which a reader of lines may end one.
  static func isBreak(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0A...0x0D, 0x1C...0x1E, 0x85, 0x2028, 0x2029: true
    default: false
    }
  }
}
