import GazetteerIndex
import TextModel

/// What evidence makes of the gazetteers: a bit for each list or family of lists, apart for entries with an `only-if`.
final class ListClasses {
  /// The names of the classes, as the evidence table writes them; each has a second bit for conditional entries.
  static let classNames = [
    "person.given", "person.surname", "person.title", "person.role", "person.particle", "person.suffix",
    "person.notable", "place.country", "place.state", "place.city", "place.town", "place.village", "place.region",
    "place.nature", "place.facility", "place.head", "organization.international", "organization.government",
    "organization.armed", "organization.party", "organization.news", "organization.company", "organization.team",
    "organization.university", "organization.head", "organization.suffix", "group.nationality", "group.people",
    // names from here: lists
    "group.religion", "group.political", "thing",
    // names end
  ]
  /// Conditional entries of class `n` have the bit `conditionalShift + n`.
  static let conditionalShift = 32

  /// Classes of whole names by themselves (not titles, heads, particles), conditional ones left out.
  static let nameMask = mask([
    "person.notable", "place.country", "place.state", "place.city", "place.town", "place.region", "place.nature",
    "place.facility", "organization.international", "organization.government", "organization.armed",
    "organization.party", "organization.news", "organization.company", "organization.team", "organization.university",
    "group.nationality", "group.people", "group.religion", "group.political",
  ])
  /// The same by `Entity.Kind`.
  static let nameMasks = Entity.Kind.allCases.map { kind in
    mask(classNames.filter { $0.hasPrefix("\(kind.rawValue).") }) & nameMask
  }
  static let given = mask(["person.given"]) | mask(["person.given"]) << UInt64(conditionalShift)
  static let surname = mask(["person.surname"]) | mask(["person.surname"]) << UInt64(conditionalShift)
  static let title = mask(["person.title"])
  static let particle = mask(["person.particle"])
  static let organizationHead = mask(["organization.head"])
  static let placeHead = mask(["place.head"])
  static let nationality = mask(["group.nationality", "group.people"])
  static let place = mask([
    "place.country", "place.state", "place.city", "place.town", "place.region", "place.nature",
  ])
  /// Places of which there are so many that a company may have the name of one.
  static let smallPlaces = mask(["place.city", "place.town"])
  static let organization = mask([
    "organization.international", "organization.government", "organization.armed", "organization.party",
    "organization.news", "organization.company", "organization.team", "organization.university",
  ])

  /// The masks of whole names as stored values, for inner loops.
  let names = ListClasses.nameMask
  let namesOfKind = SIMD4<UInt64>(
    ListClasses.nameMasks[0], ListClasses.nameMasks[1], ListClasses.nameMasks[2], ListClasses.nameMasks[3])
  let givenNames = ListClasses.given
  let surnames = ListClasses.surname
  let titles = ListClasses.title
  let heads = ListClasses.organizationHead | ListClasses.placeHead

  /// For each list its bits, and behind them for each list those of its entries with a condition.
  private let bits: UnsafeMutablePointer<UInt64>
  private var folders: [Int8]
  /// The list of verbs of saying and doing that lead to what is told.
  private var deeds: Int = -1

  init(_ gazetteers: Gazetteers) {
    bits = .allocate(capacity: 2 * GazetteerMatch.listLimit)
    bits.initialize(repeating: 0, count: 2 * GazetteerMatch.listLimit)
    folders = [Int8](repeating: -1, count: GazetteerMatch.listLimit)
    for list in gazetteers.lists where Int(list.id) < GazetteerMatch.listLimit {
      let bit = Self.bit(of: list.name)
      bits[Int(list.id)] = bit
      bits[Int(list.id) + GazetteerMatch.listLimit] = bit << UInt64(Self.conditionalShift)
      folders[Int(list.id)] = Self.folder(of: list.name)
      if list.name == "word.cue-verb" { deeds = Int(list.id) }
    }
  }

  /// Whether a match is a verb of saying.
  func isDeed(_ match: GazetteerMatch) -> Bool { Int(match.list) == deeds }

  deinit { bits.deallocate() }

  /// The bits of a match.
  @inline(__always) func bits(of match: GazetteerMatch) -> UInt64 {
    bits[Int(match.list) & (GazetteerMatch.listLimit - 1) | (match.isConditional ? GazetteerMatch.listLimit : 0)]
  }

  /// The bits of a list, of its entries with a condition or of the others.
  func bits(ofList list: UInt8, isConditional: Bool) -> UInt64 {
    bits[Int(list) & (GazetteerMatch.listLimit - 1) | (isConditional ? GazetteerMatch.listLimit : 0)]
  }

  /// The index in `Entity.Kind` of a match in a users' list, or -1: they know what they mean.
  func usersKind(of match: GazetteerMatch) -> Int {
    match.entry < 0 && !match.isConditional ? Int(folders[Int(match.list) & (GazetteerMatch.listLimit - 1)]) : -1
  }

  /// The bits of classes, by their names; of entries without a condition.
  static func mask(_ classes: [String]) -> UInt64 { classes.reduce(0) { $0 | bit(of: $1) } }

  private static func bit(of list: String) -> UInt64 {
    let family: String
    if list.hasPrefix("place.town") {
      family = "place.town"
    } else if list.hasPrefix("place.village") {
      family = "place.village"
    } else if list == "organization.listed" {
      family = "organization.company"
    } else if list.hasPrefix("thing.") {
      family = "thing"
    } else {
      family = list
    }
    guard let index = classNames.firstIndex(of: family) else { return 0 }
    return 1 << UInt64(index)
  }

  private static func folder(of list: String) -> Int8 {
    // names from here: lists
    let parts = ["title", "role", "particle", "suffix", "head", "given", "surname"]
    // names end
    if parts.contains(where: { list.hasSuffix(".\($0)") }) { return -1 }
    for (index, kind) in Entity.Kind.allCases.enumerated() where list.hasPrefix("\(kind.rawValue).") {
      return Int8(index)
    }
    return -1
  }
}
