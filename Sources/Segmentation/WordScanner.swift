import TextModel

/// Words: letters, with the hyphens, apostrophes and full stops that belong to them.
extension TokenScanner {
  /// What follows an apostrophe in a word.
  private enum AfterApostrophe {
    /// `'s`, `'re`, `'ve`, `'ll`, `'d`, `'m`: a token of its own.
    case clitic(end: Int)
    /// *O'Neill*, *didn't*: the word goes on.
    case word(end: Int)
    case nothing
  }

  mutating func scanWord() {
    let first = position
    if let end = currencyEnd(first) {
      position = end
      return
    }
    var segment = first
    let cut = min(limit, first + Self.longestWord)
    var index = first
    scan: while index < cut {
      index = plainEnd(index, limit: cut)
      guard index < cut else { break }
      let current = text[index]
      if ASCII.isLetter(current) || ASCII.isDigit(current) {
        index += 1
        continue
      }
      if current >= 0x80 {
        guard let end = endBeyondASCII(index, first: first) else { break scan }
        if isHyphen(at: index) { segment = end }
        index = end
        continue
      }
      switch current {
      case 0x2D:  // -
        guard isLetter(at: index + 1) || isDigit(at: index + 1) else { break scan }
        index += 1
        segment = index
      case 0x27:  // '
        guard case .word(let end) = afterApostrophe(index, length: 1, first: first) else { break scan }
        index = end
      case 0x2E:  // .
        let end = endOfStop(index, first: first, segment: segment)
        let isAddress = end > index + 1
        let isStop = end == index
        index = end
        segment = end
        if isStop || isAddress || isLetter(at: end) && !isSingleLetter(at: end) { break scan }
      case 0x5F: index += 1  // _
      case 0x26:  // &: AT&T, S&P
        guard index - first <= 3, ASCII.isCapital(text[index - 1]), ASCII.isCapital(byte(index + 1)) else {
          break scan
        }
        index += 1
      case 0x24:  // $
        if isDollarPrefix(first, index) { index += 1 }
        break scan
      case 0x40:  // @
        if isLetter(at: index + 1) { index = addressEnd(index) }
        break scan
      case 0x3A:  // :
        if byte(index + 1) == 0x2F, byte(index + 2) == 0x2F { index = addressEnd(index) }
        break scan
      default: break scan
      }
    }
    position = max(index, first + 1)
  }

  /// The end of the run of ASCII letters and digits that begins at a position: eight bytes at a time where there are so
  /// many.
  @inline(__always) private func plainEnd(_ start: Int, limit: Int) -> Int {
    var index = start
    while index &+ 8 <= limit, let base = text.baseAddress {
      let word = UnsafeRawPointer(base + index).loadUnaligned(as: UInt64.self).littleEndian
      let others = Characters.others(in: word)
      if others != 0 { return index &+ others.trailingZeroBitCount >> 3 }
      index &+= 8
    }
    return index
  }

  /// The end of a character beyond ASCII that goes on with a word, or nil.
  private func endBeyondASCII(_ index: Int, first: Int) -> Int? {
    let (kind, length) = character(index)
    switch kind {
    case .letter, .digit: return index + length
    case .hyphen: return isLetter(at: index + length) || isDigit(at: index + length) ? index + length : nil
    case .apostrophe:
      guard case .word(let end) = afterApostrophe(index, length: length, first: first) else { return nil }
      return end
    case .blank, .mark: return nil
    }
  }

  private func isHyphen(at index: Int) -> Bool { character(index).kind == .hyphen }

  private func isSingleLetter(at index: Int) -> Bool { isLetter(at: index) && !isLetter(at: index + 1) }

  private func afterApostrophe(_ index: Int, length: Int, first: Int) -> AfterApostrophe {
    let next = index + length
    guard isLetter(at: next) else { return .nothing }
    let end = lettersEnd(next)
    if let clitic = cliticEnd(next) { return .clitic(end: clitic) }
    let isTurned = length == 3 && text[index + 2] == 0x98
    if isTurned {
      // *shouldn‘t*: the wrong mark by a slip of the typesetter; else `‘` opens a quotation.
      guard end - next == 1, text[next] | 0x20 == 0x74 else { return .nothing }
    }
    return .word(end: max(end, next + (end == next ? character(next).length : 0)))
  }

  /// The end of a clitic whose letters begin at `letters`, after its apostrophe; nil where it is none.
  func cliticEnd(_ letters: Int) -> Int? {
    let end = lettersEnd(letters)
    guard end - letters == 1 || end - letters == 2, !isLetter(at: end), !isDigit(at: end) else { return nil }
    let one = text[letters] | 0x20
    if end - letters == 1 { return one == 0x73 || one == 0x64 || one == 0x6D ? end : nil }
    let two = text[letters + 1] | 0x20
    let isClitic = (one == 0x72 || one == 0x76) && two == 0x65 || one == 0x6C && two == 0x6C
    return isClitic ? end : nil
  }

  /// `US$`, `C$`, `A$`, `HK$`, `NZ$`, `R$`, `S$`, `N$`.
  private func isDollarPrefix(_ first: Int, _ index: Int) -> Bool {
    guard index - first <= 3 else { return false }
    return facts.dollars.contains(Array(text[first..<index]))
  }

