import TextModel

/// Tells figures from digits and number words that are none where they stand: telephones, list markers, versions,
/// names, pronouns.
struct NumberContext {
  private let document: Document
  private let words: DocumentWords

  private static let names = KindID.person.bit | KindID.place.bit | KindID.organization.bit

  init(_ words: DocumentWords) {
    self.words = words
    document = words.document
  }

  /// Whether the reading stands where there is a number.
  func accepts(_ reading: NumberReading, _ fields: NumberFields, at span: TokenRange) -> Bool {
    if isInsideName(span) || isSeries(span, reading) || isMarker(span) || isTelephone(span) || isCell(span, reading) {
      return false
    }
    switch reading.kind {
    case .money where isLooseLetter(fields): return false
    case .count:
      return !isPronoun(span) && !isCoordinate(reading) && !isModel(span) && !isEdition(span, fields)
        && !isCode(span, fields) && !isResolution(span) && !isOneOfSeries(span, fields) && !isNamed(span)
        && !isInProgram(span)
    case .fraction where fields.form == .multiple: return !isNoun(multiple: span)
    case .ordinal: return !isNamedOrdinal(span) && !isAdverb(span) && !(fields.form == .ordinal && isNounSecond(span))
    case .age where fields.form == .ageAside: return isAside(span)
    default: return true
    }
  }

  /// *district N 500*: a letter alone is a currency only where it is written to its figure.
  private func isLooseLetter(_ fields: NumberFields) -> Bool {
    guard let unit = fields.unit, let figure = fields.value ?? fields.low, unit.limit == figure.first,
      unit.count == 1, document.tokens[figure.first].flags.contains(.spaceBefore)
    else { return false }
    return document.vocabulary.withBytes(document.tokens[unit.first].word) { $0.count == 1 && $0[0] &- 0x41 < 26 }
  }

  /// Inside a name that was found before: *Boeing 737*, *Radio 4*.
  private func isInsideName(_ span: TokenRange) -> Bool {
    guard document.begins(anyOf: Self.names, from: span.first - 8, through: span.first) else { return false }
    for kind in [KindID.organization, .person, .place] {
      var token = span.first
      let first = max(0, span.first - 8)
      while token >= first {
        if let index = document.longest(kind, at: token), document.annotations[index].tokens.limit > span.first {
          return document.annotations[index].tokens.contains(span)
        }
        token -= 1
      }
    }
    return false
  }

  /// Part of a longer run of digits and marks with no blank between them: *202-555-0147*, *1.2.3*, *33°30′21″*,
  /// *[3]*, *3:16*.
  private func isSeries(_ span: TokenRange, _ reading: NumberReading) -> Bool {
    if reading.kind == .money { return false }
    let before = neighbour(of: span.first, step: -1)
    let after = neighbour(of: span.limit - 1, step: 1)
    guard before != nil || after != nil else { return isImproper(span) }
    if let before, words.has(before, .seriesMark) || document.shape(before).contains(.hasDigit) {
      let isSign = words.has(before, .signMark) && neighbour(of: before, step: -1) == nil
      if !isSign { return true }
    }
    if let after, document.shape(after).contains(.hasDigit) || words.has(after, .degreeMark) {
      return true
    }
    if let after, words.has(after, .seriesMark), let next = neighbour(of: after, step: 1) {
      return document.shape(next).contains(.hasDigit)
    }
    if let after, reading.kind == .count || reading.unit == "deg", !document.shape(after).contains(.punctuation),
      !isSpaced(span)
    {
      return true
    }
    if let before, let after { return words.has(before, .openBracket) && words.has(after, .closeBracket) }
    return isImproper(span)
  }

  /// *the 80/20 rule*: more parts than the whole has are a name.
  private func isImproper(_ span: TokenRange) -> Bool {
    guard span.count == 1 else { return false }
    return document.vocabulary.withBytes(document.tokens[span.first].word) { bytes in
      guard bytes.contains(0x2F) else { return false }
      return DigitReader.read(bytes).map { $0.value >= 1 } ?? false
    }
  }

