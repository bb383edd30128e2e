/// Penn Treebank's parts of speech: the raw value is what `Document.tags` holds.
public enum PennTag: UInt8, Sendable, CaseIterable {
  case none, CC, CD, DT, EX, FW, IN, JJ, JJR, JJS, LS, MD, NN, NNS, NNP, NNPS, PDT, POS, PRP, PRPS, RB, RBR, RBS, RP
  case SYM, TO, UH, VB, VBD, VBG, VBN, VBP, VBZ, WDT, WP, WPS, WRB
  case period, comma, colon, openQuote, closeQuote, openBracket, closeBracket, dollar, hash

  /// The tag as the treebank writes it (`PRP$`, `.`, `` `` ``).
  public var name: String { Self.names[Int(rawValue)] }

  /// The names by raw value.
  private static let names = [
    "-", "CC", "CD", "DT", "EX", "FW", "IN", "JJ", "JJR", "JJS", "LS", "MD", "NN", "NNS", "NNP", "NNPS", "PDT", "POS",
    "PRP", "PRP$", "RB", "RBR", "RBS", "RP", "SYM", "TO", "UH", "VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "WDT", "WP",
    "WP$", "WRB", ".", ",", ":", "``", "''", "-LRB-", "-RRB-", "$", "#",
  ]

  /// The tag of that name.
  public init?(named name: String) {
    guard let found = Self.byName[name] else { return nil }
    self = found
  }

  /// The tags by name: lexicons of tags are read at every start.
  private static let byName = Dictionary(allCases.map { ($0.name, $0) }) { first, _ in first }
}
