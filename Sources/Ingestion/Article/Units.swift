/// The paragraphs that are judged as one: the items of a list, the cells of a table, the paragraphs of an embedded post.
///
/// Each of them says little by itself, and all say the same: as one they count once. Comments are no units, though pages have
/// them as items of a list: each is a text.
struct Units {
  /// Unit i are the paragraphs `starts[i]..<starts[i + 1]`.
  private(set) var starts: [Int32] = [0]

  var count: Int { starts.count - 1 }
  /// Longer cells are those of tables that lay a page out.
  private static let longestCell = 25

  /// Of a text of which nothing but lines is known: a unit a line.
  mutating func read(count: Int) {
    starts.removeAll(keepingCapacity: true)
    for index in 0...count { starts.append(Int32(truncatingIfNeeded: index)) }
  }

  /// O(paragraphs).
  mutating func read(_ page: PageContent, facts: [BlockFacts], outline: PageOutline) {
    starts.removeAll(keepingCapacity: true)
    starts.append(0)
    var last: Int32 = -1
    for (index, block) in page.blocks.enumerated() {
      let holder = Self.holder(block, facts[index], page, outline)
      if index > 0, holder < 0 || holder != last { starts.append(Int32(truncatingIfNeeded: index)) }
      last = holder
    }
    if !page.blocks.isEmpty { starts.append(Int32(truncatingIfNeeded: page.blocks.count)) }
  }

  /// Whether a paragraph belongs to the unit of the one before it.
  func joins(_ index: Int) -> Bool {
    var low = 0
    var high = starts.count
    while low < high {
      let middle = (low + high) / 2
      if Int(starts[middle]) < index { low = middle + 1 } else { high = middle }
    }
    return low == starts.count || Int(starts[low]) != index
  }

  /// The list, table or post that makes a paragraph part of a unit, or -1.
  private static func holder(
    _ block: LeafBlock, _ fact: BlockFacts, _ page: PageContent, _ outline: PageOutline
  ) -> Int32 {
    guard block.element >= 0, block.tag.headingLevel == 0 else { return -1 }
    let unit = outline.elements[Int(block.element)].unit
    guard unit >= 0 else { return -1 }
    return page.elements[Int(unit)].tag == .table && fact.words > longestCell ? -1 : unit
  }
}
