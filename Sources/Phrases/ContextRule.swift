import TextModel

/// A rule that changes a token's tag where its neighbours are as it says: *NN to VB after "to"*.
struct ContextRule: Sendable {
  /// A thing to look at.
  enum Feature: String, Sendable, CaseIterable {
    case left, left2, right, right2, word, look
    case pastAdverbs = "past-adverbs"
    case leftWord = "left-word"
    case left2Word = "left2-word"
    case rightWord = "right-word"
    case right2Word = "right2-word"
    case pastAdverbsWord = "past-adverbs-word"

    var isWord: Bool {
      switch self {
      case .word, .leftWord, .left2Word, .rightWord, .right2Word, .pastAdverbsWord: true
      default: false
      }
    }
  }

  /// The feature is this tag, word (an index into `words`) or look.
  struct Condition: Sendable {
    var feature: Feature
    var value: Int32
  }

  /// How a word looks and whether it is the first of its sentence; the raw value is its place in the list.
  static let looks = ["small", "capital", "capitals", "first-small", "first-capital", "first-capitals"]  // names: looks

  var from: PennTag
  var to: PennTag
  var conditions: [Condition]
  /// The words that conditions name.
  var words: [String]

  /// Reads lines of `from`, `to`, `where` (and counts, which are for readers), behind remarks (`#`) and the names of
  /// the columns.
  static func parse(_ bytes: [UInt8], file: String) throws(DiagnosticsError) -> [ContextRule] {
    var rules: [ContextRule] = []
    var diagnostics: [Diagnostic] = []
    let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    let rows = lines.enumerated().filter { !$0.element.isEmpty && $0.element.first != 0x23 }
    for (index, line) in rows.dropFirst() {
      // By bytes: to split strings takes most of a start.
      let columns = line.split(separator: 0x09, omittingEmptySubsequences: false)
      let location = SourceLocation(file: file, line: index + 1, column: 1)
      guard columns.count >= 3, let from = PennTag(named: String(decoding: columns[0], as: UTF8.self)),
        let to = PennTag(named: String(decoding: columns[1], as: UTF8.self))
      else {
        diagnostics.append(Diagnostic(.error, at: location, "expected two tags and conditions"))
        continue
      }
      var rule = ContextRule(from: from, to: to, conditions: [], words: [])
      for text in columns[2].split(separator: 0x20) {
        if let message = rule.add(condition: text) {
          diagnostics.append(Diagnostic(.error, at: location, message))
        }
      }
      rules.append(rule)
    }
    if !diagnostics.isEmpty { throw DiagnosticsError(diagnostics) }
    return rules
  }

  /// Adds a condition `feature:value`; the message of what is wrong with it, or nil.
  private mutating func add(condition text: ArraySlice<UInt8>) -> String? {
    guard let colon = text.firstIndex(of: 0x3A),
      let feature = Feature(rawValue: String(decoding: text[..<colon], as: UTF8.self))
    else { return "there is no feature '\(String(decoding: text, as: UTF8.self))'" }
    let value = String(decoding: text[(colon + 1)...], as: UTF8.self)
    if feature.isWord {
      words.append(value)
      conditions.append(Condition(feature: feature, value: Int32(words.count - 1)))
    } else if feature == .look {
      guard let look = Self.looks.firstIndex(of: value) else { return "there is no look '\(value)'" }
      conditions.append(Condition(feature: feature, value: Int32(look)))
    } else {
      guard let tag = PennTag(named: value) else { return "there is no tag '\(value)'" }
      conditions.append(Condition(feature: feature, value: Int32(tag.rawValue)))
    }
    return nil
  }
}
