/// The part of a report on stories: which documents tell one, who has it from whom, what was changed on the way, and which
/// figures and quotations disagree.
struct ReportStories {
  private let stories: StoryData
  private let data: ReportData
  private static let most = 40
  private static let documentsPerStory = 30
  private static let reusesPerStory = 12

  init(_ stories: StoryData, _ data: ReportData) {
    self.stories = stories
    self.data = data
  }

  /// A link to a document, or its title where it has no address.
  static func link(_ page: ReportData.Page) -> String {
    let title = HTMLText.escaped(page.title.count > 140 ? String(page.title.prefix(139)) + "…" : page.title)
    guard let address = HTMLText.address(page.url) else {
      return "<span title=\"\(HTMLText.escaped(page.id))\">\(title)</span>"
    }
    return "<a rel=\"noreferrer noopener\" href=\"\(address)\">\(title)</a>"
  }

  func html(_ cuts: inout [String]) -> String {
    guard !stories.isEmpty else {
      return
        "<p>No stories were given: <code>hearsay stories</code> makes them, <code>--stories FILE</code> shows them.</p>"
    }
    let ranked = stories.stories.enumerated().sorted { one, other in
      let (a, b) = (interest(one.element), interest(other.element))
      return a != b ? a > b : one.offset < other.offset
    }.map(\.element)
    let shown = ranked.prefix(Self.most)
    if ranked.count > shown.count {
      cuts.append("\(HTMLText.number(ranked.count - shown.count)) stories of fewer documents")
    }
    return "<p>\(HTMLText.number(stories.stories.count)) stories are told by two documents or more.</p>"
      + disagreements()
      + shown.map(story).joined()
  }

  private func interest(_ story: StoryData.Story) -> Int {
    story.documents.count + 2 * story.reuses.reduce(0) { $0 + min(5, $1.changes.count) } + 5 * story.figures.count
      + 3 * story.sayings.count { $0.isAltered }
  }

  /// Numbers of which two sources say different things.
  private func disagreements() -> String {
    var rows: [[String]] = []
    for story in stories.stories {
      for figure in story.figures where rows.count < 60 {
        let values = figure.values.map { "\($0.text)\($0.first.isEmpty ? "" : " (\($0.first))")" }.joined(
          separator: "; ")
        rows.append([figure.counted + (figure.unit.map { " [\($0)]" } ?? ""), values, story.title])
      }
    }
    guard !rows.isEmpty else { return "" }
    return "<h3>Numbers that disagree</h3>" + Plot.table(["of what", "figures", "story"], rows)
  }

  private func story(_ story: StoryData.Story) -> String {
    var html = HTMLText()
    html.raw("<details class=\"story\"><summary>")
    html.text(story.title.isEmpty ? story.id : story.title)
    html.raw(" <span class=\"m\">")
    let days = story.begins == story.ends ? story.begins : "\(story.begins) to \(story.ends)"
    html.text(
      "\(story.documents.count) documents, \(story.outlets.count) outlets, \(story.origins == 1 ? "one text" : "\(story.origins) texts") of their own · \(days)"
    )
    html.raw("</span></summary><ol>")
    for id in story.documents.prefix(Self.documentsPerStory) {
      html.raw("<li>\(name(of: id))</li>")
    }
    html.raw("</ol>")
    if story.documents.count > Self.documentsPerStory {
      html.text("and \(story.documents.count - Self.documentsPerStory) more")
    }
    for reuse in story.reuses.sorted(by: { $0.changes.count > $1.changes.count }).prefix(Self.reusesPerStory) {
      html.raw(self.html(of: reuse))
    }
    for saying in story.sayings where saying.isAltered || saying.quotes > 1 { html.raw(self.html(of: saying)) }
    html.raw("</details>")
    return html.html
  }

  private func name(of id: String) -> String {
    guard let page = data.pages[id] else { return HTMLText.escaped(id) }
    return Self.link(page) + HTMLText.escaped(" · \(page.outlet) \(page.day)")
  }

  private func html(of reuse: StoryData.Reuse) -> String {
    var html = HTMLText()
    html.raw("<div class=\"reuse\"><p>")
    html.raw(name(of: reuse.document))
    html.text(" has \(Int((reuse.share * 100).rounded())) % of its words (\(reuse.grade)) from ")
    html.raw(name(of: reuse.from))
    html.raw("</p>")
    if !reuse.changes.isEmpty {
      html.raw(
        "<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"changes\"><table class=\"diff\"><thead><tr><th scope=\"col\">what</th><th scope=\"col\">before</th><th scope=\"col\">here</th></tr></thead><tbody>"
      )
      for change in reuse.changes {
        html.raw("<tr><th scope=\"row\">")
        html.text("\(change.what) \(change.kind)")
        html.raw("</th><td class=\"del\">")
        html.text(Self.cut(change.fromText ?? "–"))
        html.raw("</td><td class=\"ins\">")
        html.text(Self.cut(change.text ?? "–"))
        html.raw("</td></tr>")
      }
      html.raw("</tbody></table></div>")
      if reuse.more > 0 { html.raw("<p class=\"m\">and \(reuse.more) more changes</p>") }
    }
    html.raw("</div>")
    return html.html
  }

  private func html(of saying: StoryData.Saying) -> String {
    var html = HTMLText()
    html.raw("<div class=\"reuse\"><p>")
    html.text("\(saying.source)\(saying.isAltered ? ", in words that differ" : ""):")
    html.raw("</p><ul>")
    for variant in (saying.variants.isEmpty ? [saying.text] : saying.variants).prefix(5) {
      html.raw("<li>")
      html.text(Self.cut(variant))
      html.raw("</li>")
    }
    html.raw("</ul></div>")
    return html.html
  }

  private static func cut(_ text: String) -> String { text.count > 400 ? String(text.prefix(399)) + "…" : text }
}
