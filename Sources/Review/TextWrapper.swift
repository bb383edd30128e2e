/// Breaks styled text into lines of a width, between words, and colours them line by line.
public struct TextWrapper: Sendable {
  private let terminal: Terminal
  private let indent: Int

  /// Wraps for a terminal; each line begins with `indent` blanks.
  public init(_ terminal: Terminal, indent: Int) {
    self.terminal = terminal
    self.indent = indent
  }

  /// The lines of a text. A word that is longer than a line is broken.
  public func lines(of text: StyledText) -> [String] {
    let width = max(8, terminal.width - indent)
    var lines: [ArraySlice<StyledText.Piece>] = []
    var rest = text.pieces[...]
    while let first = rest.firstIndex(where: { $0.scalar != " " }) {
      rest = rest[first...]
      let end = lineEnd(of: rest, width: width)
      lines.append(rest[..<end])
      rest = rest[end...]
    }
    return lines.map { String(repeating: " ", count: indent) + colored($0) }
  }

  /// Where a line that begins a stretch ends: at its last blank within the width, else at the width.
  private func lineEnd(of pieces: ArraySlice<StyledText.Piece>, width: Int) -> Int {
    var used = 0
    var lastBlank: Int?
    for index in pieces.indices {
      let columns = SafeText.width(of: pieces[index].scalar)
      if pieces[index].scalar == " " { lastBlank = index }
      if used + columns > width { return lastBlank ?? max(index, pieces.startIndex + 1) }
      used += columns
    }
    return pieces.endIndex
  }

  private func colored(_ pieces: ArraySlice<StyledText.Piece>) -> String {
    var line = String.UnicodeScalarView()
    var current: String?
    for piece in pieces {
      let code = terminal.hasColor ? piece.style.code : nil
      if code != current {
        if current != nil { line.append(contentsOf: TextStyle.reset.unicodeScalars) }
        if let code { line.append(contentsOf: code.unicodeScalars) }
        current = code
      }
      line.append(piece.scalar)
    }
    while line.last == " " { line.removeLast() }
    if current != nil { line.append(contentsOf: TextStyle.reset.unicodeScalars) }
    return String(line)
  }
}