  /// The figure is in words, or its own last word is apart from its digits.
  private func isSpaced(_ span: TokenRange) -> Bool { !document.shape(span.limit - 1).contains(.hasDigit) }

  /// The next token in a direction if no blank stands between.
  private func neighbour(of token: Int, step: Int) -> Int? {
    let next = token + step
    guard next >= 0, next < document.tokens.count else { return nil }
    let isApart = document.tokens[max(token, next)].flags.contains(.spaceBefore)
    return isApart || document.sentenceOfToken[token] != document.sentenceOfToken[next] ? nil : next
  }

  /// *1.*, *(2)*, *3)* at the start of a line; *8 “The Mill”*, a place in a list.
  private func isMarker(_ span: TokenRange) -> Bool {
    guard span.count == 1, document.shape(span.first).contains(.hasDigit) else { return false }
    var first = span.first
    if first > 0, words.has(first - 1, .openParenthesis) { first -= 1 }
    guard startsLine(first), span.limit < document.tokens.count else { return false }
    if words.has(span.limit, .openingQuote) { return true }
    return words.has(span.limit, .markerEnd) && !document.tokens[span.limit].flags.contains(.spaceBefore)
  }

  /// A paragraph or a line begins with the token.
  private func startsLine(_ token: Int) -> Bool {
    if token == 0 || document.tokens[token].flags.contains(.blockStart) { return true }
    let gap = Int(document.tokens[token - 1].range.end.value)..<Int(document.tokens[token].range.start.value)
    return document.text[gap].contains(0x0A)
  }

  /// A line ends with the token.
  private func endsLine(_ token: Int) -> Bool { token + 1 >= document.tokens.count || startsLine(token + 1) }

  /// Bare digits that are a line by themselves, or a cell of a table whose columns are parted by bars: nobody knows of what.
  private func isCell(_ span: TokenRange, _ reading: NumberReading) -> Bool {
    guard reading.kind == .count, reading.unit == nil, span.count == 1,
      document.shape(span.first).contains(.numeral)
    else { return false }
    if startsLine(span.first), endsLine(span.first) { return true }
    let isBefore = span.first > 0 && words.has(span.first - 1, .columnMark)
    let isBehind = span.limit < document.tokens.count && words.has(span.limit, .columnMark)
    return isBefore && (isBehind || endsLine(span.first)) || isBehind && startsLine(span.first)
  }

  /// *One* is a figure before a noun, and a pronoun elsewhere: *no one*, *this one*, *one of them*.
  private func isPronoun(_ span: TokenRange) -> Bool {
    let last = span.limit - 1
    guard span.count == 1, words.has(last, .one) else { return false }
    return !isNoun(span.limit) || span.first > 0 && words.has(span.first - 1, .pronounOne)
  }

  /// *33.505716*: more decimals than anything that is counted has.
  private func isCoordinate(_ reading: NumberReading) -> Bool {
    guard let value = reading.value, value.magnitude < 1000 else { return false }
    let scaled = value * 10_000
    return (scaled - scaled.rounded()).magnitude > 1e-6 && (value * 30).rounded() != value * 30
  }

  /// *iPhone 7*, *C-SPAN 2*: bare digits after a name of mixed case or of capitals with a hyphen.
  private func isModel(_ span: TokenRange) -> Bool {
    guard span.count == 1, span.first > 0, document.shape(span.first).contains(.numeral) else { return false }
    let before = document.shape(span.first - 1)
    guard document.sentenceOfToken[span.first - 1] == document.sentenceOfToken[span.first] else { return false }
    return before.contains(.allCapitals) && before.contains(.hasHyphen)
      || before.contains(.mixedCase) && !before.contains(.capitalized)
  }

