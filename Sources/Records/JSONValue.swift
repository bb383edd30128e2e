/// A value of JSON as read: for records that come back in, not for the extraction of new ones.
public enum JSONValue: Sendable, Equatable {
  case null
  case bool(Bool)
  case number(Double)
  case string(String)
  case array([JSONValue])
  case object([Member])

  /// A key of an object with its value.
  public struct Member: Sendable, Equatable {
    /// The key.
    public var key: String
    /// The value.
    public var value: JSONValue

    /// Makes a member.
    public init(key: String, value: JSONValue) {
      self.key = key
      self.value = value
    }
  }

  /// The value of a key; null where this is no object or has no such key. O(keys).
  public subscript(key: String) -> JSONValue {
    guard case .object(let members) = self else { return .null }
    return members.first { $0.key == key }?.value ?? .null
  }

  /// The text of a string; nil of anything else.
  public var string: String? {
    if case .string(let text) = self { text } else { nil }
  }

  /// The number; nil of anything else.
  public var number: Double? {
    if case .number(let number) = self { number } else { nil }
  }

  /// The number where it is whole and no larger than an offset can be; nil of anything else.
  public var integer: Int? {
    guard let number, number.rounded() == number, abs(number) < 1e15 else { return nil }
    return Int(number)
  }

  /// Whether this is `true`.
  public var isTrue: Bool { self == .bool(true) }

  /// Whether this is `null`.
  public var isNull: Bool { self == .null }

  /// The elements of an array; none of anything else.
  public var elements: [JSONValue] {
    if case .array(let elements) = self { elements } else { [] }
  }

  /// The members of an object in their order; none of anything else.
  public var members: [Member] {
    if case .object(let members) = self { members } else { [] }
  }
}
