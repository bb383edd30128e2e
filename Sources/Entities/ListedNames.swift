import GazetteerIndex
import TextModel

/// What the lists know of a name that is exactly one of their entries.
final class ListedNames {
  private let gazetteers: Gazetteers
  private let memo: EntryMemo
  private let ownNames = OwnNames()
  /// For each list and kind, four a list, how much its entry is to be preferred as the identity of a name; 0: not at all.
  private let preference: UnsafeMutablePointer<UInt8>
  private let hasManySpellings: UnsafeMutablePointer<Bool>
  /// The list of what stands behind companies' names, *Inc.*, *Ltd*, or -1.
  private let suffixes: Int

  init(_ gazetteers: Gazetteers) {
    self.gazetteers = gazetteers
    preference = .allocate(capacity: GazetteerMatch.listLimit * 4)
    preference.initialize(repeating: 0, count: GazetteerMatch.listLimit * 4)
    hasManySpellings = .allocate(capacity: GazetteerMatch.listLimit)
    hasManySpellings.initialize(repeating: false, count: GazetteerMatch.listLimit)
    memo = EntryMemo(gazetteers)
    suffixes = gazetteers.lists.first { $0.name == "organization.suffix" }.map { Int($0.id) } ?? -1
    for list in gazetteers.lists where Int(list.id) < GazetteerMatch.listLimit {
      hasManySpellings[Int(list.id)] = ["place.city", "place.town", "place.village", "place.state"].contains {
        list.name.hasPrefix($0)
      }
      for (kind, name) in Entity.Kind.allCases.enumerated() where list.name.hasPrefix("\(name.rawValue).") {
        preference[Int(list.id) * 4 + kind] = Self.preference(of: list.name)
      }
    }
  }

  deinit {
    preference.deallocate()
    hasManySpellings.deallocate()
  }

  /// Where the name of a company ends without *Inc.*, *Pty Ltd* and a comma before them.
  func limitWithoutSuffix(of tokens: TokenRange, _ view: NameView) -> Int {
    var limit = tokens.limit
    while limit - tokens.first > 1, isSuffix(limit - 1, view) { limit -= 1 }
    if limit < tokens.limit, limit - tokens.first > 1, view.flags(limit - 1).contains(.comma) { limit -= 1 }
    return limit
  }

  private func isSuffix(_ token: Int, _ view: NameView) -> Bool {
    var isSuffix = false
    view.lists.forEachMatch(at: token) { match in
      if Int(match.list) == suffixes, match.tokens.count == 1 { isSuffix = true }
    }
    return isSuffix
  }

  /// Forgets what is known of words if those of a vocabulary are other ones.
  func prepare(for vocabulary: Vocabulary) { ownNames.prepare(for: vocabulary) }

  private static func preference(of list: String) -> UInt8 {
    let parts = ["title", "role", "occupation", "particle", "suffix", "head", "given", "surname"]
    if parts.contains(where: { list.hasSuffix(".\($0)") }) || list.hasPrefix("place.village") { return 0 }
    let order = ["place.country", "place.state", "place.city", "place.region"]
    if let index = order.firstIndex(of: list) { return UInt8(9 - index) }
    return list.hasPrefix("place.town") ? 1 : 3
  }

  /// The entry of a list of the name's kind that is exactly the name; entries that need a condition do not count.
  func entry(of name: FoundName, _ view: NameView) -> Int32? {
    guard name.tokens.count > 0, name.tokens.limit <= view.tokens.count else { return nil }
    let start = view.tokens[name.tokens.first].range.start
    guard name.range.length == Int(view.tokens[name.tokens.limit - 1].range.end.value - start.value) else { return nil }
    var best: Int32?
    var most: UInt8 = 0
    var isAmbiguous = false
    let matches = view.lists.matches
    var index = name.tokens.first < view.lists.firstMatch.count ? Int(view.lists.firstMatch[name.tokens.first]) : -1
    while index >= 0, index < matches.count {
      let match = matches[index]
      index = Int(match.next)
      // The longest come first.
      if match.tokens.end < name.tokens.end { break }
      guard match.tokens.end == name.tokens.end else { continue }
      let preference = preference(of: match, name, view)
      if preference > most {
        most = preference
        best = match.entry
        isAmbiguous = false
      } else if preference == most, preference > 0, name.kind == 2, let best, !areOneThing(best, match.entry) {
        isAmbiguous = true
      }
    }
    // *AFP* is an agency, a police force and an army: what the text says is all that is known.
    if isAmbiguous, let entry = best, isAcronym(name, view), !isOwnName(entry, of: name, view) { return nil }
    return best
  }

