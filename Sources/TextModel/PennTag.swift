/// Penn Treebank's parts of speech: the raw value is what `Document.tags` holds.
public enum PennTag: UInt8, Sendable, CaseIterable, BitwiseCopyable {
  case none, CC, CD, DT, EX, FW, IN, JJ, JJR, JJS, LS, MD, NN, NNS, NNP, NNPS, PDT, POS, PRP, PRPS, RB, RBR, RBS, RP
  case SYM, TO, UH, VB, VBD, VBG, VBN, VBP, VBZ, WDT, WP, WPS, WRB
  case period, comma, colon, openQuote, closeQuote, openBracket, closeBracket, dollar, hash

  /// The tag as the treebank writes it (`PRP$`, `.`, `` `` ``).
  public var name: String { Self.names[Int(rawValue)] }

  /// The names by raw value.
  private static let names = [
    // names from here: tags of the Penn Treebank
    "-", "CC", "CD", "DT", "EX", "FW", "IN", "JJ", "JJR", "JJS", "LS", "MD", "NN", "NNS", "NNP", "NNPS", "PDT", "POS",
    "PRP", "PRP$", "RB", "RBR", "RBS", "RP", "SYM", "TO", "UH", "VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "WDT", "WP",
    "WP$", "WRB", ".", ",", ":", "``", "''", "-LRB-", "-RRB-", "$", "#",
    // names end
  ]

  /// The tag of that name.
  public init?(named name: String) {
    guard let found = Self.byName[name] else { return nil }
    self = found
  }

  /// The tags by name: lexicons of tags are read at every start.
  private static let byName = Dictionary(allCases.map { ($0.name, $0) }) { first, _ in first }
}

/// Parts of speech that are asked for together.
public struct TagSet: Sendable {
  @usableFromInline let bits: UInt64
  /// The set of some tags.
  @inlinable public init(_ tags: PennTag...) { bits = tags.reduce(0) { $0 | 1 << UInt64($1.rawValue) } }
  /// Whether a tag is in the set.
  @inlinable public func contains(_ tag: PennTag) -> Bool { contains(raw: tag.rawValue) }
  /// Whether a tag of `Document.tags` is in the set.
  @inlinable public func contains(raw tag: UInt8) -> Bool { bits & (1 << UInt64(tag & 63)) != 0 }

  /// The set of those bits.
  @inlinable init(bits: UInt64) { self.bits = bits }

  /// The set with one tag more.
  @inlinable public static func | (set: TagSet, tag: PennTag) -> TagSet {
    TagSet(bits: set.bits | 1 << UInt64(tag.rawValue))
  }

  /// Common nouns.
  public static let nouns = TagSet(.NN, .NNS)
  /// Common and proper nouns.
  public static let allNouns = TagSet(.NN, .NNS, .NNP, .NNPS)
  /// Proper nouns.
  public static let names = TagSet(.NNP, .NNPS)
}

extension PennTag {
  /// The set of two tags, and more of them behind it: a constant, where `TagSet.init` takes a call.
  @inlinable public static func | (first: PennTag, second: PennTag) -> TagSet {
    TagSet(bits: 1 << UInt64(first.rawValue)) | second
  }
}
