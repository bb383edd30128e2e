/// What is known of a document beside its text; nil where nothing is.
public struct Metadata: Sendable {
  /// What kind of text a document is; the raw value is the word of the record.
  public enum Genre: String, Sendable, CaseIterable, BitwiseCopyable {
    case news, feature, opinion, interview, letter, review, guide, sport, blog, listing, transcript
    case pressRelease = "press release"
  }
  /// The id that the input gave (JSON Lines).
  public var key: String?
  /// Where the bytes came from: `dump/a.html`, `dump.jsonl:12`, `dump.warc.gz#81920`, `dump.zip#member`.
  public var origin: String = ""
  /// The address from which the document was fetched.
  public var url: String?
  /// The address that the page itself gives.
  public var canonical: String?
  /// The headline as printed.
  public var title: String?
  /// The authors' names.
  public var byline: [String] = []
  /// The outlet.
  public var site: String?
  /// The section of the outlet.
  public var section: String?
  /// The publisher's own day, `YYYY-MM-DD`.
  public var published: String?
  /// The time of publication with its zone, ISO 8601, where given.
  public var publishedAt: String?
  /// The day of the last change, `YYYY-MM-DD`.
  public var modified: String?
  /// ISO 639-1 code.
  public var language: String?
  /// Names of agencies that the document itself credits (filled by `Attribution`, in the order of the text).
  public var credits: [String] = []
  /// Notices of rights, for who has to honour them.
  public var rights: String?
  /// What `notArticle` says of texts in other languages: nothing is looked for in them.
  public static let notEnglish = "not English"
  /// Why the page is no article (`section front`, `error page`, `gallery` …).
  public var notArticle: String?
  /// What kind of text it is, where the page, the address or the text says it.
  public var genre: Genre?
  /// The registrable domain of `url`, else of `canonical` (`example.co.uk`).
  public var outlet: String?
  /// What the page calls itself, for `Genres`: the `@type`s of its JSON-LD, and `og:` with its `og:type`.
  public var pageTypes: [String] = []
  /// The lines that name the authors, for `Attribution`: they may credit agencies.
  public var authorLines: [String] = []
  /// The short lines right behind the article, for the same.
  public var closingLines: [String] = []

  /// Nothing known yet.
  public init() {}
}
