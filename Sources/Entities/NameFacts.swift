import GazetteerIndex
import TextModel

/// What kind of place or body an entity is, and the country to which it belongs.
///
/// The columns `type` and `country` of its entry say so; else its list (`organization.party`), the word of its name that
/// says what it is (`organization.head`, `place.head`) and a country or a people in its name (*Pakistan Navy*).
final class NameFacts {
  private let gazetteers: Gazetteers
  /// By list, the columns or -1, and the type of all its entries.
  private let columns: [(type: Int, country: Int)]
  private let types: [String?]
  private let heads: [Int]
  /// The lists of peoples and countries, with their columns of identifiers.
  private let countries: [(list: Int, id: Int)]
  /// By slot that an entry chooses: the entry kept there and what it says; before any is, one that chooses another slot.
  private var entries = (0..<Int32(slots)).map { $0 ^ 1 }
  private var kept = [(type: String, country: String)](repeating: ("", ""), count: slots)
  private static let slots = 1 << 10

  init(_ gazetteers: Gazetteers) {
    self.gazetteers = gazetteers
    columns = gazetteers.lists.map {
      (gazetteers.column("type", of: $0.id) ?? -1, gazetteers.column("country", of: $0.id) ?? -1)
    }
    types = gazetteers.lists.map { Self.type(ofList: $0.name) }
    heads = ["organization.head", "place.head"].map { name in
      gazetteers.list(named: name).map { Int($0.id) } ?? -1
    }
    countries = ["group.nationality", "place.country"].compactMap { name in
      gazetteers.list(named: name).map { (Int($0.id), gazetteers.column("id", of: $0.id) ?? -1) }
    }
  }

  /// Lists whose entries are all of one type, by how their names begin.
  // names from here: lists and types of entities
  private static let listTypes: [(list: String, type: String)] = [
    ("place.country", "country"), ("place.state", "state"), ("place.city", "city"), ("place.town", "town"),
    ("place.village", "village"), ("place.region", "region"), ("place.facility", "building"),
    ("organization.armed", "armed group"), ("organization.company", "company"), ("organization.listed", "company"),
    ("organization.party", "party"), ("organization.news", "news"), ("organization.team", "team"),
    ("organization.university", "university"), ("group.nationality", "nationality"), ("group.people", "people"),
    ("group.religion", "religion"), ("group.political", "political group"),
  ]
  // names end

  private static func type(ofList list: String) -> String? { listTypes.first { list.hasPrefix($0.list) }?.type }

  /// What an entry says in its columns `type` and `country`: read once for those that come again and again.
  private func facts(of entry: Int32, _ list: Int) -> (type: String, country: String) {
    let slot = Int(UInt32(bitPattern: entry) & UInt32(Self.slots - 1))
    if entries[slot] == entry { return kept[slot] }
    entries[slot] = entry
    let (type, country) = list < columns.count ? columns[list] : (-1, -1)
    kept[slot] = (
      type < 0 ? "" : gazetteers.value(type, of: entry), country < 0 ? "" : gazetteers.value(country, of: entry)
    )
    return kept[slot]
  }

  /// The type of an entity by its entry, if it has one, and the words of its name; nil for a person and where nothing
  /// says it.
  func type(of name: FoundName, entry: Int32?, list: Int, _ view: NameView) -> String? {
    guard name.kind != 0 else { return nil }
    if let entry {
      let own = facts(of: entry, list).type
      if !own.isEmpty { return own }
    }
    let ofList = entry != nil && list < types.count ? types[list] : nil
    return ofList ?? typeOfHead(of: name, view)
  }

  /// The type of the word that says what the name is of: *Ministry of Health*, *Orvane University*.
  private func typeOfHead(of name: FoundName, _ view: NameView) -> String? {
    guard name.kind == 1 || name.kind == 2 else { return nil }
    let heads = heads[name.kind == 2 ? 0 : 1]
    guard heads >= 0, columns[heads].type >= 0 else { return nil }
    var first: String?
    var last: String?
    for token in name.tokens.indices {
      view.lists.forEachMatch(at: token) { match in
        guard Int(match.list) == heads, match.tokens.end <= name.tokens.end else { return }
        let isLast = match.tokens.end == name.tokens.end
        guard isLast || token == name.tokens.first else { return }
        let type = facts(of: match.entry, heads).type
        guard !type.isEmpty else { return }
        // The longest comes first: *Police Department* before *Department*.
        if isLast { last = last ?? type } else { first = first ?? type }
      }
    }
    return last ?? first
  }

  /// The country of a place or a body, as ISO 3166 has it: `KE`.
  func country(of name: FoundName, entry: Int32?, list: Int, reference: String?, _ view: NameView) -> String? {
    guard name.kind != 0 else { return nil }
    if let entry {
      let own = facts(of: entry, list).country
      if !own.isEmpty { return own }
    }
    if let reference, reference.hasPrefix("iso3166:") { return String(reference.dropFirst(8).prefix(2)) }
    return name.kind == 2 ? countryInName(name, view) : nil
  }

  /// How many words at the start of a body's name are those of a country or a people: one of *US Senate*.
  func countryWords(of name: FoundName, _ view: NameView) -> Int32 {
    var words: Int32 = 0
    view.lists.forEachMatch(at: name.tokens.first) { match in
      guard words == 0, match.tokens.end < name.tokens.end, idColumn(ofCountries: match.list) != nil else { return }
      words = Int32(truncatingIfNeeded: match.tokens.count)
    }
    return words
  }

  /// The column of identifiers of a list of peoples or countries; nil for other lists.
  @inline(__always) private func idColumn(ofCountries list: UInt8) -> Int? {
    for own in countries where own.list == Int(list) { return own.id }
    return nil
  }

  private func countryInName(_ name: FoundName, _ view: NameView) -> String? {
    var found: String?
    for token in name.tokens.indices where found == nil {
      view.lists.forEachMatch(at: token) { match in
        guard found == nil, match.tokens.end <= name.tokens.end, let column = idColumn(ofCountries: match.list),
          column >= 0
        else { return }
        let id = gazetteers.value(column, of: match.entry)
        if id.hasPrefix("iso3166:") { found = String(id.dropFirst(8).prefix(2)) }
      }
    }
    return found
  }
}
