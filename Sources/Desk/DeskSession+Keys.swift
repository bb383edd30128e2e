import Judgements
import Review

extension DeskSession {
  /// Does what a key is for.
  package mutating func press(_ key: DeskKey) -> [Effect] {
    if key == .interrupt { return [.quit] }
    if key == .redraw { return [] }
    switch mode {
    case .judging: return judging(key)
    case .help, .lines: return reading(key)
    case .content(let spans): return moving(spans, key)
    case .source(let typed, let selected): return choosing(typed, selected, key)
    case .cue(let typed): return typing(typed, key, as: Mode.cue) { $0.correctCue($1) }
    case .note(let typed): return typing(typed, key, as: Mode.note) { $0.keepNote($1) }
    case .search(let typed):
      return typing(typed, key, as: Mode.search) { session, words in
        session.mode = .judging
        session.search(words.isEmpty ? session.lastSearch : words)
        return []
      }
    }
  }

  private mutating func judging(_ key: DeskKey) -> [Effect] {
    switch key {
    case .up: scroll = max(0, scroll - 1)
    case .down: scroll += 1
    case .left: go(to: position - 1)
    case .right: go(to: position + 1)
    case .character(let scalar): return verdict(scalar)
    default: break
    }
    return []
  }

  private mutating func verdict(_ scalar: Unicode.Scalar) -> [Effect] {
    switch scalar {
    case "r": return judge(.right)
    case "w": return judge(.wrong)
    case "t":
      var corrected = correctedSoFar
      corrected.act = (item.quote.record["act"].string ?? "speech") == "speech" ? "stance" : "speech"
      return judge(.act, correction: corrected)
    case "s": mode = .source(typed: "", selected: nil)
    case "c": mode = .cue("")
    case "h", "l", "j", "k": return moving(correctedSoFar.spans, .character(scalar))
    case "u": return undo()
    default: goAbout(scalar)
    }
    return scalar == "q" ? [.quit] : scalar == "x" ? [.explain(item)] : []
  }

  private mutating func goAbout(_ scalar: Unicode.Scalar) {
    switch scalar {
    case "n", " ": go(to: position + 1)
    case "b": go(to: position - 1)
    case "o": mode = .note(verdicts[position]?.note ?? "")
    case "/": mode = .search("")
    case "N": search(lastSearch)
    case "R":
      let rule = item.quote.rule
      goToNext("quote of this rule") { $0.quote.rule == rule }
    case "S":
      let name = item.quote.sourceName
      goToNext("quote of this source") { $0.quote.sourceName == name }
    case "D":
      let document = item.quote.document.id
      goToNext("document") { $0.quote.document.id != document }
    case "?": mode = .help
    case "q", "x": break
    default: message = "no key for that; ? says which there are"
    }
  }

  private mutating func reading(_ key: DeskKey) -> [Effect] {
    switch key {
    case .up: scroll = max(0, scroll - 1)
    case .down, .character(" "): scroll += key == .down ? 1 : 10
    default:
      mode = .judging
      scroll = 0
    }
    return []
  }

  // MARK: Content

  /// `h` and `l` move the beginning by a word, `j` and `k` the end; Enter keeps it.
  private mutating func moving(_ spans: [Range<Int>], _ key: DeskKey) -> [Effect] {
    var ends = ContentEnds(spans, in: item.quote.document.text)
    switch key {
    case .character("h"): ends.moveStart(by: -1)
    case .character("l"): ends.moveStart(by: 1)
    case .character("j"): ends.moveEnd(by: -1)
    case .character("k"): ends.moveEnd(by: 1)
    case .enter:
      guard spans != item.quote.spans else {
        mode = .judging
        message = "the content is as it was"
        return []
      }
      var corrected = correctedSoFar
      corrected.move(to: spans, in: item.quote.document.text)
      return judge(.content, correction: corrected)
    case .escape: return leave()
    default:
      message = "h l move the beginning, j k the end; Enter keeps it, Esc does not"
      return []
    }
    message = ""
    mode = .content(ends.spans)
    return []
  }

  private mutating func leave() -> [Effect] {
    mode = .judging
    message = ""
    return []
  }

  // MARK: Source

