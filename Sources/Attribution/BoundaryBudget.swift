/// How many boundaries the contents of one document may look at together.
///
/// A content is looked through to its sentence's end, and a sentence of *said said said …* has a content at every word:
/// three hundred looks a word. Real texts need three to ten a word. Behind the budget a content ends at its first boundary.
final class BoundaryBudget {
  private var left = 0

  /// Begins with a document of so many tokens.
  func begin(tokens: Int) { left = 50_000 + 20 * tokens }

  /// Whether one more boundary may be looked at.
  @inline(__always) func spend() -> Bool {
    left -= 1
    return left >= 0
  }
}
