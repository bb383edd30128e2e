import GazetteerIndex
import TextModel

/// All rules and constructions as their files have them, to be shown: the compiled rules keep neither notes of
/// constructions nor examples.
public struct RuleCatalogue: Sendable {
  /// A rule or a construction.
  public struct Entry: Sendable {
    /// As it stands in records.
    public let id: String
    /// What a rule makes (`number`), `reject`, or what a construction finds (`quote`).
    public let kind: String
    /// It is found in code.
    public let isConstruction: Bool
    /// Where it stands.
    public let location: SourceLocation
    /// Its note, or "".
    public let note: String
    /// The text of its first example, or "".
    public let example: String
    /// Its lines as they are in the file.
    public let text: String
  }

  /// In the order of the files, those of one's own first.
  public let entries: [Entry]

  /// Reads files, with the lists that their patterns may name; what is wrong in them has been told when they were compiled.
  public init(
    sources: [(path: String, text: [UInt8])], over base: [(path: String, text: [UInt8])], gazetteers: Gazetteers
  ) {
    let parser = RuleSet.parser(sources, over: base, gazetteers)
    entries =
      parser.book.rules.map { Self.entry($0, kind: $0.kind, isConstruction: false, parser) }
      + parser.book.constructions.map { rule in
        let kind = rule.name.split(separator: ".").first.map(String.init) ?? ""
        return Self.entry(rule, kind: kind, isConstruction: true, parser)
      }
  }

  private static func entry(_ rule: RuleSyntax, kind: String, isConstruction: Bool, _ parser: RuleParser) -> Entry {
    let file = parser.files[rule.place.file]
    return Entry(
      id: rule.name, kind: kind, isConstruction: isConstruction,
      location: file.location(of: rule.place.range.lowerBound), note: rule.note,
      example: rule.examples.first { !$0.isCounterexample }?.text ?? "", text: file.text(rule.extent))
  }

  /// The entry of an id. O(entries).
  public func entry(_ id: String) -> Entry? { entries.first { $0.id == id } }

  /// Where the rule of an id stands, as `file:line`; nil where no file has it.
  public func place(of id: String) -> String? { entry(id).map { "\($0.location.file):\($0.location.line)" } }
}