  /// So many names are shown, each with a digit.
  static let shownNames = 9

  /// The names of the document that have the typed words in them.
  func names(_ typed: String) -> [DeskItem.Name] {
    Array(item.names.lazy.filter { ReviewFilter.contains($0.name, typed) }.prefix(Self.shownNames))
  }

  private mutating func choosing(_ typed: String, _ selected: Int?, _ key: DeskKey) -> [Effect] {
    let names = names(typed)
    switch key {
    case .escape: return leave()
    case .down: mode = .source(typed: typed, selected: min(names.count - 1, (selected ?? -1) + 1))
    case .up: mode = .source(typed: typed, selected: selected.flatMap { $0 > 0 ? $0 - 1 : nil })
    case .enter:
      if let selected, names.indices.contains(selected) { return correctSource(names[selected]) }
      let name = Self.trimmed(typed)
      return name.isEmpty ? leave() : correctSource(.init(name: name, kind: "unknown", isAnonymous: false))
    case .backspace: mode = .source(typed: String(typed.dropLast()), selected: nil)
    case .character(let scalar):
      if typed.isEmpty, scalar.value &- 0x30 < 10 {
        let number = Int(scalar.value) - 0x30
        if number == 0 { return correctSource(nil) }
        if names.indices.contains(number - 1) { return correctSource(names[number - 1]) }
        return []
      }
      mode = .source(typed: typed + String(scalar), selected: nil)
    default: break
    }
    return []
  }

  private mutating func correctSource(_ name: DeskItem.Name?) -> [Effect] {
    var corrected = correctedSoFar
    corrected.source = name.map {
      JudgedQuote.Source(name: $0.name, kind: $0.kind, isAnonymous: $0.isAnonymous, mention: place(of: $0.name))
    }
    return judge(.source, correction: corrected)
  }

  /// Where words stand in the quote's sentence.
  private func place(of words: String) -> Range<Int>? {
    let text = item.quote.document.text
    let sentence = item.quote.sentence.clamped(to: text.indices)
    let folded = FoldedText(text[sentence])
    guard let found = folded.places(of: FoldedText.words(words), limit: 1).first else { return nil }
    let place = folded.original(of: found)
    return place.lowerBound + sentence.lowerBound..<place.upperBound + sentence.lowerBound
  }

  // MARK: Typed words

  private mutating func typing(
    _ typed: String, _ key: DeskKey, as mode: (String) -> Mode, _ take: (inout DeskSession, String) -> [Effect]
  ) -> [Effect] {
    switch key {
    case .escape: return leave()
    case .enter: return take(&self, Self.trimmed(typed))
    case .backspace: self.mode = mode(String(typed.dropLast()))
    case .character(let scalar): self.mode = mode(typed + String(scalar))
    default: break
    }
    return []
  }

  private mutating func correctCue(_ words: String) -> [Effect] {
    var corrected = correctedSoFar
    if words.isEmpty {
      corrected.cue = nil
    } else if let place = place(of: words) {
      corrected.cue = JudgedQuote.Cue(
        text: JudgedQuote.text(place, in: item.quote.document.text), range: place, kind: nil)
    } else {
      message = "the sentence does not have these words"
      return []
    }
    return judge(.cue, correction: corrected)
  }

  /// A note belongs to a verdict: to the one that stands, else it waits for the next.
  private mutating func keepNote(_ words: String) -> [Effect] {
    guard let standing = verdicts[position] else {
      mode = .judging
      message = "give a verdict first, then the note"
      return []
    }
    return judge(standing.verdict, correction: standing.correction, note: words)
  }

  /// The next quote with words in it, in its source or in the title of its document.
  mutating func search(_ words: String) {
    guard !words.isEmpty else { return }
    lastSearch = words
    goToNext("quote with '\(words)'") { item in
      [item.quote.record["text"].string, item.quote.sourceName, item.quote.document.title]
        .contains { ReviewFilter.contains($0 ?? "", words) }
    }
  }

  private static func trimmed(_ text: String) -> String {
    var rest = text[...]
    while rest.first == " " { rest.removeFirst() }
    while rest.last == " " { rest.removeLast() }
    return String(rest)
  }
}
