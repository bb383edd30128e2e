import Records

/// A piece of the records of a story: of its first piece the story itself, its sayings and figures, and who is in it; in
/// each piece some of its reuses with their changes.
struct StoryPart: Sendable {
  /// The story, in the order of ids.
  var story: Int
  /// From 0.
  var number: Int

  /// So many ties are in a piece.
  static let tieCount = 256
}

/// What all stories are written from. Immutable, shared by all threads.
final class StoryPlan: Sendable {
  let digests: DigestTable
  let ties: ReuseTies
  let language: StoryLanguage
  private let groups: Groups
  /// The stories by their ids.
  private let order: [Int32]

  init(_ digests: DigestTable, ties: ReuseTies, labels: [Int32], language: StoryLanguage) {
    self.digests = digests
    self.ties = ties
    self.language = language
    groups = Groups(labels: labels)
    var firsts: [(id: DocumentID, group: Int32)] = []
    for group in 0..<groups.count {
      if let first = groups[group].min(by: { Self.isEarlier($0, $1, digests) }) {
        firsts.append((digests[Int(first)].id, Int32(group)))
      }
    }
    firsts.sort { DocumentID.precedes($0.id, $1.id) }
    order = firsts.map(\.group)
  }

  /// The number of stories.
  var count: Int { order.count }

  /// The documents of a story in the order of time.
  func documents(of story: Int) -> [Int] {
    groups[Int(order[story])].sorted { Self.isEarlier($0, $1, digests) }.map { Int($0) }
  }

  private static func isEarlier(_ one: Int32, _ two: Int32, _ digests: DigestTable) -> Bool {
    let (first, second) = (digests[Int(one)], digests[Int(two)])
    if first.minute != second.minute { return first.minute < second.minute }
    return DocumentID.precedes(first.id, second.id)
  }

  /// The pieces of all stories, in order.
  func makeParts() -> () -> StoryPart? {
    var story = 0
    var number = 0
    var count = 0
    return {
      if number == 0 {
        guard story < self.count else { return nil }
        let ties = self.groups[Int(self.order[story])].reduce(0) { $0 + (self.ties.of(Int($1)) == nil ? 0 : 1) }
        count = max(1, (ties + StoryPart.tieCount - 1) / StoryPart.tieCount)
      }
      let part = StoryPart(story: story, number: number)
      number += 1
      if number == count { (story, number) = (story + 1, 0) }
      return part
    }
  }

  /// The id of a story of documents in the order of time.
  func id(of documents: [Int]) -> String { Self.id(ofFirst: digests[documents[0]].id) }

  /// The id of the story whose first document it is.
  static func id(ofFirst document: DocumentID) -> String { "y" + document.description.dropFirst() }
}

/// Writes the records of stories: reads their documents again, compares them, and says what was found. One a thread.
final class StoryRenderer {
  private let plan: StoryPlan
  private let texts: TextCache
  private var digests: DigestTable { plan.digests }

  init(_ plan: StoryPlan, texts: TextCache) {
    self.plan = plan
    self.texts = texts
  }

  /// A hash of all that a piece is made of.
  static func stamp(of part: StoryPart, _ plan: StoryPlan) -> UInt64 {
    let documents = plan.documents(of: part.story)
    var hash = StampHash()
    hash.add(0x7061_7274)
    hash.add(part.number)
    let tied = documents.filter { plan.ties.of($0) != nil }
    let shown = ties(of: part, among: tied)
    for document in part.number == 0 ? documents : Array(documents.prefix(1)) + shown {
      hash.add(plan.digests[document].id.hash)
      hash.add(plan.digests[document].id.occurrence)
      hash.add(plan.digests[document].stamp)
      guard let tie = plan.ties.of(document) else { continue }
      hash.add(plan.digests[Int(tie.from)].id.hash)
      hash.add(plan.digests[Int(tie.from)].stamp)
      hash.add(UInt64(tie.share.bitPattern) << 32 | UInt64(tie.of.bitPattern))
      hash.add((tie.isIdentical ? 2 : 0) + (tie.isMostly ? 1 : 0))
    }
    return hash.value
  }

  private static func ties(of part: StoryPart, among tied: [Int]) -> ArraySlice<Int> {
    let start = min(tied.count, part.number * StoryPart.tieCount)
    return tied[start..<min(tied.count, start + StoryPart.tieCount)]
  }

  /// A piece as `RenderedPart` reads it.
  func rendered(_ part: StoryPart) -> [UInt8] {
    let story = plan.documents(of: part.story)
    let tied = story.filter { plan.ties.of($0) != nil }
    var writer = StoryWriter(id: plan.id(of: story))
    var members: [StoryIdentities.Member] = []
    if part.number == 0 { members = writeHead(story, tied, to: &writer) }
    writer.skipReuses(part.number * StoryPart.tieCount)
    for document in Self.ties(of: part, among: tied) { writeReuse(document, to: &writer) }
    return RenderedPart.bytes(of: writer.takeSections().map(\.bytes), members: members)
  }

