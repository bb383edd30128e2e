import Records

/// Shows a story for reading: quotations that were altered on top, then its documents in the order of time, each with what
/// it left out or changed.
///
/// `~` is replaced, `-` left out, `+` added, `>` moved; `[-…-]` is text of the other document alone, `{+…+}` of this one.
public struct StoryView: Sendable {
  private let terminal: Terminal

  /// Two columns of text need so many.
  private static let sideBySideWidth = 110
  /// Of a longer text the rest is left out.
  private static let textLimit = 360
  /// Context on either side of a change, in code points.
  private static let contextLimit = 70

  /// Shows stories on a terminal.
  public init(_ terminal: Terminal) { self.terminal = terminal }

  private func wrapped(_ text: StyledText, indent: Int) -> [String] {
    TextWrapper(terminal, indent: indent).lines(of: text)
  }

  /// The lines of a story, the last one empty.
  public func lines(of report: StoryReport) -> [String] {
    var lines = heading(report)
    lines += altered(report)
    lines += figures(report)
    for number in report.documents.indices { lines += document(number, report) }
    return lines
  }

  // MARK: The story

  private func heading(_ report: StoryReport) -> [String] {
    guard !report.story.isNull else { return [] }
    let title = report.story["title"].string ?? report.story["id"].string ?? ""
    var lines = wrapped(StyledText("■ \(title)", .heading), indent: 0)
    let (begins, ends) = (report.story["begins"].string, report.story["ends"].string)
    let days = [begins, ends == begins ? nil : ends].compactMap { $0 }.joined(separator: " to ")
    let count = report.documents.count
    let origins = report.story["origins"].integer ?? count
    let facts = [
      report.story["id"].string ?? "", days, Self.counted(count, "document"), Self.counted(origins, "origin"),
    ]
    lines += wrapped(StyledText(facts.filter { !$0.isEmpty }.joined(separator: "  "), .label), indent: 2)
    return lines + [""]
  }

