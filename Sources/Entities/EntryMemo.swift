import GazetteerIndex
import TextModel

/// What the lists have of entries, kept for those asked for last: news names the same things again and again.
final class EntryMemo {
  private static let size = 1024
  private let gazetteers: Gazetteers
  private let idColumns: [Int]
  /// By list, whether entries without an identifier have one of ours.
  private let hasSlugs: [Bool]
  /// By slot that an entry chooses: its list, and what entries of one thing have in common.
  private let identities: UnsafeMutablePointer<Identity>
  /// By slot the entry whose name and identifier are kept there, and these; before any is, one that chooses another slot.
  private var entries = (0..<Int32(size)).map { $0 ^ 1 }
  private var names = [String](repeating: "", count: size)
  private var references = [String](repeating: "", count: size)

  private struct Identity: BitwiseCopyable {
    var entry: Int32
    var list: Int32 = 0
    var value: UInt64 = 0
  }

  init(_ gazetteers: Gazetteers) {
    self.gazetteers = gazetteers
    var columns = [Int](repeating: -1, count: GazetteerMatch.listLimit)
    for list in gazetteers.lists where Int(list.id) < GazetteerMatch.listLimit {
      columns[Int(list.id)] = gazetteers.column("id", of: list.id) ?? -1
    }
    idColumns = columns
    hasSlugs = gazetteers.lists.map { Self.hasSlugs($0.name) }
    identities = .allocate(capacity: Self.size)
    for slot in 0..<Self.size { (identities + slot).initialize(to: Identity(entry: Int32(slot) ^ 1)) }
  }

  deinit { identities.deallocate() }

  private static func slot(of entry: Int32) -> Int { Int(UInt32(bitPattern: entry) & UInt32(size - 1)) }

  /// What entries of one thing have in common.
  func identity(of entry: Int32) -> UInt64 { known(entry).value }

  /// The list in which an entry stands.
  func list(of entry: Int32) -> Int { Int(known(entry).list) }

  @inline(__always) private func known(_ entry: Int32) -> Identity {
    let slot = Self.slot(of: entry)
    if identities[slot].entry != entry { identities[slot] = find(entry) }
    return identities[slot]
  }

  private func find(_ entry: Int32) -> Identity {
    let list = Int(gazetteers.list(of: entry)) & (GazetteerMatch.listLimit - 1)
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    var isEmpty = true
    let column = idColumns[list]
    if column >= 0 {
      gazetteers.withValue(column, of: entry) { reference in
        isEmpty = reference.count < 2
        if reference.starts(with: "hearsay:".utf8) {  // names: a scheme
          Self.add(UnsafeBufferPointer(rebasing: reference[8...]), to: &hash)
        } else {
          for byte in reference { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        }
      }
    }
    if isEmpty, hasSlug(entry, list) {
      isEmpty = false
      gazetteers.withValue(0, of: entry) { Self.add($0, to: &hash) }
    }
    // Neither: the entry is like no other.
    if isEmpty { hash = (hash ^ UInt64(UInt32(bitPattern: entry)) ^ 1 << 40) &* 0x0000_0100_0000_01B3 }
    // The lowest bits are the kind's.
    return Identity(entry: entry, list: Int32(truncatingIfNeeded: list), value: hash << 2)
  }

  /// Adds the letters of a name, or of an identifier made of one.
  private static func add(_ name: UnsafeBufferPointer<UInt8>, to hash: inout UInt64) {
    for byte in name where Slug.isLetter(byte) { hash = (hash ^ UInt64(byte | 0x20)) &* 0x0000_0100_0000_01B3 }
  }

  /// The entry's own name.
  func name(of entry: Int32) -> String { names[filled(entry)] }

  /// Its identifier; "" where it has none.
  func reference(of entry: Int32) -> String { references[filled(entry)] }

  private func filled(_ entry: Int32) -> Int {
    let slot = Self.slot(of: entry)
    if entries[slot] == entry { return slot }
    let column = idColumns[list(of: entry)]
    entries[slot] = entry
    names[slot] = gazetteers.name(of: entry)
    let reference = column < 0 ? "" : gazetteers.value(column, of: entry)
    references[slot] = reference.isEmpty ? self.slug(of: entry, list(of: entry)) ?? "" : reference
    if reference == Self.several { references[slot] = "" }
    return slot
  }

  /// What the column `id` has where several bodies have the name (*Congress*): it is the identifier of none.
  private static let several = "-"

  /// Our own identifier of an entry, made of its name; nil where its list has none or the name is that of several.
  private func slug(of entry: Int32, _ list: Int) -> String? {
    hasSlug(entry, list) ? gazetteers.withValue(0, of: entry) { Slug.make($0) } : nil
  }

  private func hasSlug(_ entry: Int32, _ list: Int) -> Bool {
    guard entry >= 0, hasSlugs[list] else { return false }
    let column = idColumns[list]
    return column < 0 || gazetteers.withValue(column, of: entry) { $0.isEmpty }
  }

  /// Lists of whole names that have no identifiers from elsewhere.
  private static func hasSlugs(_ list: String) -> Bool {
    let parts = ["head", "suffix"]  // names: lists
    if parts.contains(where: { list.hasSuffix(".\($0)") }) { return false }
    if ["person.notable", "place.nature", "place.region", "place.facility"].contains(list) { return true }
    return list.hasPrefix("organization.")
  }
}

/// Of which entries words are the names, kept for those asked for last.
final class OwnNames {
  private static let size = 1 << 10
  private let slots: UnsafeMutablePointer<Slot>
  private var generation = -1
  private var vocabulary: Vocabulary?

