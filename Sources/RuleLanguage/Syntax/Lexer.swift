/// A word of a pattern or a clause.
struct Lexeme: Sendable {
  enum Kind: Equatable, Sendable {
    case string(String)
    case regex(Range<Int>)
    /// The list's name without the `@`.
    case list(String)
    /// A word of letters, digits, `-` and `_`.
    case word(String)
    /// The same with a colon right behind it.
    case label(String)
    /// What stands between the brackets of `tag(…)`.
    case tag(String)
    case symbol(UInt8)
    case end
  }
  var kind: Kind
  var range: Range<Int>
}

/// Cuts a stretch of a rule file into lexemes. Blanks, line breaks and comments separate them.
struct Lexer {
  private let bytes: [UInt8]
  private let end: Int
  private var position: Int

  init(_ file: RuleFile, _ range: Range<Int>) {
    bytes = file.bytes
    position = range.lowerBound
    end = min(range.upperBound, file.bytes.count)
  }

  /// All lexemes, the last of them `.end`.
  static func lexemes(of file: RuleFile, in range: Range<Int>) throws(SyntaxError) -> [Lexeme] {
    var lexer = Lexer(file, range)
    var found: [Lexeme] = []
    while true {
      let lexeme = try lexer.next()
      found.append(lexeme)
      if lexeme.kind == .end { return found }
    }
  }

  private mutating func next() throws(SyntaxError) -> Lexeme {
    skipBlanks()
    guard position < end else { return Lexeme(kind: .end, range: end..<end) }
    let start = position
    let byte = bytes[position]
    switch byte {
    case UInt8(ascii: "\""): return try string(from: start)
    case UInt8(ascii: "/"): return try regex(from: start)
    case UInt8(ascii: "@"): return try list(from: start)
    case _ where Self.isWord(byte): return try word(from: start)
    case _ where Self.symbols.contains(byte):
      position += 1
      return Lexeme(kind: .symbol(byte), range: start..<position)
    default:
      throw SyntaxError(range: start..<start + 1, "'\(character(at: start))' has no meaning in a pattern")
    }
  }

  private static let symbols = Array("()|&!?*+{},[]=^$.".utf8)

  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"): true
    default: false
    }
  }

  private func character(at offset: Int) -> Character {
    String(decoding: bytes[offset..<min(offset + 4, end)], as: UTF8.self).first ?? "?"
  }

  private mutating func skipBlanks() {
    while position < end {
      let byte = bytes[position]
      if byte == UInt8(ascii: "#") {
        while position < end, bytes[position] != 0x0A { position += 1 }
      } else if byte == 0x0A || RuleFile.isBlank(byte) {
        position += 1
      } else {
        return
      }
    }
  }

  private mutating func string(from start: Int) throws(SyntaxError) -> Lexeme {
    var text: [UInt8] = []
    position += 1
    while position < end, bytes[position] != 0x0A {
      var byte = bytes[position]
      position += 1
      if byte == UInt8(ascii: "\"") {
        return Lexeme(kind: .string(String(decoding: text, as: UTF8.self)), range: start..<position)
      }
      if byte == UInt8(ascii: "\\"), position < end, bytes[position] != 0x0A {
        byte = bytes[position]
        position += 1
      }
      text.append(byte)
    }
    throw SyntaxError(range: start..<start + 1, "'\"' is never closed")
  }

  private mutating func regex(from start: Int) throws(SyntaxError) -> Lexeme {
    position += 1
    var isInClass = false
    while position < end, bytes[position] != 0x0A {
      let byte = bytes[position]
      position += 1
      switch byte {
      case UInt8(ascii: "\\"): position = min(position + 1, end)
      case UInt8(ascii: "["): isInClass = true
      case UInt8(ascii: "]"): isInClass = false
      case UInt8(ascii: "/") where !isInClass:
        return Lexeme(kind: .regex(start + 1..<position - 1), range: start..<position)
      default: break
      }
    }
    throw SyntaxError(range: start..<start + 1, "'/' is never closed")
  }

  private mutating func list(from start: Int) throws(SyntaxError) -> Lexeme {
    position += 1
    skipName(dots: true)
    guard position > start + 1 else { throw SyntaxError(range: start..<position, "'@' without the name of a list") }
    return Lexeme(kind: .list(String(decoding: bytes[start + 1..<position], as: UTF8.self)), range: start..<position)
  }

  private mutating func skipName(dots: Bool) {
    while position < end {
      let byte = bytes[position]
      let isInner = byte == UInt8(ascii: "-") || dots && byte == UInt8(ascii: ".")
      guard Self.isWord(byte) || isInner && position + 1 < end && Self.isWord(bytes[position + 1]) else { return }
      position += 1
    }
  }

  private mutating func word(from start: Int) throws(SyntaxError) -> Lexeme {
    skipName(dots: false)
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    if text == "tag", position < end, bytes[position] == UInt8(ascii: "(") { return try tag(from: start) }
    if position < end, bytes[position] == UInt8(ascii: ":") {
      position += 1
      return Lexeme(kind: .label(text), range: start..<position)
    }
    return Lexeme(kind: .word(text), range: start..<position)
  }

  private mutating func tag(from start: Int) throws(SyntaxError) -> Lexeme {
    let open = position
    while position < end, bytes[position] != UInt8(ascii: ")"), bytes[position] != 0x0A { position += 1 }
    guard position < end, bytes[position] == UInt8(ascii: ")") else {
      throw SyntaxError(range: open..<open + 1, "'(' is never closed")
    }
    position += 1
    return Lexeme(
      kind: .tag(String(decoding: bytes[open + 1..<position - 1], as: UTF8.self)), range: start..<position)
  }
}

/// What is wrong with a stretch of a rule file.
struct SyntaxError: Error {
  var range: Range<Int>
  var message: String
  var hint: String?

  init(range: Range<Int>, _ message: String, hint: String? = nil) {
    self.range = range
    self.message = message
    self.hint = hint
  }
}
