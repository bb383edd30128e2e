import GazetteerIndex
import Segmentation
import TextModel

/// What a pattern asks of exactly one token, where that is all it asks.
struct SingleToken {
  var word: WordExpression = .always
  var tags: UInt64 = .max
  var noKinds: UInt64 = 0
  /// List references.
  var noLists: [Int32] = []

  /// Nothing but the word decides.
  var isOfWord: Bool { tags == .max && noKinds == 0 && noLists.isEmpty }

  static func allOf(_ left: Self, _ right: Self) -> Self {
    SingleToken(
      word: .allOf(left.word, right.word), tags: left.tags & right.tags, noKinds: left.noKinds | right.noKinds,
      noLists: left.noLists + right.noLists)
  }
}

extension PatternCompiler {
  /// The test that a pattern is, nil where it is not a matter of one token.
  mutating func single(_ tree: SyntaxTree) -> SingleToken? {
    switch tree.pattern {
    case .literal(let text):
      let pieces = literals.pieces(of: text)
      return pieces.count == 1 && pieces[0].isOneToken ? SingleToken(word: literal(pieces[0].whole, of: text)) : nil
    case .regex(let regex): return SingleToken(word: expression(regex, at: tree.place))
    case .lemma(let text):
      return SingleToken(word: .predicate(builder.predicate(.lemma, builder.string(text.lowercased()))))
    case .shape(let shape):
      return SingleToken(
        word: shape == .any
          ? .always : .predicate(builder.predicate(.shape, Int32(bitPattern: shape.shape.rawValue))))
    case .tag(let mask): return SingleToken(tags: mask)
    case .both(let trees):
      var all = SingleToken()
      for part in trees {
        guard let test = single(part) else { return nil }
        all = .allOf(all, test)
      }
      return all
    case .choice(let trees): return anyOf(trees)
    case .not(let inner): return not(inner)
    default: return nil
    }
  }

  private mutating func anyOf(_ trees: [SyntaxTree]) -> SingleToken? {
    var tests: [SingleToken] = []
    for tree in trees {
      guard let test = single(tree), test.noKinds == 0, test.noLists.isEmpty else { return nil }
      tests.append(test)
    }
    if tests.allSatisfy(\.isOfWord) { return tests.dropFirst().reduce(tests[0]) { Self.anyOf($0, $1) } }
    let isOfTags = tests.allSatisfy { if case .always = $0.word { true } else { false } }
    return isOfTags ? SingleToken(tags: tests.reduce(0) { $0 | $1.tags }) : nil
  }

  /// One of two tests of words.
  static func anyOf(_ left: SingleToken, _ right: SingleToken) -> SingleToken {
    SingleToken(word: .or(left.word, right.word))
  }

  /// A token at which a pattern does not begin, where one look decides that.
  private mutating func not(_ tree: SyntaxTree) -> SingleToken? {
    switch tree.pattern {
    case .list(let name, let filters) where filters.isEmpty: return SingleToken(noLists: [builder.list(name, [])])
    case .kind(let name, let filters) where filters.isEmpty:
      return kinds[name].map { SingleToken(noKinds: $0.bit) }
    case .choice(let trees):
      var all = SingleToken()
      for part in trees {
        guard let test = not(part) else { return nil }
        all = .allOf(all, test)
      }
      return all
    case .label(_, let inner): return not(inner)
    default:
      guard let test = single(tree) else { return nil }
      if test.isOfWord { return SingleToken(word: .not(test.word)) }
      guard case .always = test.word, test.noKinds == 0, test.noLists.isEmpty else { return nil }
      return SingleToken(tags: ~test.tags)
    }
  }

  /// A word of a literal: exactly so where the literal has a capital, else in any case.
  mutating func literal(_ word: String, of text: String) -> WordExpression {
    let isExact = text.unicodeScalars.contains { $0.properties.isUppercase }
    return .predicate(builder.predicate(isExact ? .exact : .literal, builder.string(word)))
  }

  private mutating func expression(_ regex: RegexTree, at place: Place) -> WordExpression {
    guard let index = builder.regex(regex) else {
      report("the regular expression is too large", at: place)
      return .always
    }
    return .predicate(builder.predicate(.regex, index))
  }

  /// The number of a token test.
  mutating func test(_ single: SingleToken) -> Int32 {
    var noLists = Stretch()
    if !single.noLists.isEmpty {
      let start = ProgramBuilder.index(builder.program.listSets)
      builder.program.listSets += single.noLists
      noLists = Stretch(start: start, count: Int32(truncatingIfNeeded: single.noLists.count))
    }
    let test = TokenTest(word: wordTest(single), tags: single.tags, noKinds: single.noKinds, noLists: noLists)
    builder.program.tests.append(test)
    return Int32(truncatingIfNeeded: builder.program.tests.count - 1)
  }

  /// The number of the word test, -1 where any word will do.
  mutating func wordTest(_ single: SingleToken) -> Int32 {
    if case .always = single.word { return -1 }
    return builder.wordTest(single.word)
  }
}
