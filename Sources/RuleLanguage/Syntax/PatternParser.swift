import TextModel

/// A pattern by its name in a file.
struct NamedPattern: Sendable {
  var tree: SyntaxTree
  /// The levels of nesting and the number of parts of the tree, other names put in.
  var depth: Int
  var size: Int
}

/// Reads one pattern; names of `let` are put in where they stand.
struct PatternParser {
  let file: RuleFile
  let fileIndex: Int
  let names: [String: NamedPattern]
  let vocabulary: PatternWords
  private let lexemes: [Lexeme]
  private var position = 0
  private var depth = 0
  private(set) var deepest = 0
  private(set) var size = 0
  /// What is wrong with names in the pattern: it can be read nevertheless.
  private(set) var errors: [SyntaxError] = []
  /// The names of `let` that the pattern uses.
  private(set) var usedNames: Set<String> = []

  static let depthLimit = 60
  static let sizeLimit = 5_000
  static let countLimit = 255

  init(
    _ range: Range<Int>, of file: RuleFile, index: Int, names: [String: NamedPattern], words: PatternWords
  ) throws(SyntaxError) {
    self.file = file
    fileIndex = index
    self.names = names
    vocabulary = words
    lexemes = try Lexer.lexemes(of: file, in: range)
  }

  /// The whole stretch as one pattern.
  mutating func parse() throws(SyntaxError) -> SyntaxTree {
    let tree = try choice()
    if current.kind != .end { throw SyntaxError(range: current.range, "\(described(current)) is not expected here") }
    return tree
  }

  private var current: Lexeme { lexemes[min(position, lexemes.count - 1)] }
  private var isAtEndOfSequence: Bool {
    switch current.kind {
    case .end, .symbol(UInt8(ascii: "|")), .symbol(UInt8(ascii: ")")): true
    default: false
    }
  }

  private mutating func skip(_ symbol: Unicode.Scalar) -> Bool {
    guard current.kind == .symbol(UInt8(ascii: symbol)) else { return false }
    position += 1
    return true
  }

  private func described(_ lexeme: Lexeme) -> String {
    lexeme.kind == .end ? "the end of the pattern" : "'\(file.text(lexeme.range))'"
  }

  private mutating func tree(_ pattern: SyntaxTree.Pattern, from start: Int) throws(SyntaxError) -> SyntaxTree {
    size += 1
    let end = lexemes[max(0, min(position, lexemes.count) - 1)].range.upperBound
    let range = start..<max(start, end)
    guard size <= Self.sizeLimit else { throw SyntaxError(range: range, "the pattern is too large") }
    return SyntaxTree(pattern: pattern, place: Place(file: fileIndex, range: range))
  }

  private mutating func choice() throws(SyntaxError) -> SyntaxTree {
    let start = current.range.lowerBound
    var branches = [try sequence()]
    while skip("|") { branches.append(try sequence()) }
    return branches.count == 1 ? branches[0] : try tree(.choice(branches), from: start)
  }

  private mutating func sequence() throws(SyntaxError) -> SyntaxTree {
    let start = current.range.lowerBound
    var parts: [SyntaxTree] = []
    while !isAtEndOfSequence { parts.append(try term()) }
    guard !parts.isEmpty else {
      throw SyntaxError(range: current.range, "a pattern is expected before \(described(current))")
    }
    return parts.count == 1 ? parts[0] : try tree(.sequence(parts), from: start)
  }

  private mutating func term() throws(SyntaxError) -> SyntaxTree {
    let start = current.range.lowerBound
    guard case .label(let name) = current.kind else { return try quantified() }
    position += 1
    let inner = try quantified()
    return try tree(.label(name, inner), from: start)
  }

  private mutating func quantified() throws(SyntaxError) -> SyntaxTree {
    let start = current.range.lowerBound
    let inner = try unit()
    var bounds: (least: Int, most: Int)?
    if skip("?") {
      bounds = (0, 1)
    } else if skip("*") {
      bounds = (0, -1)
    } else if skip("+") {
      bounds = (1, -1)
    } else if current.kind == .symbol(UInt8(ascii: "{")) {
      bounds = try counts()
    }
    guard let bounds else { return inner }
    let isLazy = skip("?")
    return try tree(.repeated(inner, least: bounds.least, most: bounds.most, isLazy: isLazy), from: start)
  }

