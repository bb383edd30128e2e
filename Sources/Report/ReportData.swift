import Records
import Review

/// What a report counts over documents. What it keeps of quotes is bounded; the counts are of all.
package struct ReportData: Sendable {
  struct Outlet: Sendable {
    var documents = 0
    var quotes = 0
    var named = 0
    var unnamed = 0
  }
  /// Somebody who is quoted.
  struct Speaker: Sendable {
    var name: String
    var kind: String
    var isAnonymous: Bool
    var gender: String?
    var quotes = 0
    var documents = 0
    var byOutlet: [String: Int] = [:]
    var conditions: [String] = []
    /// The surest of the quotes.
    var list: [ReportQuote] = []
  }
  /// A document as lists and links name it.
  struct Page: Sendable {
    var id: String
    var title: String
    var outlet: String
    var day: String
    var url: String?
    var quotes: Int
  }

  private(set) var documents = 0
  private(set) var copies = 0
  private(set) var quotes = 0
  private(set) var numbers = 0
  private(set) var outlets: [String: Outlet] = [:]
  private(set) var speakers: [String: Speaker] = [:]
  private(set) var days: [String: (named: Int, unnamed: Int)] = [:]
  private(set) var withoutDay = 0
  private(set) var genres: [String: (documents: Int, quotes: Int)] = [:]
  private(set) var kinds: [String: Int] = [:]
  private(set) var confidences = [Int](repeating: 0, count: 10)
  /// Quotes of persons whose gender is known, or not.
  private(set) var genders = (women: 0, men: 0, unknown: 0)
  private(set) var withoutSource = 0
  private(set) var errors: [String: (count: Int, origins: [String])] = [:]
  /// Documents by id, as stories name them.
  private(set) var pages: [String: Page] = [:]
  private(set) var pageOrder: [String] = []

  /// So many quotes are kept of one speaker.
  static let quotesPerSpeaker = 8
  private static let conditionsPerSpeaker = 5
  private static let originsPerError = 20
  /// So many documents are kept by name.
  static let pageLimit = 200_000

  package init() {}

  /// Counts a document with its records. Quotes below the least confidence are left out, and so is what people think and want
  /// without saying it, unless `stances` are asked for.
  package mutating func add(_ group: RecordGroup, leastConfidence: Double, stances: Bool = false) {
    for error in group[.error] { add(error: error) }
    guard !group.document.isNull else { return }
    let document = ReviewedDocument(group.document)
    let outlet = group.document["outlet"].string ?? RecordCounts.outlet(of: group.document)
    let found = group[.quote].compactMap { ReviewedQuote($0, in: document) }.filter {
      $0.confidence >= leastConfidence && (stances || $0.record["act"].string != "stance")
    }
    documents += 1
    if !group.document["duplicate_of"].isNull { copies += 1 }
    numbers += group[.number].count
    outlets[outlet, default: Outlet()].documents += 1
    let genre = group.document["genre"].string ?? "not told"
    genres[genre, default: (0, 0)].documents += 1
    genres[genre]?.quotes += found.count
    if pages.count < Self.pageLimit {
      pages[document.id] = Page(
        id: document.id, title: document.title ?? document.origin, outlet: outlet, day: document.published ?? "",
        url: document.url, quotes: found.count)
      pageOrder.append(document.id)
    }
    let facts = SpeakerFacts(group)
    var met: Set<String> = []
    for quote in found { add(quote, outlet: outlet, facts, &met) }
  }

  /// A source of which no more is known than the pronoun that names it (*you*, *it*): nobody is named.
  private static func isPronoun(_ quote: ReviewedQuote) -> Bool {
    let mention = quote.record["source"]["mention"]
    return mention["form"].string == "pronoun" && mention["text"].string?.lowercased() == quote.sourceName?.lowercased()
  }

  private mutating func add(error: JSONValue) {
    let reason = error["reason"].string ?? "unknown"
    errors[reason, default: (0, [])].count += 1
    if errors[reason]?.origins.count ?? 0 < Self.originsPerError {
      errors[reason]?.origins.append(error["origin"].string ?? "")
    }
  }

  private mutating func add(_ quote: ReviewedQuote, outlet: String, _ facts: SpeakerFacts, _ met: inout Set<String>) {
    quotes += 1
    kinds[quote.kind, default: 0] += 1
    confidences[min(9, max(0, Int(quote.confidence * 10)))] += 1
    let isAnonymous = quote.record["source"]["anonymous"].isTrue || Self.isPronoun(quote)
    let isNamed = quote.sourceName != nil && !isAnonymous
    outlets[outlet, default: Outlet()].quotes += 1
    if isNamed { outlets[outlet]?.named += 1 } else { outlets[outlet]?.unnamed += 1 }
    if let day = quote.document.published, day.utf8.count == 10 {
      if isNamed { days[day, default: (0, 0)].named += 1 } else { days[day, default: (0, 0)].unnamed += 1 }
    } else {
      withoutDay += 1
    }
    guard let name = quote.sourceName else {
      withoutSource += 1
      return
    }
    let kind = quote.record["source"]["kind"].string ?? "unknown"
    let key = "\(kind) \(isAnonymous) \(name)"
    let gender = facts.gender(of: quote)
    if kind == "person" {
      switch gender {
      case "female": genders.women += 1
      case "male": genders.men += 1
      default: genders.unknown += 1
      }
    }
    var speaker = speakers[key] ?? Speaker(name: name, kind: kind, isAnonymous: isAnonymous)
    speakers[key] = nil
    speaker.gender = speaker.gender ?? gender
    speaker.quotes += 1
    speaker.byOutlet[outlet, default: 0] += 1
    if met.insert(key).inserted { speaker.documents += 1 }
    if let condition = facts.condition(of: quote), speaker.conditions.count < Self.conditionsPerSpeaker,
      !speaker.conditions.contains(condition)
    {
      speaker.conditions.append(condition)
    }
    speaker.keep(quote, outlet: outlet)
    speakers[key] = speaker
  }
}

extension ReportData.Speaker {
  /// Keeps a quote while it is among the surest.
  fileprivate mutating func keep(_ quote: ReviewedQuote, outlet: String) {
    let most = ReportData.quotesPerSpeaker
    if list.count == most, let last = list.last, last.confidence >= quote.confidence { return }
    let place = list.firstIndex { $0.confidence < quote.confidence } ?? list.count
    list.insert(ReportQuote(quote, outlet: outlet), at: place)
    if list.count > most { list.removeLast() }
  }
}

/// What a document's sources and entities say of who speaks.
private struct SpeakerFacts {
  private var genders: [String: String] = [:]
  private var conditions: [String: String] = [:]

  init(_ group: RecordGroup) {
    var ofEntity: [String: String] = [:]
    for entity in group[.entity] {
      if let id = entity["id"].string, let gender = entity["gender"].string { ofEntity[id] = gender }
    }
    for source in group[.source] {
      guard let id = source["id"].string else { continue }
      if let entity = source["entity"].string, let gender = ofEntity[entity] { genders[id] = gender }
      if let condition = source["condition"].string { conditions[id] = condition }
    }
  }

  func gender(of quote: ReviewedQuote) -> String? { quote.record["source"]["id"].string.flatMap { genders[$0] } }

  func condition(of quote: ReviewedQuote) -> String? { quote.record["source"]["id"].string.flatMap { conditions[$0] } }
}
