extension JSONLinesWriter {
  /// The fields of records whose numbers may have a fraction; all others are whole.
  private static let fractions: Set<String> = ["value", "low", "high", "parts", "confidence", "share"]

  /// Writes a value that was read: whole numbers as such, but in fields that may have a fraction, so that a column has one
  /// type.
  public mutating func value(_ value: JSONValue, hasFraction: Bool = false) {
    switch value {
    case .null: null()
    case .bool(let isTrue): bool(isTrue)
    case .number(let number):
      if !hasFraction, let whole = value.integer { integer(whole) } else { self.number(number) }
    case .string(let text): string(text)
    case .array(let elements):
      beginArray()
      for element in elements { self.value(element, hasFraction: hasFraction) }
      endArray()
    case .object(let members):
      beginObject()
      for member in members {
        key(named: member.key)
        self.value(member.value, hasFraction: Self.fractions.contains(member.key))
      }
      endObject()
    }
  }
}
