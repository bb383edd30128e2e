import TextModel

/// What the walk over a document notes by token and by quote, in buffers that the next document uses again.
final class DiscourseBuffers {
  let discourse = Discourse()
  let namesakes = Namesakes()
  /// By these verbs somebody goes on who has just spoken: *she added*.
  var continuing: Set<String> = []
  /// Pronouns that stand for nobody yet; those that a name behind them was found for, with its referent.
  var pending: [(role: ReferringWords.Role, place: Referent.Place)] = []
  var late: [(referent: Int, place: Referent.Place)] = []
  /// Sources that are pronouns and stand for nobody yet: the referents, with their sentences; those that a name behind
  /// them was found for.
  var unnamed: [(role: ReferringWords.Role, found: (referent: Int, sentence: Int32))] = []
  var namedLater: [(referent: Int, person: Int)] = []
  /// The labels of speakers with their referents.
  var labels: [(tokens: TokenRange, referent: Int)] = []
  /// For each quote its referent, or -1.
  var referentOfQuote: [Int] = []
  /// For each quote how that was found.
  var resolutionOfQuote: [Resolution] = []
  /// Where a name of an entity begins (`Traits.entityStart`): the entity, and where the name ends.
  var entityAt: UnsafeMutablePointer<Int32> { entities.base }
  var entityLimit: UnsafeMutablePointer<Int32> { limits.base }
  /// Where the mention of a source stands (`Traits.source`): the first of its quotes.
  var sourceAt: UnsafeMutablePointer<Int32> { sources.base }
  /// Where a content stands (`Traits.content`): its quote.
  var contentAt: UnsafeMutablePointer<Int32> { contents.base }
  /// The referent of *I* of the article, or -1.
  var author = -1
  /// Where one begins (`Traits.sourceStart`): the first of its quotes; for each quote the next one, or -1.
  var firstQuote: UnsafeMutablePointer<Int32> { quotes.base }
  let nextQuote = FlatBuffer<Int32>()
  let quoteTokens = FlatBuffer<TokenRange>()
  /// Where a role noun begins (`Traits.nounStart`): its number.
  var nounStartingAt: UnsafeMutablePointer<Int32> { nouns.base }
  private var entities = PlainBuffer<Int32>()
  private var limits = PlainBuffer<Int32>()
  private var sources = PlainBuffer<Int32>()
  private var contents = PlainBuffer<Int32>()
  private var quotes = PlainBuffer<Int32>()
  private var nouns = PlainBuffer<Int32>()

  deinit {
    entities.deallocate()
    limits.deallocate()
    sources.deallocate()
    contents.deallocate()
    quotes.deallocate()
    nouns.deallocate()
  }

  /// Gives back what a large document needed.
  func rest() {
    entities.giveBack()
    limits.giveBack()
    sources.giveBack()
    contents.giveBack()
    quotes.giveBack()
    nouns.giveBack()
    nextQuote.giveBack()
    quoteTokens.giveBack()
    referentOfQuote = []
    resolutionOfQuote = []
    discourse.rest()
  }

  /// Looks at a document's names, role nouns and sources.
  func begin(_ view: DiscourseView) {
    let document = view.document
    let count = view.tokens.count
    entities.reserve(count)
    limits.reserve(count)
    sources.reserve(count)
    contents.reserve(count)
    author = -1
    quotes.reserve(count)
    nouns.reserve(count)
    for (number, noun) in view.nouns.enumerated() where noun.tokens.first >= 0 && noun.tokens.first < count {
      nouns.base[noun.tokens.first] = Int32(truncatingIfNeeded: number)
      view.note(.nounStart, at: noun.tokens.first)
    }
    document.entities.withUnsafeBufferPointer { noteEntities($0, view) }
    namesakes.read(view)
    noteQuotes(view)
    pending.removeAll(keepingCapacity: true)
    unnamed.removeAll(keepingCapacity: true)
    namedLater.removeAll(keepingCapacity: true)
    labels.removeAll(keepingCapacity: true)
    late.removeAll(keepingCapacity: true)
    view.modifiers.clear()
    discourse.begin(entities: document.entities.count)
  }

  private func noteEntities(_ records: UnsafeBufferPointer<Entity>, _ view: DiscourseView) {
    for number in records.indices {
      records[number].mentions.withUnsafeBufferPointer { mentions in
        for mention in mentions where mention.form == .name {
          let tokens = view.tokens(of: mention.range)
          guard !tokens.isEmpty else { continue }
          entities.base[tokens.first] = Int32(truncatingIfNeeded: number)
          limits.base[tokens.first] = tokens.end
          view.note(.entityStart, at: tokens.first)
        }
      }
    }
  }

  private func noteQuotes(_ view: DiscourseView) {
    let count = view.document.quotes.count
    referentOfQuote.removeAll(keepingCapacity: true)
    referentOfQuote.append(contentsOf: repeatElement(-1, count: count))
    resolutionOfQuote.removeAll(keepingCapacity: true)
    resolutionOfQuote.append(contentsOf: repeatElement(Resolution(.new), count: count))
    nextQuote.resize(to: count)
    nextQuote.mutableElements.update(repeating: -1)
    quoteTokens.removeAll()
    view.document.quotes.withUnsafeBufferPointer { quotes in
      for number in quotes.indices {
        let tokens = quotes[number].mention.map { view.tokens(of: $0.range) } ?? TokenRange(0, 0)
        quoteTokens.append(tokens)
        for span in quotes[number].spans {
          for token in view.tokens(of: span).indices {
            contents.base[token] = Int32(truncatingIfNeeded: number)
            view.note(.content, at: token)
          }
        }
        for token in tokens.indices where !view[token].has(.source) {
          sources.base[token] = Int32(truncatingIfNeeded: number)
          view.note(.source, at: token)
        }
      }
    }
    // From the last to the first, so that a chain is in the order of the quotes.
    for number in (0..<count).reversed() where !quoteTokens[number].isEmpty {
      let token = quoteTokens[number].first
      if view[token].has(.sourceStart) { nextQuote[number] = quotes.base[token] }
      quotes.base[token] = Int32(truncatingIfNeeded: number)
      view.note(.sourceStart, at: token)
    }
  }
}

/// Compares words of the lists, which are ASCII, with names.
enum AsciiText {
  /// Whether a name has the word in it, in whatever case.
  static func contains(_ name: String, _ word: [UInt8]) -> Bool {
    guard !word.isEmpty else { return true }
    var name = name
    return name.withUTF8 { bytes in
      guard bytes.count >= word.count else { return false }
      return (0...bytes.count - word.count).contains { start in
        word.indices.allSatisfy { small(bytes[start + $0]) == word[$0] }
      }
    }
  }

  /// A capital letter's small one.
  static func small(_ byte: UInt8) -> UInt8 { byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte }
}
