/// The element with the most running text directly in it, and how far others are from it.
struct BestContainer {
  private var scores: [Int32] = []
  /// Steps up from the best element to each element above it, or -1.
  private var steps: [Int16] = []
  private var best: Int32 = -1
  /// The first and the last paragraph of prose in it.
  private(set) var first = Int.max
  private(set) var last = -1
  /// How many elements above a paragraph are looked at; on real pages these are all.
  static let reach = 64

  /// The element that holds a paragraph: the parent of its own.
  private static func container(_ element: Int32, in page: PageContent) -> Int32 {
    var element = element
    while element >= 0, !page.elements[Int(element)].tag.isBlock { element = page.elements[Int(element)].parent }
    guard element >= 0 else { return -1 }
    switch page.elements[Int(element)].tag {
    case .p, .li, .h1, .h2, .h3, .h4, .h5, .h6, .dd, .dt, .blockquote, .pre, .figcaption, .td, .tr, .ul, .ol:
      return page.elements[Int(element)].parent
    default: return element
    }
  }

  mutating func find(_ page: PageContent, facts: [BlockFacts]) {
    scores.removeAll(keepingCapacity: true)
    scores.append(contentsOf: repeatElement(0, count: page.elements.count))
    steps.removeAll(keepingCapacity: true)
    steps.append(contentsOf: repeatElement(-1, count: page.elements.count))
    best = -1
    first = .max
    last = -1
    for (block, fact) in zip(page.blocks, facts) where Self.counts(block, fact) {
      let container = Self.container(block.element, in: page)
      guard container >= 0 else { continue }
      scores[Int(container)] += min(fact.words, 100)
      let parent = page.elements[Int(container)].parent
      if parent >= 0 { scores[Int(parent)] += min(fact.words, 100) / 2 }
    }
    for index in scores.indices where best < 0 || scores[index] > scores[Int(best)] {
      best = Int32(truncatingIfNeeded: index)
    }
    guard best >= 0, scores[Int(best)] > 0 else { return }
    var element = best
    var step: Int16 = 0
    while element >= 0 {
      steps[Int(element)] = step
      if step < 100 { step += 1 }
      element = page.elements[Int(element)].parent
    }
    for index in page.blocks.indices
    where Self.counts(page.blocks[index], facts[index]) && distance(of: page.blocks[index].element, in: page) == 0 {
      first = min(first, index)
      last = index
    }
  }

  private static func counts(_ block: LeafBlock, _ fact: BlockFacts) -> Bool {
    fact.isProse && Int(block.linkBytes) * 10 < block.count * 4 && !block.flags.contains(.hidden)
      && fact.part.isEmpty && fact.repeats < 3
  }

  /// Steps up from the best element to where the two meet; 100 where there is no best element.
  func distance(of element: Int32, in page: PageContent) -> Int {
    var element = element
    for _ in 0..<Self.reach where element >= 0 {
      let step = steps[Int(element)]
      if step >= 0 { return Int(step) }
      element = page.elements[Int(element)].parent
    }
    return 100
  }

  /// Whether a paragraph lies between the first and the last one of prose in the best element.
  func contains(_ index: Int) -> Bool { index >= first && index <= last }
}
