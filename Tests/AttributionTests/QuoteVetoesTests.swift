import Testing
import TextModel

/// Quotes that rules of an analyst's own take back, with the project's own lists and weights.
@Suite struct QuoteVetoesTests {
  struct Row: CustomTestStringConvertible, Sendable {
    var id: String
    var rules: String
    var text: String
    /// The quotes that stay: rule and content.
    var quotes: [String]
    var testDescription: String { id }
  }

  static func reject(_ match: String) -> String {
    "phase reject\nrule reject.a\n  match \(match)\n  reject quote\n"
  }

  static let tax = "The mayor announced a new tax. The bakery said the road was shut."
  static let (object, clause) = ("quote.source-cue-object: a new tax", "quote.source-cue-clause: the road was shut")

  static let rows = [
    Row(id: "no rule", rules: "", text: tax, quotes: [object, clause]),
    Row(id: "by its cue", rules: reject("CUE & lemma(\"announce\")"), text: tax, quotes: [clause]),
    Row(id: "by its source", rules: reject("SOURCE & (Any* \"bakery\")"), text: tax, quotes: [object]),
    Row(id: "by words of its content", rules: reject("CONTENT & (Any* \"tax\")"), text: tax, quotes: [clause]),
    Row(
      id: "cue and source of two quotes", rules: reject("SOURCE & (Any* \"mayor\") Any* CUE & \"said\""), text: tax,
      quotes: [object, clause]),
    Row(
      id: "by its construction", rules: reject("CONTENT[rule=\"quote.source-cue-object\"]"), text: tax,
      quotes: [clause]),
    Row(
      id: "by the kind of its content", rules: reject("CONTENT[kind=\"direct\"]"),
      text: "\"We will wait,\" said the mayor. The bakery said the road was shut.", quotes: [clause]),
    Row(
      id: "by the class of its cue", rules: reject("CUE[class=\"question\"]"),
      text: "The mayor asked whether the road was shut. The bakery said the road was shut.", quotes: [clause]),
    Row(
      id: "by the class of a cue that is in no list", rules: reject("CUE[class=\"statement\"] & (\"according to\")"),
      text: "According to Ann Lee, the dam is safe.", quotes: []),
    Row(
      id: "by the form of its source", rules: reject("SOURCE[form=\"pronoun\"]"),
      text: "She said the road was shut. The bakery said the road was shut.", quotes: [clause]),
    Row(id: "a construction is switched off", rules: "drop quote.source-cue-object\n", text: tax, quotes: [clause]),
    Row(
      id: "what stood inside", rules: reject("SOURCE & (Any* \"mayor\")"),
      text: "The mayor said that the bakery told reporters that the road was shut.",
      quotes: ["quote.source-cue-that: that the road was shut"]),
    Row(
      id: "what stands alone behind it", rules: "drop quote.source-cue-clause\n",
      text: "Ann Lee said the bridge was not safe. \"It shakes whenever a lorry drives over it.\"", quotes: []),
  ]

  @Test(arguments: rows) func takenBack(_ row: Row) throws {
    let attributor = try Attributor(rules: row.rules)
    let quotes = attributor.quotes(in: row.text)
    let found = quotes.map { quote in
      "\(quote.rule): " + quote.spans.map(attributor.document.string).joined(separator: " … ")
    }
    #expect(found == row.quotes)
  }

  /// The explanation names the rule, with its file and line.
  @Test func explained() throws {
    let attributor = try Attributor(rules: Self.reject("CUE & lemma(\"announce\")"))
    let lines = attributor.explanation(of: Self.tax, at: 2)
    #expect(lines.first?.hasSuffix("quote.source-cue-object, rejected by reject.a  own:2") == true, "\(lines)")
  }
}
