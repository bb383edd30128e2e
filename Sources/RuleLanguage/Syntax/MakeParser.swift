/// Reads `kind field field=label field=label.column field="string"`.
struct MakeParser {
  private let lexemes: [Lexeme]
  private let file: RuleFile
  private let fileIndex: Int
  private var position = 0

  init(_ lexemes: [Lexeme], file: RuleFile, fileIndex: Int) {
    self.lexemes = lexemes
    self.file = file
    self.fileIndex = fileIndex
  }

  private var current: Lexeme { lexemes[min(position, lexemes.count - 1)] }

  private mutating func word() -> (text: String, range: Range<Int>)? {
    guard case .word(let text) = current.kind else { return nil }
    position += 1
    return (text, lexemes[position - 1].range)
  }

  private mutating func skip(_ symbol: Unicode.Scalar) -> Bool {
    guard current.kind == .symbol(UInt8(ascii: symbol)) else { return false }
    position += 1
    return true
  }

  mutating func parse() throws(SyntaxError) -> (kind: String, place: Place, fields: [MadeField]) {
    guard let kind = word() else { throw SyntaxError(range: current.range, "'make' is followed by no kind") }
    guard kind.text == kind.text.lowercased() else {
      throw SyntaxError(range: kind.range, "the kind '\(kind.text)' is written in small letters in 'make'")
    }
    var fields: [MadeField] = []
    while let field = word() { fields.append(try value(of: field.text, at: field.range)) }
    guard current.kind == .end else {
      throw SyntaxError(range: current.range, "'\(file.text(current.range))' is no field")
    }
    return (kind.text, Place(file: fileIndex, range: kind.range), fields)
  }

  private mutating func value(of field: String, at range: Range<Int>) throws(SyntaxError) -> MadeField {
    guard skip("=") else {
      return MadeField(
        field: field, value: .label(field, column: nil), place: Place(file: fileIndex, range: range))
    }
    if case .string(let text) = current.kind {
      position += 1
      return MadeField(field: field, value: .constant(text), place: Place(file: fileIndex, range: range))
    }
    guard let label = word() else {
      throw SyntaxError(range: current.range, "'\(field)=' is followed by no label and no string")
    }
    var column: String?
    if skip(".") {
      guard let name = word() else { throw SyntaxError(range: current.range, "'.' is followed by no column") }
      column = name.text
    }
    return MadeField(
      field: field, value: .label(label.text, column: column), place: Place(file: fileIndex, range: label.range))
  }
}