  /// The end of letters that name a currency where they are written to a figure (*Sh40*, *Rs500*, *R5,200*), or nil.
  private func currencyEnd(_ first: Int) -> Int? {
    guard ASCII.isCapital(text[first]) else { return nil }
    var end = first + 1
    while end < limit, end - first < 3, isLetter(at: end) { end += 1 }
    guard end < limit, isDigit(at: end) else { return nil }
    if end - first > 1 { return facts.moneyLetters.contains(Array(text[first..<end])) ? end : nil }
    return (text[first] == 0x52 || text[first] == 0x4E) && isAmount(end) ? end : nil
  }

  /// Digits that a road or a model has not: grouped, with decimals, or millions.
  private func isAmount(_ start: Int) -> Bool {
    var end = start
    while end < limit, isDigit(at: end) { end += 1 }
    if byte(end) == 0x2C { return isDigit(at: end + 1) && isDigit(at: end + 2) && isDigit(at: end + 3) }
    if byte(end) == 0x2E { return isDigit(at: end + 1) }
    let next = end < limit && text[end] == 0x20 ? end + 1 : end
    let letters = lettersEnd(next)
    let word = Array(text[next..<max(next, min(letters, limit))])
    return facts.scales.contains(word) && (next > end || word.count < 3)
  }
}

/// Full stops inside and after words.
extension TokenScanner {
  /// The end of what goes on with a word at a full stop: the stop alone (*U.S.*, *Nov.*, *J.*) or a whole domain
  /// (*example.com*); `stop` itself where the stop is not the word's.
  func endOfStop(_ stop: Int, first: Int, segment: Int) -> Int {
    let length = stop - segment
    let isAcronym = length == 1 && segment > first && text[segment - 1] == 0x2E
    if isLetter(at: stop + 1) {
      if length > 1, let end = domainEnd(stop, first: first) { return end }
      if length == 1, segment == first || isAcronym { return stop + 1 }
      return length == 2 && text[segment] == 0x50 && text[segment + 1] == 0x68 ? stop + 1 : stop  // Ph.D.
    }
    if isAcronym { return stop + 1 }
    if length == 1, segment == first { return isInitial(stop) ? stop + 1 : stop }
    guard stop - first <= 10 else { return stop }
    var fact = factsBeforeStop(first, stop)
    if fact.isEmpty, segment > first {
      // *D-Mo.*, *Lt.-Gov.*: the part after the hyphen.
      fact = factsBeforeStop(segment, stop)
    }
    if fact.contains(.takesStop) { return stop + 1 }
    return fact.contains(.takesStopBeforeDigit) && isDigit(at: afterBlanks(stop + 1)) ? stop + 1 : stop
  }

  /// What is known of a word; nothing where that says nothing of a stop behind it.
  private func factsBeforeStop(_ start: Int, _ end: Int) -> WordFacts {
    if let key = key(start, end), !facts.mayTakeStop(key) { return [] }
    return facts.of(intern(start, end))
  }

  /// A single capital with a stop is an initial where a capital, a comma or a stop-less word goes on after it; at the
  /// end of a paragraph or before a closing mark (*vitamin C.*) it is not.
  private func isInitial(_ stop: Int) -> Bool {
    guard ASCII.isCapital(text[stop - 1]) else { return false }
    if byte(stop + 1) == 0x2C { return true }
    let next = afterBlanks(stop + 1)
    guard next > stop + 1 else { return false }
    return ASCII.isCapital(byte(next)) || byte(next) >= 0xC3 && byte(next) < 0xE2 && isLetter(at: next)
  }

  /// The first position from `index` on, within a few bytes, that has no ASCII blank.
  private func afterBlanks(_ index: Int) -> Int {
    var next = index
    while next < limit, next < index + 4, Characters.isBlank(text[next]) { next += 1 }
    return next
  }

  /// *example.com/news*: a stop, a known ending in small letters, and what hangs on it.
  private func domainEnd(_ stop: Int, first: Int) -> Int? {
    let end = lettersEnd(stop + 1)
    if stop - first == 3, text[first] | 0x20 == 0x77, text[first + 1] | 0x20 == 0x77, text[first + 2] | 0x20 == 0x77 {
      return addressEnd(stop)
    }
    guard end - stop <= 5, !isLetter(at: end), facts.domains.contains(Array(text[(stop + 1)..<end])) else { return nil }
    return byte(end) == 0x2F && isLetter(at: end + 1) ? addressEnd(end) : end
  }

  /// The end of an address (URL, e-mail) that goes on from `index`: before the next blank, quotation mark or bracket,
  /// and without the punctuation of the sentence round it.
  func addressEnd(_ index: Int) -> Int {
    var end = index
    let cut = min(limit, index + Self.longestAddress)
    while end < cut {
      let current = text[end]
      if current >= 0x80 {
        let (kind, length) = character(end)
        guard kind == .letter else { break }
        end += length
        continue
      }
      if Characters.isBlank(current) || current == 0x22 || current == 0x3C || current == 0x3E { break }
      end += 1
    }
    while end > index + 1, Self.isTrailing(text[end - 1]) { end -= 1 }
    return end
  }

  private static func isTrailing(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x21, 0x27, 0x29, 0x2C, 0x2E, 0x3A, 0x3B, 0x3F, 0x5D, 0x7D, 0x2A: true
    default: false
    }
  }
}
