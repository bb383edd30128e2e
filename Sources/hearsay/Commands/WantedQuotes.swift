import Calibration
import Records
import Review
import TextModel

/// The quotes of records that a reader wants to see, document by document.
final class WantedQuotes {
  private let groups: RecordGroups
  private let filter: ReviewFilter
  private let table: ConfidenceOverlay?
  /// How many were wanted, but are not trusted enough.
  private(set) var hidden = 0
  /// The records of the document that the last quotes are of.
  private(set) var group = RecordGroup(document: .null)

  init(_ records: [String], _ filter: ReviewFilter, _ table: ConfidenceOverlay?) {
    groups = RecordGroups(inputs: records)
    self.filter = filter
    self.table = table
  }

  /// The quotes of the next document that has any to show; nil at the end.
  func next() throws -> [ReviewedQuote]? {
    while let group = try nextGroup() {
      self.group = group
      let wanted = quotes(of: group)
      let quotes = wanted.filter(filter.trusts)
      hidden += wanted.count - quotes.count
      if !quotes.isEmpty { return quotes }
    }
    return nil
  }

  /// Reads to the end; how many quotes there were to show.
  func count() throws -> Int {
    var count = 0
    while let quotes = try next() { count += quotes.count }
    return count
  }

  private func nextGroup() throws -> RecordGroup? {
    do throws(RecordReadError) {
      return try groups.next()
    } catch {
      throw Failure("cannot read records: \(error)")
    }
  }

  private func quotes(of group: RecordGroup) -> [ReviewedQuote] {
    guard !group[.quote].isEmpty else { return [] }
    let document = ReviewedDocument(group.document)
    return group[.quote].compactMap { record in
      ReviewedQuote(record, in: document).flatMap { quote in table.map { $0.applied(to: quote) } ?? quote }
    }.filter {
      filter.includes($0, entities: group[.entity], sources: group[.source])
    }
  }
}

/// The lines of quotes as they are shown one after the other, below the head of their document.
struct QuoteListing {
  private let view: QuoteView
  private var sentences: ContextSentences
  private var number = 0
  private var document: String?
  /// How many quotes there are to show, where that is known.
  var total: Int?

  /// `words` are what sentences are told by; they are asked for only where a quote is to have some beside it.
  init(_ terminal: Terminal, context: Int, words: WordClasses) {
    view = QuoteView(terminal)
    sentences = ContextSentences(context, words: words)
  }

  /// The lines of the quotes of one document that come next.
  mutating func lines(of quotes: [ReviewedQuote]) -> [String] {
    quotes.flatMap { quote in
      number += 1
      let head = heading(quote.document)
      let position = QuotePosition(number: number, total: total)
      return head + view.lines(of: quote, at: position, context: sentences.range(round: quote))
    }
  }

  /// The head of a document, unless it is the one shown last.
  private mutating func heading(_ document: ReviewedDocument) -> [String] {
    guard self.document != document.id else { return [] }
    self.document = document.id
    return view.lines(of: document)
  }

  /// The lines of all quotes, a quote at a time, in an order. Memory grows with the lines, not with the texts.
  mutating func sorted(_ wanted: WantedQuotes, by order: QuoteOrder) throws -> some Sequence<[String]> {
    var found: [(key: QuoteOrder.Key, index: Int, quote: ReviewedQuote, lines: [String])] = []
    while let quotes = try wanted.next() {
      for quote in quotes {
        let lines = view.linesBelowHead(of: quote, context: sentences.range(round: quote))
        found.append((order.key(of: quote), found.count, quote.withoutText, lines))
      }
    }
    found.sort { ($0.key, $0.index) < ($1.key, $1.index) }
    var listing = self
    return found.enumerated().lazy.map { [count = found.count] place, row in
      let position = QuotePosition(number: place + 1, total: count)
      return listing.heading(row.quote.document) + [listing.view.heading(of: row.quote, at: position)] + row.lines
    }
  }
}
