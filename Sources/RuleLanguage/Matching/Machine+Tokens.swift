import TextModel

/// Steps that look at single tokens.
extension Machine {
  @inline(__always) mutating func wordHolds(_ test: Int32, _ token: Int32) -> Bool {
    let row = Int(words.rows[Int(token)])
    return testBits[row * words.testStride + Int(test >> 6)] & (1 << UInt64(test & 63)) != 0
  }

  /// Whether what has the token set in front can begin at a token; true where there is no set.
  @inline(__always) mutating func mayBegin(_ number: Int32, at token: Int32) -> Bool {
    guard number >= 0 else { return true }
    guard token < limit else { return false }
    let word = sets[Int(number)].word
    return word >= 0 && wordHolds(word, token) || isPlaced(Int(number), Int(token))
  }

  /// Whether a list, a kind or the part of speech at a token is in the set.
  @inline(__always) private mutating func isPlaced(_ set: Int, _ index: Int) -> Bool {
    if sets[set].kinds != 0, view.hasKinds, view.kindMasks[index] & sets[set].kinds != 0 { return true }
    if sets[set].hasLists, view.hasLists {
      let found = view.listMasks[2 * index] & sets[set].lists.0 | view.listMasks[2 * index + 1] & sets[set].lists.1
      if found != 0 { return true }
      if sets[set].hasPermission, words.marks[index] & TokenMarks.conditional != 0 { return true }
    }
    return sets[set].tags != 0 && sets[set].tags & (1 << UInt64(view.hasTags ? view.tags[index] & 63 : 0)) != 0
  }

  @inline(__always) mutating func holds(_ number: Int32, _ token: Int32) -> Bool {
    let (test, index) = (Int(number), Int(token))
    if tests[test].word >= 0, !wordHolds(tests[test].word, token) { return false }
    guard tests[test].isPlaced else { return true }
    if tests[test].tags & (1 << UInt64(view.hasTags ? view.tags[index] & 63 : 0)) == 0 { return false }
    if view.hasKinds, view.kindMasks[index] & tests[test].noKinds != 0 { return false }
    guard view.hasLists else { return true }
    return view.listMasks[2 * index] & tests[test].noLists.0 == 0
      && view.listMasks[2 * index + 1] & tests[test].noLists.1 == 0
  }

  mutating func repeatGreedily(_ instruction: Instruction, _ place: inout Place) -> Bool {
    let position = place.position
    let most = instruction.c < 0 ? limit : min(limit, position + instruction.c)
    var end = position
    while end < most, holds(instruction.a, end) { end += 1 }
    steps -= Int(end - position)
    let least = position + instruction.b
    place.position = end
    return end >= least && (end == least || push(.greedy, pc: place.pc, end, bound: least))
  }

  mutating func repeatLazily(_ instruction: Instruction, _ place: inout Place) -> Bool {
    let least = place.position + instruction.b
    while place.position < least {
      guard place.position < limit, holds(instruction.a, place.position) else { return false }
      place.position += 1
    }
    let most = instruction.c < 0 ? limit : min(limit, least - instruction.b + instruction.c)
    return place.position >= most || push(.lazy, pc: place.pc, place.position, bound: most)
  }

  /// Gives back one token, or as many as it takes until the next step can stand there.
  mutating func resumeGreedy(_ frame: Frame, _ place: inout Place) -> Bool {
    let next = code[Int(frame.pc) + 1]
    var end = frame.position
    while end > frame.bound {
      end -= 1
      steps -= 1
      guard mayStep(next, at: end) else { continue }
      if end > frame.bound { frames[frameCount - 1].position = end } else { frameCount -= 1 }
      place = Place(pc: frame.pc + 1, position: end)
      return true
    }
    frameCount -= 1
    return false
  }

  mutating func resumeLazy(_ frame: Frame, _ place: inout Place) -> Bool {
    let end = frame.position
    guard end < frame.bound, end < limit, holds(code[Int(frame.pc)].a, end) else {
      frameCount -= 1
      return false
    }
    if end + 1 < frame.bound { frames[frameCount - 1].position = end + 1 } else { frameCount -= 1 }
    place = Place(pc: frame.pc + 1, position: end + 1)
    return true
  }

  /// Whether a step can be taken at a token, as far as one look tells.
  @inline(__always) private mutating func mayStep(_ instruction: Instruction, at token: Int32) -> Bool {
    switch instruction.operation {
    case .word: token < limit && wordHolds(instruction.a, token)
    case .test: token < limit && holds(instruction.a, token)
    case .kind:
      view.hasKinds && token < limit
        && view.kindMasks[Int(token)] & kinds[Int(instruction.a)].kind.bit != 0
    default: true
    }
  }
}
