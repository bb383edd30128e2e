import Entities
import Records

/// What the whole collection keeps of a document in memory, about 110 bytes; the rest lies in a file (`DigestPayload`).
public struct Digest: Sendable, BitwiseCopyable {
  /// The two parts of the document's id.
  private let hash: UInt64
  private let occurrence: Int32
  /// Where its lines are kept.
  public var place: RecordPlace
  /// A hash of its lines.
  var stamp: UInt64
  /// Of the words of the article; nought where there are none.
  var textHash: UInt64
  /// Minutes since 1970 of its publication; `Timestamp.unknown` where no day is known.
  var minute: Int32
  /// Days since 1970 of `published`; `Timestamp.unknown` where there is none.
  var published: Int32
  /// The words of the article's own text.
  var bodyCount: Int32
  /// The agencies that it credits, a bit each.
  var credits: UInt32
  /// The agency whose site it is from, a bit, or none.
  var agency: UInt32
  /// Whether it is compared at all.
  var isCompared: Bool
  /// Where its payload lies.
  var payload: DigestPayload.Place

  /// The document's id.
  var id: DocumentID { DocumentID(hash: hash, occurrence: Int(occurrence)) }

  /// The day of publication, in days since 1970; nil where it is not known.
  var day: Int32? {
    minute == Timestamp.unknown ? nil : minute >= 0 ? minute / 1440 : (minute - 1439) / 1440
  }

  /// Earlier, else fuller, else by the id.
  func precedes(_ other: Digest) -> Bool {
    if minute != other.minute { return minute < other.minute }
    if bodyCount != other.bodyCount { return bodyCount > other.bodyCount }
    return DocumentID.precedes(id, other.id)
  }

  /// Whether the one credits the agency of which the other is the own text.
  func credits(_ other: Digest) -> Bool { credits & other.agency != 0 && agency & other.agency == 0 }

  /// Takes the digest of a document. O(words).
  init(_ document: StoryDocument, id: DocumentID, place: RecordPlace, stamp: UInt64, language: StoryLanguage) {
    hash = id.hash
    occurrence = Int32(clamping: id.occurrence)
    self.place = place
    self.stamp = stamp
    let minute = Timestamp.minute(at: document.publishedAt, day: document.published)
    self.minute = minute.map { Int32(clamping: $0) } ?? Timestamp.unknown
    let day = document.published.flatMap { Timestamp.day(Array($0.utf8)) }
    published = day.map { Int32(clamping: $0) } ?? Timestamp.unknown
    isCompared = document.isCompared
    var words: UInt64 = 0
    for digit in (document.textHash ?? "").utf8.dropFirst() {
      words = words << 4 | UInt64(digit < 0x3A ? digit &- 0x30 : digit &- 0x57)
    }
    textHash = document.textHash == nil ? 0 : max(1, words)
    bodyCount = 0
    credits = document.credits.reduce(0) { $0 | language.words.agency(named: $1) }
    agency = (document.outlet ?? document.site).map { language.words.agency(ofSite: $0) } ?? 0
    payload = DigestPayload.Place()
  }
}

extension DocumentID {
  /// The order of ids in results.
  static func precedes(_ one: DocumentID, _ other: DocumentID) -> Bool {
    (one.hash, one.occurrence) < (other.hash, other.occurrence)
  }

  /// The id of the letters of a record; nil where they are none.
  init?(_ text: String) {
    var digits = text.utf8[...]
    guard digits.popFirst() == UInt8(ascii: "d"), digits.count >= 16 else { return nil }
    var hash: UInt64 = 0
    for digit in digits.prefix(16) {
      switch digit {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): hash = hash << 4 | UInt64(digit &- 0x30)
      case UInt8(ascii: "a")...UInt8(ascii: "f"): hash = hash << 4 | UInt64(digit &- 0x57)
      default: return nil
      }
    }
    digits = digits.dropFirst(16)
    guard !digits.isEmpty else {
      self.init(hash: hash)
      return
    }
    guard digits.popFirst() == UInt8(ascii: "-"), digits.first != UInt8(ascii: "0"), digits.count < 9,
      let occurrence = Int(String(Substring(digits))), occurrence > 1
    else { return nil }
    self.init(hash: hash, occurrence: occurrence)
  }
}

/// What the comparison of documents asks for and what need not be in memory all the time: sequences of words, what the text
/// is about, and the keys by which others like it are found.
public struct DigestPayload: Sendable {
  /// Where a payload lies in its file, and how long its parts are.
  struct Place: Sendable, BitwiseCopyable {
    var offset = 0
    var fingerprints: UInt32 = 0
    var keys: UInt16 = 0
    var entries: UInt16 = 0

