/// A paragraph of a document's text, with what it is on the page.
public struct Block: Sendable {
  /// What a block is; the raw value is the word of the record.
  public enum Role: String, Sendable, CaseIterable {
    case title, heading, body, list, quote, caption, byline, boilerplate

    /// Whether quotes, names and numbers are looked for in blocks of this role.
    public var isExtracted: Bool { self != .boilerplate && self != .byline }
  }

  /// Its bytes in the text, without the blank lines round it.
  public var range: UTF8Range
  /// What it is on the page.
  public var role: Role
  /// The line of the input on which the block begins, from 1.
  public var line: Int32
  /// The offset in bytes of the block's beginning in the page as decoded to UTF-8; nil where the text is the input.
  public var byte: Int32?

  /// Makes a block.
  public init(range: UTF8Range, role: Role, line: Int32, byte: Int32? = nil) {
    self.range = range
    self.role = role
    self.line = line
    self.byte = byte
  }
}