  /// The story itself, its sayings and figures; returns who is in it.
  private func writeHead(_ story: [Int], _ tied: [Int], to writer: inout StoryWriter) -> [StoryIdentities.Member] {
    let numbers = read(of: story)
    // The words of a text that stands alone are compared with nothing; those of many are not all in memory at once.
    func text(_ number: Int) -> ComparedText? { texts.text(at: digests[numbers[number]].place) }
    let documents = numbers.indices.compactMap { number in
      (numbers.count == 1 ? texts.document(at: digests[numbers[number]].place) : text(number)?.document)
        .map { (number: number, document: $0) }
    }
    let copies = copies(story, tied)
    let identities = StoryIdentities(
      documents, text: { copies[numbers[$0]] ?? -1 }, story: plan.id(of: story), language: plan.language)
    writer.writeStory(
      story.lazy.map { self.digests[$0].id.description },
      days: story.map { digests[$0].published }.filter { $0 != Timestamp.unknown }, documents.map(\.document),
      origins: Set(copies.values).count, identities: identities)
    guard documents.count > 1 else { return identities.members }
    let said = documents.flatMap { number, _ in text(number).map { quotes(of: $0, number, identities) } ?? [] }
    for saying in SayingFinder(said).sayings { writer.writeSaying(saying, identities: identities) }
    let compared = documents.lazy.compactMap { number, _ in text(number).map { (number: number, text: $0) } }
    for figure in FigureFinder(compared, language: plan.language).figures {
      writer.writeFigure(figure, day: { Timestamp.text(ofDay: self.digests[numbers[$0]].published) })
    }
    return identities.members
  }

  /// The documents of which names, quotes and numbers are read: all, but of a story that very many copies make up the
  /// originals and the first copies.
  private func read(of story: [Int]) -> [Int] {
    guard story.count > Self.readLimit else { return story }
    let isCopy = { (document: Int) in self.plan.ties.of(document)?.isIdentical ?? false }
    let kept = (story.filter { !isCopy($0) } + story.filter(isCopy)).prefix(Self.readLimit)
    let wanted = Set(kept)
    return story.filter { wanted.contains($0) }
  }

  private static let readLimit = 2000

  /// For each document of a story the number of the text that it is: copies of one are one.
  private func copies(_ story: [Int], _ tied: [Int]) -> [Int: Int] {
    var places: [Int: Int] = [:]
    for document in story { places[document] = places.count }
    let ties = tied.compactMap { plan.ties.of($0) }.filter(\.isMostly)
    for tie in ties where places[Int(tie.from)] == nil { places[Int(tie.from)] = places.count }
    var sets = DisjointSets(count: places.count)
    for tie in ties {
      if let one = places[Int(tie.document)], let two = places[Int(tie.from)] { sets.join(one, two) }
    }
    var roots: [Int: Int] = [:]
    for document in story { if let place = places[document] { roots[document] = sets.root(of: place) } }
    return roots
  }

  private func quotes(of text: ComparedText, _ number: Int, _ identities: StoryIdentities) -> [QuotedWords] {
    text.document.quotes.map { quote in
      QuotedWords(
        quote, document: number, member: quote.source.flatMap { identities.ofRecord[$0] }, in: text, plan.language)
    }
  }

  private func writeReuse(_ document: Int, to writer: inout StoryWriter) {
    guard let tie = plan.ties.of(document), let here = texts.text(at: digests[document].place),
      let there = texts.text(at: digests[Int(tie.from)].place)
    else {
      writer.skipReuses(1)
      return
    }
    let found = ChangeFinder(here, from: there)
    writer.writeReuse(ReuseRecord(tie, here, there, found, plan.language), changes: found.changes)
  }
}

/// A piece as it lies in a file: how long each section is, the sections, who is in the story.
struct RenderedPart {
  /// The types in their order; of identities there are the members.
  static let kinds = StoryKind.allCases.filter { $0 != .identity }
  /// In bytes.
  static var headLength: Int { (kinds.count + 1) * 4 }

  static func bytes(of sections: [[UInt8]], members: [StoryIdentities.Member]) -> [UInt8] {
    var encoder = ByteEncoder()
    var coded = ByteEncoder()
    coded.add(members) { $1.encode(to: &$0) }
    let parts = sections + [members.isEmpty ? [] : coded.bytes]
    for part in parts { encoder.add(UInt32(clamping: part.count)) }
    return parts.reduce(into: encoder.bytes) { $0 += $1 }
  }

  /// The lengths of the sections and of what the members take.
  static func lengths(_ head: [UInt8]) -> [Int] {
    DigestPayload.numbers(head, at: 0, count: kinds.count + 1, UInt32.self).map { Int($0) }
  }

  /// Who is in the story.
  static func members(_ bytes: [UInt8]) -> [StoryIdentities.Member] {
    let lengths = lengths(bytes)
    guard let last = lengths.last, last > 0, last <= bytes.count else { return [] }
    var decoder = ByteDecoder(bytes[(bytes.count - last)...])
    return decoder.list { StoryIdentities.Member(&$0) }
  }
}
