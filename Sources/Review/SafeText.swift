/// Makes text from pages fit for a terminal: nothing that moves the cursor, changes a colour or turns the order of
/// the letters round gets through.
public enum SafeText {
  /// A code point as it may be shown; nil for one that is left out because nobody sees it.
  public static func shown(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
    switch scalar.value {
    case 0x09, 0x0A, 0x0D, 0x85, 0xA0, 0x2028, 0x2029: return " "
    case 0x00..<0x20, 0x7F..<0xA0: return "\u{FFFD}"
    // Soft hyphen, Arabic letter mark, zero width characters, directional marks, embeddings and isolates, tags.
    case 0xAD, 0x61C, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x206F, 0xFEFF, 0xFFF9...0xFFFB, 0xE0000...0xE0FFF:
      return nil
    default: return scalar
    }
  }

  /// A string as it may be shown.
  public static func shown(_ text: String) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if let safe = shown(scalar) { scalars.append(safe) }
    }
    return String(scalars)
  }

  /// The columns that a code point takes on a terminal: 0, 1 or 2.
  public static func width(of scalar: Unicode.Scalar) -> Int {
    let value = scalar.value
    if value < 0x300 { return 1 }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: break
    }
    switch value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
      0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1FAFF, 0x20000...0x3FFFD:
      return 2
    default: return 1
    }
  }

  /// The columns that a string takes on a terminal.
  public static func width(of text: String) -> Int { text.unicodeScalars.reduce(0) { $0 + width(of: $1) } }

  /// A string cut to a number of columns, with `…` at its end where something is gone.
  public static func cut(_ text: String, to columns: Int) -> String {
    guard width(of: text) > columns else { return text }
    var kept = String.UnicodeScalarView()
    var used = 0
    for scalar in text.unicodeScalars {
      let next = used + width(of: scalar)
      if next > columns - 1 { break }
      kept.append(scalar)
      used = next
    }
    return columns > 0 ? String(kept) + "…" : ""
  }

  /// A string cut to a number of columns, with `…` at its beginning where something is gone.
  public static func cutAtStart(_ text: String, to columns: Int) -> String {
    guard width(of: text) > columns, columns > 0 else { return columns > 0 ? text : "" }
    var kept: [Unicode.Scalar] = []
    var used = 0
    for scalar in text.unicodeScalars.reversed() {
      used += width(of: scalar)
      if used > columns - 1 { break }
      kept.append(scalar)
    }
    var scalars = String.UnicodeScalarView()
    scalars.append("…")
    scalars.append(contentsOf: kept.reversed())
    return String(scalars)
  }
}
