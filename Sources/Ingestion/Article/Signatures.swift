/// Groups the paragraphs of a page by how they are made: the elements and class names of up to four elements below the
/// trunk. The paragraphs of an article, and those of a list of teasers, are made alike.
struct Signatures {
  /// What the paragraphs of a group have together.
  struct Group {
    var count: Int32 = 0
    var prose: Int32 = 0
    var bytes: Int32 = 0
    var linkBytes: Int32 = 0
    /// Words of running text.
    var words: Int32 = 0
  }

  private(set) var groups: [Group] = []
  /// The group of each paragraph, and that of what it stands in.
  private(set) var own: [Int32] = []
  private(set) var outer: [Int32] = []
  /// The group of paragraphs with the most running text, and the first and the last paragraph of it.
  private(set) var main: Int32 = -1
  private(set) var first = Int.max
  private(set) var last = -1
  private var slots: [Int32] = []
  private var keys: [UInt64] = []
  private static let reach = 4

  /// Groups all paragraphs. O(paragraphs).
  mutating func read(_ page: PageContent, facts: [BlockFacts], outline: PageOutline) {
    groups.removeAll(keepingCapacity: true)
    own.removeAll(keepingCapacity: true)
    outer.removeAll(keepingCapacity: true)
    keys.removeAll(keepingCapacity: true)
    var size = 64
    while size < page.blocks.count * 5 { size *= 2 }
    slots.removeAll(keepingCapacity: true)
    slots.append(contentsOf: repeatElement(-1, count: size))
    for (block, fact) in zip(page.blocks, facts) {
      let above = block.element >= 0 ? outline.elements[Int(block.element)].above : -1
      own.append(add(block, fact, key: Self.key(block.element, in: page, outline, salt: 1)))
      outer.append(add(block, fact, key: Self.key(above, in: page, outline, salt: 2)))
    }
    findMain()
  }

  private mutating func findMain() {
    main = -1
    first = .max
    last = -1
    for group in own where main < 0 || groups[Int(group)].words > groups[Int(main)].words { main = group }
    guard main >= 0, groups[Int(main)].words > 0 else { return }
    for (index, group) in own.enumerated() where group == main {
      first = min(first, index)
      last = index
    }
  }

  private static func key(_ element: Int32, in page: PageContent, _ outline: PageOutline, salt: UInt64) -> UInt64 {
    var key = salt
    var place = Int(element)
    var steps = 0
    while place >= 0, steps < reach {
      let known = outline.elements[place]
      if known.isTrunk { return (key ^ UInt64(min(3, known.up))) &* 0x9E37_79B9_7F4A_7C15 }
      let found = page.elements[place]
      key = (key ^ (UInt64(found.name) << 8 | UInt64(found.tag.rawValue))) &* 0x9FB2_1C65_1E98_DF25
      key ^= key >> 29
      place = Int(found.parent)
      steps += 1
    }
    return key
  }

  private mutating func add(_ block: LeafBlock, _ fact: BlockFacts, key: UInt64) -> Int32 {
    var slot = Int(truncatingIfNeeded: key ^ key >> 32) & (slots.count - 1)
    while slots[slot] >= 0, keys[Int(slots[slot])] != key { slot = (slot + 1) & (slots.count - 1) }
    if slots[slot] < 0 {
      slots[slot] = Int32(truncatingIfNeeded: groups.count)
      groups.append(Group())
      keys.append(key)
    }
    let index = Int(slots[slot])
    groups[index].count += 1
    groups[index].bytes += block.end - block.start
    groups[index].linkBytes += block.linkBytes
    if PageOutline.isRunning(block, fact) {
      groups[index].prose += 1
      groups[index].words += min(fact.words, 100)
    }
    return slots[slot]
  }
}