  private mutating func counts() throws(SyntaxError) -> (least: Int, most: Int) {
    let open = current.range
    position += 1
    guard let least = number() else { throw SyntaxError(range: open, "'{' is followed by no number") }
    var most = least
    if skip(",") { most = number() ?? -1 }
    guard skip("}") else { throw SyntaxError(range: open, "'{' is never closed") }
    guard most < 0 || least <= most else { throw SyntaxError(range: open, "'{\(least),\(most)}' counts down") }
    guard max(least, most) <= Self.countLimit else {
      throw SyntaxError(range: open, "a count is at most \(Self.countLimit)")
    }
    return (least, most)
  }

  private mutating func number() -> Int? {
    guard case .word(let text) = current.kind, let value = Int(text), value >= 0 else { return nil }
    position += 1
    return value
  }

  private mutating func unit() throws(SyntaxError) -> SyntaxTree {
    let start = current.range.lowerBound
    var factors = [try factor()]
    while skip("&") { factors.append(try factor()) }
    return factors.count == 1 ? factors[0] : try tree(.both(factors), from: start)
  }

  private mutating func factor() throws(SyntaxError) -> SyntaxTree {
    depth += 1
    defer { depth -= 1 }
    deepest = max(deepest, depth)
    let lexeme = current
    guard depth <= Self.depthLimit else { throw SyntaxError(range: lexeme.range, "the pattern is nested too deeply") }
    position += 1
    let start = lexeme.range.lowerBound
    switch lexeme.kind {
    case .string(let text): return try literal(text, lexeme)
    case .regex(let range): return try tree(.regex(try RegexParser.tree(of: file, in: range)), from: start)
    case .list(let name): return try list(name, lexeme)
    case .tag(let name): return try tree(.tag(tagMask(name, lexeme)), from: start)
    case .word(let name): return try word(name, lexeme)
    case .symbol(UInt8(ascii: "!")): return try tree(.not(try factor()), from: start)
    case .symbol(UInt8(ascii: "^")): return try tree(.start, from: start)
    case .symbol(UInt8(ascii: "$")): return try tree(.end, from: start)
    case .symbol(UInt8(ascii: "(")):
      let inner = try choice()
      guard skip(")") else { throw SyntaxError(range: lexeme.range, "'(' is never closed") }
      return inner
    default:
      position -= 1
      throw SyntaxError(range: lexeme.range, "a pattern is expected before \(described(lexeme))")
    }
  }

  private mutating func literal(_ text: String, _ lexeme: Lexeme) throws(SyntaxError) -> SyntaxTree {
    if !text.unicodeScalars.contains(where: { !$0.properties.isWhitespace }) {
      errors.append(SyntaxError(range: lexeme.range, "the string has no word"))
    }
    return try tree(.literal(text), from: lexeme.range.lowerBound)
  }

  // MARK: Names

  private mutating func list(_ name: String, _ lexeme: Lexeme) throws(SyntaxError) -> SyntaxTree {
    let known = vocabulary.columns(ofList: name)
    if known == nil {
      let hint = Spelling.nearest(to: name, in: vocabulary.listNames).map { "did you mean '@\($0)'?" }
      errors.append(SyntaxError(range: lexeme.range, "there is no gazetteer list '@\(name)'", hint: hint))
    }
    let filters = try filters { filter, range in
      guard let known, !known.contains(filter) else { return nil }
      let hint = Spelling.nearest(to: filter, in: known).map { "did you mean '\($0)'?" }
      return SyntaxError(range: range, "'@\(name)' has no column '\(filter)'", hint: hint)
    }
    return try tree(.list(name: name, filters: filters), from: lexeme.range.lowerBound)
  }

  private mutating func filters(
    check: (String, Range<Int>) -> SyntaxError?
  ) throws(SyntaxError) -> [FieldFilter] {
    var filters: [FieldFilter] = []
    while current.kind == .symbol(UInt8(ascii: "[")) {
      let open = current.range
      position += 1
      guard case .word(let name) = current.kind else { throw SyntaxError(range: open, "'[' is followed by no name") }
      if let error = check(name, current.range) { errors.append(error) }
      position += 1
      guard skip("=") else { throw SyntaxError(range: current.range, "'=' is expected before \(described(current))") }
      var filter = FieldFilter(name: name, values: [])
      repeat {
        guard case .string(let value) = current.kind else {
          throw SyntaxError(range: current.range, "a string is expected before \(described(current))")
        }
        filter.values.append(value)
        position += 1
      } while skip("|")
      guard skip("]") else { throw SyntaxError(range: open, "'[' is never closed") }
      filters.append(filter)
    }
    return filters
  }