  private static func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }

  private func altered(_ report: StoryReport) -> [String] {
    let sayings = report.sayings.filter { $0["altered"].isTrue }
    guard !sayings.isEmpty else { return [] }
    var lines = wrapped(StyledText("! Quotations that differ", .heading), indent: 0)
    for saying in sayings {
      lines += wrapped(StyledText(saying["source"].string ?? "no source", .source), indent: 2)
      for variant in saying["variants"].elements {
        let outlets = variant["quotes"].elements.compactMap { quote in
          report.number(of: quote.string?.split(separator: "/").first.map(String.init)).map { "\($0 + 1)" }
        }
        var text = StyledText("“\(Self.short(variant["text"].string ?? ""))”", .plain)
        text.append("  \(Array(Set(outlets)).sorted().joined(separator: ", "))", .label)
        lines += wrapped(text, indent: 4)
      }
    }
    return lines + [""]
  }

  private func figures(_ report: StoryReport) -> [String] {
    let figures = report.figures.filter { !$0["agree"].isTrue }
    guard !figures.isEmpty else { return [] }
    var lines = wrapped(StyledText("! Figures that differ", .heading), indent: 0)
    for figure in figures {
      let row = StoryTables.row(of: figure, .figure)
      var text = StyledText("\(row[1]): ", .plain)
      text.append(row[2] + (row[3].isEmpty ? "" : " \(row[3])"), .content)
      lines += wrapped(text, indent: 2)
    }
    return lines + [""]
  }

  // MARK: A document

  private func document(_ number: Int, _ report: StoryReport) -> [String] {
    let document = report.documents[number]
    let day = document.published.map { "\($0)  " } ?? ""
    let title = document.title.map { "  \($0)" } ?? ""
    var lines = wrapped(StyledText("▸ \(number + 1)  \(day)\(report.outlets[number])\(title)", .heading), indent: 0)
    lines.append("  " + SafeText.shown("\(document.id)  \(document.origin)"))
    let reuses = report.reuses.filter { $0["document"].string == document.id }
    if reuses.isEmpty { lines += wrapped(StyledText("a text of its own", .label), indent: 2) }
    for reuse in reuses { lines += self.reuse(reuse, number, report) }
    return lines + [""]
  }

  private func reuse(_ reuse: JSONValue, _ number: Int, _ report: StoryReport) -> [String] {
    let from = report.number(of: reuse["from"].string)
    let name = from.map { "\($0 + 1) (\(report.outlets[$0]))" } ?? reuse["from"].string ?? ""
    let percent = Int(((reuse["share"].number ?? 0) * 100).rounded())
    let first = reuse["earlier"].string == "document" ? "itself first" : "first"
    let why = reuse["why"].string.map { ", \(first) by \($0.replacing("_", with: " "))" } ?? ""
    let credited = reuse["credited"].isTrue ? ", credited" : ""
    let line = "\(reuse["grade"].string ?? "") of \(name): \(percent) % of its words\(why)\(credited)"
    var lines = wrapped(StyledText(line, .label), indent: 2)
    let changes = report.changes.filter { $0["reuse"] == reuse["id"] }.enumerated()
      .sorted { (Self.rank($0.element), $0.offset) < (Self.rank($1.element), $1.offset) }.map(\.element)
    for change in changes { lines += self.change(change, from, number, report) }
    return lines
  }

  /// What a reader wants first.
  private static func rank(_ change: JSONValue) -> Int {
    let order = ["quotation", "number", "attribution", "date", "name", "headline", "sentence", "wording"]
    return order.firstIndex(of: change["what"].string ?? "") ?? order.count
  }

  // MARK: A change

  private func change(_ change: JSONValue, _ from: Int?, _ number: Int, _ report: StoryReport) -> [String] {
    let sign = ["replaced": "~", "left out": "-", "added": "+", "moved": ">"][change["kind"].string ?? ""] ?? "?"
    let heading = StyledText("\(sign) \(change["what"].string ?? "")", .cue)
    let here = report.documents[number]
    let there = from.map { report.documents[$0] }
    if terminal.width >= Self.sideBySideWidth, let there {
      return wrapped(heading, indent: 2) + columns(change, there, here)
    }
    var text = StyledText()
    if change["start"].integer == nil, let there {
      appendContext(of: there, change, "from_start", "from_end", to: &text) { text in
        text.append("[-\(Self.short(change["from_text"].string ?? ""))-]", .gone)
      }
    } else {
      appendContext(of: here, change, "start", "end", to: &text) { text in
        if change["kind"].string != "moved", let gone = change["from_text"].string {
          text.append("[-\(Self.short(gone))-]", .gone)
        }
        if let new = change["text"].string { text.append("{+\(Self.short(new))+}", .new) }
      }
    }
    return wrapped(heading, indent: 2) + wrapped(text, indent: 4)
  }

  /// Both documents beside each other: the other one on the left.
  private func columns(_ change: JSONValue, _ there: ReviewedDocument, _ here: ReviewedDocument) -> [String] {
    let width = (terminal.width - 4 - 3) / 2
    var left = StyledText()
    if let gone = change["from_text"].string {
      appendContext(of: there, change, "from_start", "from_end", to: &left) { text in
        text.append("[-\(Self.short(gone))-]", .gone)
      }
    }
    var right = StyledText()
    if let new = change["text"].string {
      appendContext(of: here, change, "start", "end", to: &right) { text in
        text.append("{+\(Self.short(new))+}", .new)
      }
    }
    let column = { (text: StyledText, hasColor: Bool) in
      TextWrapper(Terminal(width: width, hasColor: hasColor), indent: 0).lines(of: text)
    }
    let plain = column(left, false)
    let (shownLeft, shownRight) = (column(left, terminal.hasColor), column(right, terminal.hasColor))
    return (0..<max(plain.count, shownRight.count)).map { line in
      let used = line < plain.count ? SafeText.width(of: plain[line]) : 0
      let blanks = String(repeating: " ", count: max(0, width - used))
      let text = line < shownLeft.count ? shownLeft[line] : ""
      let other = line < shownRight.count ? " " + shownRight[line] : ""
      return "    \(text)\(blanks) │\(other)"
    }
  }

  /// Adds a marked stretch of a document with some words on either side of it.
  private func appendContext(
    of document: ReviewedDocument, _ change: JSONValue, _ startKey: String, _ endKey: String,
    to text: inout StyledText, _ marked: (inout StyledText) -> Void
  ) {
    guard let start = change[startKey].integer, let end = change[endKey].integer, start >= 0, start <= end,
      end <= document.text.count
    else { return marked(&text) }
    let isShort = change["what"].string != "sentence" && change["what"].string != "headline"
    let reach = isShort ? Self.contextLimit : 0
    let before = document.text[max(0, start - reach)..<start]
    let after = document.text[end..<min(document.text.count, end + reach)]
    let cutBefore = before.lastIndex { $0 == "\n" }.map { before[($0 + 1)...] } ?? Self.dropWord(before)
    let cutAfter = after.firstIndex { $0 == "\n" }.map { after[..<$0] } ?? after
    if isShort { text.append(cutBefore, .context) }
    marked(&text)
    if isShort { text.append(cutAfter, .context) }
  }

  /// Without the part of a word at its beginning.
  private static func dropWord(_ text: ArraySlice<Unicode.Scalar>) -> ArraySlice<Unicode.Scalar> {
    guard text.startIndex > 0, let blank = text.firstIndex(of: " ") else { return text }
    return text[blank...].dropFirst()
  }

  /// A text that is not too long to read in a list.
  private static func short(_ text: String) -> String {
    text.unicodeScalars.count <= textLimit
      ? text : String(String.UnicodeScalarView(text.unicodeScalars.prefix(textLimit))) + " …"
  }
}
