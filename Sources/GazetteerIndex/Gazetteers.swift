import Segmentation
import TextModel

/// All lists of names: ours and, over them, the users' own.
///
/// A user's list of the name of one of ours adds to it, and wins where both have the same words. Immutable: shared by
/// all workers.
public final class Gazetteers: Sendable {
  /// One list: a file.
  public struct List: Sendable {
    /// Its name in rules, without the `@`: `place.city`.
    public let name: String
    /// Its number, below `GazetteerMatch.listLimit`.
    public let id: UInt8
    /// Its columns in the order of its header, `name` first; then those that only the users' list of its name has.
    public let columns: [String]
  }

  /// The lists, by number.
  public let lists: [List]
  /// The distinct values of `only-if`; the first is "", of entries without one.
  public let conditions: [String]
  /// The classes of words.
  public let words: WordClasses
  /// The irregular forms of words, those of the class lists.
  public let forms: IrregularForms
  /// Ours first.
  let layers: [Layer]
  /// The same by whose they are: constants of an object are read without counting references, which all workers share.
  private let ours: Layer?
  private let users: Layer?

  /// A compiled set of lists and what its numbers are here.
  final class Layer: Sendable {
    let content: GazetteerLayer
    let isUsers: Bool
    /// By the set's own number of a list, the number here.
    let lists: [UInt8]
    /// By the set's own number of a condition, the number here.
    let conditions: [UInt16]
    /// By the set's own number of a list and the number of a column here, its own number of that column.
    let columns: [[Int?]]

    init(content: GazetteerLayer, isUsers: Bool, lists: [UInt8], conditions: [UInt16], columns: [[Int?]]) {
      self.content = content
      self.isUsers = isUsers
      self.lists = lists
      self.conditions = conditions
      self.columns = columns
    }
  }

  /// No lists.
  public convenience init() { self.init(base: nil, users: nil, lists: [], conditions: [""]) }

  /// The lists of a file of resources. O(lists): what is large is only mapped.
  public convenience init(_ file: ResourceFile) throws(ResourceError) {
    self.init(base: try GazetteerLayer(file), users: nil)
  }

  private convenience init(base: GazetteerLayer?, users: GazetteerLayer?) {
    var lists: [List] = []
    var conditions: [String] = []
    for content in [base, users].compactMap({ $0 }) {
      for list in content.lists { Self.merge(list, into: &lists) }
      for condition in content.conditions where !conditions.contains(condition) { conditions.append(condition) }
    }
    self.init(base: base, users: users, lists: lists, conditions: conditions)
  }

  private init(base: GazetteerLayer?, users: GazetteerLayer?, lists: [List], conditions: [String]) {
    self.lists = lists
    self.conditions = conditions
    words = WordClasses(lines: base?.classLines ?? []).adding(users?.classLines ?? [])
    forms = IrregularForms(words)
    var layers: [Layer] = []
    if let base { layers.append(Self.layer(base, isUsers: false, lists: lists, conditions: conditions)) }
    if let users { layers.append(Self.layer(users, isUsers: true, lists: lists, conditions: conditions)) }
    self.layers = layers
    ours = layers.first { !$0.isUsers }
    self.users = layers.first { $0.isUsers }
  }

  private static func merge(_ list: CompiledList, into lists: inout [List]) {
    if let known = lists.firstIndex(where: { $0.name == list.name }) {
      let columns = lists[known].columns + list.columns.filter { !lists[known].columns.contains($0) }
      lists[known] = List(name: list.name, id: lists[known].id, columns: columns)
    } else if lists.count < GazetteerMatch.listLimit {
      lists.append(List(name: list.name, id: UInt8(truncatingIfNeeded: lists.count), columns: list.columns))
    }
  }

  private static func layer(
    _ content: GazetteerLayer, isUsers: Bool, lists: [List], conditions: [String]
  ) -> Layer {
    var numbers: [UInt8] = []
    var columns: [[Int?]] = []
    for own in content.lists {
      let list = lists.first { $0.name == own.name }
      numbers.append(list?.id ?? UInt8.max)
      columns.append(list?.columns.map { own.columns.firstIndex(of: $0) } ?? [])
    }
    let conditionNumbers = content.conditions.map { own in
      UInt16(truncatingIfNeeded: conditions.firstIndex(of: own) ?? 0)
    }
    return Layer(
      content: content, isUsers: isUsers, lists: numbers, conditions: conditionNumbers, columns: columns)
  }

  // MARK: Making

  /// Lists compiled in memory. Warnings are passed over; all errors of all files come at once.
  public static func compile(_ sources: [GazetteerSource]) throws(DiagnosticsError) -> Gazetteers {
    Gazetteers(base: try layer(of: sources), users: nil)
  }

