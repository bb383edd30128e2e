import GazetteerIndex
import TextModel

/// The compiled rules of all files, in their order. Immutable: shared by all workers.
public struct RuleSet: Sendable {
  private let contents: RuleContents

  init(
    program: Program, warnings: [Diagnostic] = [], examples: [CompiledExample] = [],
    wholeExamples: [WholeExample] = [], dropped: Set<String> = []
  ) {
    contents = RuleContents(program, warnings, examples, wholeExamples, dropped)
  }

  /// The phase of rules that reject.
  public static var rejectingPhase: String { Rejection.phase }

  /// No rules.
  public init() { self.init(program: Program()) }

  var program: Program { contents.program }
  /// The examples and counterexamples of all rules; none for rules read from the resource file.
  var examples: [CompiledExample] { contents.examples }
  /// What is not wrong but should be looked at; empty for rules read from the resource file.
  public var warnings: [Diagnostic] { contents.warnings }

  /// The examples of constructions and of rules that reject, which need the whole pipeline; none for rules read from the
  /// resource file.
  public var wholeExamples: [WholeExample] { contents.wholeExamples }
  /// The ids of rules and constructions that were switched off.
  public var dropped: Set<String> { contents.dropped }

  /// Compiles rule files in their order; throws all errors of all files.
  ///
  /// They lie over those of `base`, if there are any: a rule takes the place of the one of its id there, `drop` takes one
  /// away, and a new one comes before those of its phase. `joined` are phases that run over the same document one after the other, none seeing what another finds: those that
  /// are neighbours are looked for in one go. What is not in the `contract`, if one is given, is an error.
  public static func compile(
    sources: [(path: String, text: [UInt8])], over base: [(path: String, text: [UInt8])] = [], gazetteers: Gazetteers,
    joined: [[String]] = [], contract: RuleContract? = nil
  ) throws(DiagnosticsError) -> RuleSet {
    let paths = (base + sources).map(\.path)
    let parser = parser(sources, over: base, gazetteers)
    var compiler = RuleCompiler(parser, gazetteers: gazetteers, joined: joined, contract: contract)
    let program = compiler.run()
    var found = parser.diagnostics + compiler.diagnostics
    if found.isEmpty, !ProgramCheck(program).isSound { found.append(Diagnostic(.error, "the rules are too large")) }
    if found.contains(where: { $0.severity == .error }) {
      throw DiagnosticsError(sorted(found, by: paths))
    }
    return RuleSet(
      program: program, warnings: sorted(found, by: paths), examples: compiler.examples,
      wholeExamples: WholeExample.all(of: parser), dropped: parser.book.dropped)
  }

  /// A parser that has read the files: of two layers where there is a base.
  static func parser(
    _ sources: [(path: String, text: [UInt8])], over base: [(path: String, text: [UInt8])], _ gazetteers: Gazetteers
  ) -> RuleParser {
    var parser = RuleParser(words: PatternWords(lists: gazetteers.lists.map { ($0.name, $0.columns) }))
    for source in base { parser.read(path: source.path, text: source.text) }
    let layer = base.isEmpty ? 0 : 1
    for source in sources { parser.read(path: source.path, text: source.text, layer: layer) }
    return parser
  }

  /// In the order of the files, and in each of the lines.
  private static func sorted(_ diagnostics: [Diagnostic], by paths: [String]) -> [Diagnostic] {
    func rank(_ diagnostic: Diagnostic) -> (Int, Int, Int) {
      guard let location = diagnostic.location else { return (paths.count, 0, 0) }
      return (paths.firstIndex(of: location.file) ?? paths.count, location.line, location.column)
    }
    return diagnostics.enumerated().sorted { left, right in
      rank(left.element) == rank(right.element)
        ? left.offset < right.offset : rank(left.element) < rank(right.element)
    }.map(\.element)
  }

  /// Reads the section of a resource file that `serialized` wrote; every index in it is checked.
  public init(section: ResourceBytes, path: String) throws(ResourceError) {
    guard let program = ProgramSection.program(in: section) else {
      throw .corrupt(path, "its rules are not what was written")
    }
    self.init(program: program)
  }

  /// The rules as a section of the resource file; examples and warnings are left out.
  public func serialized() -> [UInt8] { ProgramSection(program).bytes }

  /// The same with other names for its files: those that messages show of rules which do not lie where they were read.
  public func showing(files names: [String: String]) -> RuleSet {
    var program = program
    for file in Set(program.rules.map(\.file)) {
      guard let name = names[program.string(file)], program.strings.indices.contains(Int(file)) else { continue }
      program.strings[Int(file)] = name
    }
    return RuleSet(
      program: program, warnings: warnings, examples: examples, wholeExamples: wholeExamples, dropped: dropped)
  }

