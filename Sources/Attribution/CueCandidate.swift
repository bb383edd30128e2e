import TextModel

/// Words that may attribute a content: a cue with its frame, its source and where its content would begin.
struct CueCandidate {
  /// Which list the key is from.
  var word: CueLexicon.Word
  /// The index of the list's entry; -1 where the cue is in none (*according to*, a colon).
  var entry: Int
  var frame: Frame
  var cue: Range<Int>
  /// The token that makes the cue one: the verb, the noun, the adjective.
  var head: Int
  /// The verb group, or nil.
  var group: VerbGroup?
  /// Where the content to the right would begin.
  var start: Int
  var source: FoundSource
  /// The opening mark of the quotation to the left, or -1.
  var quotation = -1
  var particle = -1
  /// Its place alone makes it a cue: a dash after a quotation, *…, a court heard.*
  var isCertain = false
  /// The log odds that it is a cue, of a content that is told here.
  private(set) var score: Float = 0
  /// The same as a share.
  private(set) var probability: Float = 0.5
  /// The share of the cue's lemma.
  var odds: Float = 0
  /// The class of its word by its place in `Cue.Class`, plus one; 0 where it has none.
  var cueClass: UInt8 = 0
  /// Where its content and source are, by its word in its frame.
  var sides: CueLexicon.Sides = []

  /// The cue takes in the verb that leads to it (*tried to explain*).
  var isGoverned: Bool { group.map { cue.lowerBound < $0.start } ?? false }

  mutating func setScore(_ odds: Float) {
    score = odds
    probability = Odds.share(odds)
  }
}
