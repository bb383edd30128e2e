import TextModel

/// Numbers: digits with grouping, decimals, fractions, times and the letters that hang on them.
extension TokenScanner {
  mutating func scanNumber() {
    let first = position
    let cut = min(limit, first + Self.longestWord)
    var index = first
    scan: while index < cut {
      let current = text[index]
      if ASCII.isDigit(current) {
        index += 1
        continue
      }
      if current >= 0x80 {
        let (kind, length) = character(index)
        guard kind == .digit else { break scan }
        index += length
        continue
      }
      switch current {
      case 0x2C:  // 4,500
        guard index - first <= 3 || text[index - 4] == 0x2C, digitsEnd(index + 1) - index == 4 else { break scan }
        index += 4
      case 0x2E, 0x2F, 0x3A:  // 3.5, 1/2, 8:30
        guard isDigit(at: index + 1), index > first else { break scan }
        index += 1
      default: break scan
      }
    }
    position = max(numberSuffixEnd(index), first + 1)
  }

  /// The end of the letters that hang on a number (*10th*, *1990s*, *30km*); none where they are an abbreviation with
  /// inner stops (*7p.m.*).
  private func numberSuffixEnd(_ index: Int) -> Int {
    var end = index
    let cut = min(limit, index + 40)
    while end < cut, isLetter(at: end) || isDigit(at: end) { end += text[end] < 0x80 ? 1 : character(end).length }
    return end > index && byte(end) == 0x2E && isLetter(at: end + 1) ? index : end
  }
}

/// Punctuation and symbols.
extension TokenScanner {
  mutating func scanMark(_ mark: UInt8) {
    let first = position
    switch mark {
    case 0x27: scanApostrophe(length: 1)
    case 0x2D: position = runEnd(first, of: mark)
    case 0x2E:
      let before = first > start ? text[first - 1] : 0x20
      if isDigit(at: first + 1), Characters.isBlank(before) || before == 0x24 || before == 0x28 || before == 0x2D {
        position += 1  // .45
        scanNumber()
      } else {
        position = runEnd(first, of: mark)
      }
    case 0x60: position = min(first + 2, runEnd(first, of: mark))  // ``
    case 0x40, 0x23:  // @name, #tag
      position += 1
      if isLetter(at: position) || mark == 0x40 && isDigit(at: position) { position = handleEnd(position) }
    default: position += 1
    }
  }

  private func runEnd(_ first: Int, of mark: UInt8) -> Int {
    var end = first
    while end < limit, end - first < 16, text[end] == mark { end += 1 }
    return end
  }

  private func handleEnd(_ index: Int) -> Int {
    var end = index
    let cut = min(limit, index + Self.longestWord)
    while end < cut, isLetter(at: end) || isDigit(at: end) || text[end] == 0x5F {
      end += text[end] < 0x80 ? 1 : character(end).length
    }
    return end
  }

  /// An apostrophe that no word took in: a clitic after its word, an elision before one (*'em*, *'90s*), two of them
  /// as a double mark, or a mark by itself.
  mutating func scanApostrophe(length: Int) {
    let first = position
    let next = first + length
    let isGlued = first > start && !Characters.isBlank(text[first - 1])
    if length == 1, byte(next) == 0x27 {
      // Three in a row are a single and a double mark: 'go.''' closes the inner one first.
      let isTriple = byte(next + 1) == 0x27 && byte(next + 2) != 0x27
      position = isTriple && isGlued ? first + 1 : first + 2
      return
    }
    if length == 3, isSameCharacter(first, next), !isLetter(at: next + 3) || text[first + 2] == 0x98 {
      position = next + 3  // two curly marks for a double one
      return
    }
    if isGlued, let end = cliticEnd(next),
      isWordByte(text[first - 1]) || isClosingMark(text[first - 1]) && end == next + 1
    {
      position = end
    } else if !isGlued || !isWordByte(text[first - 1]), let end = elisionEnd(next) {
      position = end
    } else {
      position = next
    }
  }

  private func isSameCharacter(_ first: Int, _ next: Int) -> Bool {
    guard next + 2 < limit else { return false }
    return text[next] == text[first] && text[next + 1] == text[first + 1] && text[next + 2] == text[first + 2]
  }

  private func isWordByte(_ byte: UInt8) -> Bool {
    ASCII.isLetter(byte) || ASCII.isDigit(byte) || byte >= 0x80 || byte == 0x2E
  }

  private func isClosingMark(_ byte: UInt8) -> Bool { byte == 0x22 || byte == 0x29 }

  /// The end of *'em*, *'til*, *'n'*, *'90s* whose letters or digits begin at `index`.
  private func elisionEnd(_ index: Int) -> Int? {
    let digits = digitsEnd(index)
    if digits - index == 2, byte(digits) | 0x20 == 0x73, !isLetter(at: digits + 1) { return digits + 1 }
    let end = lettersEnd(index)
    guard end > index, end - index <= 5, !isLetter(at: end) else { return nil }
    guard facts.elisions.contains(text[index..<end].map { $0 | 0x20 }) else { return nil }
    guard end - index == 1 else { return end }
    guard end < limit, character(end).kind == .apostrophe else { return nil }
    return end + character(end).length
  }
}
