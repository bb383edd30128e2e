/// A line that begins with a word of the language, with the lines that go on with it.
struct Statement: Sendable {
  var word: String
  var wordRange: Range<Int>
  var indent: Int
  /// What stands behind the word, over all its lines.
  var body: Range<Int>
  /// The same a line at a time.
  private var lines: [Range<Int>]

  private static let endsWithItsLine: Set = ["phase", "rule", "construction", "drop"]

  /// The statements of a file: a line that is indented more than a statement goes on with it, but a rule and a phase end
  /// with their line.
  static func statements(of file: RuleFile) -> [Statement] {
    var found: [Statement] = []
    for line in file.statements {
      if let last = found.last, line.indent > last.indent, !endsWithItsLine.contains(last.word) {
        found[found.count - 1].body = last.body.lowerBound..<line.range.upperBound
        found[found.count - 1].lines.append(line.range)
      } else {
        found.append(Statement(line, in: file))
      }
    }
    return found
  }

  private init(_ line: RuleFile.Line, in file: RuleFile) {
    var end = line.range.lowerBound
    while end < line.range.upperBound, !RuleFile.isBlank(file.bytes[end]) { end += 1 }
    wordRange = line.range.lowerBound..<end
    word = file.text(wordRange)
    indent = line.indent
    while end < line.range.upperBound, RuleFile.isBlank(file.bytes[end]) { end += 1 }
    body = end..<line.range.upperBound
    lines = [body]
  }

  /// The words of all lines with one blank between them, comments and all.
  func text(of file: RuleFile) -> String { lines.map { file.text($0) }.joined(separator: " ") }

  /// The body's first word.
  func word(of file: RuleFile) -> String {
    String(file.text(body).prefix { $0 != " " && $0 != "\t" && $0 != "#" && $0 != "\n" && $0 != "\r\n" })
  }

  /// The body's only word, a comment behind it aside.
  func onlyWord(of file: RuleFile) -> String? {
    let word = word(of: file)
    let rest = file.text(body).dropFirst(word.count).drop { $0 == " " || $0 == "\t" }
    return word.isEmpty || !(rest.isEmpty || rest.hasPrefix("#")) ? nil : word
  }

  /// The body's first word of letters, digits, `-` and `_`, nil where there is none.
  func firstWord(of file: RuleFile) -> String? {
    let word = file.text(body).prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") }
    return word.isEmpty ? nil : String(word)
  }

  /// Where `=` stands behind the first word.
  func equals(in file: RuleFile) -> Int? {
    var position = body.lowerBound + (firstWord(of: file)?.utf8.count ?? 0)
    while position < body.upperBound, RuleFile.isBlank(file.bytes[position]) { position += 1 }
    return position < body.upperBound && file.bytes[position] == UInt8(ascii: "=") ? position : nil
  }
}
