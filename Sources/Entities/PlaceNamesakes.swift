import GazetteerIndex
import TextModel

/// Which place of a name lies in which country or state: `Rules/names/namesakes.tsv`, from GeoNames.
///
/// A mapped section: the identifiers by the hash of a name in small letters and a code (`lebanon`, `US-NH`).
public struct PlaceNamesakes: Sendable {
  private let rows: NameHashes
  private let numbers: ResourceBytes

  /// No places.
  public init() { self.init(section: ResourceBytes()) }

  /// The places of a section that `section(tsv:)` made. O(1).
  public init(section: ResourceBytes) {
    let length = 4 * min(Int(section.uint32(at: 0)), section.count / 4)
    numbers = section.slice(4, length)
    rows = NameHashes(section.slice((length + 11) / 8 * 8, section.count))
  }

  /// Makes the section of lines of `name code id mark`; what is not in order is passed over. O(bytes).
  public static func section(tsv: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    let lineCount = tsv.reduce(0) { $1 == 0x0A ? $0 + 1 : $0 }
    guard lineCount > 0 else { return [] }
    var hashes = NameHashBuilder(count: lineCount + 1)
    var numbers: [UInt32] = []
    var reader = FieldReader(bytes: tsv)
    while reader.nextLine() {
      guard let name = reader.field(), let code = reader.field(), let id = reader.field(),
        var number = PlaceID(id)
      else { continue }
      let isRival = reader.field()?.elementsEqual("rival".utf8)  // names: a value of the column
      if isRival == true { number = number.rival }
      let key = Array(name) + [0x09] + Array(code)
      key.withUnsafeBufferPointer { hashes.insert($0, row: Int32(truncatingIfNeeded: numbers.count)) }
      numbers.append(number.rawValue)
    }
    var bytes: [UInt8] = []
    bytes.appendLittleEndian(UInt32(truncatingIfNeeded: numbers.count))
    for number in numbers { bytes.appendLittleEndian(number) }
    while bytes.count % 8 != 0 { bytes.append(0) }
    return bytes + hashes.serialized()
  }

  /// The place of a name that lies there; nil where none is known. The name is hashed with a tab behind it.
  func place(_ name: EvidenceHash, in code: PlaceCode) -> PlaceID? {
    var hash = name
    code.forEachByte { hash.add($0) }
    let row = rows.find(hash.value)
    guard row >= 0, Int(row) * 4 + 4 <= numbers.count else { return nil }
    return PlaceID(rawValue: numbers.uint32(at: Int(row) * 4))
  }
}

/// The identifier of a place: of GeoNames, or of a county of the United States.
struct PlaceID: BitwiseCopyable, Equatable {
  let rawValue: UInt32
  private static let county: UInt32 = 1 << 30
  private static let rivals: UInt32 = 1 << 29

  init(rawValue: UInt32) { self.rawValue = rawValue }

  /// The same place, marked as one not much smaller than the largest of its name.
  var rival: PlaceID { PlaceID(rawValue: rawValue | Self.rivals) }

  /// Not much smaller than the largest of its name.
  var isRival: Bool { rawValue & Self.rivals != 0 }

  /// Reads `geonames:5088597` or `fips:06059`.
  init?(_ text: UnsafeBufferPointer<UInt8>) {
    let isCounty = text.starts(with: "fips:".utf8)  // names: a scheme
    let isPlace = text.starts(with: "geonames:".utf8)  // names: a scheme
    guard isCounty || isPlace, let colon = text.firstIndex(of: 0x3A) else { return nil }
    var number: UInt32 = 0
    for byte in text[(colon + 1)...] {
      guard byte >= 0x30, byte <= 0x39, number < 100_000_000 else { return nil }
      number = number * 10 + UInt32(byte - 0x30)
    }
    rawValue = number | (isCounty ? Self.county : 0)
  }

  /// A county of the United States.
  var isCounty: Bool { rawValue & Self.county != 0 }

  /// As records have it.
  var reference: String {
    let digits = String(rawValue & ~(Self.county | Self.rivals))
    guard isCounty else { return "geonames:\(digits)" }  // names: a scheme
    return "fips:" + String(repeating: "0", count: max(0, 5 - digits.utf8.count)) + digits  // names: a scheme
  }
}

/// An ISO 3166 code of a country (`US`), or of a part of one (`US-NH`): up to eight bytes, the first in the lowest.
struct PlaceCode: BitwiseCopyable, Hashable {
  let rawValue: UInt64

  /// Of the bytes of a code; nil where they are none.
  init?(_ bytes: some Collection<UInt8>) {
    guard bytes.count >= 2, bytes.count <= 8 else { return nil }
    var value: UInt64 = 0
    for byte in bytes.reversed() { value = value << 8 | UInt64(byte) }
    rawValue = value
  }

  private init(rawValue: UInt64) { self.rawValue = rawValue }

  /// The code of the country.
  var country: PlaceCode { PlaceCode(rawValue: rawValue & 0xFFFF) }

  /// Whether it is a part of a country.
  var isPart: Bool { rawValue > 0xFFFF }

  func forEachByte(_ body: (UInt8) -> Void) {
    var rest = rawValue
    while rest != 0 {
      body(UInt8(truncatingIfNeeded: rest))
      rest >>= 8
    }
  }

  /// As records have it.
  var text: String {
    var bytes: [UInt8] = []
    forEachByte { bytes.append($0) }
    return String(decoding: bytes, as: UTF8.self)
  }
}
