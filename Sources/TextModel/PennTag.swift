/// Penn Treebank's parts of speech: the raw value is what `Document.tags` holds.
public enum PennTag: UInt8, Sendable, CaseIterable {
  case none, CC, CD, DT, EX, FW, IN, JJ, JJR, JJS, LS, MD, NN, NNS, NNP, NNPS, PDT, POS, PRP, PRPS, RB, RBR, RBS, RP
  case SYM, TO, UH, VB, VBD, VBG, VBN, VBP, VBZ, WDT, WP, WPS, WRB
  case period, comma, colon, openQuote, closeQuote, openBracket, closeBracket, dollar, hash

  /// The tag as the treebank writes it (`PRP$`, `.`, `` `` ``).
  public var name: String {
    switch self {
    case .none: "-"
    case .PRPS: "PRP$"
    case .WPS: "WP$"
    case .period: "."
    case .comma: ","
    case .colon: ":"
    case .openQuote: "``"
    case .closeQuote: "''"
    case .openBracket: "-LRB-"
    case .closeBracket: "-RRB-"
    case .dollar: "$"
    case .hash: "#"
    default: String(describing: self)
    }
  }

  /// The tag of that name.
  public init?(named name: String) {
    guard let found = Self.byName[name] else { return nil }
    self = found
  }

  /// Printing a case by its name is slow, and lexicons of tags are read at every start.
  private static let byName = Dictionary(allCases.map { ($0.name, $0) }) { first, _ in first }
}
