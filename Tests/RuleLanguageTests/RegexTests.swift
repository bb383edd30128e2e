import Testing

@testable import RuleLanguage

/// The automaton against what the expression says.
struct RegexTests {
  struct Row: CustomTestStringConvertible, Sendable {
    var regex: String
    var matches: [String]
    var others: [String]
    init(_ regex: String, _ matches: [String], _ others: [String]) {
      self.regex = regex
      self.matches = matches
      self.others = others
    }
    var testDescription: String { regex }
  }

  static let rows: [Row] = [
    Row("abc", ["abc"], ["ab", "abcd", "xabc", "ABC", ""]),
    Row("a|bc|", ["a", "bc", ""], ["b", "abc"]),
    Row("[a-c]+", ["a", "abcba"], ["", "abd", "A"]),
    Row("[^a-c]", ["d", "é", "Z"], ["a", "dd", ""]),
    Row("(ab)*c?", ["", "c", "ab", "ababc"], ["a", "abb", "cc"]),
    Row("a{2,3}", ["aa", "aaa"], ["a", "aaaa"]),
    Row("a{2}", ["aa"], ["a", "aaa"]),
    Row("a{2,}", ["aa", "aaaaaa"], ["a"]),
    Row("(a|b){2}c{0,1}", ["ab", "bac"], ["a", "abcc"]),
    Row("\\d\\d?:\\d\\d", ["8:30", "18:05"], ["8.30", "830"]),
    Row("\\w+\\.", ["Nov."], ["Nov", "."]),
    Row("[A-ZÀ-Þ]\\.?", ["É", "É.", "A."], ["é", "AB"]),
    Row(".’s", ["a’s"], ["a's"]),
    Row("it's", ["it's", "it’s"], ["its"]),
    Row("[\\]\\-a]+", ["]-a"], ["\\"]),
    Row("[a-]+", ["a-a"], ["b"]),
    Row("(a*)*b", ["b", "aaab"], ["a"]),
    Row("((a|b)*(c|d)+)?e", ["e", "abcde", "ce"], ["abe"]),
  ]

  @Test(arguments: rows)
  func decides(_ row: Row) throws {
    let file = RuleFile(path: "r", bytes: Array(row.regex.utf8))
    let tree = try RegexParser.tree(of: file, in: 0..<file.bytes.count)
    let automaton = try #require(RegexAutomaton(tree))
    let regexes = WordRegexes([Predicate(kind: .regex, value: 0)], [automaton])
    let union = RegexUnion(regexes)
    for word in row.matches + row.others {
      var isMatch = false
      Array(word.utf8).withUnsafeBufferPointer { bytes in
        if let state = union.end(of: bytes) {
          isMatch = !union.accepted(state).isEmpty
        } else {
          regexes.forEachMatch(bytes) { _ in isMatch = true }
        }
      }
      #expect(isMatch == row.matches.contains(word), "\(word)")
    }
  }
}