  /// How much a match is to be preferred as the identity of exactly its name; 0: not at all.
  private func preference(of match: GazetteerMatch, _ name: FoundName, _ view: NameView) -> UInt8 {
    // What needs a condition counts where it has been found to be a place, by its own name: *Reading*, *Porto*.
    if match.isConditional, name.kind != 1 || match.entry < 0 || !isOwnName(match.entry, of: name, view) { return 0 }
    if match.entry < 0 { return 20 }
    let list = Int(match.list) & (GazetteerMatch.listLimit - 1)
    let preference = 2 * preference[list * 4 + name.kind]
    // A name before another's further name: *Porto* is not *Portogruaro*, *White House* not *Casablanca*.
    guard preference > 0, hasManySpellings[list] else { return preference }
    if isOwnName(match.entry, of: name, view) { return preference + 1 }
    return name.tokens.count > 1 ? 1 : preference
  }

  /// Two lists have the same name for it, or the same reference.
  private func areOneThing(_ one: Int32, _ other: Int32) -> Bool {
    let (name, reference) = (memo.name(of: one), reference(of: one))
    return memo.name(of: other) == name || reference != nil && self.reference(of: other) == reference
  }

  private func isAcronym(_ name: FoundName, _ view: NameView) -> Bool {
    name.tokens.count == 1 && view.flags(name.tokens.first).contains(.allCapitals)
  }

  /// Whether a name is the entry's first, by its bytes: of one word, found out once.
  private func isOwnName(_ entry: Int32, of name: FoundName, _ view: NameView) -> Bool {
    guard name.tokens.count == 1 else { return isName(entry, name, view) }
    let word = view.tokens[name.tokens.first].word
    if let known = ownNames.find(entry, word) { return known }
    let isOwn = isName(entry, name, view)
    ownNames.add(entry, word, isOwn)
    return isOwn
  }

  private func isName(_ entry: Int32, _ name: FoundName, _ view: NameView) -> Bool {
    gazetteers.isName(UnsafeBufferPointer(rebasing: view.text[name.range.indices]), of: entry)
  }

  /// What tells that two entries are one thing: the reference where there is one, else the entry itself.
  func identity(of entry: Int32, kind: Int) -> UInt64 { (memo.identity(of: entry) ^ UInt64(kind)) | 1 << 63 }

  /// The identifier of an entry, if its list has them.
  func reference(of entry: Int32) -> String? {
    let reference = memo.reference(of: entry)
    return reference.isEmpty ? nil : reference
  }

  /// The name as it stands in its fullest form; the list's own where the document has an abbreviation (*U.S.*, *IRS*),
  /// and where it is one of our spellings of a country, an organization or a well-known person.
  ///
  /// Of the towns of the world a list has one spelling of many: the document's is the better one (*Raqqa*).
  func canonicalName(of mention: NameMention, _ view: NameView) -> String {
    let kind = mention.name.kind
    if mention.hasEntry, kind != 3, mention.entry < 0 || !hasManySpellings[memo.list(of: mention.entry)] {
      return memo.name(of: mention.entry)
    }
    let range = mention.name.range.indices.clamped(to: view.text.indices)
    // A name with small letters is taken as it stands: most are.
    guard kind < 2, !Self.hasSmallLetters(view.text, range) else { return NameText.oneLine(view.text, range) }
    let name = NameText.oneLine(view.text, range)
    let isSpelt = kind == 1 || name.utf8.contains(0x20)
    guard isSpelt, name.utf8.count > 4, !name.utf8.contains(where: { $0 >= 0x61 }) else { return name }
    return mention.hasEntry ? memo.name(of: mention.entry) : NameText.capitalized(name)
  }

  private static func hasSmallLetters(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool {
    for index in range where text[index] &- 0x61 < 0x1F { return true }
    return false
  }
}

/// What the lists have of entries, kept for those asked for last: news names the same things again and again.
private final class EntryMemo {
  private static let size = 1024
  private let gazetteers: Gazetteers
  private let idColumns: [Int]
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
        isEmpty = reference.isEmpty
        for byte in reference { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
      }
    }
    // No column or an empty field: the entry is like no other.
    if isEmpty { hash = (hash ^ UInt64(UInt32(bitPattern: entry)) ^ 1 << 40) &* 0x0000_0100_0000_01B3 }
    // The lowest bits are the kind's.
    return Identity(entry: entry, list: Int32(truncatingIfNeeded: list), value: hash << 2)
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
    references[slot] = column < 0 ? "" : gazetteers.value(column, of: entry)
    return slot
  }
}

/// Of which entries words are the names, kept for those asked for last.
private final class OwnNames {
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