  private struct Slot: BitwiseCopyable {
    /// No entry stands with all bits.
    var key = UInt64.max
    var isOwn = false
  }

  init() {
    slots = .allocate(capacity: Self.size)
    slots.initialize(repeating: Slot(), count: Self.size)
  }

  deinit { slots.deallocate() }

  /// Forgets all words where they are numbered anew.
  func prepare(for current: Vocabulary) {
    guard vocabulary !== current || generation != current.generation else { return }
    (vocabulary, generation) = (current, current.generation)
    slots.update(repeating: Slot(), count: Self.size)
  }

  @inline(__always) private static func key(_ entry: Int32, _ word: WordID) -> UInt64 {
    UInt64(UInt32(bitPattern: entry)) << 32 | UInt64(UInt32(bitPattern: word.rawValue))
  }

  @inline(__always) private static func slot(of key: UInt64) -> Int {
    Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 54)
  }

  func find(_ entry: Int32, _ word: WordID) -> Bool? {
    let key = Self.key(entry, word)
    let slot = slots[Self.slot(of: key)]
    return slot.key == key ? slot.isOwn : nil
  }

  func add(_ entry: Int32, _ word: WordID, _ isOwn: Bool) {
    let key = Self.key(entry, word)
    slots[Self.slot(of: key)] = Slot(key: key, isOwn: isOwn)
  }
}

/// The words of a range as records show them.
enum NameText {
  /// *Port Elrick* for a dateline's *PORT ELRICK*; only of ASCII letters.
  static func capitalized(_ name: String) -> String {
    var isInside = false
    var bytes: [UInt8] = []
    for byte in name.utf8 {
      let isLetter = (0x41...0x5A).contains(byte) || byte >= 0x80 || byte == 0x27
      bytes.append(isInside && (0x41...0x5A).contains(byte) ? byte | 0x20 : byte)
      isInside = isLetter
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The text with single blanks: names and descriptors run over line ends.
  static func oneLine(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> String {
    let bytes = UnsafeBufferPointer(rebasing: text[range])
    var isPlain = true
    var wasBlank = true
    for byte in bytes {
      let isBlank = byte == 0x20
      if byte < 0x20 || byte >= 0x80 || isBlank && wasBlank { isPlain = false }
      wasBlank = isBlank
    }
    let text = String(decoding: bytes, as: UTF8.self)
    return isPlain ? text : text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}

/// Identifiers of ours: `hearsay:republican-party`, the name's letters and digits in small letters with hyphens between.
enum Slug {
  static func make(_ name: UnsafeBufferPointer<UInt8>) -> String {
    var slug: [UInt8] = []
    slug.reserveCapacity(name.count + 8)
    slug.append(contentsOf: "hearsay:".utf8)  // names: a scheme
    let start = slug.count
    // Capitals with marks are two bytes, the small ones in the same block: `É` is C3 89, `é` C3 A9.
    var previous: UInt8 = 0
    for byte in name {
      if isLetter(byte) {
        let isCapital = (0x41...0x5A).contains(byte) || previous == 0xC3 && (0x80...0x9E).contains(byte)
        slug.append(isCapital ? byte | 0x20 : byte)
      } else if slug.count > start, slug.last != 0x2D, byte != 0x27, byte != 0x2E {
        slug.append(0x2D)
      }
      previous = byte
    }
    if slug.last == 0x2D { slug.removeLast() }
    return String(decoding: slug, as: UTF8.self)
  }

  /// Whether a byte is of a letter or a digit.
  @inline(__always) static func isLetter(_ byte: UInt8) -> Bool {
    byte >= 0x80 || byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A || byte >= 0x30 && byte <= 0x39
  }
}
