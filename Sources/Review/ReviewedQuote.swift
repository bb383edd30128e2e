import Records

/// A document as a reader of its quotes wants to see it.
public struct ReviewedDocument: Sendable {
  /// The document's id.
  public let id: String
  /// Where its bytes came from.
  public let origin: String
  package let title: String?
  package let published: String?
  /// The address of the page: the one that it gives itself, else the one it was fetched from.
  package let url: String?
  /// The registrable domain of its address.
  package let outlet: String?
  /// The hash of the article's words.
  package let textHash: String?
  /// The text in code points, as the records count them.
  package fileprivate(set) var text: [Unicode.Scalar]
  /// The paragraphs with the line of the input in which each begins.
  package let blocks: [(range: Range<Int>, line: Int)]

  /// Takes over a document's record.
  public init(_ record: JSONValue) {
    id = record["id"].string ?? ""
    origin = record["origin"].string ?? ""
    title = record["title"].string
    published = record["published"].string
    url = record["canonical"].string ?? record["url"].string
    outlet = record["outlet"].string
    textHash = record["text_hash"].string
    let text = Array((record["text"].string ?? "").unicodeScalars)
    self.text = text
    blocks = record["blocks"].elements.compactMap { block in
      guard let range = block.textRange(limit: text.count), let line = block["line"].integer else { return nil }
      return (range, line)
    }
  }

  /// `origin:line` of an offset, as editors take it; the origin alone where it leads into an archive or a file of lines.
  ///
  /// In a plain text the line of the offset itself, in a page that of its paragraph.
  public func place(of offset: Int) -> String {
    guard !origin.contains("#"), !Self.endsInLine(origin),
      let block = blocks.last(where: { $0.range.lowerBound <= offset })
    else { return origin }
    let isPage = [".html", ".htm", ".xhtml"].contains { origin.lowercased().contains($0) }
    let before = block.range.lowerBound..<min(max(block.range.lowerBound, offset), text.count)
    let breaks = isPage ? 0 : text[before].count { $0 == "\n" }
    return "\(origin):\(block.line + breaks)"
  }

  private static func endsInLine(_ origin: String) -> Bool {
    guard let colon = origin.lastIndex(of: ":") else { return false }
    let digits = origin[origin.index(after: colon)...]
    return !digits.isEmpty && digits.allSatisfy(\.isNumber)
  }
}

/// A quote as a reader wants to see it, with the document in which it stands.
public struct ReviewedQuote: Sendable {
  /// The quote's record.
  public let record: JSONValue
  /// The document's.
  public private(set) var document: ReviewedDocument
  package let spans: [Range<Int>]
  package let cue: Range<Int>?
  package let mention: Range<Int>?
  package let sentence: Range<Int>

  /// Takes over a quote's record; nil where its offsets are not in the text.
  public init?(_ record: JSONValue, in document: ReviewedDocument) {
    let limit = document.text.count
    let spans = record["spans"].elements.compactMap { $0.pair(limit: limit) }
    guard !spans.isEmpty, spans.count == record["spans"].elements.count else { return nil }
    self.record = record
    self.document = document
    self.spans = spans
    cue = record["cue"].textRange(limit: limit)
    mention = record["source"]["mention"].textRange(limit: limit)
    sentence = record["sentence"].pair(limit: limit) ?? spans[0]
  }

  /// The quote without the text of its document, for keeping many: what stands in its head is still known.
  public var withoutText: ReviewedQuote {
    var quote = self
    quote.document.text = []
    return quote
  }

  package var id: String { record["id"].string ?? "" }
  package var kind: String { record["kind"].string ?? "" }
  package var rule: String { record["rule"].string ?? "" }
  /// From 0 to 1, whatever the record says.
  package var confidence: Double { min(1, max(0, record["confidence"].number ?? 0)) }
  package var sourceName: String? { record["source"]["name"].string }
}

extension JSONValue {
  /// The stretch of `start` and `end`, where it lies within a text of that many code points.
  package func textRange(limit: Int) -> Range<Int>? {
    guard let start = self["start"].integer, let end = self["end"].integer, start >= 0, start <= end, end <= limit
    else {
      return nil
    }
    return start..<end
  }

  /// The stretch of `[start, end]`, where it lies within a text of that many code points.
  package func pair(limit: Int) -> Range<Int>? {
    let ends = elements
    guard ends.count == 2, let start = ends[0].integer, let end = ends[1].integer, start >= 0, start <= end,
      end <= limit
    else { return nil }
    return start..<end
  }
}
