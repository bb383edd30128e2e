import Segmentation
import TextModel

/// Finds the sentences round a quote.
public struct ContextSentences {
  private let count: Int
  private var segmenter: Segmenter
  private let buffer = Document()
  private var known: String?
  /// The sentences of the document at hand, in code points, in the order of the text.
  private var sentences: [Range<Int>] = []

  /// Takes so many sentences before and behind a quote; `words` are what sentences are told by.
  public init(_ count: Int, words: WordClasses) {
    self.count = count
    segmenter = Segmenter(words)
  }

  /// From the start of the first to the end of the last sentence that is to be shown of a quote. O(text) once a document,
  /// then O(log sentences).
  public mutating func range(round quote: ReviewedQuote) -> Range<Int>? {
    guard count > 0 else { return nil }
    if known != quote.document.id { read(quote.document) }
    guard !sentences.isEmpty else { return nil }
    let first = Self.index(in: sentences, of: quote.sentence.lowerBound)
    let last = Self.index(in: sentences, of: max(quote.sentence.lowerBound, quote.sentence.upperBound - 1))
    let start = sentences[max(0, first - count)].lowerBound
    return start..<max(start, sentences[min(sentences.count - 1, last + count)].upperBound)
  }

  private mutating func read(_ reviewed: ReviewedDocument) {
    known = reviewed.id
    buffer.clear()
    var bytes: [Int] = [0]
    for scalar in reviewed.text {
      buffer.text.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      bytes.append(buffer.text.count)
    }
    buffer.blocks = reviewed.blocks.map { block in
      let range = UTF8Range(bytes[block.range.lowerBound], bytes[block.range.upperBound])
      return Block(range: range, role: .body, line: 1)
    }
    segmenter.process(buffer)
    var map = OffsetMap()
    buffer.text.withUnsafeBufferPointer { map.build($0) }
    sentences = buffer.sentences.map { sentence in
      let first = buffer.tokens[sentence.tokens.first].range.start
      let last = buffer.tokens[sentence.tokens.limit - 1].range.end
      return Int(map.scalarOffset(of: first).value)..<Int(map.scalarOffset(of: last).value)
    }
  }

  /// The last sentence that begins at an offset or before it, else the first.
  private static func index(in sentences: [Range<Int>], of offset: Int) -> Int {
    var low = 0
    var high = sentences.count
    while low < high {
      let middle = (low + high) / 2
      if sentences[middle].lowerBound <= offset { low = middle + 1 } else { high = middle }
    }
    return max(0, low - 1)
  }
}
