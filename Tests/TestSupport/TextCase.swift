import Testing

/// A row of a table: what goes in and what comes out.
package struct TextCase: Sendable, CustomTestStringConvertible {
  package let id: String
  package let input: String
  package let expected: String

  package init(_ id: String, _ input: String, _ expected: String) {
    self.id = id
    self.input = input
    self.expected = expected
  }

  package var testDescription: String { id }
}
