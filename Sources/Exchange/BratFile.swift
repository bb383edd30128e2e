import Records

/// What a file of brat's standoff format (`.ann`) says: spans, attributes, relations and notes.
package struct BratFile: Sendable {
  /// A labelled stretch of text, perhaps in several pieces.
  package struct Span: Sendable, Equatable {
    package var id: String
    package var label: String
    /// In code points; pieces that a line break alone parts are one.
    package var pieces: [Range<Int>]
  }
  /// Two spans that belong together.
  package struct Relation: Sendable, Equatable {
    package var label: String
    package var from: String
    package var to: String
  }
  /// Something that is said of a span.
  package struct Attribute: Sendable, Equatable {
    package var label: String
    package var span: String
    /// Nil for one that only is or is not there.
    package var value: String?
  }

  package private(set) var spans: [Span] = []
  package private(set) var relations: [Relation] = []
  package private(set) var attributes: [Attribute] = []
  /// The notes of annotators with the id of what they are about.
  package private(set) var notes: [(id: String, text: String)] = []

  /// Reads a file and checks it against its text: offsets lie in it, and the words of each span are those of the text.
  package init(annotations: String, text: [Unicode.Scalar], path: String) throws(RecordReadError) {
    var number = 0
    var line = String.UnicodeScalarView()
    func readLine(_ file: inout BratFile) throws(RecordReadError) {
      number += 1
      defer { line = String.UnicodeScalarView() }
      guard !line.isEmpty else { return }
      if let reason = file.read(String(line), text) {
        throw RecordReadError(place: "\(path):\(number)", reason: reason)
      }
    }
    for scalar in annotations.unicodeScalars {
      if scalar == "\n" { try readLine(&self) } else if scalar != "\r" { line.append(scalar) }
    }
    try readLine(&self)
    if let reason = unknownReference() { throw RecordReadError(place: path, reason: reason) }
  }

  /// Takes a line in; what is wrong with it.
  private mutating func read(_ line: String, _ text: [Unicode.Scalar]) -> String? {
    let fields = line.split(separator: "\t", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
    guard fields.count >= 2 else { return "tabs are missing between the fields" }
    let words = fields[1].split(separator: " ").map(String.init)
    switch line.first {
    case "T": return readSpan(id: fields[0], fields[1], words: fields.count > 2 ? fields[2] : "", text)
    case "R":
      guard words.count >= 3, let from = Self.argument(words[1]), let to = Self.argument(words[2]) else {
        return "a relation has a label and two arguments"
      }
      relations.append(Relation(label: words[0], from: from, to: to))
    case "A", "M":
      guard words.count == 2 || words.count == 3 else { return "an attribute has a label, a span and perhaps a value" }
      attributes.append(Attribute(label: words[0], span: words[1], value: words.count > 2 ? words[2] : nil))
    case "#":
      if words.count == 2, fields.count > 2 { notes.append((words[1], fields[2])) }
    case "E", "N", "*": break
    default: return "the line begins with none of T, R, A, M, E, N, * and #"
    }
    return nil
  }

  private static func argument(_ text: String) -> String? {
    guard let colon = text.firstIndex(of: ":") else { return nil }
    return String(text[text.index(after: colon)...])
  }

  private mutating func readSpan(id: String, _ field: String, words: String, _ text: [Unicode.Scalar]) -> String? {
    guard let blank = field.firstIndex(of: " ") else { return "a span has a label and offsets" }
    var pieces: [Range<Int>] = []
    for piece in field[field.index(after: blank)...].split(separator: ";", omittingEmptySubsequences: false) {
      let ends = piece.split(separator: " ")
      guard ends.count == 2, let start = Int(ends[0]), let end = Int(ends[1]), start >= (pieces.last?.upperBound ?? 0),
        start < end, end <= text.count
      else { return "the offsets '\(piece)' do not lie in the text in their order" }
      pieces.append(start..<end)
    }
    let found = pieces.map { Self.string(text[$0]) }.joined(separator: " ")
    guard Self.plain(found) == Self.plain(words) else { return "the text at the offsets is '\(found)', not '\(words)'" }
    spans.append(Span(id: id, label: String(field[..<blank]), pieces: Self.joined(pieces, in: text)))
    return nil
  }

  /// Line breaks within a piece stand as blanks in the file.
  private static func plain(_ text: String) -> [Unicode.Scalar] {
    text.unicodeScalars.map { BratWriter.isBreak($0) || $0 == "\t" ? " " : $0 }
  }

  private static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }

  /// Pieces between which only blanks and a line break stand are one: the format cuts them there.
  private static func joined(_ pieces: [Range<Int>], in text: [Unicode.Scalar]) -> [Range<Int>] {
    var joined: [Range<Int>] = []
    for piece in pieces {
      if let last = joined.last {
        let between = text[last.upperBound..<piece.lowerBound]
        if between.allSatisfy({ $0.properties.isWhitespace }), between.contains(where: BratWriter.isBreak) {
          joined[joined.count - 1] = last.lowerBound..<piece.upperBound
          continue
        }
      }
      joined.append(piece)
    }
    return joined
  }

  private func unknownReference() -> String? {
    let known = Set(spans.map(\.id))
    for relation in relations {
      for id in [relation.from, relation.to] where !known.contains(id) && id.hasPrefix("T") {
        return "a relation names '\(id)', which is not there"
      }
    }
    return attributes.first { $0.span.hasPrefix("T") && !known.contains($0.span) }
      .map { "an attribute names '\($0.span)', which is not there" }
  }
}
