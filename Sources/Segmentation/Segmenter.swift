import TextModel

/// The first stage: tokens, paired quotation marks, sentences, and what holds of tokens where they stand.
///
/// Fills `tokens`, `quotations`, `sentences` and `sentenceOfToken` of blocks that are extracted from.
public struct Segmenter: Stage {
  private var tokenizer: Tokenizer
  private var quotationMarks = QuotationMarks()
  private var letters = WordLetters()
  private var facts: WordFactTable { tokenizer.facts }
  /// The blocks with tokens.
  private var blocks: [BlockTokens] = []
  /// What ends sentences or is a quotation mark is among these.
  private let special = FlatBuffer<SpecialToken>(capacity: 1024)

  /// A segmenter for one worker: it keeps buffers from document to document.
  public init(_ classes: WordClasses) { tokenizer = Tokenizer(classes) }

  /// Segments the document; what was there before of tokens and sentences goes. O(bytes).
  public mutating func process(_ document: Document) {
    document.clearExtraction()
    facts.refresh(document.vocabulary)
    tokenize(document)
    quotationMarks.pair(blocks, special: special.elements, of: document, facts: facts)
    flagClosingMarks(document)
    var splitter = SentenceSplitter(document: document, facts: facts)
    for block in blocks { splitter.split(block, special: special.elements) }
    letters.refresh(document.vocabulary)
    SentenceFlags(document: document, facts: facts, letters: letters).flag(innerStarts: splitter.innerStarts)
  }

  /// Gives back what a large document needed.
  public mutating func rest() {
    blocks = []
    special.giveBack()
  }

  private mutating func tokenize(_ document: Document) {
    blocks.removeAll(keepingCapacity: true)
    special.removeAll()
    document.text.withUnsafeBufferPointer { text in
      for (index, block) in document.blocks.enumerated() where block.role.isExtracted {
        let first = document.tokens.count
        let firstSpecial = special.count
        let lower = max(0, Int(block.range.start.value))
        let range = lower..<max(lower, Int(block.range.end.value))
        tokenizer.tokenize(
          text, in: range, vocabulary: document.vocabulary, into: &document.tokens, special: special)
        guard document.tokens.count > first else { continue }
        blocks.append(
          BlockTokens(index: index, tokens: first..<document.tokens.count, special: firstSpecial..<special.count))
        document.tokens[first].flags.insert(.blockStart)
      }
    }
  }

  /// The closing mark of a quotation is its last token, unless the quotation ends with its block for want of one.
  private func flagClosingMarks(_ document: Document) {
    for quotation in document.quotations where quotation.tokens.count > 1 {
      let last = quotation.tokens.limit - 1
      let isMark = !facts.of(document.tokens[last].word).isDisjoint(with: .quotationMark)
      if isMark, !quotation.continues { document.tokens[last].flags.insert(.closesQuotation) }
    }
  }
}

/// The tokens of a block.
struct BlockTokens {
  /// The block's index in `Document.blocks`.
  var index: Int
  var tokens: Range<Int>
  /// Where the special ones among them stand in the segmenter's list.
  var special: Range<Int>
}
