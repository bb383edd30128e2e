/// The weights of attribution that are set by hand: the rows of `Rules/attribution/by-hand.tsv`, in their order.
public struct HandWeights: Sendable {
  enum Row: String, CaseIterable {
    /// How much the counts of a lemma in a frame are drawn to what lemma and frame say alone.
    case prior
    /// The least log odds of a candidate whose place makes it a cue.
    case certain
    /// The log odds from which a cue begins a statement of its own, before which a content may end.
    case often
    /// The sum of weights above which a content ends.
    case contentEnd = "content-end"
    /// The probability from which a cue takes in a verb that leads to it and may be a cue by itself.
    case governed
  }

  /// The words of the column `weight`.
  public static var rowNames: [String] { Row.allCases.map(\.rawValue) }

  /// In the order of `Row`. Without a file nothing is drawn, certain, often or governed, and even odds end a content.
  private(set) var values: [Float] = [1, 0, 0, 0, 1]
  let prior: Float
  let certain: Float
  let often: Float
  let contentEnd: Float
  let governed: Float

  /// The rows of the file; of one that is missing the value without a file.
  init(file: [UInt8]) {
    var values = Self(values: []).values
    TableFile(file).forEachRow { fields in
      guard fields.count >= 2, let row = Row(rawValue: String(fields[0])), let value = Float(fields[1]), value.isFinite,
        let place = Row.allCases.firstIndex(of: row)
      else { return }
      values[place] = value
    }
    self.init(values: values)
  }

  /// The values in the order of the rows; others than these stand for none.
  init(values: [Float]) {
    if values.count == self.values.count { self.values = values }
    prior = self.values[0]
    certain = self.values[1]
    often = self.values[2]
    contentEnd = self.values[3]
    governed = self.values[4]
  }
}
