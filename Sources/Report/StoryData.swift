import Records

/// What `hearsay stories` wrote, as far as a report shows it.
package struct StoryData: Sendable {
  struct Story: Sendable {
    var id: String
    var title: String
    var documents: [String]
    var outlets: [String]
    var begins: String
    var ends: String
    var origins: Int
    var reuses: [Reuse] = []
    var sayings: [Saying] = []
    var figures: [Figure] = []
  }
  struct Reuse: Sendable {
    var id: String
    var document: String
    var from: String
    var grade: String
    var share: Double
    var changes: [Change] = []
    var more = 0
  }
  struct Change: Sendable {
    var kind: String
    var what: String
    var text: String?
    var fromText: String?
  }
  struct Saying: Sendable {
    var text: String
    var source: String
    var variants: [String]
    var quotes: Int
    var isAltered: Bool
  }
  struct Figure: Sendable {
    var counted: String
    var unit: String?
    var values: [(text: String, documents: Int, first: String)]
  }

  private(set) var stories: [Story] = []
  private var places: [String: Int] = [:]
  private var reusePlaces: [String: (story: Int, reuse: Int)] = [:]
  /// How many of each type there are, those that are not kept among them.
  private(set) var counts: [String: Int] = [:]

  private static let storyLimit = 20_000
  private static let changesPerReuse = 12
  private static let listLimit = 20

  package init() {}

  /// Whether there is nothing to show.
  var isEmpty: Bool { stories.isEmpty }

  /// Reads a file of stories.
  package mutating func read(path: String) throws(RecordReadError) {
    let reader = try LineReader(path: path)
    while let line = try reader.next() {
      guard !line.isEmpty else { continue }
      do throws(JSONError) {
        add(try JSONParser.value(of: line))
      } catch {
        throw RecordReadError(place: "\(reader.path):\(reader.lineNumber)", reason: "no record: \(error)")
      }
    }
  }

  private mutating func add(_ record: JSONValue) {
    guard let type = record["type"].string else { return }
    counts[type, default: 0] += 1
    switch type {
    case "story": addStory(record)
    case "reuse": addReuse(record)
    case "change": addChange(record)
    case "saying": addSaying(record)
    case "figure": addFigure(record)
    default: break
    }
  }

  private mutating func addStory(_ record: JSONValue) {
    let documents = record["documents"].elements.compactMap(\.string)
    guard let id = record["id"].string, documents.count > 1, stories.count < Self.storyLimit else { return }
    places[id] = stories.count
    stories.append(
      Story(
        id: id, title: record["title"].string ?? "", documents: documents,
        outlets: record["outlets"].elements.compactMap(\.string), begins: record["begins"].string ?? "",
        ends: record["ends"].string ?? "", origins: record["origins"].integer ?? 0))
  }

  private mutating func addReuse(_ record: JSONValue) {
    guard let story = record["story"].string.flatMap({ places[$0] }), let id = record["id"].string,
      let document = record["document"].string, let from = record["from"].string
    else { return }
    reusePlaces[id] = (story, stories[story].reuses.count)
    stories[story].reuses.append(
      Reuse(
        id: id, document: document, from: from, grade: record["grade"].string ?? "",
        share: min(1, max(0, record["share"].number ?? 0))))
  }

  private mutating func addChange(_ record: JSONValue) {
    guard let place = record["reuse"].string.flatMap({ reusePlaces[$0] }) else { return }
    guard stories[place.story].reuses[place.reuse].changes.count < Self.changesPerReuse else {
      stories[place.story].reuses[place.reuse].more += 1
      return
    }
    stories[place.story].reuses[place.reuse].changes.append(
      Change(
        kind: record["kind"].string ?? "", what: record["what"].string ?? "", text: record["text"].string,
        fromText: record["from_text"].string))
  }

  private mutating func addSaying(_ record: JSONValue) {
    guard let story = record["story"].string.flatMap({ places[$0] }), stories[story].sayings.count < Self.listLimit
    else {
      return
    }
    stories[story].sayings.append(
      Saying(
        text: record["text"].string ?? "", source: record["source"].string ?? "",
        variants: record["variants"].elements.compactMap { $0["text"].string }, quotes: record["quotes"].elements.count,
        isAltered: record["altered"].isTrue))
  }

  private mutating func addFigure(_ record: JSONValue) {
    guard record["agree"] == .bool(false), let story = record["story"].string.flatMap({ places[$0] }),
      stories[story].figures.count < Self.listLimit
    else { return }
    let values = record["values"].elements.prefix(Self.listLimit).map { value in
      (Self.text(value), value["documents"].integer ?? 0, value["first"].string ?? "")
    }
    stories[story].figures.append(
      Figure(counted: record["counted"].string ?? "", unit: record["unit"].string, values: values))
  }

  /// A value with its bound in words: `at least 80`, `4500 to 6000`.
  private static func text(_ value: JSONValue) -> String {
    func number(_ key: String) -> String? {
      value[key].number.map { $0.rounded() == $0 && abs($0) < 1e15 ? HTMLText.number(Int($0)) : "\($0)" }
    }
    if let one = number("value") { return value["bound"].string == "about" ? "about \(one)" : one }
    switch (number("low"), number("high")) {
    case (let low?, let high?): return "\(low) to \(high)"
    case (let low?, nil): return "\(value["bound"].string ?? "at least") \(low)"
    case (nil, let high?): return "\(value["bound"].string ?? "at most") \(high)"
    case (nil, nil): return "–"
    }
  }
}
