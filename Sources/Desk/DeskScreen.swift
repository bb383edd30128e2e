import Calibration
import Judgements
import Review

/// The lines of the screen for a session: a head, the quote in its paragraph, and the keys.
package struct DeskScreen: Sendable {
  private let terminal: Terminal
  private let height: Int

  /// Draws for a terminal of so many lines.
  package init(_ terminal: Terminal, height: Int) {
    self.terminal = terminal
    self.height = max(8, height)
  }

  /// The lines, never more than the terminal has.
  package func lines(of session: DeskSession) -> [String] {
    let head = wrapped(StyledText(self.head(of: session), .label)) + [""]
    let foot = self.foot(of: session)
    let body = self.body(of: session)
    let room = max(3, height - head.count - foot.count)
    let first = min(session.scroll, max(0, body.count - room))
    var shown = Array(body[first...].prefix(room))
    if first + shown.count < body.count { shown[shown.count - 1] = "  … ↓ more" }
    return (head + shown + foot).prefix(height).map { $0 }
  }

  private func wrapped(_ text: StyledText, indent: Int = 0) -> [String] {
    TextWrapper(terminal, indent: indent).lines(of: text)
  }

  private func head(of session: DeskSession) -> String {
    var parts = ["\(session.position + 1) of \(session.items.count)", "\(session.done) judged"]
    if let pace = session.pace { parts.append("\(Int(pace.rounded())) a minute") }
    let precision = session.precision
    if precision.all > 0 {
      let interval = precision.interval
      parts.append(
        "right \(Self.percent(precision.share)) % (\(Self.percent(interval.lowerBound)) to \(Self.percent(interval.upperBound)))"
      )
    }
    return parts.joined(separator: " · ")
  }

  private static func percent(_ share: Double) -> String { "\(Int((share * 100).rounded()))" }

  // MARK: Body

  private func body(of session: DeskSession) -> [String] {
    switch session.mode {
    case .help: return Self.help.flatMap { wrapped(StyledText($0), indent: 1) }
    case .lines(let lines): return lines.flatMap { $0.isEmpty ? [""] : wrapped(StyledText($0), indent: 1) }
    default: return quote(of: session)
    }
  }

  private func quote(of session: DeskSession) -> [String] {
    let quote = session.item.quote
    let corrected = session.correctedSoFar
    var spans = corrected.spans
    if case .content(let moved) = session.mode { spans = moved }
    let view = QuoteView(terminal)
    var lines = view.lines(of: quote.document).dropLast() + view.headLines(of: quote).flatMap(pieces)
    lines += [""]
    let cue = corrected.cue?.range
    let isSourceCorrected = corrected.source?.name != quote.sourceName
    let mention = isSourceCorrected ? corrected.source?.mention : quote.mention
    lines += wrapped(view.paragraph(of: quote, spans: spans, cue: cue, mention: mention), indent: 2)
    lines += [""]
    if let verdict = session.verdicts[session.position] { lines += wrapped(StyledText(Self.said(verdict), .heading)) }
    return Array(lines)
  }

  /// A line that is wider than the terminal, as the place of a quote may be, in pieces that are not.
  private func pieces(of line: String) -> [String] {
    guard SafeText.width(of: line) > terminal.width, !line.contains("\u{1B}") else { return [line] }
    var pieces = [""]
    var used = 0
    for scalar in line.unicodeScalars {
      let columns = SafeText.width(of: scalar)
      if used + columns > terminal.width {
        pieces.append("")
        used = 0
      }
      pieces[pieces.count - 1].unicodeScalars.append(scalar)
      used += columns
    }
    return pieces
  }

  private static func said(_ judgement: Judgement) -> String {
    let note = judgement.note.map { "  (\($0))" } ?? ""
    let correction = judgement.correction
    switch judgement.verdict {
    case .right: return "✓ right" + note
    case .wrong: return "✗ wrong: no quote" + note
    case .source: return "✗ source: " + (correction?.source?.name ?? "nobody") + note
    case .content: return "✗ content: corrected" + note
    case .cue: return "✗ cue: " + (correction?.cue?.text ?? "none") + note
    case .act: return "✗ it is " + (correction?.act ?? "speech") + note
    case .withdrawn: return ""
    }
  }

  // MARK: Foot

  private func foot(of session: DeskSession) -> [String] {
    var lines = session.message.isEmpty ? [] : wrapped(StyledText(session.message, .heading))
    switch session.mode {
    case .judging: lines += Self.keys.flatMap { wrapped(StyledText($0, .label)) }
    case .help, .lines: lines += wrapped(StyledText("↑ ↓ scroll   any other key: back", .label))
    case .content:
      lines += wrapped(StyledText("h l beginning   j k end   Enter keeps   Esc does not", .label))
    case .source(let typed, let selected): lines += source(session, typed, selected)
    case .cue(let typed): lines += prompt("cue as it stands, nothing for none: ", typed)
    case .note(let typed): lines += prompt("note: ", typed)
    case .search(let typed): lines += prompt("search: ", typed)
    }
    return lines
  }

  private func prompt(_ name: String, _ typed: String) -> [String] {
    var text = StyledText(name, .label)
    text.append(typed + "▏")
    return wrapped(text)
  }

  private func source(_ session: DeskSession, _ typed: String, _ selected: Int?) -> [String] {
    var lines: [String] = []
    for (number, name) in session.names(typed).enumerated() {
      let mark = number == selected ? "▸" : " "
      let digit = typed.isEmpty ? "\(number + 1) " : "  "
      let text = SafeText.cut(SafeText.shown("\(mark)\(digit)\(name.name) (\(name.kind))"), to: terminal.width)
      lines += wrapped(StyledText(text, number == selected ? .heading : .plain))
    }
    lines += wrapped(StyledText(" 0 nobody   ↑ ↓ Enter choose   or type the name", .label))
    return lines + prompt("source: ", typed)
  }

  private static let keys = [
    "r right  w wrong  s source  c cue  t stance/speech",
    "h l beginning  j k end  n skip  b back  u undo",
    "o note  x explain  / search  ? all keys  q quit",
  ]

  private static let help = [
    "r      right: content, cue and source as they stand",
    "w      wrong: no quote at all",
    "s      another source: a number of the list, or its name",
    "h l    beginning of the content a word back, on",
    "j k    end of the content a word back, on",
    "c      another cue, typed as it stands in the sentence",
    "t      stance taken for speech, or speech for a stance",
    "n b    the next quote without a verdict on this one, the one before; also the arrows and the space bar",
    "u      take the last verdict back",
    "o      a note on the verdict that stands",
    "x      which rules matched here",
    "/ N    search in quotes, sources and titles; again",
    "R S D  next of this rule, of this source, next document",
    "↑ ↓    scroll a long paragraph",
    "q      quit: every verdict is in the file already",
    "",
    "Content stands in «…», the cue in {…}, the source in […]. A second correction of the same quote is added to the first.",
  ]
}