  /// *Lexus LC 500*, *Galaxy Note 10 Plus*, *the RTX 3080 card*: bare digits after a name that is no place, and before
  /// nothing that they could count.
  private func isEdition(_ span: TokenRange, _ fields: NumberFields) -> Bool {
    guard let value = fields.value, value.count == 1, value.first == span.first, span.first > 0,
      document.tags.count == document.tokens.count, document.shape(value.first).contains(.numeral)
    else { return false }
    let name = value.first - 1
    let flags = document.tokens[name].flags
    guard TagSet.names.contains(words.tag(name)) || !flags.contains(.sentenceStart), !flags.contains(.titleCase),
      !flags.contains(.caseless),
      document.sentenceOfToken[name] == document.sentenceOfToken[value.first],
      document.shape(name).contains(.capitalized) || document.shape(name).contains(.allCapitals)
        || document.shape(name).contains(.mixedCase), !isPlaceOrDay(name)
    else { return false }
    let next = value.limit
    guard next < document.tokens.count, document.sentenceOfToken[next] == document.sentenceOfToken[name],
      !document.shape(next).contains(.sentenceEnd)
    else {
      // *Reed 300, Quist 151 and Lind 37.* are votes.
      return !words.has(name - 1, .listEnd)
    }
    if words.has(next, .edition) { return document.shape(next).contains(.capitalized) }
    switch words.tag(next) {
    case .NNS, .NNPS, .JJ, .JJR, .CD, .VBN, .VBG, .dollar, .comma: return false
    default: return true
    }
  }

  /// *flight 8501*, *layer 2 solutions*: one of a series, in small letters.
  private func isOneOfSeries(_ span: TokenRange, _ fields: NumberFields) -> Bool {
    guard span.count == 1, span.first > 0, fields.unit == nil, document.shape(span.first).contains(.numeral),
      words.has(span.first - 1, .seriesNoun),
      document.sentenceOfToken[span.first] == document.sentenceOfToken[span.first - 1],
      document.vocabulary.length(document.tokens[span.first].word) <= 4
    else { return false }
    // *In the hall 300 people stood.*
    let isMany = document.vocabulary.length(document.tokens[span.first].word) > 2
    return !(isMany && span.limit < document.tags.count && words.tag(span.limit) == .NNS)
  }

  /// *the Five Brooks Inn*: a number word with a capital inside the sentence, and a capital after it.
  private func isNamed(_ span: TokenRange) -> Bool {
    guard span.count == 1, span.limit < document.tokens.count else { return false }
    let flags = document.tokens[span.first].flags
    let shape = document.shape(span.first)
    return shape.contains(.capitalized) && !shape.contains(.hasDigit)
      && flags.isDisjoint(with: [.titleCase, .sentenceStart, .innerSentenceStart, .caseless, .heading, .blockStart])
      && !startsLine(span.first) && !words.has(span.first - 1, .openingQuote)
      && document.shape(span.limit).contains(.capitalized)
      && document.sentenceOfToken[span.first] == document.sentenceOfToken[span.limit]
  }

  /// In a paragraph of a program's text: two or more of the marks that prose has not (*{*, *==*, *);*).
  private func isInProgram(_ span: TokenRange) -> Bool {
    let block = Int(document.sentences[Int(document.sentenceOfToken[span.first])].block)
    guard document.blocks.indices.contains(block) else { return false }
    let place = document.range(of: span)
    let range = document.blocks[block].range
    // So far round the number: no paragraph costs more than that.
    let start = max(Int(range.start.value), Int(place.start.value) - 100)
    let end = min(Int(range.end.value), Int(place.end.value) + 100)
    guard start < end, end <= document.text.count else { return false }
    return document.text.withUnsafeBufferPointer { text in
      var marks = 0
      for index in start..<end where Self.mayEndMark(text[index]) {
        let before: UInt8 = index > start ? text[index - 1] : 0
        switch (before, text[index]) {
        case (_, 0x7B), (_, 0x7D), (0x3D, 0x3D), (0x3D, 0x3E), (0x2D, 0x3E), (0x29, 0x3B), (0x3A, 0x3A),
          (0x26, 0x26), (0x7C, 0x7C), (0x3A, 0x3D), (0x2B, 0x3D), (0x21, 0x3D):
          marks += 1
        // *def run(n):* at the end of a line.
        case (0x3A, 0x0A) where index > start + 1 && text[index - 2] == 0x29: marks += 1
        default: break
        }
      }
      return marks >= 2
    }
  }

