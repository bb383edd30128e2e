import TextModel

/// Tells what kind of document it is: fills `Metadata.genre`, and `Metadata.notArticle` where it is none.
///
/// Signs in the text, in the address and of the page are summed up with learnt weights; runs after the text has tokens.
public struct GenreTagging: Stage {
  private let tables: GenreTables
  private var signs: GenreSigns

  /// A stage for these tables, one a worker.
  public init(_ tables: GenreTables) {
    self.tables = tables
    signs = GenreSigns(tables)
  }

  /// Below this likelihood a document has no genre.
  static let least = 0.45
  /// From this likelihood on it is no article.
  static let sure = 0.8
  /// A shorter text tells too little.
  static let fewest = 60

  /// Finds the genre of the document. What was read before that says why it is no article is left.
  public mutating func process(_ document: Document) {
    document.metadata.genre = nil
    guard !tables.isEmpty, document.metadata.notArticle == nil, document.tokens.count >= Self.fewest else { return }
    signs.read(document)
    let shares = likelihoods()
    let none = zip(PageKind.allCases, shares).reduce(0) { $0 + ($1.0.reason == nil ? 0 : $1.1) }
    guard
      let best = shares.indices.filter({ (PageKind.allCases[$0].reason == nil) == (none < 0.5) })
        .max(by: { shares[$0] < shares[$1] })
    else { return }
    let kind = PageKind.allCases[best]
    if let reason = kind.reason {
      if none >= Self.sure { document.metadata.notArticle = reason }
    } else if shares[best] >= Self.least * (1 - none) {
      document.metadata.genre = kind.genre
    }
  }

  /// The likelihood of each kind.
  private func likelihoods() -> [Double] {
    let sums = signs.sums
    guard let most = sums.max() else { return [] }
    let powers = sums.map { Self.power(Double($0 - most) / 1000) }
    let total = powers.reduce(0, +)
    return powers.map { $0 / total }
  }

  /// e to the power of a number that is 0 or less; of sums and products alone, so that it is the same on every machine.
  static func power(_ exponent: Double) -> Double {
    guard exponent > -30 else { return 0 }
    // The power of a 1024th, by its series, squared ten times.
    let step = exponent / 1024
    var value = 1 + step + step * step / 2 + step * step * step / 6
    for _ in 0..<10 { value *= value }
    return value
  }

  /// The signs of a document, by name, in the order of their numbers: what `Learning/learners/genres.py` learns from.
  @_spi(Learning) public mutating func signNames(of document: Document) -> [String] {
    signs.read(document)
    return signs.found.sorted().map { tables.space.names[$0] }
  }
}
