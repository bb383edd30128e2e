import Records
import Review

/// What `review --story` and `diff` show: documents side by side.
struct StoryReview {
  let records: [String]
  let display: TerminalOptions

  /// Shows the story whose id begins so; documents and stories are both among the records.
  func show(story prefix: String) throws {
    guard var report = try report(of: prefix) else {
      throw Failure("no story '\(prefix)' among the records; 'hearsay table stories' lists them")
    }
    let wanted = report.story["documents"].elements.compactMap(\.string)
    let others = report.reuses.compactMap { $0["from"].string }
    let documents = try documents(Set(wanted + others))
    for id in wanted { if let record = documents[id] { report.add(record) } }
    // A text from another story stands behind those of this one.
    for id in others where !wanted.contains(id) && report.documents.allSatisfy({ $0.id != id }) {
      if let record = documents[id] { report.add(record) }
    }
    guard !report.documents.isEmpty else { throw Failure("the documents of '\(prefix)' are not among the records") }
    try show(report)
  }

  /// Shows a report in the pager.
  func show(_ report: StoryReport) throws {
    let output = display.makeTextOutput()
    for line in StoryView(display.terminal).lines(of: report) {
      guard try output.write(line: line) else { break }
    }
    try output.finish()
  }

  private func report(of prefix: String) throws -> StoryReport? {
    var report: StoryReport?
    let reader = StoryRecordReader(inputs: records)
    var rest: [(kind: StoryKind, value: JSONValue)] = []
    try reading {
      while let (kind, value) = try reader.next({ $0 != .identity }) {
        if kind == .story {
          let id = value["id"].string ?? ""
          if id == prefix || report == nil && id.hasPrefix(prefix) { report = StoryReport(story: value) }
        } else {
          let owner = value["story"].string ?? value["reuse"].string ?? ""
          if owner.hasPrefix(prefix) { rest.append((kind, value)) }
        }
      }
    }
    guard let id = report?.story["id"].string else { return nil }
    for (kind, value) in rest {
      let owner = value["story"].string ?? value["reuse"].string ?? ""
      guard owner == id || owner.hasPrefix(id + "/") else { continue }
      switch kind {
      case .reuse: report?.reuses.append(value)
      case .change: report?.changes.append(value)
      case .saying: report?.sayings.append(value)
      case .figure: report?.figures.append(value)
      case .story, .identity: break
      }
    }
    return report
  }

  private func documents(_ ids: Set<String>) throws -> [String: JSONValue] {
    var found: [String: JSONValue] = [:]
    let groups = RecordGroups(inputs: records)
    try reading {
      while let group = try groups.next() {
        if let id = group.document["id"].string, ids.contains(id), found[id] == nil { found[id] = group.document }
      }
    }
    return found
  }

  private func reading(_ body: () throws -> Void) throws {
    do {
      try body()
    } catch let error as RecordReadError {
      throw Failure("cannot read records: \(error)")
    }
  }
}

extension StoryReview {
  /// Prints records over documents as a table.
  static func printTable(_ kind: StoryKind, of records: [String], _ display: TerminalOptions) throws {
    let isAligned = TerminalOptions.isTerminal
    let output = isAligned ? display.makeTextOutput() : TextOutput(pager: nil)
    var table = Table(StoryTables.columns(of: kind))
    let reader = StoryRecordReader(inputs: records)
    do throws(RecordReadError) {
      while let (found, value) = try reader.next({ $0 == kind }) { table.append(StoryTables.row(of: value, found)) }
    } catch {
      throw Failure("cannot read records: \(error)")
    }
    for line in isAligned ? table.aligned(for: display.terminal) : table.tabSeparated() {
      guard try output.write(line: line) else { break }
    }
    try output.finish()
  }
}