    /// In bytes.
    var length: Int { Int(fingerprints) * 4 + Int(keys) * 4 + TopicVectors.length(entries: Int(entries)) }
  }

  /// See `Grams.fingerprint`.
  private(set) var fingerprint: [UInt32]
  /// The hashes of the heaviest features, sorted.
  private(set) var keys: [UInt32]
  /// What the text is about.
  private(set) var vectors: TopicVectors

  /// Takes the payload of a document; fills in the number of its words.
  init(_ document: StoryDocument, language: StoryLanguage, bodyCount: inout Int32) {
    let text = TextWords(document, language: language)
    fingerprint = document.isCompared ? Grams(text.words).fingerprint : []
    bodyCount = Int32(clamping: text.words.reduce(0) { $0 + ($1.flags.contains(.body) ? 1 : 0) })
    let topic = document.isCompared ? Topic(document, text, language: language) : nil
    vectors = topic?.vectors ?? TopicVectors()
    keys = topic?.keys ?? []
  }

  /// Its place, but for the offset.
  var place: Place {
    Place(
      fingerprints: UInt32(clamping: fingerprint.count), keys: UInt16(clamping: keys.count),
      entries: UInt16(clamping: vectors.hashes.count))
  }

  /// As it is written to the file.
  var bytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(place.length)
    for part in [fingerprint, keys] { part.withUnsafeBytes { bytes += $0 } }
    return bytes + vectors.bytes
  }

  /// The numbers of a stretch of bytes.
  static func numbers<Number: BitwiseCopyable>(
    _ bytes: [UInt8], at offset: Int, count: Int, _ type: Number.Type
  ) -> [Number] {
    let stride = MemoryLayout<Number>.stride
    guard offset >= 0, count >= 0, offset + count * stride <= bytes.count else { return [] }
    return bytes.withUnsafeBytes { bytes in
      (0..<count).map { bytes.loadUnaligned(fromByteOffset: offset + $0 * stride, as: type) }
    }
  }
}

/// The digests of a collection, in the order of time, with their payloads on disk.
final class DigestTable: Sendable {
  let rows: [Digest]
  private let file: SpoolReader

  init(_ rows: [Digest], file: SpoolReader) {
    self.rows = rows
    self.file = file
  }

  var count: Int { rows.count }
  subscript(_ document: Int) -> Digest { rows[document] }

  /// The sequences of a document.
  func fingerprint(of document: Int) -> [UInt32] {
    let place = rows[document].payload
    let bytes = file.bytes(at: place.offset, count: Int(place.fingerprints) * 4) ?? []
    return DigestPayload.numbers(bytes, at: 0, count: Int(place.fingerprints), UInt32.self)
  }

  /// The keys of a document.
  func keys(of document: Int) -> [UInt32] {
    let place = rows[document].payload
    let bytes = file.bytes(at: place.offset + Int(place.fingerprints) * 4, count: Int(place.keys) * 4) ?? []
    return DigestPayload.numbers(bytes, at: 0, count: Int(place.keys), UInt32.self)
  }

  /// What a document is about.
  func vectors(of document: Int) -> TopicVectors {
    let place = rows[document].payload
    let start = Int(place.fingerprints) * 4 + Int(place.keys) * 4
    guard let bytes = file.bytes(at: place.offset + start, count: place.length - start) else { return TopicVectors() }
    return TopicVectors(bytes, entries: Int(place.entries))
  }

  /// How likely two texts report one event, by what they are about and the days between them.
  func alike(_ one: Int, _ vectors: TopicVectors, _ other: Int, _ otherVectors: TopicVectors) -> Float {
    let factor = TimeGap.factor(rows[one].day, rows[other].day)
    return factor > 0 ? vectors.alike(otherVectors, factor: factor) : 0
  }
}

/// Where the lines of a document lie.
public struct RecordPlace: Sendable, Hashable, BitwiseCopyable {
  /// An index into the files of the collection.
  public var file: Int32
  /// The line of the document's own record, from 1.
  public var line: Int
  /// In bytes.
  public var offset: Int
  /// In bytes.
  public var length: Int

  /// Makes a place.
  public init(file: Int32, line: Int, offset: Int, length: Int) {
    self.file = file
    self.line = line
    self.offset = offset
    self.length = length
  }
}
