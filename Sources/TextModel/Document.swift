/// One article on its way through the pipeline: the text and everything found in it, in flat arrays that the next
/// document uses again (`clear`).
public final class Document {
  // Ingestion
  /// What is known beside the text.
  public var metadata = Metadata()
  /// Valid UTF-8.
  public var text: [UInt8] = []
  /// The paragraphs of `text`, in its order, not overlapping.
  public var blocks: [Block] = []

  // Segmentation. Only blocks whose role is extracted have tokens.
  /// The words of the worker that the document belongs to.
  public let vocabulary: Vocabulary
  /// Another number each time that the document is emptied, and another than any document over the same words has.
  public private(set) var revision: Int
  /// In the order of the text; none in blocks that are not extracted.
  public var tokens: [Token] = []
  /// In the order of the text, never over the end of a block.
  public var sentences: [Sentence] = []
  /// Ordered by their first token; inner ones after the outer one.
  public var quotations: [Quotation] = []
  /// For each token the index of its sentence.
  public var sentenceOfToken: [Int32] = []

  // GazetteerIndex
  /// The longest entries of every list, linked by token (`firstMatch`).
  public var gazetteerMatches: [GazetteerMatch] = []
  /// For each token the first match that begins there in `gazetteerMatches`, or -1.
  public var firstMatch: [Int32] = []
  /// For each token which lists have a match there that is not conditional (two words a token: lists 0–63, 64–127).
  public var listMasks: [UInt64] = []

  // Phrases: a part of speech a token (`PartOfSpeech.rawValue`); empty before that stage.
  /// `PennTag.rawValue` of each token.
  public var tags: [UInt8] = []
  /// Noun phrases, verb groups and clauses; empty before that stage.
  public var phrases = PhraseIndex()

  // Rule phases and stages
  /// What rules and stages have found, in the order in which they did.
  public var annotations: [Annotation] = []
  /// The fields of all annotations.
  public var fields: [AnnotationField] = []
  /// The kinds of which there is an annotation.
  public private(set) var kinds: UInt64 = 0
  /// For each token the first annotation that begins there (`nextAnnotation` links the others), or -1.
  public private(set) var firstAnnotation: [Int32] = []
  /// For each annotation the next one that begins at its token, or -1.
  public private(set) var nextAnnotation: [Int32] = []
  /// For each token which kinds of annotation begin there.
  public private(set) var kindMasks: [UInt64] = []

  // Results
  /// In the order of their first mention.
  public var entities: [Entity] = []
  /// In the order of their first quote.
  public var sources: [Source] = []
  /// In the order of the text.
  public var quotes: [Quote] = []
  /// In the order of the text.
  public var figures: [Figure] = []
  /// In the order of the text.
  public var dates: [DateExpression] = []

  /// Makes an empty document over the words of a worker.
  public init(vocabulary: Vocabulary = Vocabulary()) {
    self.vocabulary = vocabulary
    revision = vocabulary.nextRevision()
  }

  /// Empties the document for the next one, keeping the buffers.
  public func clear() {
    metadata = Metadata()
    text.removeAll(keepingCapacity: true)
    blocks.removeAll(keepingCapacity: true)
    clearExtraction()
  }

  /// Empties all that comes after ingestion.
  public func clearExtraction() {
    revision = vocabulary.nextRevision()
    tokens.removeAll(keepingCapacity: true)
    sentences.removeAll(keepingCapacity: true)
    quotations.removeAll(keepingCapacity: true)
    sentenceOfToken.removeAll(keepingCapacity: true)
    gazetteerMatches.removeAll(keepingCapacity: true)
    firstMatch.removeAll(keepingCapacity: true)
    listMasks.removeAll(keepingCapacity: true)
    tags.removeAll(keepingCapacity: true)
    phrases.clear()
    annotations.removeAll(keepingCapacity: true)
    fields.removeAll(keepingCapacity: true)
    firstAnnotation.removeAll(keepingCapacity: true)
    nextAnnotation.removeAll(keepingCapacity: true)
    kindMasks.removeAll(keepingCapacity: true)
    kinds = 0
    entities.removeAll(keepingCapacity: true)
    sources.removeAll(keepingCapacity: true)
    quotes.removeAll(keepingCapacity: true)
    figures.removeAll(keepingCapacity: true)
    dates.removeAll(keepingCapacity: true)
  }

  /// Gives the memory back of what was found on the way to the results, which records do not need: all but the text, the
  /// tokens, sentences and quotations, and the results. For large documents.
  public func keepResults() {
    sentenceOfToken = []
    gazetteerMatches = []
    firstMatch = []
    listMasks = []
    tags = []
    phrases = PhraseIndex()
    annotations = []
    fields = []
    firstAnnotation = []
    nextAnnotation = []
    kindMasks = []
    kinds = 0
  }

  // MARK: Annotations

  /// Adds an annotation with its fields and returns its index. O(fields).
  @discardableResult
  public func annotate(_ annotation: Annotation, fields added: [AnnotationField] = []) -> Int {
    var annotation = annotation
    let start = fields.count
    fields.append(contentsOf: added)
    annotation.fields = TokenRange(start, fields.count)
    annotations.append(annotation)
    link(annotations.count - 1)
    return annotations.count - 1
  }

  /// Adds an annotation of a stage, without rule and fields, for each span. O(spans + tokens).
  public func annotate(_ kind: KindID, _ spans: [TokenRange]) {
    guard !spans.isEmpty else { return }
    let none = TokenRange(fields.count, fields.count)
    let first = annotations.count
    for span in spans {
      annotations.append(Annotation(kind: kind, tokens: span, rule: .none, confidence: 1, fields: none))
    }
    linkAll(from: first)
  }

