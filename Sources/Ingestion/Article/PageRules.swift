import TextModel

/// The lists that tell what names of classes and phrases mean on pages, and the weights of all signs. Immutable, shared by
/// all workers.
///
/// Made of TSV files: `names.tsv` (word, mark), `phrases.tsv` (phrase, mark, place), `weights.tsv` and `text-weights.tsv`
/// (sign, a weight for each state), `sites.tsv` and `suffixes.tsv`. Compiled they are tables that are read as they are (`section`).
public struct PageRules: Sendable {
  /// Words of class names to the set of their marks.
  private(set) var names: ByteTable
  /// Phrases, by place: a whole paragraph, or its beginning.
  private(set) var phrases: PhraseTable
  /// For pages, and for texts, where nothing but words can be seen.
  private(set) var weights: SignWeights
  private(set) var textWeights: SignWeights
  /// What is known of sites.
  private(set) var sites: SiteRules
  /// How hosts are cut down to the domain of a site.
  public private(set) var suffixes: DomainSuffixes
  private var suffixSource: [UInt8]
  /// The classes of words of the gazetteers; no part of a section.
  private(set) var words = PageWords(WordClasses())

  /// Reads the lists; rows that are none are passed over.
  public init(
    names: [UInt8], phrases: [UInt8], weights: [UInt8], textWeights: [UInt8], sites: [UInt8] = [],
    suffixes: [UInt8] = []
  ) {
    self.names = ByteTable(tsv: names)
    self.phrases = PhraseTable(tsv: phrases)
    self.weights = SignWeights(tsv: weights)
    self.textWeights = SignWeights(tsv: textWeights)
    self.sites = SiteRules(tsv: sites)
    self.suffixes = DomainSuffixes(tsv: suffixes)
    suffixSource = suffixes
  }

  /// These rules with those lists of others that are not empty.
  public func overlaid(
    names: [UInt8], phrases: [UInt8], weights: [UInt8], textWeights: [UInt8], sites: [UInt8], suffixes: [UInt8]
  ) -> PageRules {
    var made = PageRules(
      names: names, phrases: phrases, weights: weights, textWeights: textWeights, sites: sites, suffixes: suffixes)
    if names.isEmpty { made.names = self.names }
    if phrases.isEmpty { made.phrases = self.phrases }
    if weights.isEmpty { made.weights = self.weights }
    if textWeights.isEmpty { made.textWeights = self.textWeights }
    if sites.isEmpty { made.sites = self.sites }
    if suffixes.isEmpty { (made.suffixes, made.suffixSource) = (self.suffixes, suffixSource) }
    return made
  }

  /// These rules with the words of a language.
  public func with(_ words: WordClasses) -> PageRules {
    var made = self
    made.words = PageWords(words)
    return made
  }

  /// No lists: nothing on a page has a meaning.
  public init() { self.init(names: [], phrases: [], weights: [], textWeights: []) }

  /// The rules that a `section` holds; nil where it is broken, or was written for other signs or marks.
  public init?(section: UnsafeBufferPointer<UInt8>) {
    var reader = FlatReader(UnsafeRawBufferPointer(section))
    guard reader.numbers(Int32.self) == Self.form, let names = ByteTable(&reader), let phrases = PhraseTable(&reader),
      let weights = SignWeights(&reader), let textWeights = SignWeights(&reader),
      let sites = reader.numbers(UInt8.self),
      let suffixes = reader.numbers(UInt8.self)
    else { return nil }
    self.names = names
    self.phrases = phrases
    self.weights = weights
    self.textWeights = textWeights
    self.sites = SiteRules(tsv: sites)
    self.suffixes = DomainSuffixes(tsv: suffixes)
    suffixSource = suffixes
  }

  /// The rules as bytes, for `init(section:)`.
  public var section: [UInt8] {
    var writer = FlatWriter()
    writer.add(Self.form)
    names.add(to: &writer)
    phrases.add(to: &writer)
    weights.add(to: &writer)
    textWeights.add(to: &writer)
    writer.add(sites.source)
    writer.add(suffixSource)
    return writer.bytes
  }

  /// What a section must be written for.
  private static let form = [2, Int32(truncatingIfNeeded: Sign.count), Int32(truncatingIfNeeded: Mark.allCases.count)]

  /// The words of the column `mark`.
  public static var markNames: [String] { Mark.names }
  /// The words of the column `place`.
  public static var phrasePlaces: [String] { PhraseTable.Place.allCases.map(\.rawValue) }
  /// The words of the column `verdict` of rules for sites.
  public static var siteVerdicts: [String] { SiteRules.verdicts }
  /// The words of the column `by` there.
  public static var siteWays: [String] { SiteRules.Rule.Kind.allCases.map(\.rawValue) }
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
    disclosure, unseen, embed

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
