import ArgumentParser

/// What imported names are names of, and where they go unless a list is given.
enum EntityKind: String, Sendable, CaseIterable, ExpressibleByArgument {
  case person, place, organization, group

  /// The list of ours whose names stand for an entity by themselves.
  var list: String {
    switch self {
    case .person: "person.notable"
    case .place: "place.city"
    case .organization: "organization.company"
    case .group: "group.people"
    }
  }

  /// The kind that other tools mean by a label.
  init?(label: String) {
    switch label.uppercased() {
    case "PERSON", "PER": self = .person
    case "GPE", "LOC", "FAC", "PLACE", "LOCATION": self = .place
    case "ORG", "ORGANIZATION", "ORGANISATION": self = .organization
    case "NORP", "GROUP": self = .group
    default: return nil
    }
  }
}
