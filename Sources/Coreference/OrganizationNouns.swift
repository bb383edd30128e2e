/// The nouns that companies are called by, by their classes, as `Gazetteers/word/role-noun.tsv` has them.
struct OrganizationNouns {
  /// Whether a class is one of companies, and of bodies of any kind.
  private var company: [Bool] = []
  private var generic: [Bool] = []

  /// Notes what a noun of a class says of those who are called so.
  mutating func note(_ nounClass: Int32, isCompany: Bool, isGeneric: Bool) {
    let index = Int(nounClass)
    guard index >= 0 else { return }
    while company.count <= index {
      company.append(false)
      generic.append(false)
    }
    if isCompany { company[index] = true }
    if isGeneric { generic[index] = true }
  }

  /// *The bank*, *the airline*.
  func isCompany(_ nounClass: Int32) -> Bool { nounClass >= 0 && nounClass < company.count && company[Int(nounClass)] }

  /// *The group*, *the company*: of any business.
  func isGeneric(_ nounClass: Int32) -> Bool { nounClass >= 0 && nounClass < generic.count && generic[Int(nounClass)] }
}
