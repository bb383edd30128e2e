/// What can be seen of a word from its letters alone.
public struct WordShape: OptionSet, Hashable, Sendable {
  /// The bits, or the number.
  public let rawValue: UInt32
  /// Makes one of its raw value.
  @inlinable public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// Begins with a capital, or has a capital after a particle and a hyphen or an apostrophe (*al-Hashimi*, *O'Neill*).
  @inlinable public static var capitalized: Self { Self(rawValue: 1 << 0) }
  /// Has letters, and all of them are small.
  @inlinable public static var lowercase: Self { Self(rawValue: 1 << 1) }
  /// Two letters or more, all of them capital.
  @inlinable public static var allCapitals: Self { Self(rawValue: 1 << 2) }
  /// Digits with grouping, decimal and ordinal marks only (*4,500*, *3.5*, *½*).
  @inlinable public static var numeral: Self { Self(rawValue: 1 << 3) }
  /// No letter and no digit.
  @inlinable public static var punctuation: Self { Self(rawValue: 1 << 4) }
  /// Has a digit or a fraction sign.
  @inlinable public static var hasDigit: Self { Self(rawValue: 1 << 5) }
  /// Has a hyphen in it (*Beirut-based*).
  @inlinable public static var hasHyphen: Self { Self(rawValue: 1 << 6) }
  /// Has an apostrophe in it (*O'Neill*).
  @inlinable public static var hasApostrophe: Self { Self(rawValue: 1 << 7) }
  /// Has a full stop in it (*U.S.*, *Nov.*).
  @inlinable public static var hasStop: Self { Self(rawValue: 1 << 8) }
  /// One capital, with or without a full stop.
  @inlinable public static var initial: Self { Self(rawValue: 1 << 9) }
  /// A capital after a small letter (*McCain*, *iPhone*).
  @inlinable public static var mixedCase: Self { Self(rawValue: 1 << 10) }
  /// A quotation mark of any kind.
  @inlinable public static var quotationMark: Self { Self(rawValue: 1 << 11) }
  /// Has a letter of a script other than Latin.
  @inlinable public static var otherScript: Self { Self(rawValue: 1 << 12) }
  /// `.`, `!`, `?` or `…`, once or several times.
  @inlinable public static var sentenceEnd: Self { Self(rawValue: 1 << 13) }
  /// The possessive `'s` or `'` set apart.
  @inlinable public static var possessive: Self { Self(rawValue: 1 << 14) }
  /// A dash (`–`, `—`, `--`, a hyphen between blanks).
  @inlinable public static var dash: Self { Self(rawValue: 1 << 15) }
}

/// The number of a distinct word in a `Vocabulary`.
public struct WordID: Hashable, Sendable, BitwiseCopyable {
  /// The bits, or the number.
  public let rawValue: Int32
  /// Makes one of its raw value.
  @inlinable public init(rawValue: Int32) { self.rawValue = rawValue }
  /// Makes one of its raw value.
  @inlinable public init(_ index: Int) { rawValue = Int32(truncatingIfNeeded: index) }
  /// The number as an index of arrays.
  @inlinable public var index: Int { Int(rawValue) }
}
