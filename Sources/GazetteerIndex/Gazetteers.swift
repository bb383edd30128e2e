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
    /// Its columns in the order of its header; `name` is the first.
    public let columns: [String]
  }

  /// The lists, by number.
  public let lists: [List]
  /// The distinct values of `only-if`; the first is "", of entries without one.
  public let conditions: [String]
  let entries: [QuickEntry]
  let names: [String: [QuickName]]

  /// No lists.
  public convenience init() { self.init(lists: [], conditions: [""], entries: [], names: [:]) }

  init(lists: [List], conditions: [String], entries: [QuickEntry], names: [String: [QuickName]]) {
    self.lists = lists
    self.conditions = conditions
    self.entries = entries
    self.names = names
  }

  /// The list of that name, without the `@`. O(lists).
  public func list(named name: String) -> List? { lists.first { $0.name == name } }

  /// The lists of a folder: of `place` all `place.…`. O(lists).
  public func lists(inFolder folder: String) -> [List] { lists.filter { $0.name.hasPrefix("\(folder).") } }

  /// The number of a column of a list. O(columns).
  public func column(_ name: String, of list: UInt8) -> Int? {
    Int(list) < lists.count ? lists[Int(list)].columns.firstIndex(of: name) : nil
  }

  /// The text of a column of an entry; "" where it is empty.
  public func value(_ column: Int, of entry: Int32) -> String {
    withValue(column, of: entry) { String(decoding: $0, as: UTF8.self) }
  }

  /// The bytes of a column of an entry, valid within `body` only.
  public func withValue<R>(_ column: Int, of entry: Int32, _ body: (UnsafeBufferPointer<UInt8>) throws -> R) rethrows
    -> R
  {
    guard entry >= 0, Int(entry) < entries.count, entries[Int(entry)].fields.indices.contains(column) else {
      return try body(UnsafeBufferPointer(start: nil, count: 0))
    }
    return try entries[Int(entry)].fields[column].withUnsafeBufferPointer(body)
  }

  /// The name of an entry: its first column.
  public func name(of entry: Int32) -> String { value(0, of: entry) }

  /// The number of the list in which an entry stands.
  public func list(of entry: Int32) -> UInt8 {
    entry >= 0 && Int(entry) < entries.count ? entries[Int(entry)].list : 0
  }

  /// What an entry's `only-if` says; "" where it has none.
  public func condition(of entry: Int32) -> String {
    guard let column = column("only-if", of: list(of: entry)) else { return "" }
    return value(column, of: entry)
  }

  /// Whether an entry is of the users' own lists.
  public func isUsers(_ entry: Int32) -> Bool { entry < 0 }

  /// Lists compiled in memory. Warnings are passed over; all errors of all files come at once.
  public static func compile(_ sources: [GazetteerSource]) throws(DiagnosticsError) -> Gazetteers {
    var quick = QuickCompiler()
    for source in sources { quick.add(source) }
    return try quick.finish()
  }
}
