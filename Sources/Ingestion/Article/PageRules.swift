/// The lists that tell what names of classes and phrases mean on pages, and the weights of all signs. Immutable, shared by
/// all workers.
///
/// Made of TSV files: `names.tsv` (word, mark), `phrases.tsv` (phrase, mark, place), `weights.tsv` and `text-weights.tsv`
/// (sign, a weight for each state). Compiled they are tables that are read as they are (`section`).
public struct PageRules: Sendable {
  /// Words of class names to the set of their marks.
  let names: ByteTable
  /// Phrases, by place: a whole paragraph, or its beginning.
  let phrases: PhraseTable
  /// For pages, and for texts, where nothing but words can be seen.
  let weights: SignWeights
  let textWeights: SignWeights

  /// Reads the lists; rows that are none are passed over.
  public init(names: [UInt8], phrases: [UInt8], weights: [UInt8], textWeights: [UInt8]) {
    self.names = ByteTable(tsv: names)
    self.phrases = PhraseTable(tsv: phrases)
    self.weights = SignWeights(tsv: weights)
    self.textWeights = SignWeights(tsv: textWeights)
  }

  /// No lists: nothing on a page has a meaning.
  public init() { self.init(names: [], phrases: [], weights: [], textWeights: []) }

  /// The rules that a `section` holds; nil where it is broken, or was written for other signs or marks.
  public init?(section: UnsafeBufferPointer<UInt8>) {
    var reader = FlatReader(UnsafeRawBufferPointer(section))
    guard reader.numbers(Int32.self) == Self.form, let names = ByteTable(&reader), let phrases = PhraseTable(&reader),
      let weights = SignWeights(&reader), let textWeights = SignWeights(&reader)
    else { return nil }
    self.names = names
    self.phrases = phrases
    self.weights = weights
    self.textWeights = textWeights
  }

  /// The rules as bytes, for `init(section:)`.
  public var section: [UInt8] {
    var writer = FlatWriter()
    writer.add(Self.form)
    names.add(to: &writer)
    phrases.add(to: &writer)
    weights.add(to: &writer)
    textWeights.add(to: &writer)
    return writer.bytes
  }

  /// What a section must be written for.
  private static let form = [1, Int32(truncatingIfNeeded: Sign.count), Int32(truncatingIfNeeded: Mark.allCases.count)]

  /// The words of the column `mark`.
  public static var markNames: [String] { Mark.names }
  /// The words of the column `place`.
  public static var phrasePlaces: [String] { PhraseTable.Place.allCases.map(\.rawValue) }
  /// The words of the column `sign`.
  public static var signNames: [String] { SignWeights.rowNames }
}

/// What a name of a class or a phrase says of its paragraph.
enum Mark: UInt8, CaseIterable {
  case body, title, lead, byline, date, caption, image, share, related, newsletter, ad, comments, nav, menu, header,
    footer
  case sidebar, tags, bio, subscribe, cookie, legal, breadcrumb, search, login, widget, promo, hidden, video, audio,
    credit
  case source, metaInfo, quote, list, table, rating, product, correction, skip, popup, teaser, card, liveblog,
    recirculation
  case content, post, article, entry, text, main, section, container, column, summary, gallery, poll, print, toc,
    disclosure, unseen

  /// The mark of a name in a list.
  init?(name: UnsafeBufferPointer<UInt8>) {
    let number = Self.byName.value(name)
    guard number > 0 else { return nil }
    self.init(rawValue: UInt8(truncatingIfNeeded: number - 1))
  }

  /// The names of all marks by their numbers; printing a case by its name is slow.
  static let names = allCases.map { String(describing: $0) }
  /// Numbers from 1.
  private static let byName = ByteTable(numbering: names)
}

/// A set of marks, one bit each.
struct MarkSet: OptionSet, Hashable {
  let rawValue: UInt64
  init(rawValue: UInt64) { self.rawValue = rawValue }
  init(_ mark: Mark) { rawValue = 1 << UInt64(mark.rawValue) }
  func has(_ mark: Mark) -> Bool { rawValue & (1 << UInt64(mark.rawValue)) != 0 }
}
