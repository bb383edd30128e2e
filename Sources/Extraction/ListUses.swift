/// The lists that stages ask for by name: no rule has to name them for them to count.
public enum ListUses {
  /// Each stage with its lists; a name stands for all lists whose names it begins (*place.town* for *place.town-asia*).
  public static let ofStages: [(stage: String, lists: [String])] = [
    (
      "EntityTagging",
      [
        "person.given", "person.surname", "person.title", "person.role", "person.particle", "person.suffix",
        "person.notable", "place", "organization", "group", "thing",
      ]
    ),
    (
      "NumberTagging",
      [
        "word.number", "word.scale", "word.ordinal", "word.fraction", "word.multiple", "word.vague", "word.bound",
        "word.bound-after", "word.unit", "word.currency", "word.currency-symbol", "word.currency-code", "word.per",
        "word.change",
      ]
    ),
    (
      "DateTagging",
      [
        "word.month", "word.weekday", "word.season", "word.holiday", "word.day", "word.calendar-unit", "word.deictic",
        "word.day-part", "word.time-zone",
      ]
    ),
    ("Attribution", ["word.cue-verb", "word.cue-noun", "word.cue-adjective", "word.wire"]),
    ("SourceResolution", ["word.role-noun"]),
  ]

  /// All of these names.
  public static var names: [String] { ofStages.flatMap(\.lists) }
}
