import TextModel

/// What phases and stages say of a place in a document, in their order.
///
/// A stage in code adds its own: `explanation.begin("names")`, then a line for each decision that touches the place.
public struct Explanation: Sendable {
  /// What one phase or stage says.
  public struct Section: Sendable {
    /// The phase or stage.
    public let title: String
    /// Its lines, without line breaks.
    public fileprivate(set) var lines: [String] = []
  }

  /// The sections so far.
  public private(set) var sections: [Section] = []

  /// Nothing said yet.
  public init() {}

  /// Begins the section of a phase or stage.
  public mutating func begin(_ title: String) { sections.append(Section(title: title)) }

  /// Adds a line to the section begun last.
  public mutating func add(_ line: String) {
    if sections.isEmpty { begin("document") }
    sections[sections.count - 1].lines.append(line)
  }
}

/// A stage that can say why it decided as it did at a token.
public protocol Explaining {
  /// Adds what the stage has to say of the token of a document that it has processed.
  mutating func explain(_ document: Document, at token: Int, into explanation: inout Explanation)
}
