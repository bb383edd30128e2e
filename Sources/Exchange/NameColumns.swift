import Records
import Review

/// Names in the columns of CoNLL 2003: a token a line with its tag in the scheme IOB2, a blank line between paragraphs.
package enum NameColumns {
  /// The lines of a document. A line is token, start, end and tag with tabs between; the first is `-DOCSTART-`.
  package static func lines(of group: RecordGroup) -> [String] {
    let document = ReviewedDocument(group.document)
    let text = document.text
    var labels: [(range: Range<Int>, label: String)] = []
    for entity in group[.entity] {
      for mention in entity["mentions"].elements where mention["form"].string == "name" {
        guard let range = mention.textRange(limit: text.count), !range.isEmpty else { continue }
        labels.append((range, label(entity["kind"].string)))
      }
    }
    labels.sort { ($0.range.lowerBound, -$0.range.upperBound) < ($1.range.lowerBound, -$1.range.upperBound) }
    var lines = ["-DOCSTART-\t0\t0\tO", ""]
    var next = 0
    for block in document.blocks {
      var open: (range: Range<Int>, label: String)?
      for token in tokens(of: text, in: block.range, cuts: labels) {
        while next < labels.count, labels[next].range.lowerBound < token.lowerBound { next += 1 }
        var tag = "O"
        if next < labels.count, labels[next].range.lowerBound == token.lowerBound {
          tag = "B-\(labels[next].label)"
          open = labels[next]
        } else if let name = open, token.upperBound <= name.range.upperBound {
          tag = "I-\(name.label)"
        }
        var word = String.UnicodeScalarView()
        word.append(contentsOf: text[token])
        lines.append("\(SafeText.shown(String(word)))\t\(token.lowerBound)\t\(token.upperBound)\t\(tag)")
      }
      lines.append("")
    }
    return lines
  }

  private static func label(_ kind: String?) -> String {
    switch kind {
    case "person": "PER"
    case "place": "LOC"
    case "organization": "ORG"
    default: "GRP"
    }
  }

  /// Runs of letters and digits, and other marks one by one; a name's ends are ends of tokens.
  private static func tokens(
    of text: [Unicode.Scalar], in block: Range<Int>, cuts labels: [(range: Range<Int>, label: String)]
  ) -> [Range<Int>] {
    var cuts: Set<Int> = []
    for label in labels where label.range.overlaps(block) {
      cuts.insert(label.range.lowerBound)
      cuts.insert(label.range.upperBound)
    }
    var tokens: [Range<Int>] = []
    var start = block.lowerBound
    var index = block.lowerBound
    func isWord(_ scalar: Unicode.Scalar) -> Bool {
      scalar.properties.isAlphabetic || scalar.properties.numericType != nil
    }
    func finish(_ end: Int) {
      if start < end { tokens.append(start..<end) }
      start = end
    }
    while index < block.upperBound {
      if cuts.contains(index) { finish(index) }
      let scalar = text[index]
      if !isWord(scalar) {
        finish(index)
        if !scalar.properties.isWhitespace, SafeText.shown(scalar) != nil { tokens.append(index..<index + 1) }
        start = index + 1
      }
      index += 1
    }
    finish(block.upperBound)
    return tokens
  }
}