  /// These lists with the users' own over them: compiled beside ours, which stay as they are.
  public func overlaid(by sources: [GazetteerSource]) throws(DiagnosticsError) -> Gazetteers {
    let result = Gazetteers(base: ours?.content, users: try Self.layer(of: sources, over: words))
    if let lost = sources.first(where: { result.list(named: $0.list) == nil && !WordClassCompiler.takes($0) }) {
      let place = SourceLocation(file: lost.path, line: 1, column: 1)
      throw DiagnosticsError([Diagnostic(.error, at: place, "more than \(GazetteerMatch.listLimit) lists")])
    }
    let ours = Set(words.names)
    if let unknown = result.words.names.first(where: { !ours.contains($0) }) {
      let meant = Spelling.nearest(to: unknown, in: ours.sorted())
      throw DiagnosticsError([
        Diagnostic(
          .error, "nothing asks for the class of words '\(unknown)'", hint: meant.map { "did you mean '\($0)'?" })
      ])
    }
    return result
  }

  private static func layer(
    of sources: [GazetteerSource], over base: WordClasses = WordClasses()
  ) throws(DiagnosticsError) -> GazetteerLayer {
    var compiler = GazetteerCompiler(over: base)
    for source in sources where WordClassCompiler.takes(source) { compiler.add(source) }
    for source in sources where !WordClassCompiler.takes(source) { compiler.add(source) }
    var writer = ResourceWriter()
    try compiler.finish(into: &writer)
    do throws(ResourceError) {
      return try GazetteerLayer(ResourceFile(bytes: ResourceBytes(writer.serialized()), path: "lists in memory"))
    } catch {
      throw DiagnosticsError([Diagnostic(.error, error.description)])
    }
  }

  // MARK: Lists

  /// The list of that name, without the `@`. O(lists).
  public func list(named name: String) -> List? { lists.first { $0.name == name } }

  /// The lists of a folder: of `place` all `place.…`. O(lists).
  public func lists(inFolder folder: String) -> [List] { lists.filter { $0.name.hasPrefix("\(folder).") } }

  /// The number of a column of a list. O(columns).
  public func column(_ name: String, of list: UInt8) -> Int? {
    Int(list) < lists.count ? lists[Int(list)].columns.firstIndex(of: name) : nil
  }

  // MARK: Entries

  /// The text of a column of an entry; "" where it is empty.
  public func value(_ column: Int, of entry: Int32) -> String {
    withValue(column, of: entry) { String(decoding: $0, as: UTF8.self) }
  }

  /// The bytes of a column of an entry, valid within `body` only. O(bytes of the entry's line).
  public func withValue<R>(
    _ column: Int, of entry: Int32, _ body: (UnsafeBufferPointer<UInt8>) throws -> R
  ) rethrows -> R {
    guard let place = place(of: entry), let own = place.layer.columns[place.list][checked: column] ?? nil else {
      return try body(UnsafeBufferPointer(start: nil, count: 0))
    }
    return try place.layer.content.entries.withField(own, of: place.entry, body)
  }

  /// Whether an entry's name is these bytes. O(bytes).
  public func isName(_ bytes: UnsafeBufferPointer<UInt8>, of entry: Int32) -> Bool {
    withValue(0, of: entry) { name in
      guard name.count == bytes.count else { return false }
      for index in 0..<name.count where name[index] != bytes[index] { return false }
      return true
    }
  }

  /// The name of an entry: its first column.
  public func name(of entry: Int32) -> String { value(0, of: entry) }

  /// The number of the list in which an entry stands; 0 where there is no such entry. O(log lists).
  public func list(of entry: Int32) -> UInt8 { place(of: entry).map { $0.layer.lists[$0.list] } ?? 0 }

  /// What an entry's `only-if` says; "" where it has none.
  public func condition(of entry: Int32) -> String {
    guard let column = column("only-if", of: list(of: entry)) else { return "" }
    return value(column, of: entry)
  }

  /// The file and line in which an entry stands.
  public func location(of entry: Int32) -> SourceLocation? {
    guard let place = place(of: entry) else { return nil }
    let line = place.layer.content.entries.line(of: place.entry)
    return SourceLocation(file: place.layer.content.lists[place.list].path, line: line, column: 1)
  }

  /// Whether an entry is of the users' own lists.
  public func isUsers(_ entry: Int32) -> Bool { entry < 0 }

  /// The numbers of all entries, ours first, in the order of the files.
  public var entryCount: Int { layers.reduce(0) { $0 + $1.content.entries.count } }

  /// The numbers of the entries of one of our lists, which follow one another; users' own are not among them. O(lists).
  public func entries(of list: UInt8) -> Range<Int32> {
    guard let ours, let own = ours.lists.firstIndex(of: list) else { return 0..<0 }
    let entries = ours.content.lists[own].entries
    return Int32(truncatingIfNeeded: entries.lowerBound)..<Int32(truncatingIfNeeded: entries.upperBound)
  }

  /// The layer of an entry, its list there and its number there.
  @inline(__always) private func place(of entry: Int32) -> (layer: Layer, list: Int, entry: Int)? {
    guard let layer = entry < 0 ? users : ours else { return nil }
    let own = Int(entry & Int32.max)
    guard let list = layer.content.list(of: own), layer.lists[list] != UInt8.max else { return nil }
    return (layer, list, own)
  }
}

extension Array {
  /// The element at the index, nil outside.
  subscript(checked index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}