  /// Adds annotations without fields. O(annotations + tokens).
  public func annotate(_ added: [Annotation]) {
    guard !added.isEmpty else { return }
    let none = TokenRange(fields.count, fields.count)
    let first = annotations.count
    for var annotation in added {
      annotation.fields = none
      annotations.append(annotation)
    }
    linkAll(from: first)
  }

  /// Takes back the annotations that were added last, one by one and with their fields: all from an index on. `kinds` is
  /// what `Document.kinds` was before. O(annotations taken back, and those that begin at their tokens).
  public func removeAnnotations(from first: Int, kinds: UInt64) {
    self.kinds = kinds
    while annotations.count > max(first, 0) {
      let last = annotations.removeLast()
      fields.removeLast(min(last.fields.count, fields.count))
      let next = nextAnnotation.removeLast()
      let token = last.tokens.first
      guard firstAnnotation.indices.contains(token) else { continue }
      firstAnnotation[token] = next
      kindMasks[token] = 0
      var index = Int(next)
      while annotations.indices.contains(index) {
        kindMasks[token] |= annotations[index].kind.bit
        index = Int(nextAnnotation[index])
      }
    }
  }

  private func linkAll(from first: Int) {
    makeRoomForLinks()
    nextAnnotation.append(contentsOf: repeatElement(-1, count: annotations.count - first))
    annotations.withUnsafeBufferPointer { annotations in
      nextAnnotation.withUnsafeMutableBufferPointer { next in
        firstAnnotation.withUnsafeMutableBufferPointer { firstAnnotation in
          kindMasks.withUnsafeMutableBufferPointer { masks in
            for index in first..<annotations.count {
              let token = annotations[index].tokens.first
              guard firstAnnotation.indices.contains(token) else { continue }
              next[index] = firstAnnotation[token]
              firstAnnotation[token] = Int32(truncatingIfNeeded: index)
              masks[token] |= annotations[index].kind.bit
              kinds |= annotations[index].kind.bit
            }
          }
        }
      }
    }
  }

  private func makeRoomForLinks() {
    guard firstAnnotation.count < tokens.count else { return }
    let missing = tokens.count - firstAnnotation.count
    firstAnnotation.append(contentsOf: repeatElement(-1, count: missing))
    kindMasks.append(contentsOf: repeatElement(0, count: missing))
  }

  private func link(_ index: Int) {
    makeRoomForLinks()
    let token = annotations[index].tokens.first
    nextAnnotation.append(-1)
    guard token >= 0, token < firstAnnotation.count else { return }
    nextAnnotation[index] = firstAnnotation[token]
    firstAnnotation[token] = Int32(truncatingIfNeeded: index)
    kindMasks[token] |= annotations[index].kind.bit
    kinds |= annotations[index].kind.bit
  }

  /// Whether an annotation of the kind begins at the token. O(1).
  @inlinable public func begins(_ kind: KindID, at token: Int) -> Bool {
    token < kindMasks.count && kindMasks[token] & kind.bit != 0
  }

  /// Calls `body` with the index of every annotation of the kind that begins at the token, the latest made first.
  @inlinable public func forEachAnnotation(_ kind: KindID, at token: Int, _ body: (Int) -> Void) {
    guard begins(kind, at: token) else { return }
    var index = Int(firstAnnotation[token])
    while index >= 0 {
      if annotations[index].kind == kind { body(index) }
      index = Int(nextAnnotation[index])
    }
  }

  /// The longest annotation of the kind that begins at the token, by index. O(annotations at the token).
  @inlinable public func longest(_ kind: KindID, at token: Int) -> Int? {
    var best: Int?
    forEachAnnotation(kind, at: token) { index in
      if let old = best, annotations[old].tokens.end >= annotations[index].tokens.end { return }
      best = index
    }
    return best
  }

  /// The field of an annotation by its name, if it has it. O(fields of the annotation).
  @inlinable public func field(_ name: FieldID, of annotation: Annotation) -> AnnotationField.Value? {
    for index in annotation.fields.indices where fields[index].name == name { return fields[index].value }
    return nil
  }

  /// Takes out the annotations for which `isDropped` holds; indices of the others change.
  public func removeAnnotations(where isDropped: (Annotation) -> Bool) {
    annotations.removeAll(where: isDropped)
    for token in firstAnnotation.indices {
      firstAnnotation[token] = -1
      kindMasks[token] = 0
    }
    nextAnnotation.removeAll(keepingCapacity: true)
    kinds = 0
    for index in annotations.indices { link(index) }
  }

  // MARK: Text

  /// The bytes from the first to the last token of a range; empty for an empty range.
  @inlinable public func range(of span: TokenRange) -> UTF8Range {
    guard !span.isEmpty, span.first >= 0, span.limit <= tokens.count else { return UTF8Range(0, 0) }
    return UTF8Range(tokens[span.first].range.start, tokens[span.limit - 1].range.end)
  }

  /// The text of a range as a string.
  @inlinable public func string(_ range: UTF8Range) -> String {
    guard range.start.value >= 0, range.length > 0, Int(range.end.value) <= text.count else { return "" }
    return text.withUnsafeBufferPointer {
      String(decoding: UnsafeBufferPointer(rebasing: $0[Int(range.start.value)..<Int(range.end.value)]), as: UTF8.self)
    }
  }

  /// The text of a range of tokens, as it stands.
  public func string(_ span: TokenRange) -> String { string(range(of: span)) }

  /// The small-letter form of a token's word. O(1).
  @inlinable public func lower(_ token: Int) -> WordID { vocabulary.lower(tokens[token].word) }

  /// The shape of a token's word. O(1).
  @inlinable public func shape(_ token: Int) -> WordShape { vocabulary.shape(tokens[token].word) }
}