  /// Makes the tables that all phases and workers share, so that they need not be waited for later.
  public func prepare(for gazetteers: Gazetteers) { _ = resolved(against: gazetteers) }

  /// The program with its lists looked up; made once for all phases and workers.
  func resolved(against gazetteers: Gazetteers) -> ResolvedProgram {
    contents.resolved.resolved(program, against: gazetteers)
  }

  /// The number of rules.
  public var count: Int { program.rules.count }

  /// The names of the phases, in their order.
  public var phases: [String] { program.phases.map { program.string($0.name) } }

  /// The kind of that name, in small letters as in `make`. O(kinds).
  public func kind(named name: String) -> KindID? {
    program.kinds.firstIndex { program.string($0) == name }.map { KindID(rawValue: UInt8(truncatingIfNeeded: $0)) }
  }

  /// The name of a kind, in small letters.
  public func kindName(_ kind: KindID) -> String {
    Int(kind.rawValue) < program.kinds.count ? program.string(program.kinds[Int(kind.rawValue)]) : ""
  }

  /// The field of that name, nil where no rule makes it. O(fields).
  public func field(named name: String) -> FieldID? {
    program.fields.firstIndex { program.string($0) == name }.map { FieldID(rawValue: UInt16(truncatingIfNeeded: $0)) }
  }

  /// The name of a field.
  public func fieldName(_ field: FieldID) -> String {
    Int(field.rawValue) < program.fields.count ? program.string(program.fields[Int(field.rawValue)]) : ""
  }

  /// The rule of that id (`quote.content-cue-source`). O(rules).
  public func rule(named name: String) -> RuleID? {
    program.rules.firstIndex { program.string($0.name) == name }.map { RuleID(rawValue: Int32(truncatingIfNeeded: $0)) }
  }

  /// The id of a rule as it goes into the records; "" for `RuleID.none`.
  public func ruleName(_ id: RuleID) -> String { rule(id).map { program.string($0.name) } ?? "" }

  /// The rule's `note`, or "".
  public func note(_ id: RuleID) -> String { rule(id).map { program.string($0.note) } ?? "" }

  /// Where the rule stands.
  public func location(_ id: RuleID) -> SourceLocation? {
    rule(id).map { SourceLocation(file: program.string($0.file), line: Int($0.line), column: 1) }
  }

  /// The name of the phase of a rule; "" for `RuleID.none`. O(phases).
  public func phase(of id: RuleID) -> String {
    program.phases.first { $0.rules.indices.contains(Int(id.rawValue)) }.map { program.string($0.name) } ?? ""
  }

  /// The kind that a rule makes.
  public func kind(of id: RuleID) -> KindID? { rule(id).map { KindID(rawValue: UInt8(truncatingIfNeeded: $0.kind)) } }

  /// Whether a pattern asks for spans of the kind. O(kinds that patterns name).
  public func names(_ kind: KindID) -> Bool { program.kindReferences.contains { $0.kind == Int32(kind.rawValue) } }

  /// For each rule the constant that it puts into a field, nil where it puts none there. O(rules).
  public func constants(of field: FieldID?) -> [String?] {
    program.rules.map { rule in
      let make = rule.makes.indices.first {
        program.makes[$0].label < 0 && field.map { Int32($0.rawValue) } == program.makes[$0].field
      }
      return make.map { program.string(program.makes[$0].text) }
    }
  }

  /// A string of the rules by the index in a field's value; "" where there is none.
  public func constant(_ index: Int32) -> String { program.string(index) }

  private func rule(_ id: RuleID) -> RuleRecord? {
    id.rawValue >= 0 && Int(id.rawValue) < program.rules.count ? program.rules[Int(id.rawValue)] : nil
  }
}

/// What a rule set holds; shared by its copies.
private final class RuleContents: Sendable {
  let program: Program
  let warnings: [Diagnostic]
  let examples: [CompiledExample]
  let wholeExamples: [WholeExample]
  let dropped: Set<String>
  let resolved = ResolvedCache()

  init(
    _ program: Program, _ warnings: [Diagnostic], _ examples: [CompiledExample], _ wholeExamples: [WholeExample],
    _ dropped: Set<String>
  ) {
    self.wholeExamples = wholeExamples
    self.dropped = dropped
    self.program = program
    self.warnings = warnings
    self.examples = examples
  }
}
