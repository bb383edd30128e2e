import GazetteerIndex
import TextModel

/// The lists that stages ask for by name: no rule has to name them for them to count.
public enum ListUses {
  /// Of classes of words, without which no stage works.
  static let classes = [
    "attribution", "calendar", "closed", "credit", "date", "figure", "form", "name", "page", "particular", "phrase",
    "reference", "segmentation", "source", "spelling", "verb",
  ]

  /// Throws where a folder that is the whole set has not all lists of classes: without them the program would run and find
  /// hardly anything.
  static func checkClasses(_ sources: [GazetteerSource], ofFolder folder: String) throws(DiagnosticsError) {
    let missing = classes.filter { name in !sources.contains { $0.list == "class.\(name)" } }
    guard let first = missing.first else { return }
    let what =
      missing.count == classes.count ? "lists of classes of words: 'class/*.tsv'" : "list 'class/\(first).tsv'"
    throw DiagnosticsError([
      Diagnostic(
        .error, "the folder '\(folder)' has no \(what)",
        hint: "copy what is missing from the folder 'class' of the gazetteers that came with the program")
    ])
  }

  /// Of names and descriptions of people, places, organizations and groups.
  static let entities = [
    "person.given", "person.surname", "person.title", "person.role", "person.occupation", "person.particle",
    "person.suffix", "person.notable", "place", "organization", "group", "thing", "word.describing",
    "word.says-nothing", "word.general-name", "word.product",
  ]
  /// Of figures with their bounds and units.
  static let numbers = [
    "word.number", "word.scale", "word.ordinal", "word.fraction", "word.multiple", "word.vague", "word.bound",
    "word.bound-after", "word.unit", "word.currency", "word.currency-symbol", "word.currency-code", "word.per",
    "word.change", "word.currency-shared",
  ]
  /// Of the calendar.
  static let dates = [
    "word.month", "word.weekday", "word.season", "word.holiday", "word.day", "word.calendar-unit", "word.deictic",
    "word.day-part", "word.time-zone",
  ]
  /// Of attribution and its sources.
  static let attribution = [
    "word.cue-verb", "word.cue-noun", "word.cue-adjective", "word.label", "word.wire", "word.role-noun",
  ]

  /// All of them; a name stands for all lists whose names it begins (*place.town* for *place.town-asia*).
  public static var names: [String] { entities + numbers + dates + attribution }
}
