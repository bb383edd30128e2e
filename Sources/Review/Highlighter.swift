/// What a stretch of shown text is.
public enum TextStyle: Sendable, Equatable {
  case plain
  /// The first line of a record.
  case heading
  /// What stands round a quote.
  case context
  case content
  case cue
  case source
  /// Names of fields.
  case label
  /// Text that another document alone has.
  case gone
  /// Text that this document alone has.
  case new

  /// The escape code that begins the style; nil where it looks like all else.
  var code: String? {
    switch self {
    // No bright colours, and no bold ones, which many terminals make bright: Solarized has its greys there, one of them
    // that of its ground.
    case .plain, .context: nil
    case .heading: "\u{1B}[1m"
    case .content: "\u{1B}[1m"
    case .cue: "\u{1B}[35m"
    case .source: "\u{1B}[36m"
    case .label: "\u{1B}[2m"
    case .gone: "\u{1B}[31m"
    case .new: "\u{1B}[32m"
    }
  }

  /// The brackets that say the same without colour.
  var brackets: (open: Unicode.Scalar, close: Unicode.Scalar)? {
    switch self {
    case .content: ("«", "»")
    case .cue: ("{", "}")
    case .source: ("[", "]")
    case .plain, .heading, .context, .label, .gone, .new: nil
    }
  }

  static let reset = "\u{1B}[0m"
}

/// Text in styles, to be wrapped and coloured: only characters that are safe on a terminal get in.
public struct StyledText: Sendable {
  struct Piece: Sendable {
    var scalar: Unicode.Scalar
    var style: TextStyle
  }
  private(set) var pieces: [Piece] = []

  /// Makes an empty text.
  public init() {}

  /// Makes a text of one style.
  public init(_ text: String, _ style: TextStyle = .plain) { append(text, style) }

  /// Adds text of a style.
  public mutating func append(_ text: String, _ style: TextStyle = .plain) {
    for scalar in text.unicodeScalars {
      if let safe = SafeText.shown(scalar) { pieces.append(Piece(scalar: safe, style: style)) }
    }
  }

  /// Adds text of a document in a style: of several blanks or line breaks one blank.
  mutating func append(_ text: some Sequence<Unicode.Scalar>, _ style: TextStyle) {
    for scalar in text {
      guard let safe = SafeText.shown(scalar), safe != " " || pieces.last?.scalar != " " else { continue }
      pieces.append(Piece(scalar: safe, style: style))
    }
  }

  /// Adds text of a style in the brackets of the style.
  mutating func appendMarked(_ text: some Sequence<Unicode.Scalar>, _ style: TextStyle) {
    if let brackets = style.brackets { append([brackets.open], style) }
    append(text, style)
    if let brackets = style.brackets { append([brackets.close], style) }
  }
}
