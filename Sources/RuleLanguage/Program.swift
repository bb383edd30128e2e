import TextModel

/// A phase: its name and its rules.
struct PhaseRecord: Sendable, Equatable {
  var name: Int32
  var firstRule: Int32
  var ruleLimit: Int32
}

/// A rule as it runs; strings are indices into `Program.strings`.
struct RuleRecord: Sendable, Equatable {
  var name: Int32
  var note: Int32
  var file: Int32
  var line: Int32
  var kind: Int32
  var confidence: Float
  var priority: Int32
}

/// The compiled rules: flat arrays that refer to one another by index.
struct Program: Sendable {
  var strings: [String] = []
  var kinds: [Int32] = []
  var fields: [Int32] = []
  var phases: [PhaseRecord] = []
  var rules: [RuleRecord] = []

  /// A string by its index; "" past the end.
  func string(_ index: Int32) -> String {
    index >= 0 && Int(index) < strings.count ? strings[Int(index)] : ""
  }
}
