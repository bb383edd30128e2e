/// Resolves character references in attribute values, which libxml2 does not see.
enum CharacterReference {
  private static let names: [(String, Unicode.Scalar)] = [
    ("amp", "&"), ("lt", "<"), ("gt", ">"), ("quot", "\""), ("apos", "'"), ("nbsp", "\u{A0}"), ("lsquo", "\u{2018}"),
    ("rsquo", "\u{2019}"), ("ldquo", "\u{201C}"), ("rdquo", "\u{201D}"), ("ndash", "\u{2013}"), ("mdash", "\u{2014}"),
    ("hellip", "\u{2026}"), ("eacute", "\u{E9}"), ("egrave", "\u{E8}"), ("aacute", "\u{E1}"), ("iacute", "\u{ED}"),
    ("oacute", "\u{F3}"), ("uacute", "\u{FA}"), ("ntilde", "\u{F1}"), ("ouml", "\u{F6}"), ("uuml", "\u{FC}"),
    ("auml", "\u{E4}"), ("ccedil", "\u{E7}"), ("pound", "\u{A3}"), ("euro", "\u{20AC}"), ("raquo", "\u{BB}"),
    ("laquo", "\u{AB}"), ("middot", "\u{B7}"), ("bull", "\u{2022}"), ("copy", "\u{A9}"), ("reg", "\u{AE}"),
    ("trade", "\u{2122}"), ("deg", "\u{B0}"), ("shy", "\u{AD}"), ("szlig", "\u{DF}"), ("oslash", "\u{F8}"),
    ("aring", "\u{E5}"), ("atilde", "\u{E3}"), ("otilde", "\u{F5}"), ("ocirc", "\u{F4}"), ("ecirc", "\u{EA}"),
    ("acirc", "\u{E2}"), ("agrave", "\u{E0}"), ("prime", "\u{2032}"), ("frac12", "\u{BD}"), ("times", "\u{D7}"),
  ]

  /// The text with its references resolved, once.
  static func resolve(_ text: String) -> String {
    guard text.utf8.contains(0x26) else { return text }
    var out = String.UnicodeScalarView()
    let scalars = Array(text.unicodeScalars)
    var index = 0
    while index < scalars.count {
      if scalars[index] == "&", let (scalar, length) = reference(scalars[index...]) {
        out.append(scalar)
        index += length
      } else {
        out.append(scalars[index])
        index += 1
      }
    }
    return String(out)
  }

  private static func reference(_ text: ArraySlice<Unicode.Scalar>) -> (Unicode.Scalar, Int)? {
    guard let end = text.prefix(12).firstIndex(of: ";") else { return nil }
    let body = text[(text.startIndex + 1)..<end]
    let length = end - text.startIndex + 1
    guard body.first == "#" else {
      let name = String(String.UnicodeScalarView(body))
      return names.first { $0.0 == name }.map { ($0.1, length) }
    }
    let digits = String(String.UnicodeScalarView(body.dropFirst()))
    let isHex = digits.hasPrefix("x") || digits.hasPrefix("X")
    guard let code = isHex ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits) else { return nil }
    let mapped = code >= 0x80 && code < 0xA0 ? Windows1252.scalar(UInt8(code)) : Unicode.Scalar(code)
    return mapped.map { ($0, length) }
  }
}
