/// By what a source is made; the name goes into the record as the rule's.
enum SourceRule: String, CaseIterable {
  /// A name that is an entity of the document; whoever wrote the document.
  case named, author
  /// Words with a head that is no name: with a number before it, or without.
  case counted = "counted-nominal"
  case nominal
  /// A name that is none of the document's entities; a pronoun that means nobody who was named.
  case phrase, pronoun

  /// The name in records.
  var name: String { "source.\(rawValue)" }
}

extension SourceResolution {
  /// The rules of all sources.
  public static let constructions = SourceRule.allCases.map(\.name)
}
