import GazetteerIndex

/// How often names with so much for them are right, measured on texts from which no weight was learnt
/// (`Rules/learnt/names/confidence.tsv`).
///
/// A line is a finder (`rule`, `list`, `evidence`), a kind of name and the share of right names at each step of
/// `steps` nats, in hundredths. Between steps it is a straight line.
public struct NameConfidence: Sendable {
  /// What found a name.
  enum Finder: Int { case rule, list, evidence }

  // names from here: columns
  /// The words of the table.
  public static let finders = ["rule", "list", "evidence"]
  /// The words of the table, in the order of `Entity.Kind`.
  public static let kinds = ["person", "place", "organization", "group"]
  // names end
  /// The columns of the table behind these.
  public static let stepNames = ["0", "0.5", "1", "2", "3", "4", "6", "8", "12", "16"]
  /// The scores, in nats, at which the shares are given.
  static let steps: [Float] = [0, 0.5, 1, 2, 3, 4, 6, 8, 12, 16]
  /// By finder and kind the shares at the steps.
  private var shares: [Float]

  /// Nothing measured: a curve that rises with the score.
  public init() {
    let curve = Self.steps.map { 0.5 + 0.5 * $0 / (1 + $0) }
    shares = (0..<Self.finders.count * Self.kinds.count).flatMap { _ in curve }
  }

  /// Reads the table; lines that are not in order are passed over. O(bytes).
  public init(tsv: UnsafeBufferPointer<UInt8>) {
    self.init()
    var reader = FieldReader(bytes: tsv)
    while reader.nextLine() {
      guard let finder = reader.field(), let kind = reader.field(),
        let place = Self.finders.firstIndex(where: { finder.elementsEqual($0.utf8) }),
        let number = Self.kinds.firstIndex(where: { kind.elementsEqual($0.utf8) })
      else { continue }
      let first = (place * Self.kinds.count + number) * Self.steps.count
      for step in Self.steps.indices {
        if let share = reader.decimal() { shares[first + step] = share / 100 }
      }
    }
  }

  /// The share of right names among those with so much for them, in hundredths.
  func share(of weight: Int32, kind: Int, finder: Finder) -> Float {
    let score = max(0, NameWeight.nats(weight))
    let first = (finder.rawValue * Self.kinds.count + kind) * Self.steps.count
    var step = 1
    while step + 1 < Self.steps.count, Self.steps[step] < score { step += 1 }
    let (low, high) = (Self.steps[step - 1], Self.steps[step])
    let part = min(1, (score - low) / (high - low))
    let share = shares[first + step - 1] + part * (shares[first + step] - shares[first + step - 1])
    return (min(share, 0.99) * 100).rounded() / 100
  }
}
