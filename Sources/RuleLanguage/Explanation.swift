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
public protocol Explaining: Stage {
  /// Says which token the next document will be asked about, for stages that have to note what they do meanwhile.
  mutating func watch(_ token: Int)

  /// Adds what the stage has to say of the token of a document that it has processed.
  mutating func explain(_ document: Document, at token: Int, into explanation: inout Explanation)
}

extension Explaining {
  /// Notes nothing: the stage can say it afterwards.
  public mutating func watch(_ token: Int) {}
}

extension Explanation {
  /// Weights with what they are for, the heaviest first: `+2.31 before mr  -0.40 rest 3-6`.
  public static func weights(_ parts: [(what: String, weight: Float)], most: Int = 8) -> String {
    let heavy = parts.enumerated().filter { abs($0.element.weight) >= 0.005 }
      .sorted { (-abs($0.element.weight), $0.offset) < (-abs($1.element.weight), $1.offset) }.prefix(most)
    return heavy.map { "\(signed($0.element.weight)) \($0.element.what)" }.joined(separator: "  ")
  }

  /// A number with its sign and two decimals.
  public static func signed(_ number: Float) -> String {
    let hundredths = Int((number.magnitude * 100).rounded())
    let decimals = hundredths % 100 < 10 ? "0\(hundredths % 100)" : "\(hundredths % 100)"
    return "\(number < 0 ? "-" : "+")\(hundredths / 100).\(decimals)"
  }
}
