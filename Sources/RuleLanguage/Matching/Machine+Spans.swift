import GazetteerIndex
import TextModel

/// Steps that take an entry of a list or a span of a kind.
extension Machine {
  /// Takes the longest match of a list reference that ends before `bound`, and keeps the shorter ones for later.
  mutating func tryList(_ reference: Int32, before bound: Int32, _ place: inout Place) -> Bool {
    let position = place.position
    guard position < limit, view.hasLists else { return false }
    let list = lists[Int(reference)]
    let index = Int(position)
    guard
      view.listMasks[2 * index] & list.low | view.listMasks[2 * index + 1] & list.high != 0
        || list.hasPermission && words.marks[index] & TokenMarks.conditional != 0
    else { return false }
    var best: Int32 = -1
    var bestEnd: Int32 = -1
    var hasMore = false
    var next = view.firstMatch[index]
    while next >= 0, Int(next) < view.matches.count {
      let number = next
      let match = view.matches[Int(number)]
      next = match.next
      steps -= 1
      let end = match.tokens.end
      guard list.contains(match.list), end < bound, end <= limit, end > position else { continue }
      if match.isConditional || list.hasFilters, !permits(reference, match) { continue }
      if best >= 0, end != bestEnd { hasMore = true }
      if end <= bestEnd { continue }
      best = number
      bestEnd = end
    }
    guard best >= 0 else { return false }
    if hasMore, !push(.list, pc: place.pc, position, bound: bestEnd) { return false }
    append(.entry, view.matches[Int(best)].entry, position, bestEnd)
    place.position = bestEnd
    return true
  }

  private mutating func permits(_ reference: Int32, _ match: GazetteerMatch) -> Bool {
    resolved.lists[Int(reference)].permits(match, resolved.gazetteers)
  }

  private mutating func permits(_ reference: Int32, _ annotation: Annotation) -> Bool {
    values.permits(annotation, resolved.kinds[Int(reference)], view)
  }

  /// Takes the longest span of a kind reference that ends before `bound`, and keeps the shorter ones for later.
  mutating func tryKind(_ reference: Int32, before bound: Int32, _ place: inout Place) -> Bool {
    let position = place.position
    guard position < limit, view.hasKinds else { return false }
    let wanted = kinds[Int(reference)]
    guard view.kindMasks[Int(position)] & wanted.kind.bit != 0 else { return false }
    var best: Int32 = -1
    var bestEnd: Int32 = -1
    var hasMore = false
    var next = view.firstAnnotation[Int(position)]
    while next >= 0, Int(next) < view.annotations.count {
      let index = next
      next = Int(index) < view.nextAnnotation.count ? view.nextAnnotation[Int(index)] : -1
      steps -= 1
      let end = view.annotations[Int(index)].tokens.end
      guard view.annotations[Int(index)].kind == wanted.kind, end < bound, end <= limit, end > position else {
        continue
      }
      if wanted.hasFilters, !permits(reference, view.annotations[Int(index)]) { continue }
      if best >= 0, end != bestEnd { hasMore = true }
      if end <= bestEnd { continue }
      best = index
      bestEnd = end
    }
    guard best >= 0 else { return false }
    if hasMore, !push(.kind, pc: place.pc, position, bound: bestEnd) { return false }
    append(.annotation, best, position, bestEnd)
    place.position = bestEnd
    return true
  }
}
