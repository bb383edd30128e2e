import Entities
import Records

/// The records of a story, as lines of JSON.
public struct RenderedStory: Sendable {
  /// The story's id.
  public var id: String
  /// The lines of each type.
  public var sections: [(kind: StoryKind, bytes: [UInt8])]
  /// Who is in it.
  var members: [StoryIdentities.Member]
}

/// Writes the records of stories: reads their documents again, compares them, and says what was found.
final class StoryRenderer {
  private let digests: [Digest]
  private let ties: [ReuseTie]
  private let texts: TextCache
  private let common: CommonWords

  init(_ digests: [Digest], ties: [ReuseTie], texts: TextCache, common: CommonWords) {
    self.digests = digests
    self.ties = ties
    self.texts = texts
    self.common = common
  }

  /// The id of the story whose first document it is.
  static func id(ofFirst document: String) -> String { "y" + document.dropFirst() }

  /// The records of a story of documents in the order of time.
  func rendered(_ story: [Int]) -> RenderedStory {
    let id = Self.id(ofFirst: digests[story[0]].id)
    let documents = read(of: story).compactMap { number in
      texts.text(at: digests[number].place).map { (number: number, document: $0.document) }
    }
    let identities = StoryIdentities(documents)
    var writer = StoryWriter(id: id)
    let tied = story.compactMap { tie(of: $0) }
    writer.writeStory(
      story.map { digests[$0].id }, days: story.compactMap { digests[$0].published }.sorted(),
      documents.map(\.document), origins: origins(story, tied), identities: identities)
    for tie in tied { writeReuse(tie, to: &writer) }
    if documents.count > 1 {
      let said = documents.flatMap { number, document in quotes(of: document, number, identities) }
      for saying in SayingFinder(said).sayings { writer.writeSaying(saying, identities: identities) }
      let days = Dictionary(documents.map { ($0.number, $0.document.published) }) { first, _ in first }
      for figure in FigureFinder(documents, common: common).figures { writer.writeFigure(figure, days: days) }
    }
    return RenderedStory(id: id, sections: writer.takeSections(), members: identities.members)
  }

  /// The documents of which names, quotes and numbers are read: all, but of a story that very many copies make up the
  /// originals and the first copies.
  private func read(of story: [Int]) -> [Int] {
    guard story.count > Self.readLimit else { return story }
    let originals = story.filter { !(tie(of: $0)?.isIdentical ?? false) }
    let copies = story.filter { tie(of: $0)?.isIdentical ?? false }
    return Array((originals + copies).prefix(Self.readLimit)).sorted()
  }

  private static let readLimit = 2000

  /// The tie of a document to what it has its text from; ties are sorted by document.
  private func tie(of document: Int) -> ReuseTie? {
    let place = ties.partitioningIndex { $0.document >= document }
    return place < ties.count && ties[place].document == document ? ties[place] : nil
  }

  /// How many texts were written independently: copies of one are one.
  private func origins(_ story: [Int], _ ties: [ReuseTie]) -> Int {
    var places: [Int: Int] = [:]
    for document in story { places[document] = places.count }
    for tie in ties where places[tie.from] == nil { places[tie.from] = places.count }
    var sets = DisjointSets(count: places.count)
    for tie in ties where tie.isMostly {
      if let one = places[tie.document], let two = places[tie.from] { sets.join(one, two) }
    }
    var roots: Set<Int> = []
    for document in story { if let place = places[document] { roots.insert(sets.root(of: place)) } }
    return roots.count
  }

  private func quotes(
    of document: StoryDocument, _ number: Int, _ identities: StoryIdentities
  ) -> [QuotedWords] {
    guard !document.quotes.isEmpty, let text = texts.text(at: digests[number].place) else { return [] }
    return document.quotes.map { quote in
      QuotedWords(quote, document: number, member: quote.source.flatMap { identities.ofRecord[$0] }, in: text)
    }
  }

  private func writeReuse(_ tie: ReuseTie, to writer: inout StoryWriter) {
    guard let here = texts.text(at: digests[tie.document].place), let there = texts.text(at: digests[tie.from].place)
    else { return }
    let found = ChangeFinder(here, from: there)
    writer.writeReuse(ReuseRecord(tie, here, there, found), changes: found.changes)
  }
}

/// What the record of a reuse says.
struct ReuseRecord {
  var document: String
  var from: String
  var grade: String
  var share: Double
  var of: Double
  var why: String?
  var isCredited: Bool
  var passages: [(here: Range<Int>, there: Range<Int>)]
  var confidence: Float

  init(_ tie: ReuseTie, _ here: ComparedText, _ there: ComparedText, _ found: ChangeFinder) {
    document = here.document.id
    from = there.document.id
    share = tie.share
    of = tie.of
    passages = found.passages
    let isCopy = tie.isIdentical || found.isVerbatim && tie.share >= 0.8
    grade = isCopy ? "copy" : tie.isMostly ? "edited" : "partial"
    isCredited = !here.document.credits.isEmpty
    confidence = tie.isIdentical ? 0.99 : tie.isMostly ? 0.95 : 0.85
    why = Self.reason(here, there)
  }

  /// Why the other one was first.
  private static func reason(_ here: ComparedText, _ there: ComparedText) -> String? {
    let (one, two) = (here.document, there.document)
    if let outlet = two.outlet ?? two.site, !one.credits.isEmpty,
      one.credits.contains(where: { Agency.isOutlet(outlet, of: $0) })
    {
      return "credit"
    }
    if let first = Timestamp.minute(at: one.publishedAt, day: nil),
      let second = Timestamp.minute(at: two.publishedAt, day: nil), first != second
    {
      return "published_at"
    }
    if let first = one.published, let second = two.published, first != second { return "published" }
    return here.bodyCount == there.bodyCount ? nil : "fuller"
  }
}

/// Agencies and their own sites.
enum Agency {
  /// Whether a site is that of an agency: its first letters or a word of its name are in the address.
  static func isOutlet(_ outlet: String, of agency: String) -> Bool {
    let site = outlet.lowercased()
    let words = agency.lowercased().split(separator: " ").filter { $0 != "the" }
    let letters = String(words.compactMap(\.first))
    if words.count > 1, letters.count > 1, site.hasPrefix(letters + "news") || site.hasPrefix(letters + ".") {
      return true
    }
    return words.contains { $0.count > 4 && site.hasPrefix($0) }
  }
}