  /// Whether a byte is the last one of a mark of programs, or of a line.
  @inline(__always) private static func mayEndMark(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x7B, 0x7D, 0x3D, 0x3E, 0x3B, 0x3A, 0x26, 0x7C, 0x0A: true
    default: false
    }
  }

  /// *see 27918516*: seven digits and more with no marks between them count nothing that does not stand behind them.
  private func isCode(_ span: TokenRange, _ fields: NumberFields) -> Bool {
    guard span.count == 1, fields.unit == nil, document.tags.count == document.tokens.count else { return false }
    let (digits, count) = document.vocabulary.withBytes(document.tokens[span.first].word) { bytes in
      (bytes.prefix { ASCII.isDigit($0) }.count, bytes.count)
    }
    // *the planet GJ 1132b*: nobody writes thousands of billions so.
    if digits >= 4, count == digits + 1 { return true }
    let isLong = digits >= 7 && count == digits
    return isLong && !isNoun(span.limit)
  }

  /// *8K polling*, *a 4K screen*: thousands only of what is many.
  private func isResolution(_ span: TokenRange) -> Bool {
    guard span.count == 1, document.tags.count == document.tokens.count else { return false }
    let isShort = document.vocabulary.withBytes(document.tokens[span.first].word) { bytes in
      bytes.count == 2 && bytes[1] == 0x4B && [0x32, 0x34, 0x35, 0x38].contains(bytes[0])
    }
    guard isShort, span.limit < document.tags.count else { return isShort }
    return words.tag(span.limit) != .NNS
  }

  /// A place, a people or a day ends at the token.
  private func isPlaceOrDay(_ token: Int) -> Bool {
    let kinds = KindID.place.bit | KindID.group.bit | KindID.date.bit
    guard document.kinds & kinds != 0 else { return false }
    for kind in [KindID.place, .group, .date] {
      for start in max(0, token - 5)...token {
        if let index = document.longest(kind, at: start), document.annotations[index].tokens.limit == token + 1 {
          return true
        }
      }
    }
    return false
  }

  /// *He plays doubles*, *a double murder*: no multiple of anything.
  private func isNoun(multiple span: TokenRange) -> Bool {
    guard span.count == 1, document.tags.count == document.tokens.count else { return false }
    switch words.tag(span.first) {
    case .NNS: return true
    case .NN, .JJ:
      guard span.limit < document.tags.count, span.first > 0, words.has(span.first - 1, .articleWord) else {
        return false
      }
      return TagSet.nouns.contains(words.tag(span.limit)) || document.shape(span.limit).contains(.punctuation)
    default: return false
    }
  }

  private func isNoun(_ token: Int) -> Bool {
    guard token < document.tags.count, token < document.tokens.count else { return false }
    switch PennTag(rawValue: document.tags[token]) ?? .none {
    case .NN, .NNS, .NNP, .NNPS, .JJ, .JJR, .JJS: return true
    case .VBG, .VBN:
      return token + 1 < document.tags.count
        && TagSet.nouns.contains(words.tag(token + 1))
    default: return false
    }
  }

  /// *First Amendment*, *Fifth Avenue*: a capital inside the sentence and a capital after it.
  private func isNamedOrdinal(_ span: TokenRange) -> Bool {
    guard span.count == 1, span.limit < document.tokens.count, !document.tokens[span.first].flags.contains(.titleCase)
    else {
      return false
    }
    let shape = document.shape(span.first)
    return shape.contains(.capitalized) && !shape.contains(.hasDigit)
      && document.shape(span.limit).contains(.capitalized)
      && document.sentenceOfToken[span.first] == document.sentenceOfToken[span.limit]
  }

  /// *First, they were late.* *When coffee first reached Europe*; *But first, who is she?*
  private func isAdverb(_ span: TokenRange) -> Bool {
    guard span.count == 1, !document.shape(span.first).contains(.hasDigit) else { return false }
    if document.tokens[span.first].flags.contains(.sentenceStart) {
      return span.limit < document.tokens.count && words.has(span.limit, .comma)
    }
    guard document.tags.count == document.tokens.count, span.limit < document.tokens.count, span.first > 0 else {
      return false
    }
    // *we first look at it*, *it was first printed*
    if words.tag(span.first - 1) == .PRP { return true }
    if words.has(span.first - 1, .be), words.tag(span.limit) == .VBN { return true }
    switch words.tag(span.first - 1) {
    case .DT, .PRPS, .POS, .IN, .CD, .JJ, .JJS, .VB, .VBD, .VBZ, .VBP, .VBN, .VBG, .MD: return false
    default: break
    }
    switch words.tag(span.limit) {
    case .VBD, .VBZ, .VBP, .VBN: return true
    case .comma, .colon: return words.tag(span.first - 1) == .CC
    default: return false
    }
  }

  /// *a second*: a moment, unless a noun follows.
  private func isNounSecond(_ span: TokenRange) -> Bool {
    guard span.count == 1, span.first > 0, words.has(span.first, .second) else { return false }
    return words.has(span.first - 1, .perSecond) && !isNoun(span.limit)
  }

  /// *Lena Brandt, 58, …*: a name or a noun stands before the comma.
  private func isAside(_ span: TokenRange) -> Bool {
    guard span.first > 1, document.tags.count == document.tokens.count else { return true }
    switch PennTag(rawValue: document.tags[span.first - 2]) ?? .none {
    case .NNP, .NNPS, .NN, .none: return true
    default: return false
    }
  }

  /// *0800 555 0199*: groups of digits of which one begins with a nought.
  private func isTelephone(_ span: TokenRange) -> Bool {
    guard span.count == 1, document.shape(span.first).contains(.numeral) else { return false }
    if isDialled(span.first, atLeast: 2) { return true }
    return [-2, -1, 1, 2].contains { step in
      let token = span.first + step
      let between = min(token, span.first)...max(token, span.first)
      return token >= 0 && token < document.tokens.count && isDialled(token, atLeast: 3)
        && between.allSatisfy { document.shape($0).contains(.numeral) }
    }
  }

  /// Digits only, the first of them a nought.
  private func isDialled(_ token: Int, atLeast count: Int) -> Bool {
    document.vocabulary.withBytes(document.tokens[token].word) { bytes in
      bytes.count >= count && bytes[0] == 0x30 && bytes.allSatisfy { ASCII.isDigit($0) }
    }
  }

  /// *We talked about two issues*, *grew over two years*: the word before the figure belongs to the verb.
  func isBound(_ range: TokenRange, before figure: TokenRange? = nil) -> Bool {
    // *repaid over 30 to 40 years*: more than two figures is nothing.
    if range.count == 1, words.has(range.first, .over), let figure, figure.first > range.limit + 1,
      figure.limit < document.tokens.count, words.has(figure.limit, .lasting)
    {
      return false
    }
    if range.count == 1, range.first > 0, let figure, figure.limit < document.tokens.count,
      words.has(range.first, .over), words.has(figure.limit, .lasting)
    {
      return document.tokens[range.first].flags.contains(.sentenceStart) || words.has(range.first - 1, .overVerb)
    }
    // *ticked up to 4.1%*: it has come there.
    if range.count == 2, range.first > 0, words.has(range.first, .up) { return !words.has(range.first - 1, .upVerb) }
    guard range.count == 1, range.first > 0, words.has(range.first, .about) else { return true }
    return !words.has(range.first - 1, .talk)
  }
}
