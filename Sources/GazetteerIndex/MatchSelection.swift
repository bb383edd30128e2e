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

  /// Fills `matches` with those of the names that begin at a token, linked from the first place on, and gives the mask of
  /// their lists.
  mutating func report(
    _ hits: inout [NameHit], at token: Int32, into matches: inout [GazetteerMatch]
  ) -> (UInt64, UInt64) {
    if hits.count > 1 { Self.putLongestFirst(&hits) }
    matches.removeAll(keepingCapacity: true)
    var masks: (UInt64, UInt64) = (0, 0)
    // The outputs of one name come in groups, so that a name alone at its token needs no list of those that were.
    let isAlone = hits.count == 1
    if !isAlone { groups.removeAll(keepingCapacity: true) }
    var previous = Group(key: UInt32.max, end: 0, layer: 0, count: 0)
    for hit in hits {
      let layer = Int(hit.layer)
      for index in layers[layer].tree.outputs(of: hit.node)
      where matches.count < GazetteerTagging.matchLimit {
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
        } else if !isWanted(entry, key: key, hit, matches) {
          continue
        }
        if condition == 0 {
          if list < 64 { masks.0 |= 1 << UInt64(list) } else { masks.1 |= 1 << UInt64(list - 64) }
        }
        matches.append(
          GazetteerMatch(
            list: list, entry: entry, tokens: TokenRange(token, hit.end), isConditional: condition != 0,
            next: Int32(truncatingIfNeeded: matches.count + 1)))
      }
    }
    if !matches.isEmpty { matches[matches.count - 1].next = -1 }
    return masks
  }

  /// Of one length the users' stay before ours, and the exact tree's before the other's.
  private static func putLongestFirst(_ hits: inout [NameHit]) {
    for index in 1..<hits.count {
      let hit = hits[index]
      var place = index
      while place > 0, hits[place - 1].end < hit.end {
        hits[place] = hits[place - 1]
        place -= 1
      }
      hits[place] = hit
    }
  }

  /// Whether nothing longer, or of the users', is reported of that list and condition yet, nor the entry itself by
  /// another of its names that reads the same here.
  private mutating func isWanted(
    _ entry: Int32, key: UInt32, _ hit: NameHit, _ matches: [GazetteerMatch]
  ) -> Bool {
    for index in groups.indices where groups[index].key == key {
      guard groups[index].end == hit.end, groups[index].layer == hit.layer else { return false }
      groups[index].count += 1
      guard groups[index].count <= GazetteerTagging.namesakeLimit else { return false }
      for match in matches where match.entry == entry { return false }
      return true
    }
    groups.append(Group(key: key, end: hit.end, layer: hit.layer, count: 1))
    return true
  }
}
