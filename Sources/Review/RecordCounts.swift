import Records

/// Counts over many documents: by type, by kind, by outlet, by source and by rule.
public struct RecordCounts: Sendable {
  /// What an outlet has.
  struct Outlet: Sendable {
    var documents = 0
    var quotes = 0
    var direct = 0
    var numbers = 0
    var duplicates = 0
  }
  /// What a rule has made.
  struct Rule: Sendable {
    var records = 0
    var confidence = 0.0
  }
  /// What a source has said.
  struct Source: Sendable {
    var kind = ""
    var quotes = 0
    var numbers = 0
    var documents = 0
  }

  private var types: [RecordKind: Int] = [:]
  private var quoteKinds: [String: Int] = [:]
  private var duplicates = 0
  private var outlets: [String: Outlet] = [:]
  private var sources: [String: Source] = [:]
  private var rules: [String: Rule] = [:]
  /// How many quotes were wanted, but not trusted.
  public private(set) var hidden = 0

  /// Counts nothing yet.
  public init() {}

  /// Counts a document with its records.
  public mutating func add(_ group: RecordGroup, filter: RecordFilter) {
    let outlet = Self.outlet(of: group.document)
    if !group.document.isNull {
      types[.document, default: 0] += 1
      outlets[outlet, default: Outlet()].documents += 1
      if !group.document["duplicate_of"].isNull {
        duplicates += 1
        outlets[outlet, default: Outlet()].duplicates += 1
      }
    }
    var said: [String: Source] = [:]
    for kind in RecordKind.allCases where kind != .document {
      for record in group[kind] where filter.includes(record, kind) {
        guard filter.trusts(record, kind) else {
          hidden += 1
          continue
        }
        types[kind, default: 0] += 1
        add(record, kind, outlet: outlet, &said)
      }
    }
    for name in said.keys.sorted() {
      sources[name, default: Source()].kind = said[name]?.kind ?? ""
      sources[name, default: Source()].quotes += said[name]?.quotes ?? 0
      sources[name, default: Source()].numbers += said[name]?.numbers ?? 0
      sources[name, default: Source()].documents += 1
    }
  }

  private mutating func add(_ record: JSONValue, _ kind: RecordKind, outlet: String, _ said: inout [String: Source]) {
    if let rule = record["rule"].string {
      rules[rule, default: Rule()].records += 1
      rules[rule, default: Rule()].confidence += record["confidence"].number ?? 0
    }
    if kind == .quote {
      quoteKinds[record["kind"].string ?? "", default: 0] += 1
      outlets[outlet, default: Outlet()].quotes += 1
      if record["kind"].string == "direct" { outlets[outlet, default: Outlet()].direct += 1 }
    }
    if kind == .number { outlets[outlet, default: Outlet()].numbers += 1 }
    guard kind == .quote || kind == .number, let name = record["source"]["name"].string else { return }
    said[name, default: Source()].kind = record["source"]["kind"].string ?? ""
    if kind == .quote { said[name, default: Source()].quotes += 1 }
    if kind == .number { said[name, default: Source()].numbers += 1 }
  }

  /// The site that a page names, else the host of its address, else the folder of its file.
  package static func outlet(of document: JSONValue) -> String {
    if let site = document["site"].string, !site.isEmpty { return site }
    if let address = document["canonical"].string ?? document["url"].string,
      let host = address.split(separator: "/", omittingEmptySubsequences: true).dropFirst().first
    {
      return host.hasPrefix("www.") ? String(host.dropFirst(4)) : String(host)
    }
    let folders = (document["origin"].string ?? "").split(separator: "/").dropLast()
    return folders.joined(separator: "/")
  }

  // MARK: Shown

  /// Two columns: what, and how many.
  public func summary() -> Table {
    var table = Table([.init("records"), .init("count", isNumeric: true)])
    table.append(["documents", "\(types[.document] ?? 0)"])
    if duplicates > 0 { table.append(["  of these copies", "\(duplicates)"]) }
    table.append(["quotes", "\(types[.quote] ?? 0)"])
    for kind in ["direct", "indirect", "mixed"] { table.append(["  \(kind)", "\(quoteKinds[kind] ?? 0)"]) }
    for (name, kind) in [("sources", RecordKind.source), ("numbers", .number), ("dates", .date), ("entities", .entity)]
    {
      table.append([name, "\(types[kind] ?? 0)"])
    }
    if let errors = types[.error] { table.append(["errors", "\(errors)"]) }
    return table
  }

  /// A row an outlet, those with most quotes first.
  public func byOutlet() -> Table {
    var table = Table([
      .init("outlet"), .init("documents", isNumeric: true), .init("copies", isNumeric: true),
      .init("quotes", isNumeric: true), .init("direct", isNumeric: true), .init("numbers", isNumeric: true),
    ])
    for (name, counts) in Self.ranked(outlets, by: \.quotes) {
      table.append(
        [name] + [counts.documents, counts.duplicates, counts.quotes, counts.direct, counts.numbers].map { "\($0)" })
    }
    return table
  }

  /// A row a source, those with most quotes first.
  public func bySource() -> Table {
    var table = Table([
      .init("source"), .init("kind"), .init("documents", isNumeric: true), .init("quotes", isNumeric: true),
      .init("numbers", isNumeric: true),
    ])
    for (name, counts) in Self.ranked(sources, by: \.quotes) {
      table.append([name, counts.kind, "\(counts.documents)", "\(counts.quotes)", "\(counts.numbers)"])
    }
    return table
  }

  /// A row a rule, those with most records first.
  public func byRule() -> Table {
    var table = Table([.init("rule"), .init("records", isNumeric: true), .init("mean conf", isNumeric: true)])
    for (name, counts) in Self.ranked(rules, by: \.records) {
      table.append([name, "\(counts.records)", QuoteView.hundredths(counts.confidence / Double(counts.records))])
    }
    return table
  }

  /// By a count, the largest first, then by name.
  private static func ranked<Value>(_ counts: [String: Value], by key: KeyPath<Value, Int>) -> [(String, Value)] {
    counts.sorted { one, other in
      let (a, b) = (one.value[keyPath: key], other.value[keyPath: key])
      return a != b ? a > b : one.key < other.key
    }
  }
}
