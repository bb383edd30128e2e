/// Classes of words by which the kind of a document is told, as `Rules/genre/words.tsv` has them: where a word is looked
/// for, its class, the words.
struct GenreWords: Sendable {
  /// Where words of a class are looked for.
  enum Place: Int, CaseIterable, Sendable {
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

    /// Its name in `words.tsv`.
    var name: String { "\(self)" }

    /// The place of a name.
    init?(named name: String) {
      guard let place = Self.byName[name] else { return nil }
      self = place
    }

    private static let byName = Dictionary(allCases.map { ($0.name, $0) }) { first, _ in first }
  }

  /// The classes of a place, in the order of the list, with the bits that words have for them.
  struct Classes: Sendable {
    var names: [String] = []
    /// The words with their bits: of places whose words are looked up.
    fileprivate(set) var bits: [String: UInt64] = [:]
    /// The same in the order of the list: of places of which every token is looked at. A word that is there twice has the
    /// bits of both.
    fileprivate(set) var listed: [(word: [UInt8], bits: UInt64)] = []

    /// The classes of a word in small letters, a bit each.
    func classes(of word: String) -> UInt64 { bits[word] ?? 0 }
  }

  private(set) var places: [Classes] = Place.allCases.map { _ in Classes() }

  subscript(place: Place) -> Classes { places[place.rawValue] }

  /// No more classes than this have a bit.
  static let limit = 64

  /// Reads the list; lines that are none are passed over, and classes of a place beyond the 64th.
  init(tsv: [UInt8]) {
    for line in tsv.split(separator: 0x0A) where line.first != 0x23 {
      let cells = line.split(separator: 0x09, omittingEmptySubsequences: false)
      guard cells.count == 3, let place = Place(named: String(decoding: cells[0], as: UTF8.self)) else { continue }
      let index = place.rawValue
      let name = String(decoding: cells[1], as: UTF8.self)
      if !places[index].names.contains(name) {
        guard places[index].names.count < Self.limit else { continue }
        places[index].names.append(name)
      }
      guard let bit = places[index].names.firstIndex(of: name) else { continue }
      for word in cells[2].split(separator: 0x20) {
        if place == .text || place == .start {
          places[index].listed.append((Array(word), 1 << UInt64(bit)))
        } else {
          places[index].bits[String(decoding: word, as: UTF8.self), default: 0] |= 1 << UInt64(bit)
        }
      }
    }
  }
}
