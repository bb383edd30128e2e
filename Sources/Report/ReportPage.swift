/// A report as one file of HTML: nothing is loaded from anywhere, and the page shows all it has without a script.
package struct ReportPage: Sendable {
  private let data: ReportData
  private let stories: StoryData
  private let title: String
  /// So many bytes the page may have; the least interesting lists are cut where it would have more.
  private let budget: Int
  private var page = HTMLText()
  private var cuts: [String] = []

  /// Makes a page of what was counted.
  package init(_ data: ReportData, stories: StoryData, title: String, budget: Int = 3_000_000) {
    self.data = data
    self.stories = stories
    self.title = title
    self.budget = budget
  }

  /// The bytes of the page.
  package func bytes() -> [UInt8] {
    var page = self
    page.write()
    return Array(page.page.html.utf8)
  }

  private mutating func write() {
    page.raw(head)
    page.raw("<main><header><h1>")
    page.text(title)
    page.raw("</h1>")
    page.raw(lead)
    page.raw(navigation)
    page.raw("</header>")
    page.raw(ReportControls.html)
    section("read", "What was read", read())
    section("who", "Who is quoted", who())
    section("named", "Named and not named", named())
    section("matrix", "Sources by outlet", matrix())
    section("days", "Quotes a day", days())
    section("trust", "How far to trust it", trust())
    section("stories", "Stories, and who has them from whom", ReportStories(stories, data).html(&cuts))
    section("lists", "The quotes behind the figures", lists())
    if !cuts.isEmpty {
      section("cut", "What is not shown", "<ul>" + cuts.map { "<li>\(HTMLText.escaped($0))</li>" }.joined() + "</ul>")
    }
    page.raw("</main><script>\(ReportControls.script)</script></body></html>\n")
  }

  private var head: String {
    let style = SHA256.base64(SHA256.hash(of: Array(ReportControls.style.utf8)))
    let script = SHA256.base64(SHA256.hash(of: Array(ReportControls.script.utf8)))
    return """
      <!DOCTYPE html><html lang="en"><head><meta charset="utf-8">\
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-\(style)'; \
      script-src 'sha256-\(script)'; base-uri 'none'; form-action 'none'">\
      <meta name="viewport" content="width=device-width, initial-scale=1"><meta name="referrer" content="no-referrer">\
      <meta name="color-scheme" content="light dark"><title>\(HTMLText.escaped(title))</title>\
      <style>\(ReportControls.style)</style></head><body>
      """
  }

  private var lead: String {
    let days = data.days.keys.sorted()
    let span =
      days.first.map { first in first == days.last ? "of \(first)" : "from \(first) to \(days.last ?? "")" }
      ?? "without days"
    return "<p class=\"lead\">"
      + HTMLText.escaped(
        "\(HTMLText.number(data.quotes)) quotes of \(HTMLText.number(data.speakers.count)) sources in \(HTMLText.number(data.documents)) documents of \(HTMLText.number(data.outlets.count)) outlets, \(span)."
      ) + "</p>"
  }

  private var navigation: String {
    let parts = [
      ("read", "Read"), ("who", "Who"), ("named", "Named"), ("matrix", "By outlet"), ("days", "Days"),
      ("trust", "Trust"),
      ("stories", "Stories"), ("lists", "Quotes"),
    ]
    return "<nav aria-label=\"parts\">" + parts.map { "<a href=\"#\($0)\">\($1)</a>" }.joined(separator: " ") + "</nav>"
  }

  private mutating func section(_ id: String, _ title: String, _ html: String) {
    guard !html.isEmpty else { return }
    page.raw("<section id=\"\(id)\"><h2>\(HTMLText.escaped(title))</h2>\(html)</section>")
  }

  // MARK: Sections

  private var rankedOutlets: [(name: String, outlet: ReportData.Outlet)] {
    data.outlets.sorted { ($1.value.quotes, $0.key) < ($0.value.quotes, $1.key) }.map { ($0.key, $0.value) }
  }

  /// Those quoted most, those without a name apart.
  private func speakers(anonymous: Bool) -> [ReportData.Speaker] {
    data.speakers.values.filter { $0.isAnonymous == anonymous }.sorted { one, other in
      one.quotes != other.quotes ? one.quotes > other.quotes : (one.name, one.kind) < (other.name, other.kind)
    }
  }

  /// The id of the list of a speaker's quotes.
  static func target(_ speaker: ReportData.Speaker) -> String {
    "s" + hash("\(speaker.kind) \(speaker.isAnonymous) \(speaker.name)")
  }

  private static func hash(_ text: String) -> String {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return String(hash, radix: 16)
  }

  private static func counted(_ count: Int, _ one: String, _ many: String) -> String {
    "\(HTMLText.number(count)) \(count == 1 ? one : many)"
  }

  private mutating func read() -> String {
    let outlets = rankedOutlets
    let shown = outlets.prefix(15)
    if outlets.count > shown.count {
      cuts.append("\(outlets.count - shown.count) outlets with fewer quotes, in the plot of outlets")
    }
    var html = Plot(id: "outlets", title: "Quotes by outlet", parts: ["quotes"]).bars(
      shown.map {
        .init(
          label: Self.name($0.name), target: Self.target(outlet: $0.name), parts: [$0.outlet.quotes],
          value: HTMLText.number($0.outlet.quotes)
        )
      },
      head: "outlet")
    html +=
      "<h3>Documents</h3>"
      + Plot.table(
        ["what", "number"],
        [
          ["documents", HTMLText.number(data.documents)], ["of these copies", HTMLText.number(data.copies)],
          ["numbers", HTMLText.number(data.numbers)],
        ] + ["direct", "indirect", "mixed"].map { ["\($0) quotes", HTMLText.number(data.kinds[$0] ?? 0)] })
    let genres = data.genres.sorted { ($1.value.documents, $0.key) < ($0.value.documents, $1.key) }
    html +=
      "<h3>Genres</h3>"
      + Plot.table(
        ["genre", "documents", "quotes"],
        genres.map { [$0.key, HTMLText.number($0.value.documents), HTMLText.number($0.value.quotes)] })
    return html + pages(of: shown.map(\.name)) + errors()
  }

  private static let documentsPerOutlet = 25

  /// The documents of the outlets that are shown, a list an outlet, those with most quotes first.
  private mutating func pages(of outlets: [String]) -> String {
    var byOutlet: [String: [ReportData.Page]] = [:]
    for id in data.pageOrder {
      if let page = data.pages[id] { byOutlet[page.outlet, default: []].append(page) }
    }
    var html = HTMLText()
    var hidden = 0
    for outlet in outlets {
      let all = byOutlet[outlet] ?? []
      let ranked = all.enumerated().sorted { ($1.element.quotes, $0.offset) < ($0.element.quotes, $1.offset) }
      let shown = ranked.prefix(Self.documentsPerOutlet).map(\.element)
      hidden += all.count - shown.count
      html.raw("<details id=\"\(Self.target(outlet: outlet))\"><summary>")
      html.text("\(Self.name(outlet)): \(Self.counted(all.count, "document", "documents"))")
      html.raw("</summary><ol>")
      for page in shown {
        html.raw("<li>\(ReportStories.link(page))")
        html.text(" · \(page.day.isEmpty ? "no day" : page.day) · \(Self.counted(page.quotes, "quote", "quotes"))")
        html.raw("</li>")
      }
      html.raw("</ol></details>")
    }
    if hidden > 0 { cuts.append("\(HTMLText.number(hidden)) documents with fewer quotes, in the lists of the outlets") }
    return "<h3>Documents by outlet</h3>" + html.html
  }

  private static func name(_ outlet: String) -> String { outlet.isEmpty ? "no outlet" : outlet }

  /// The id of the list of an outlet's documents.
  private static func target(outlet: String) -> String { "o" + hash(outlet) }

  private func errors() -> String {
    guard !data.errors.isEmpty else { return "<p>No document failed.</p>" }
    let ranked = data.errors.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }
    var html = HTMLText()
    html.raw("<h3>Errors</h3>")
    for (reason, error) in ranked.prefix(30) {
      html.raw("<details><summary>")
      html.text("\(HTMLText.number(error.count)): \(reason)")
      html.raw("</summary><ul>")
      for origin in error.origins {
        html.raw("<li>")
        html.text(origin)
        html.raw("</li>")
      }
      html.raw("</ul></details>")
    }
    return html.html
  }

  private func who() -> String {
    let named = speakers(anonymous: false)
    let shown = named.prefix(25)
    var html = Plot(id: "speakers", title: "Those who are quoted most", parts: ["quotes"]).bars(
      shown.map {
        .init(
          label: "\($0.name) (\($0.kind))", target: Self.target($0), parts: [$0.quotes],
          value: HTMLText.number($0.quotes))
      },
      head: "source")
    html += kindPlot()
    let genders = data.genders
    guard genders.women + genders.men > 0 else {
      return html + "<p>Women and men: the records do not say of anybody.</p>"
    }
    return html
      + Plot(
        id: "genders", title: "Quotes of persons: women and men, where it is known",
        parts: ["women", "men", "not known"]
      )
      .whole([genders.women, genders.men, genders.unknown])
  }

  private func kindPlot() -> String {
    let names = ["person", "organization", "group", "document", "place", "unknown"]
    var kinds: [String: Int] = [:]
    for speaker in data.speakers.values where !speaker.isAnonymous {
      kinds[names.contains(speaker.kind) ? speaker.kind : "unknown", default: 0] += speaker.quotes
    }
    let there = names.filter { kinds[$0] ?? 0 > 0 }
    guard !there.isEmpty else { return "" }
    return Plot(id: "kinds", title: "Quotes of named sources, by what the source is", parts: there)
      .whole(there.map { kinds[$0] ?? 0 })
  }

  private mutating func named() -> String {
    let outlets = rankedOutlets.filter { $0.outlet.quotes > 0 }.prefix(15)
    var html = Plot(
      id: "unnamed", title: "Quotes with and without a named source, by outlet; the share that is not named",
      parts: ["named", "not named"]
    ).bars(
      outlets.map {
        .init(
          label: Self.name($0.name), target: Self.target(outlet: $0.name),
          parts: [$0.outlet.named, $0.outlet.unnamed],
          value: HTMLText.percent($0.outlet.unnamed, of: $0.outlet.quotes))
      }, head: "outlet")
    let unnamed = speakers(anonymous: true)
    let withCondition = unnamed.filter { !$0.conditions.isEmpty }
    html += "<h3>Conditions that were given</h3>"
    if withCondition.isEmpty { return html + "<p>No condition of anonymity was found.</p>" }
    var list = HTMLText()
    list.raw("<ul>")
    for speaker in withCondition.prefix(60) {
      list.raw("<li><a href=\"#\(Self.target(speaker))\">")
      list.text(speaker.name)
      list.raw("</a>: ")
      list.text(speaker.conditions.joined(separator: "; "))
      list.raw("</li>")
    }
    list.raw("</ul>")
    if withCondition.count > 60 { cuts.append("\(withCondition.count - 60) sources with a condition of anonymity") }
    return html + list.html
  }

  private func matrix() -> String {
    let outlets = rankedOutlets.prefix(12).map(\.name)
    let shown = speakers(anonymous: false).prefix(20)
    guard outlets.count > 1, !shown.isEmpty else { return "" }
    let most = max(1, shown.flatMap { speaker in outlets.map { speaker.byOutlet[$0] ?? 0 } }.max() ?? 1)
    var html = HTMLText()
    html.raw(
      "<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"sources by outlet\"><table class=\"heat\"><thead><tr><th scope=\"col\">source</th>"
    )
    for outlet in outlets {
      html.raw("<th scope=\"col\">")
      html.text(Self.name(outlet))
      html.raw("</th>")
    }
    html.raw("</tr></thead><tbody>")
    for speaker in shown {
      html.raw("<tr><th scope=\"row\"><a href=\"#\(Self.target(speaker))\">")
      html.text(speaker.name)
      html.raw("</a></th>")
      for outlet in outlets {
        let count = speaker.byOutlet[outlet] ?? 0
        let shade = count == 0 ? 0 : 1 + min(4, count * 5 / (most + 1))
        html.raw("<td class=\"h\(shade)\">\(count == 0 ? "" : HTMLText.number(count))</td>")
      }
      html.raw("</tr>")
    }
    html.raw("</tbody></table></div>")
    return html.html
  }

  private func days() -> String {
    let steps = ReportTime.steps(data.days)
    guard !steps.isEmpty else { return "<p>No document has a day.</p>" }
    var html = Plot(id: "perday", title: "Quotes \(steps.unit)", parts: ["named", "not named"]).columns(
      steps.list.map { ($0.name, [$0.named, $0.unnamed]) }, head: steps.head)
    html += "<p>A search for a day or a month, as <code>2016-12</code>, finds its quotes.</p>"
    if data.withoutDay > 0 {
      html += "<p>\(HTMLText.number(data.withoutDay)) quotes stand in documents without a day.</p>"
    }
    return html
  }

  private func trust() -> String {
    Plot(id: "confidence", title: "Quotes by confidence", parts: ["quotes"]).columns(
      data.confidences.enumerated().map { ("0.\($0.offset)", [$0.element]) }, head: "confidence from")
      + "<p>The confidence of a quote says how often quotes like it are right; <code>hearsay evaluate</code> measures it, and <code>hearsay calibrate</code> fits it to these documents.</p>"
  }

  // MARK: Lists

  /// The quotes of each source, those quoted most first, as far as the page has room.
  private mutating func lists() -> String {
    let all = (speakers(anonymous: false) + speakers(anonymous: true)).sorted { one, other in
      one.quotes != other.quotes ? one.quotes > other.quotes : (one.name, one.kind) < (other.name, other.kind)
    }
    let room = budget - page.count - Self.reserve
    var html = HTMLText()
    html.raw(
      "<p>Marked are the <mark class=\"c\">content</mark>, the <mark class=\"u\">cue</mark> and the <mark class=\"s\">source</mark>; below each quote: who, where, how, the rule, the confidence, the offsets in the document's text and the id of the record.</p>"
    )
    var shown = 0
    var shownQuotes = 0
    for speaker in all {
      let list = self.list(of: speaker)
      guard html.count + list.utf8.count <= room else { break }
      html.raw(list)
      shown += 1
      shownQuotes += speaker.list.count
    }
    if shownQuotes < data.quotes - data.withoutSource {
      cuts.append(
        "\(HTMLText.number(data.quotes - data.withoutSource - shownQuotes)) quotes in the lists: of each source the \(ReportData.quotesPerSpeaker) surest are shown, of \(HTMLText.number(shown)) of \(HTMLText.number(all.count)) sources"
      )
    }
    if data.withoutSource > 0 {
      cuts.append("\(HTMLText.number(data.withoutSource)) quotes without any source, in the lists")
    }
    return html.html
  }

  private func list(of speaker: ReportData.Speaker) -> String {
    let role = speaker.isAnonymous ? "not named" : speaker.kind
    return
      "<details class=\"who\" id=\"\(Self.target(speaker))\"><summary>\(HTMLText.escaped(speaker.name)) <span class=\"m\">\(HTMLText.escaped(role)) · \(Self.counted(speaker.quotes, "quote", "quotes")) in \(Self.counted(speaker.documents, "document", "documents"))</span></summary><ol>"
      + speaker.list.map(\.html).joined() + "</ol></details>"
  }

  /// What comes behind the lists.
  private static let reserve = 20_000
}
