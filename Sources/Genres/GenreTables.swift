import TextModel

/// What is known beforehand of kinds of documents: classes of words, and the weight of every sign for every kind.
/// Immutable, shared by all workers.
///
/// Made of TSV files: `words.tsv` (where, class, words) and `weights.tsv` (sign, a weight in thousandths a kind).
public struct GenreTables: Sendable {
  private let list: [UInt8]
  let words: GenreWords
  let space: SignSpace
  /// A row of weights a sign, a weight a kind, in thousandths of a nat.
  private let weights: [Int32]
  /// Whether anything has been learnt.
  let isEmpty: Bool

  /// Reads the lists; rows that are none, and signs that there are not, are passed over.
  public init(words: [UInt8], weights: [UInt8]) {
    let classes = GenreWords(tsv: words)
    let space = SignSpace(classes)
    self.init(list: words, classes: classes, space: space, weights: Self.table(tsv: weights, space))
  }

  private init(list: [UInt8], classes: GenreWords, space: SignSpace, weights: [Int32]) {
    self.list = list
    words = classes
    self.space = space
    self.weights = weights
    isEmpty = weights.isEmpty
  }

  /// A row a sign, a weight a kind; empty where the table has no lines.
  private static func table(tsv: [UInt8], _ space: SignSpace) -> [Int32] {
    let kinds = PageKind.allCases.count
    var table = [Int32](repeating: 0, count: space.names.count * kinds)
    let numbers = Dictionary(space.names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    var columns: [Int?] = []
    for line in tsv.split(separator: 0x0A) {
      let cells = line.split(separator: 0x09).map { String(decoding: $0, as: UTF8.self) }
      if columns.isEmpty {
        guard cells.count > 1 else { continue }
        columns = cells.dropFirst().map { name in PageKind.allCases.firstIndex { $0.rawValue == name } }
      } else if let sign = cells.first.flatMap({ numbers[$0] }) {
        for (column, cell) in zip(columns, cells.dropFirst()) {
          if let column, let weight = Int32(cell) { table[sign * kinds + column] = weight }
        }
      }
    }
    return columns.isEmpty ? [] : table
  }

  // MARK: Compiled

  /// The tables as bytes, for `init(section:)`: the length of the list of words, the list, the weights, little-endian.
  public var section: [UInt8] {
    var bytes = withUnsafeBytes(of: UInt32(truncatingIfNeeded: list.count).littleEndian) { Array($0) } + list
    for weight in weights { withUnsafeBytes(of: weight.littleEndian) { bytes.append(contentsOf: $0) } }
    return bytes
  }

  /// The tables that a `section` holds; nil where it is broken.
  public init?(section: UnsafeBufferPointer<UInt8>) {
    let bytes = UnsafeRawBufferPointer(section)
    guard bytes.count >= 4 else { return nil }
    let length = Int(UInt32(littleEndian: bytes.loadUnaligned(as: UInt32.self)))
    guard length <= bytes.count - 4 else { return nil }
    let list = Array(bytes[4..<4 + length])
    let classes = GenreWords(tsv: list)
    let space = SignSpace(classes)
    let count = (bytes.count - 4 - length) / 4
    guard count == 0 || count == space.names.count * PageKind.allCases.count else { return nil }
    let weights = (0..<count).map { index in
      Int32(littleEndian: bytes.loadUnaligned(fromByteOffset: 4 + length + 4 * index, as: Int32.self))
    }
    self.init(list: list, classes: classes, space: space, weights: weights)
  }

  /// No lists: no document has a kind.
  public init() { self.init(words: [], weights: []) }

  /// The names of the kinds: the columns of `weights.tsv`.
  public static var kindNames: [String] { PageKind.allCases.map(\.rawValue) }
  /// The words of the column `where` of `words.tsv`.
  public static var placeNames: [String] { GenreWords.Place.allCases.map(\.name) }

  /// Adds the weights of a sign to the sums of the kinds.
  @inline(__always) func add(_ sign: Int, to sums: inout [Int32]) {
    guard !isEmpty else { return }
    let row = sign * PageKind.allCases.count
    for kind in sums.indices { sums[kind] &+= weights[row + kind] }
  }
}

/// What a document can be: a kind of article, or something else. The raw value is its name in `weights.tsv`, of an
/// article that of the record.
enum PageKind: String, CaseIterable, Sendable {
  case news, feature, opinion, interview, letter, review, guide
  case pressRelease = "press release"
  case sport, blog, listing, transcript
  // What is no article.
  case forum, documentation, product
  case index
  case service = "service page"

  /// Why it is no article, in the words of the record; nil of articles.
  var reason: String? {
    switch self {
    case .forum, .documentation, .product, .service: rawValue
    case .index: "listing"  // names: a word of records
    default: nil
    }
  }

  /// What kind of article it is; nil of what is none.
  var genre: Metadata.Genre? { Metadata.Genre(rawValue: rawValue) }
}
