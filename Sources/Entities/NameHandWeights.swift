import GazetteerIndex

/// The weights of names that are set by hand, in nats: the rows of `Rules/names/by-hand.tsv`, in their order.
public struct NameHandWeights: Sendable {
  enum Row: String, CaseIterable {
    /// What speaks for a short name of an organization that the document names in full; for one that is a town's as well
    /// and says something.
    case short
    case shortAndTelling = "short-and-telling"
    /// A mention with so much more for another kind keeps it.
    case ownKind = "own-kind"
    /// What speaks against a word that the document has as the last of a thing's name.
    case thing
    /// What has to speak for a name that no list has and no rule found (`NameBar`): for most; for a person with a word
    /// that people are called by; for what is seldom a name.
    case bar
    case barOfPerson = "bar-person"
    case highBar = "bar-high"
  }

  /// The words of the column `weight`.
  public static var rowNames: [String] { Row.allCases.map(\.rawValue) }

  private var values = [Float](repeating: 0, count: Row.allCases.count)

  /// Nothing weighs anything.
  public init() {}

  /// Reads the table; lines that are none are passed over. O(bytes).
  public init(tsv: UnsafeBufferPointer<UInt8>) {
    var reader = FieldReader(bytes: tsv)
    while reader.nextLine() {
      guard let name = reader.field(),
        let place = Row.allCases.firstIndex(where: { name.elementsEqual($0.rawValue.utf8) }),
        let value = reader.decimal()
      else { continue }
      values[place] = value
    }
  }

  /// A weight as it is added up.
  func weight(_ row: Row) -> Int32 { NameWeight.of(values[Row.allCases.firstIndex(of: row) ?? 0]) }
}
