import Records

/// Which quotes a reader trusts enough to see, by what they tell and how far to trust them.
public struct QuoteTrust: Sendable {
  /// `speech` or `stance`; nil for both.
  public var act: String?
  /// The least confidence, 0 to 1.
  public var leastConfidence: Double

  /// Trusts quotes of an act, nil for all, of at least a confidence.
  public init(act: String? = nil, leastConfidence: Double = 0) {
    self.act = act
    self.leastConfidence = leastConfidence
  }

  /// Whether the record of a quote is to be seen. One that does not tell its act is of any.
  public func includes(_ quote: JSONValue) -> Bool {
    includes(act: quote["act"].string, confidence: quote["confidence"].number ?? 0)
  }

  func includes(act told: String?, confidence: Double) -> Bool {
    if let act, let told, told != act { return false }
    return confidence >= leastConfidence
  }
}
