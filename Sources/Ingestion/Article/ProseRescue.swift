/// Gives a page the densest running text of it back where the chain has left out most of that.
///
/// One wrong turn (*after the end*) costs everything behind it. Where the run of prose of a page, comments and teasers aside, is
/// hardly kept, its paragraphs, headings and lists are the article's.
struct ProseRescue {
  /// What the signs of a paragraph say that matters here.
  private struct Traits: OptionSet {
    let rawValue: UInt8
    static let inRun = Self(rawValue: 1)
    static let prose = Self(rawValue: 2)
    /// A comment, a teaser, a notice, an entry of a live page (of which some count the opening alone), or not to be seen.
    static let other = Self(rawValue: 4)
    /// A heading, an item of a list, a sentence.
    static let part = Self(rawValue: 8)
    static let link = Self(rawValue: 16)
  }

  /// Fewer words of prose in the run are too few to say anything.
  private static let fewWords = 250
  /// The share of them that the chain keeps at least where it is right, in hundredths.
  private static let share = 12
  /// A list of events or of goods says the same again and again: of an article's prose less than this repeats, in hundredths.
  private static let repeated = 20

  /// By the number of each sign.
  private static let traits: [Traits] = {
    var traits = [Traits](repeating: [], count: Sign.count)
    func add(_ trait: Traits, _ signs: Sign...) { for sign in signs { traits[Int(sign.rawValue)].insert(trait) } }
    add(.inRun, .runInside)
    add(.prose, .bestProse, .outProse)
    add(.other, .hidden, .inFooter, .isPrivacy)
    add(.part, .inHeading, .tagLi)
    add(.link, .linkAll, .linkMost)
    for (marks, groups) in [
      ([Mark.comments, .cookie, .popup, .liveblog, .gallery], 3), ([.card, .teaser, .related], 2),
    ] {
      for mark in marks { for group in 0..<groups { traits[Int(Sign.number(mark, group: group))].insert(.other) } }
    }
    return traits
  }()

  /// Looks whether the run is kept, and keeps it if not. O(signs).
  static func apply(signs: [Int16], starts: [Int32], facts: [BlockFacts], to inside: inout [Bool]) {
    var run = 0
    var kept = 0
    var again = 0
    let all = inside.indices.map { index in
      signs[Int(starts[index])..<Int(starts[index + 1])].reduce(into: Traits()) { $0.formUnion(traits[Int($1)]) }
    }
    for (index, traits) in all.enumerated() where isProse(traits) {
      run += Int(facts[index].words)
      if inside[index] { kept += Int(facts[index].words) }
      if facts[index].repeats > 1 { again += Int(facts[index].words) }
    }
    guard run >= fewWords, kept * 100 < run * share, again * 100 < run * repeated else { return }
    for (index, traits) in all.enumerated() where traits.contains(.inRun) && !traits.contains(.link) {
      let isSentence = facts[index].words > 4 && facts[index].endsSentence
      guard isProse(traits) || traits.contains(.part) || isSentence else { continue }
      if !facts[index].flags.contains(.debris) { inside[index] = true }
    }
  }

  private static func isProse(_ traits: Traits) -> Bool {
    traits.isSuperset(of: [.inRun, .prose]) && !traits.contains(.other)
  }
}
