import TextModel

/// What parts of speech and marks are worth a look for: most tokens begin neither a verb group nor a cue.
struct TokenKinds {
  /// A tag, and what a token with it may be.
  struct Kind: BitwiseCopyable {
    var tag: PennTag
    /// 1 where it may, so that tokens are counted without a branch.
    var mayBeginGroup: UInt8
    var mayBeCue: UInt8
  }

  /// By the number of a tag, be it one or not.
  let ofTag = FlatBuffer<Kind>(capacity: 256)

  init() {
    for number in 0...UInt8.max {
      let tag = PennTag(rawValue: number) ?? .none
      let mayBeCue = TagSet.verbs.contains(tag) || tag == .MD || tag == .NN || tag == .NNS
      ofTag.append(
        Kind(tag: tag, mayBeginGroup: TagSet.groups.contains(tag) ? 1 : 0, mayBeCue: mayBeCue ? 1 : 0))
    }
  }

  /// Marks and words that are cues by their place.
  @inline(__always) static func mayBeCue(_ word: ClosedWord) -> Bool {
    switch word {
    case .colon, .in, .dash, .hyphen: true
    default: false
    }
  }
}

extension TagSet {
  /// Full verbs and auxiliaries, modals aside.
  static var verbs: TagSet { .VB | .VBD | .VBG | .VBN | .VBP | .VBZ }
  /// What a verb group begins with.
  static var groups: TagSet { verbs | .MD | .RB }
  /// What is a noun phrase by itself; what a noun phrase may have as its head, before it, and in any place.
  static var pronouns: TagSet { .PRP | .EX | .WP }
  static var heads: TagSet { .NN | .NNS | .NNP | .NNPS | .CD }
  static var premodifiers: TagSet { .JJR | .JJS | .dollar | .RBR | .RBS | .hash }
  static var nounPhrase: TagSet {
    heads | .JJ | .JJR | .JJS | .POS | .dollar | .hash | .PRPS | .DT | .PDT | .RBR | .RBS
  }
  static var nounsAndAdjective: TagSet { .NN | .NNS | .NNP | .NNPS | .JJ }
  /// Words of which one may stand behind the end of a content.
  static var boundaries: TagSet { .VBG | .VBN | .WDT | .WP | .VBD | .VBZ | .VBP | .MD | .TO | .WRB | .RB }
}
