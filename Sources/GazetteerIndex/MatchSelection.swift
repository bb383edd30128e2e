import TextModel

/// Chooses what is reported among the names that begin at a token.
struct MatchSelection {
  /// A layer's nodes, and what its numbers mean in the gazetteers as a whole.
  struct Layer {
    var tree: WordTree
    var entryCount: Int
    /// The top bit for the users' entries.
    var entryBit: Int32
    /// By the layer's own number of a list the number of the list, past the limit where there is none; 256 of them.
    var lists: [UInt8]
    /// By the layer's own number of a condition the number of the condition, `UInt16.max` where there is none; 256.
    var conditions: [UInt16]

    init(_ layer: Gazetteers.Layer) {
      tree = layer.content.automaton.tree
      entryCount = layer.content.entries.count
      entryBit = layer.isUsers ? Int32.min : 0
      lists = layer.lists + [UInt8](repeating: UInt8.max, count: max(0, 256 - layer.lists.count))
      conditions = layer.conditions + [UInt16](repeating: UInt16.max, count: max(0, 256 - layer.conditions.count))
    }
  }

  /// What is already reported of a list and condition at the token in hand.
  private struct Group {
    var key: UInt32
    var end: Int32
    var layer: Int32
    var count: Int32
  }

  private let layers: [Layer]
  private var groups: [Group] = []

  init(_ layers: [Layer]) { self.layers = layers }

  /// Adds the matches of a token's names, which come the longest first, and gives the mask of their lists.
  @inline(__always)
  mutating func report(
    _ hits: UnsafeMutableBufferPointer<NameHit>, into matches: inout [GazetteerMatch]
  ) -> (UInt64, UInt64) {
    let first = matches.count
    var masks: (UInt64, UInt64) = (0, 0)
    // The outputs of one name come in groups, so that a name alone at its token needs no list of those that were.
    let isAlone = hits.count == 1
    if !isAlone { groups.removeAll(keepingCapacity: true) }
    var previous = Group(key: UInt32.max, end: 0, layer: 0, count: 0)
    for hit in hits {
      let layer = Int(hit.layer)
      for index in layers[layer].tree.outputs(of: hit.node)
      where matches.count - first < GazetteerTagging.matchLimit {
        let output = layers[layer].tree.output(index)
        let list = layers[layer].lists[Int(output.list)]
        let condition = layers[layer].conditions[Int(output.condition)]
        guard list < GazetteerMatch.listLimit, condition != UInt16.max,
          Int(output.entry) < layers[layer].entryCount
        else { continue }
        let entry = Int32(truncatingIfNeeded: output.entry & 0x7FFF_FFFF) | layers[layer].entryBit
        let key = UInt32(list) << 16 | UInt32(condition)
        if isAlone {
          previous.count = key == previous.key ? previous.count + 1 : 1
          previous.key = key
          if previous.count > GazetteerTagging.namesakeLimit { continue }
        } else if !isWanted(entry, key: key, hit, matches, from: first) {
          continue
        }
        if condition == 0 {
          if list < 64 { masks.0 |= 1 << UInt64(list) } else { masks.1 |= 1 << UInt64(list - 64) }
        }
        matches.append(
          GazetteerMatch(
            list: list, entry: entry, tokens: TokenRange(hit.token, hit.end), isConditional: condition != 0,
            next: Int32(truncatingIfNeeded: matches.count + 1)))
      }
    }
    if matches.count > first { matches[matches.count - 1].next = -1 }
    return masks
  }

  /// Whether nothing longer, or of the users', is reported of that list and condition yet, nor the entry itself by
  /// another of its names that reads the same here.
  private mutating func isWanted(
    _ entry: Int32, key: UInt32, _ hit: NameHit, _ matches: [GazetteerMatch], from first: Int
  ) -> Bool {
    for index in groups.indices where groups[index].key == key {
      guard groups[index].end == hit.end, groups[index].layer == hit.layer else { return false }
      groups[index].count += 1
      guard groups[index].count <= GazetteerTagging.namesakeLimit else { return false }
      for match in first..<matches.count where matches[match].entry == entry { return false }
      return true
    }
    groups.append(Group(key: key, end: hit.end, layer: hit.layer, count: 1))
    return true
  }
}
