import TextModel

/// The types of the records over many documents; the raw value is the word that `"type"` has.
public enum StoryKind: String, Sendable, CaseIterable {
  case story, reuse, change, saying, identity, figure

  /// The file that `--split` writes records of the type to.
  public var fileName: String {
    switch self {
    case .story: "stories.jsonl"
    case .reuse: "reuse.jsonl"
    case .identity: "identities.jsonl"
    case .change, .saying, .figure: rawValue + "s.jsonl"
    }
  }
}

/// The fields of the records over many documents.
enum StoryRecords {
  private static let storyID = SchemaType.pattern("^y[0-9a-f]{16}(-[1-9][0-9]*)?$")
  private static let reuseID = SchemaType.pattern("^y[0-9a-f]{16}(-[1-9][0-9]*)?/r[1-9][0-9]*$")
  private static let identityID = SchemaType.pattern("^i[0-9a-f]{16}$")
  private static let recordID = SchemaType.pattern("^d[0-9a-f]{16}(-[1-9][0-9]*)?/[a-z][1-9][0-9]*$")
  private static let day = SchemaType.nullable(SharedFields.day)

  static let story: [SchemaField] =
    [
      SchemaField("type", .constant("story")), SchemaField("id", storyID), SchemaField("title", .nullable(.string)),
      SchemaField("documents", .array(SharedFields.documentID)), SchemaField("first", SharedFields.documentID),
      SchemaField("origins", .integer), SchemaField("outlets", .array(.string)), SchemaField("begins", day),
      SchemaField("ends", day), SchemaField("identities", .array(identityID)),
    ] + SharedFields.origin

  static let reuse: [SchemaField] =
    [
      SchemaField("type", .constant("reuse")), SchemaField("id", reuseID), SchemaField("story", storyID),
      SchemaField("document", SharedFields.documentID), SchemaField("from", SharedFields.documentID),
      SchemaField("grade", .words(["copy", "edited", "partial"])), SchemaField("share", .share),
      SchemaField("of", .share), SchemaField("earlier", .nullable(.words(["from", "document"]))),
      SchemaField("why", .nullable(.words(["credit", "published_at", "published", "fuller"]))),
      SchemaField("credited", .boolean), SchemaField("passages", .array(.object(passage))),
    ] + SharedFields.origin

  private static let passage = [
    SchemaField("start", .integer), SchemaField("end", .integer), SchemaField("from_start", .integer),
    SchemaField("from_end", .integer),
  ]

  static let change: [SchemaField] =
    [
      SchemaField("type", .constant("change")),
      SchemaField("id", .pattern("^y[0-9a-f]{16}(-[1-9][0-9]*)?/r[1-9][0-9]*/c[1-9][0-9]*$")),
      SchemaField("reuse", reuseID), SchemaField("kind", .words(["replaced", "left out", "added", "moved"])),
      SchemaField(
        "what",
        .words(["quotation", "attribution", "number", "date", "name", "headline", "sentence", "wording"])),
      SchemaField("start", .nullable(.integer)), SchemaField("end", .nullable(.integer)),
      SchemaField("text", .nullable(.string)), SchemaField("from_start", .nullable(.integer)),
      SchemaField("from_end", .nullable(.integer)), SchemaField("from_text", .nullable(.string)),
      SchemaField("sentence", .pair), SchemaField("records", .array(recordID)),
    ] + SharedFields.origin

  static let saying: [SchemaField] =
    [
      SchemaField("type", .constant("saying")),
      SchemaField("id", .pattern("^y[0-9a-f]{16}(-[1-9][0-9]*)?/u[1-9][0-9]*$")), SchemaField("story", storyID),
      SchemaField("text", .string), SchemaField("kind", .words(Quote.Kind.allCases.map(\.rawValue))),
      SchemaField("identity", .nullable(identityID)), SchemaField("source", .nullable(.string)),
      SchemaField("first", SharedFields.quoteID), SchemaField("quotes", .array(SharedFields.quoteID)),
      SchemaField("variants", .array(.object(variant))), SchemaField("altered", .boolean),
    ] + SharedFields.origin

  private static let variant = [
    SchemaField("text", .string), SchemaField("quotes", .array(SharedFields.quoteID)),
  ]

  static let identity: [SchemaField] =
    [
      SchemaField("type", .constant("identity")), SchemaField("id", identityID),
      SchemaField("kind", .words(Source.Kind.allCases.map(\.rawValue))), SchemaField("name", .string),
      SchemaField("names", .array(.object(name))), SchemaField("ref", .nullable(.string)),
      SchemaField("gender", .nullable(.words(["female", "male"]))), SchemaField("roles", .array(.string)),
      SchemaField("entities", .array(recordID)), SchemaField("sources", .array(SharedFields.sourceID)),
      SchemaField("documents", .integer), SchemaField("first", day), SchemaField("last", day),
    ] + SharedFields.origin

  private static let name = [SchemaField("name", .string), SchemaField("documents", .integer)]

  static let figure: [SchemaField] =
    [
      SchemaField("type", .constant("figure")),
      SchemaField("id", .pattern("^y[0-9a-f]{16}(-[1-9][0-9]*)?/f[1-9][0-9]*$")), SchemaField("story", storyID),
      SchemaField("counted", .string), SchemaField("unit", .nullable(.string)),
      SchemaField("kind", .words(Figure.Kind.allCases.map(\.rawValue))), SchemaField("numbers", .array(recordID)),
      SchemaField("values", .array(.object(value))), SchemaField("agree", .boolean),
    ] + SharedFields.origin

  private static let value = [
    SchemaField("value", .nullable(.number)), SchemaField("low", .nullable(.number)),
    SchemaField("high", .nullable(.number)), SchemaField("bound", .words(Figure.Bound.allCases.map(\.rawValue))),
    SchemaField("numbers", .array(recordID)), SchemaField("sources", .array(SharedFields.sourceID)),
    SchemaField("documents", .integer), SchemaField("first", day),
  ]

  static let all: [(name: StaticString, fields: [SchemaField])] = [
    ("story", story), ("reuse", reuse), ("change", change), ("saying", saying), ("identity", identity),
    ("figure", figure),
  ]
}
