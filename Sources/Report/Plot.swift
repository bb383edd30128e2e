/// Plots as SVG. Positions are shares of the width, and letters keep their size: a plot is as wide as its column, on a telephone
/// too. Every plot has its figures as a table below.
struct Plot {
  /// A row of a plot of bars.
  struct Bar {
    var label: String
    /// What leads to the list behind it: the id of an element; nil where there is none.
    var target: String?
    /// How much there is of each part.
    var parts: [Int]
    /// Beside the bar.
    var value: String
  }

  /// The id in the page, what it shows, and the names of the parts.
  var id: String
  var title: String
  var parts: [String]

  private static let rowHeight = 36
  private static let labelLength = 38

  /// Horizontal bars, a row each with its label above.
  func bars(_ bars: [Bar], head: String) -> String {
    let most = max(1, bars.map { $0.parts.reduce(0, +) }.max() ?? 1)
    var svg = begin(height: bars.count * Self.rowHeight + 4)
    for (number, bar) in bars.enumerated() {
      let top = number * Self.rowHeight
      // A label that is too wide for its part of the width is cut there, whatever its letters are.
      let words = "<text x=\"0\" y=\"14\">\(HTMLText.escaped(Self.cut(bar.label)))</text>"
      let label = "<svg class=\"l\" x=\"0\" y=\"\(top)\" width=\"76%\" height=\"20\">\(words)</svg>"
      svg += bar.target.map { "<a href=\"#\($0)\">\(label)</a>" } ?? label
      svg += "<text class=\"v\" x=\"100%\" y=\"\(top + 14)\" text-anchor=\"end\">\(HTMLText.escaped(bar.value))</text>"
      svg += Self.row(bar.parts, of: most, top: top + 20, height: 10)
    }
    let rows = bars.map { [$0.label] + $0.parts.map(HTMLText.number) }
    return figure(svg + "</svg>", [head] + parts, rows)
  }

  /// Upright bars, one a step of time, with some of the steps named below.
  func columns(_ steps: [(name: String, parts: [Int])], head: String) -> String {
    let height = 180
    let most = max(1, steps.map { $0.parts.reduce(0, +) }.max() ?? 1)
    var svg = begin(height: height + 28)
    svg += "<text class=\"v\" x=\"0\" y=\"12\">\(HTMLText.number(most))</text>"
    svg += "<line x1=\"0\" x2=\"100%\" y1=\"\(height)\" y2=\"\(height)\"/>"
    let width = 100 / Double(max(1, steps.count))
    for (number, step) in steps.enumerated() {
      var bottom = Double(height)
      for (part, count) in step.parts.enumerated() where count > 0 {
        let length = Double(count) / Double(most) * Double(height - 20)
        bottom -= length
        let x = Self.text(Double(number) * width + width * 0.1)
        svg += "<rect class=\"p\(part)\" x=\"\(x)%\" y=\"\(Self.text(bottom))\" width=\"\(Self.text(width * 0.8))%\""
        svg += " height=\"\(Self.text(length))\"/>"
      }
    }
    for (place, anchor) in [(0, "start"), (steps.count / 2, "middle"), (steps.count - 1, "end")]
    where steps.indices.contains(place) && (place != 0 || anchor == "start") {
      let x = anchor == "start" ? 0 : anchor == "end" ? 100 : (Double(place) + 0.5) * width
      svg +=
        "<text x=\"\(Self.text(x))%\" y=\"\(height + 20)\" text-anchor=\"\(anchor)\">\(HTMLText.escaped(steps[place].name))</text>"
    }
    return figure(svg + "</svg>", [head] + parts, steps.map { [$0.name] + $0.parts.map(HTMLText.number) })
  }

  /// One bar that is a whole in parts.
  func whole(_ counts: [Int]) -> String {
    let all = max(1, counts.reduce(0, +))
    let svg = begin(height: 28) + Self.row(counts, of: all, top: 4, height: 20) + "</svg>"
    let rows = zip(parts, counts).map { [$0, HTMLText.number($1), HTMLText.percent($1, of: all)] }
    return figure(svg, ["", "number", "share"], rows)
  }

  private static func row(_ counts: [Int], of most: Int, top: Int, height: Int) -> String {
    var svg = ""
    var start = 0.0
    for (part, count) in counts.enumerated() where count > 0 {
      let width = Double(count) * 100 / Double(most)
      svg +=
        "<rect class=\"p\(part)\" x=\"\(text(start))%\" y=\"\(top)\" width=\"\(text(width))%\" height=\"\(height)\"/>"
      start += width
    }
    return svg
  }

  private func begin(height: Int) -> String {
    "<svg role=\"img\" aria-labelledby=\"\(id)-t\" width=\"100%\" height=\"\(height)\" focusable=\"false\">"
      + "<title id=\"\(id)-t\">\(HTMLText.escaped(title))</title>"
  }

  /// The drawing with a legend where it has parts, and the figures as a table.
  private func figure(_ svg: String, _ heads: [String], _ rows: [[String]]) -> String {
    var html = "<figure id=\"\(id)\"><figcaption>\(HTMLText.escaped(title))</figcaption>"
    if parts.count > 1 {
      html += "<p class=\"legend\">"
      for (number, part) in parts.enumerated() {
        html += "<span class=\"n\"><span class=\"k p\(number)\"></span>\(HTMLText.escaped(part))</span> "
      }
      html += "</p>"
    }
    html += svg + "<details><summary>The figures as a table</summary>"
    return html + Self.table(heads, rows) + "</details></figure>"
  }

  /// A table: the first column says of what, the others are numbers.
  static func table(_ heads: [String], _ rows: [[String]]) -> String {
    var html = "<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"table\"><table><thead><tr>"
    for head in heads { html += "<th scope=\"col\">\(HTMLText.escaped(head))</th>" }
    html += "</tr></thead><tbody>"
    for row in rows {
      html += "<tr>"
      for (number, cell) in row.enumerated() {
        html += number == 0 ? "<th scope=\"row\">\(HTMLText.escaped(cell))</th>" : "<td>\(HTMLText.escaped(cell))</td>"
      }
      html += "</tr>"
    }
    return html + "</tbody></table></div>"
  }

  private static func cut(_ label: String) -> String {
    label.count > labelLength ? String(label.prefix(labelLength - 1)) + "…" : label
  }

  /// A number with two places at most.
  private static func text(_ value: Double) -> String {
    let whole = Int((value * 100).rounded())
    let rest = whole % 100
    return rest == 0 ? "\(whole / 100)" : "\(whole / 100).\(rest < 10 ? "0" : "")\(rest)"
  }
}
