import TextModel

/// What the letters and the shape of a word of a name say.
extension NameWordBuilder {
  func addShapeRows(_ lower: UnsafeBufferPointer<UInt8>, shape: WordShape, to own: inout Rows) {
    let row = ShapeRows.index(of: shape, lower)
    own.shapeOnly = shapes.only[row]
    own.shapePart = shapes.part[row]
    var letters = 0
    for index in lower.indices where Self.beginsLetter(lower, index) { letters += 1 }
    guard !shape.contains(.allCapitals), letters > 3 else { return }
    own.ending = rows.row(openings.ending, Self.suffix(2, of: lower))
    own.longEnding = rows.row(openings.ending, Self.suffix(min(4, letters - 1), of: lower))
    own.firstEnding = rows.row(openings.firstEnding, Self.suffix(min(3, letters - 1), of: lower))
  }

  /// The last letters of a word.
  private static func suffix(_ count: Int, of word: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    var start = word.count
    var rest = count
    while start > 0, rest > 0 {
      start -= 1
      if beginsLetter(word, start) { rest -= 1 }
    }
    return UnsafeBufferPointer(rebasing: word[start...])
  }

  /// Whether a letter begins at a byte: not inside one, nor at a combining mark (U+0300 to U+036F).
  static func beginsLetter(_ word: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
    let byte = word[index]
    if byte < 0x80 { return true }
    if byte & 0xC0 == 0x80 || byte == 0xCC { return false }
    return byte != 0xCD || index + 1 >= word.count || word[index + 1] >= 0xB0
  }
}
