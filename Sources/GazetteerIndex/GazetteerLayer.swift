import TextModel

/// One compiled set of lists: ours, or the users' own.
final class GazetteerLayer: Sendable {
  let automaton: TokenAutomaton
  let entries: EntryTable
  let lists: [CompiledList]
  let conditions: [String]
  /// The lines of `WordClasses`.
  let classLines: [UInt8]
  /// For each list the number of the entry after its last one.
  private let listEnds: [Int]

  /// The lists in a file of resources. O(lists): what is large is only mapped.
  init(_ file: ResourceFile) throws(ResourceError) {
    func section(_ name: String) throws(ResourceError) -> ResourceBytes {
      guard let bytes = file.section(GazetteerCompiler.prefix + name) else {
        throw ResourceError(file.path, .missingSection(GazetteerCompiler.prefix + name))
      }
      return bytes
    }
    automaton = try TokenAutomaton(section)
    entries = EntryTable(entries: try section("entries"), text: try section("entries.text"))
    var lists: [CompiledList] = []
    for line in try section("lists").string.utf8.split(separator: 0x0A) {
      guard let list = CompiledList(line: Substring(line)), lists.count < GazetteerMatch.listLimit else {
        throw ResourceError(file.path, .corrupt("its table of lists"))
      }
      lists.append(list)
    }
    self.lists = lists
    classLines = try section("classes").withBytes { Array($0) }
    listEnds = lists.map(\.entries.upperBound)
    let conditions = try section("conditions").string.split(separator: "\n", omittingEmptySubsequences: false)
    self.conditions = conditions.dropLast().map(String.init)
    guard (1...GazetteerCompiler.conditionLimit + 1).contains(self.conditions.count) else {
      throw ResourceError(file.path, .corrupt("its table of conditions"))
    }
  }

  /// The index of the list in which an entry stands. O(log lists).
  func list(of entry: Int) -> Int? {
    var low = 0
    var high = listEnds.count
    while low < high {
      let middle = (low + high) / 2
      if listEnds[middle] <= entry { low = middle + 1 } else { high = middle }
    }
    return low < lists.count && lists[low].entries.lowerBound <= entry ? low : nil
  }
}