  private mutating func tagMask(_ names: String, _ lexeme: Lexeme) -> UInt64 {
    var mask: UInt64 = 0
    for part in names.split(separator: "|") {
      let name = String(part.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
      if let tag = PennTag(named: name) {
        mask |= 1 << UInt64(tag.rawValue & 63)
      } else {
        let hint = Spelling.nearest(to: name, in: PennTag.allCases.map(\.name)).map { "did you mean '\($0)'?" }
        errors.append(SyntaxError(range: lexeme.range, "there is no part of speech '\(name)'", hint: hint))
      }
    }
    return mask
  }

  private mutating func word(_ name: String, _ lexeme: Lexeme) throws(SyntaxError) -> SyntaxTree {
    if name == "lemma" { return try lemma(lexeme) }
    if let known = names[name] {
      usedNames.insert(name)
      size += known.size
      deepest = max(deepest, depth + known.depth)
      guard deepest <= Self.depthLimit * 3 else {
        throw SyntaxError(range: lexeme.range, "the pattern is nested too deeply")
      }
      return try tree(known.tree.pattern, from: lexeme.range.lowerBound)
    }
    if let shape = ShapeClass(rawValue: name) { return try tree(.shape(shape), from: lexeme.range.lowerBound) }
    if PatternWords.isKind(name) {
      let filters = try filters { _, _ in nil }
      return try tree(.kind(name: vocabulary.kindName(name), filters: filters), from: lexeme.range.lowerBound)
    }
    throw unknown(name, lexeme)
  }

  private func unknown(_ name: String, _ lexeme: Lexeme) -> SyntaxError {
    let isName = name.unicodeScalars.first.map { $0.properties.isUppercase } ?? false
    guard isName else {
      return SyntaxError(
        range: lexeme.range, "'\(name)' has no meaning in a pattern", hint: "did you mean \"\(name)\"?")
    }
    if vocabulary.laterNames.contains(name) {
      return SyntaxError(range: lexeme.range, "'\(name)' is defined further down", hint: "a 'let' comes before its use")
    }
    let candidates = ShapeClass.allCases.map(\.rawValue) + names.keys.sorted()
    let hint = Spelling.nearest(to: name, in: candidates).map { "did you mean '\($0)'?" }
    return SyntaxError(range: lexeme.range, "there is no pattern '\(name)'", hint: hint)
  }

  private mutating func lemma(_ lexeme: Lexeme) throws(SyntaxError) -> SyntaxTree {
    guard skip("("), case .string(let text) = current.kind else {
      throw SyntaxError(range: lexeme.range, "'lemma' is written lemma(\"say\")")
    }
    position += 1
    guard skip(")") else { throw SyntaxError(range: lexeme.range, "'lemma' is written lemma(\"say\")") }
    return try tree(.lemma(text), from: lexeme.range.lowerBound)
  }
}

/// The names that patterns can use, gathered before patterns are read.
struct PatternWords: Sendable {
  /// Every list, and every folder of lists, with the columns.
  private let columns: [(name: String, columns: [String])]
  /// Names of `let` anywhere in the file.
  var laterNames: Set<String> = []

  init(lists: [(name: String, columns: [String])]) {
    var all = lists
    for list in lists {
      guard let dot = list.name.firstIndex(of: ".") else { continue }
      let folder = String(list.name[..<dot])
      if let index = all.firstIndex(where: { $0.name == folder }) {
        all[index].columns += list.columns.filter { !all[index].columns.contains($0) }
      } else {
        all.append((folder, list.columns))
      }
    }
    columns = all
  }

  var listNames: [String] { columns.map(\.name) }

  func columns(ofList name: String) -> [String]? { columns.first { $0.name == name }?.columns }

  /// Two characters or more, all letters capital.
  static func isKind(_ name: String) -> Bool {
    name.utf8.count > 1 && name.utf8.first.map { (0x41...0x5A).contains($0) } ?? false
      && !name.utf8.contains { (0x61...0x7A).contains($0) }
  }

  /// Kinds that mean something else in the phase that is read: `CUE` is that of the quote at hand.
  var phaseKinds: [String: String] = [:]

  /// As `make` writes it.
  func kindName(_ name: String) -> String { phaseKinds[name] ?? name.lowercased() }
}
