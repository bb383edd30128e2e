/// What can be seen of a word from its letters alone.
public struct WordShape: OptionSet, Hashable, Sendable {
  public let rawValue: UInt32
  @inlinable public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// Begins with a capital, or has a capital after a particle and a hyphen or an apostrophe (*al-Hashimi*, *O'Neill*).
  public static let capitalized = Self(rawValue: 1 << 0)
  /// Has letters, and all of them are small.
  public static let lowercase = Self(rawValue: 1 << 1)
  /// Two letters or more, all of them capital.
  public static let allCapitals = Self(rawValue: 1 << 2)
  /// Digits with grouping, decimal and ordinal marks only (*4,500*, *3.5*, *½*).
  public static let numeral = Self(rawValue: 1 << 3)
  /// No letter and no digit.
  public static let punctuation = Self(rawValue: 1 << 4)
  public static let hasDigit = Self(rawValue: 1 << 5)
  public static let hasHyphen = Self(rawValue: 1 << 6)
  public static let hasApostrophe = Self(rawValue: 1 << 7)
  /// Has a full stop in it (*U.S.*, *Nov.*).
  public static let hasStop = Self(rawValue: 1 << 8)
  /// One capital, with or without a full stop.
  public static let initial = Self(rawValue: 1 << 9)
  /// A capital after a small letter (*McCain*, *iPhone*).
  public static let mixedCase = Self(rawValue: 1 << 10)
  /// A quotation mark of any kind.
  public static let quotationMark = Self(rawValue: 1 << 11)
  /// Has a letter of a script other than Latin.
  public static let otherScript = Self(rawValue: 1 << 12)
  /// `.`, `!`, `?` or `…`, once or several times.
  public static let sentenceEnd = Self(rawValue: 1 << 13)
  /// The possessive `'s` or `'` set apart.
  public static let possessive = Self(rawValue: 1 << 14)
  /// A dash (`–`, `—`, `--`, a hyphen between blanks).
  public static let dash = Self(rawValue: 1 << 15)
}

/// The number of a distinct word in a `Vocabulary`.
public struct WordID: Hashable, Sendable {
  public let rawValue: Int32
  @inlinable public init(rawValue: Int32) { self.rawValue = rawValue }
  @inlinable public init(_ index: Int) { rawValue = Int32(truncatingIfNeeded: index) }
  @inlinable public var index: Int { Int(rawValue) }
}
