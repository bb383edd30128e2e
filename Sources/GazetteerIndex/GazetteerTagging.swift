import TextModel

/// Looks every stretch of tokens up in all lists: fills `gazetteerMatches`, `firstMatch` and `listMasks`.
///
/// *Longest of each list.* At every token, of each list (and, apart from it, of each `only-if` of that list) the
/// longest name that begins there is reported, within the sentence; names of other lists and shorter names of other
/// lists are not hidden by it. Entries that share the name follow one another in the order of their file, at most
/// `namesakeLimit` of them. Where the users' own list has a name of the same length, it alone is reported.
///
/// *Case.* An entry matches as it is spelt; with `case any`, however it is spelt. Where case says nothing, in a
/// sentence in capitals, every spelling matches; where it says little, at the start of a sentence and In a Title, a
/// capitalised token also matches a word with a small first letter. Typographic apostrophes and hyphens match plain
/// ones everywhere.
///
/// The matches at a token are linked from the longest to the shortest.
public struct GazetteerTagging: Stage {
  /// Of more entries of one list with one name only the first are reported.
  public static let namesakeLimit = 8
  /// More matches at one token are not reported.
  public static let matchLimit = 256

  private let tagger: GazetteerTagger

  /// A tagger for these lists, one a worker.
  public init(_ gazetteers: Gazetteers) { tagger = GazetteerTagger(gazetteers) }

  /// Finds the matches at every token: a look for a token that begins none, a copy for most others.
  public func process(_ document: Document) { tagger.process(document) }
}
