import TextModel

/// Chooses what is reported among the names that begin at a token.
struct MatchSelection {
  /// A layer's nodes, and what its numbers mean in the gazetteers as a whole.
  final class Layer {
    let tree: WordTree
    let entryCount: Int
    /// The top bit for the users' entries.
    let entryBit: Int32
    /// By the layer's own number of a list the number of the list, past the limit where there is none; 256 of them.
    let lists: [UInt8]
    /// By the layer's own number of a condition the number of the condition, `UInt16.max` where there is none; 256.
    let conditions: [UInt16]

    init(_ layer: Gazetteers.Layer) {
      tree = layer.content.automaton.tree
      entryCount = layer.content.entries.count
      entryBit = layer.isUsers ? Int32.min : 0
      lists = layer.lists + [UInt8](repeating: UInt8.max, count: max(0, 256 - layer.lists.count))
      conditions = layer.conditions + [UInt16](repeating: UInt16.max, count: max(0, 256 - layer.conditions.count))
    }
  }

  /// What is already reported of a list and condition at the token in hand.
  private struct Group: BitwiseCopyable {
    var key: UInt32
    var end: Int32
    var layer: Int32
    var count: Int32
  }

  private let layers: [Layer]
  private let groups = FlatBuffer<Group>()

  init(_ layers: [Layer]) { self.layers = layers }

  /// Fills `matches` with those of the names that begin at a token, linked from the first place on, and gives the mask of
  /// their lists.
  func report(
    _ hits: FlatBuffer<NameHit>, at token: Int32, into matches: FlatBuffer<GazetteerMatch>
  ) -> (UInt64, UInt64) {
    if hits.count > 1 { Self.putLongestFirst(hits.mutableElements) }
    matches.removeAll()
    groups.removeAll()
    var masks: (UInt64, UInt64) = (0, 0)
    for hit in hits.elements {
      let layer = layers[Int(hit.layer)]
      for index in layer.tree.outputs(of: hit.node) where matches.count < GazetteerTagging.matchLimit {
        let output = layer.tree.output(index)
        let list = layer.lists[Int(output.list)]
        let condition = layer.conditions[Int(output.condition)]
        guard list < GazetteerMatch.listLimit, condition != UInt16.max, Int(output.entry) < layer.entryCount
        else { continue }
        let entry = Int32(truncatingIfNeeded: output.entry & 0x7FFF_FFFF) | layer.entryBit
        guard isWanted(entry, key: UInt32(list) << 16 | UInt32(condition), hit, matches, isAlone: hits.count == 1)
        else { continue }
        if condition == 0 {
          if list < 64 { masks.0 |= 1 << UInt64(list) } else { masks.1 |= 1 << UInt64(list - 64) }
        }
        matches.append(
          GazetteerMatch(
            list: list, entry: entry, tokens: TokenRange(token, hit.end), isConditional: condition != 0,
            next: Int32(truncatingIfNeeded: matches.count + 1)))
      }
    }
    if matches.count > 0 { matches[matches.count - 1].next = -1 }
    return masks
  }

  /// Of one length the users' stay before ours, and the exact tree's before the other's.
  private static func putLongestFirst(_ hits: UnsafeMutableBufferPointer<NameHit>) {
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
  @inline(__always)
  private func isWanted(
    _ entry: Int32, key: UInt32, _ hit: NameHit, _ matches: FlatBuffer<GazetteerMatch>, isAlone: Bool
  ) -> Bool {
    // The outputs of one name come in groups: the last one is looked at first.
    var index = groups.count - 1
    while index >= 0 {
      let group = groups[index]
      if group.key == key {
        guard group.end == hit.end, group.layer == hit.layer, group.count < GazetteerTagging.namesakeLimit else {
          return false
        }
        groups[index].count += 1
        if isAlone { return true }
        for match in matches.elements where match.entry == entry { return false }
        return true
      }
      index -= 1
    }
    groups.append(Group(key: key, end: hit.end, layer: hit.layer, count: 1))
    return true
  }
}
