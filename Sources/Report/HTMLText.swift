import Review

/// HTML written piece by piece: what comes from a page gets in by `text` alone, which leaves nothing of it that a browser takes
/// for anything but letters.
package struct HTMLText: Sendable {
  package private(set) var html = ""

  package init() {}

  /// Adds markup of the program's own.
  package mutating func raw(_ markup: String) { html += markup }

  /// Adds words from anywhere.
  package mutating func text(_ words: String) { html += Self.escaped(words) }

  /// How many bytes there are.
  package var count: Int { html.utf8.count }

  /// Words from anywhere as text, or as the value of an attribute in quotation marks.
  package static func escaped(_ words: String) -> String { escaped(words.unicodeScalars) }

  /// Code points from anywhere: without those that nobody sees or that turn the line round, blanks one by one.
  package static func escaped(_ words: some Sequence<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    for scalar in words {
      guard let shown = SafeText.shown(scalar) else { continue }
      switch shown {
      case "&": view.append(contentsOf: "&amp;".unicodeScalars)
      case "<": view.append(contentsOf: "&lt;".unicodeScalars)
      case ">": view.append(contentsOf: "&gt;".unicodeScalars)
      case "\"": view.append(contentsOf: "&quot;".unicodeScalars)
      case "'": view.append(contentsOf: "&#39;".unicodeScalars)
      case " ": if view.last != " " { view.append(" ") }
      default: view.append(shown)
      }
    }
    return String(view)
  }

  /// An address that a link may lead to: of the web, nothing that a browser would run; nil for others.
  package static func address(_ url: String?) -> String? {
    guard let url, url.utf8.count < 2000, url.hasPrefix("https://") || url.hasPrefix("http://") else { return nil }
    for scalar in url.unicodeScalars where scalar.value <= 0x20 || SafeText.shown(scalar) != scalar { return nil }
    return escaped(url)
  }

  /// A whole number with commas: `11,026`.
  package static func number(_ value: Int) -> String {
    var digits = Array("\(abs(value))")
    var place = digits.count - 3
    while place > 0 {
      digits.insert(",", at: place)
      place -= 3
    }
    return (value < 0 ? "-" : "") + String(digits)
  }

  /// A share in whole percent.
  package static func percent(_ part: Int, of all: Int) -> String {
    all == 0 ? "–" : "\(Int((Double(part) * 100 / Double(all)).rounded())) %"
  }
}
