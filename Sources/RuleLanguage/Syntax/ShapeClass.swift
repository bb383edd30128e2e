import TextModel

/// A class of words by their look, as patterns name it.
enum ShapeClass: String, CaseIterable, Sendable {
  case any = "Any"
  case capitalized = "Capitalized"
  case lowercase = "Lowercase"
  case numeral = "Numeral"
  case punctuation = "Punctuation"
  case allCapitals = "AllCapitals"
  case initial = "Initial"
  case abbreviation = "Abbreviation"
  case mixedCase = "MixedCase"
  case quotationMark = "QuotationMark"
  case sentenceEnd = "SentenceEnd"
  case possessive = "Possessive"
  case dash = "Dash"

  /// The bit of the shape that decides; empty for `Any`.
  var shape: WordShape {
    switch self {
    case .any: []
    case .capitalized: .capitalized
    case .lowercase: .lowercase
    case .numeral: .numeral
    case .punctuation: .punctuation
    case .allCapitals: .allCapitals
    case .initial: .initial
    case .abbreviation: .hasStop
    case .mixedCase: .mixedCase
    case .quotationMark: .quotationMark
    case .sentenceEnd: .sentenceEnd
    case .possessive: .possessive
    case .dash: .dash
    }
  }

  /// A file's own `let` may take the name of a class that is not one of these.
  var isBasic: Bool {
    switch self {
    case .any, .capitalized, .lowercase, .numeral, .punctuation: true
    default: false
    }
  }
}
