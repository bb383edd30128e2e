import TextModel

/// The nouns that companies are called by, by their classes.
struct OrganizationNouns {
  /// Whether a class is one of companies, and of companies of any business.
  private var company: [Bool] = []
  private var generic: [Bool] = []

  private let general: Set<String>
  private let certain: Set<String>

  init(_ classes: WordClasses) {
    general = classes.set(of: "noun.business")
    certain = classes.set(of: "noun.company")
  }

  /// Learns the classes that have come since the last call.
  mutating func update(_ classes: [[UInt8]]) {
    guard generic.count < classes.count else { return }
    for bytes in classes[generic.count...] {
      let name = String(decoding: bytes, as: UTF8.self)
      generic.append(general.contains(name))
      company.append(general.contains(name) || certain.contains(name))
    }
  }

  func isGeneric(_ nounClass: Int32) -> Bool { nounClass >= 0 && nounClass < generic.count && generic[Int(nounClass)] }

  func isCompany(_ nounClass: Int32) -> Bool { nounClass >= 0 && nounClass < company.count && company[Int(nounClass)] }
}
