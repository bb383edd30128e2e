/// The nouns that companies are called by, by their classes.
struct OrganizationNouns {
  /// Whether a class is one of companies, and of companies of any business.
  private var company: [Bool] = []
  private var generic: [Bool] = []

  private static let general = ["company", "firm", "group", "business", "corporation", "organization", "organisation"]
  private static let certain = [
    "airline", "automaker", "bank", "brand", "broadcaster", "carmaker", "carrier", "chain", "conglomerate", "developer",
    "franchise", "fund", "insurer", "maker", "manufacturer", "operator", "publisher", "retailer", "startup", "studio",
    "supplier", "utility",
  ]

  /// Learns the classes that have come since the last call.
  mutating func update(_ classes: [[UInt8]]) {
    guard generic.count < classes.count else { return }
    for bytes in classes[generic.count...] {
      let name = String(decoding: bytes, as: UTF8.self)
      generic.append(Self.general.contains(name))
      company.append(Self.general.contains(name) || Self.certain.contains(name))
    }
  }

  func isGeneric(_ nounClass: Int32) -> Bool { nounClass >= 0 && nounClass < generic.count && generic[Int(nounClass)] }

  func isCompany(_ nounClass: Int32) -> Bool { nounClass >= 0 && nounClass < company.count && company[Int(nounClass)] }
}
