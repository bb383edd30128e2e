/// Reads a `/…/`: classes, groups, `|` and `? * + {}`, `.`, `\d` and `\w`, and no more.
struct RegexParser {
  private let scalars: [(value: UInt32, offset: Int)]
  private let end: Int
  private var position = 0
  private var depth = 0
  private static let depthLimit = 32
  private static let countLimit = 64

  private init(_ file: RuleFile, _ range: Range<Int>) {
    var scalars: [(UInt32, Int)] = []
    var offset = range.lowerBound
    for scalar in file.text(range).unicodeScalars {
      scalars.append((scalar.value, offset))
      offset += UTF8.width(scalar)
    }
    self.scalars = scalars
    end = range.upperBound
  }

  /// The tree of the expression in a stretch of a rule file, without its slashes.
  static func tree(of file: RuleFile, in range: Range<Int>) throws(SyntaxError) -> RegexTree {
    var parser = RegexParser(file, range)
    let tree = try parser.choice()
    if parser.peek == UInt32(UInt8(ascii: ")")) { throw parser.error("')' without '('") }
    return tree
  }

  private var peek: UInt32? { position < scalars.count ? scalars[position].value : nil }

  private mutating func skip(_ mark: Unicode.Scalar) -> Bool {
    guard peek == mark.value else { return false }
    position += 1
    return true
  }

  private func error(_ message: String, at index: Int? = nil) -> SyntaxError {
    let index = index ?? position
    let start = index < scalars.count ? scalars[index].offset : end
    return SyntaxError(range: start..<start + 1, message)
  }

  private mutating func choice() throws(SyntaxError) -> RegexTree {
    var branches = [try sequence()]
    while skip("|") { branches.append(try sequence()) }
    return branches.count == 1 ? branches[0] : .choice(branches)
  }

  private mutating func sequence() throws(SyntaxError) -> RegexTree {
    var parts: [RegexTree] = []
    while let next = peek, next != UInt32(UInt8(ascii: "|")), next != UInt32(UInt8(ascii: ")")) {
      parts.append(try quantified())
    }
    if parts.isEmpty { return .empty }
    return parts.count == 1 ? parts[0] : .sequence(parts)
  }

  private mutating func quantified() throws(SyntaxError) -> RegexTree {
    let tree = try atom()
    if skip("?") { return .repeated(tree, least: 0, most: 1) }
    if skip("*") { return .repeated(tree, least: 0, most: -1) }
    if skip("+") { return .repeated(tree, least: 1, most: -1) }
    return skip("{") ? try counted(tree, open: position - 1) : tree
  }

  private mutating func counted(_ tree: RegexTree, open: Int) throws(SyntaxError) -> RegexTree {
    guard let least = number() else { throw error("'{' is followed by no number", at: open) }
    var most = least
    if skip(",") { most = number() ?? -1 }
    guard skip("}") else { throw error("'{' is never closed", at: open) }
    guard most < 0 || least <= most else { throw error("'{\(least),\(most)}' counts down", at: open) }
    guard max(least, most) <= Self.countLimit else { throw error("a count is at most \(Self.countLimit)", at: open) }
    return .repeated(tree, least: least, most: most)
  }

  private mutating func number() -> Int? {
    var value: Int?
    while let next = peek, (0x30...0x39).contains(next), value ?? 0 < 100_000 {
      value = (value ?? 0) * 10 + Int(next - 0x30)
      position += 1
    }
    return value
  }

  private mutating func atom() throws(SyntaxError) -> RegexTree {
    guard let next = peek, let scalar = Unicode.Scalar(next) else { return .empty }
    position += 1
    switch scalar {
    case "(": return try group(open: position - 1)
    case "[": return .set(try scalarClass(open: position - 1))
    case ".": return .set(.all)
    case "\\": return .set(try escape())
    case "?", "*", "+", "{": throw error("'\(scalar)' has nothing to repeat", at: position - 1)
    case "^", "$":
      throw error("'\(scalar)' is not needed: a regular expression is the whole of one word", at: position - 1)
    default: return .set(ScalarSet(next...next))
    }
  }

  private mutating func group(open: Int) throws(SyntaxError) -> RegexTree {
    depth += 1
    guard depth <= Self.depthLimit else { throw error("groups are nested too deeply", at: open) }
    if peek == UInt32(UInt8(ascii: "?")) { throw error("'(?' has no meaning here: only plain groups", at: open) }
    let tree = try choice()
    guard skip(")") else { throw error("'(' is never closed", at: open) }
    depth -= 1
    return tree
  }

  private mutating func escape() throws(SyntaxError) -> ScalarSet {
    guard let next = peek, let scalar = Unicode.Scalar(next) else { throw error("'\\' is followed by nothing") }
    position += 1
    switch scalar {
    case "d": return ScalarSet(0x30...0x39)
    case "w":
      var set = ScalarSet(0x30...0x39)
      set.insert(0x41...0x5A)
      set.insert(0x61...0x7A)
      return set
    case "a"..."z", "A"..."Z", "0"..."9":
      throw error("'\\\(scalar)' is not known; there are '\\d', '\\w' and marks", at: position - 2)
    default: return ScalarSet(next...next)
    }
  }

  private mutating func scalarClass(open: Int) throws(SyntaxError) -> ScalarSet {
    let isInverted = skip("^")
    var set = ScalarSet()
    while let next = peek, next != 0x5D {
      position += 1
      if next == 0x5C {
        for range in try escape().ranges { set.insert(range) }
        continue
      }
      var upper = next
      if peek == 0x2D, position + 1 < scalars.count, scalars[position + 1].value != 0x5D {
        upper = scalars[position + 1].value
        guard next <= upper else { throw error("a range in '[…]' counts down", at: position - 1) }
        position += 2
      }
      set.insert(next...upper)
    }
    guard skip("]") else { throw error("'[' is never closed", at: open) }
    guard !set.ranges.isEmpty || isInverted else { throw error("'[]' is nothing", at: open) }
    return isInverted ? set.inverted : set
  }
}
