/// Classes of words by which the kind of a document is told, as `Rules/genre/words.tsv` has them: where a word is looked
/// for, its class, the words.
struct WordClasses: Sendable {
  /// Where words of a class are looked for.
  enum Place: String, CaseIterable, Sendable {
    /// Every word of the article; its words that begin a sentence.
    case text, start
    /// The headline; its first word.
    case title, first
    /// The parts of the path of the address, and of its host.
    case address, host
    /// The section that the page names.
    case section
    /// What the page calls itself, in JSON-LD or `og:type`.
    case type
  }

  /// The classes of a place, in the order of the list, with the bits that words have for them.
  struct Classes: Sendable {
    var names: [String] = []
    fileprivate(set) var bits: [String: UInt64] = [:]
    /// The words with their bits, in the order of the words.
    fileprivate(set) var sorted: [(word: String, bits: UInt64)] = []

    /// The classes of a word in small letters, a bit each.
    func classes(of word: String) -> UInt64 { bits[word] ?? 0 }
  }

  private(set) var places: [Classes] = Place.allCases.map { _ in Classes() }

  subscript(place: Place) -> Classes { places[Self.index[place] ?? 0] }

  private static let index = Dictionary(uniqueKeysWithValues: Place.allCases.enumerated().map { ($1, $0) })

  /// No more classes than this have a bit.
  static let limit = 64

  /// Reads the list; lines that are none are passed over, and classes of a place beyond the 64th.
  init(tsv: [UInt8]) {
    for line in tsv.split(separator: 0x0A) where line.first != 0x23 {
      let cells = line.split(separator: 0x09, omittingEmptySubsequences: false)
      guard cells.count == 3, let place = Place(rawValue: String(decoding: cells[0], as: UTF8.self)),
        let index = Self.index[place]
      else { continue }
      let name = String(decoding: cells[1], as: UTF8.self)
      if !places[index].names.contains(name) {
        guard places[index].names.count < Self.limit else { continue }
        places[index].names.append(name)
      }
      guard let bit = places[index].names.firstIndex(of: name) else { continue }
      for word in cells[2].split(separator: 0x20) {
        places[index].bits[String(decoding: word, as: UTF8.self), default: 0] |= 1 << UInt64(bit)
      }
    }
    for index in places.indices {
      places[index].sorted = places[index].bits.map { (word: $0, bits: $1) }.sorted { $0.word < $1.word }
    }
  }
}
