import GazetteerIndex
import TextModel

/// What the lists know of a name that is exactly one of their entries.
struct ListedNames {
  private let gazetteers: Gazetteers
  private let memo = EntryMemo()
  /// For each list and kind, four a list, how much its entry is to be preferred as the identity of a name; 0: not at all.
  private var preference: [UInt8]
  private var idColumn: [Int]
  private let hasManySpellings: [Bool]

  init(_ gazetteers: Gazetteers) {
    self.gazetteers = gazetteers
    preference = [UInt8](repeating: 0, count: GazetteerMatch.listLimit * 4)
    idColumn = [Int](repeating: -1, count: GazetteerMatch.listLimit)
    var hasManySpellings = [Bool](repeating: false, count: GazetteerMatch.listLimit)
    for list in gazetteers.lists where Int(list.id) < GazetteerMatch.listLimit {
      idColumn[Int(list.id)] = gazetteers.column("id", of: list.id) ?? -1
      hasManySpellings[Int(list.id)] = ["place.city", "place.town", "place.village", "place.state"].contains {
        list.name.hasPrefix($0)
      }
      for (kind, name) in Entity.Kind.allCases.enumerated() where list.name.hasPrefix("\(name.rawValue).") {
        preference[Int(list.id) * 4 + kind] = Self.preference(of: list.name)
      }
    }
    self.hasManySpellings = hasManySpellings
  }

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
    view.lists.forEachMatch(at: name.tokens.first) { match in
      guard match.tokens == name.tokens else { return }
      // What needs a condition counts where it has been found to be a place, by its own name: *Reading*, *Porto*.
      if match.isConditional, name.kind != 1 || match.entry < 0 || !isOwnName(match.entry, of: name, view) { return }
      var preference =
        match.entry < 0 ? 20 : 2 * preference[(Int(match.list) & (GazetteerMatch.listLimit - 1)) * 4 + name.kind]
      // A name before another's further name: *Porto* is not *Portogruaro*, *White House* not *Casablanca*.
      if preference > 0, match.entry >= 0, hasManySpellings[Int(match.list) & (GazetteerMatch.listLimit - 1)] {
        if isOwnName(match.entry, of: name, view) {
          preference += 1
        } else if name.tokens.count > 1 {
          preference = 1
        }
      }
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

  /// Two lists have the same name for it, or the same reference.
  private func areOneThing(_ one: Int32, _ other: Int32) -> Bool {
    let (name, reference) = (memo.names[slot(of: one)], reference(of: one))
    return memo.names[slot(of: other)] == name || reference != nil && self.reference(of: other) == reference
  }

  private func isAcronym(_ name: FoundName, _ view: NameView) -> Bool {
    name.tokens.count == 1 && view.flags(name.tokens.first).contains(.allCapitals)
  }

  /// Whether a name is the entry's first, by its bytes.
  private func isOwnName(_ entry: Int32, of name: FoundName, _ view: NameView) -> Bool {
    gazetteers.isName(UnsafeBufferPointer(rebasing: view.text[name.range.indices]), of: entry)
  }

  /// What tells that two entries are one thing: the reference where there is one, else the entry itself.
  func identity(of entry: Int32, kind: Int) -> UInt64 { (memo.identities[slot(of: entry)] ^ UInt64(kind)) | 1 << 63 }

  /// The identifier of an entry, if its list has them.
  func reference(of entry: Int32) -> String? {
    let reference = memo.references[slot(of: entry)]
    return reference.isEmpty ? nil : reference
  }

  /// The place of an entry in the memo, where it is put if it is not there.
  private func slot(of entry: Int32) -> Int {
    let slot = EntryMemo.slot(of: entry)
    if memo.entries[slot] != entry { remember(entry, at: slot) }
    return slot
  }

  private func remember(_ entry: Int32, at slot: Int) {
    let list = Int(gazetteers.list(of: entry)) & (GazetteerMatch.listLimit - 1)
    let reference = idColumn[list] < 0 ? "" : gazetteers.value(idColumn[list], of: entry)
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in reference.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    // No column or an empty field: the entry is like no other.
    if reference.isEmpty { hash = (hash ^ UInt64(UInt32(bitPattern: entry)) ^ 1 << 40) &* 0x0000_0100_0000_01B3 }
    memo.entries[slot] = entry
    memo.names[slot] = gazetteers.name(of: entry)
    memo.references[slot] = reference
    // The lowest bits are the kind's.
    memo.identities[slot] = hash << 2
    memo.hasManySpellings[slot] = entry >= 0 && hasManySpellings[list]
  }

  /// The name as it stands in its fullest form; the list's own where the document has an abbreviation (*U.S.*, *IRS*),
  /// and where it is one of our spellings of a country, an organization or a well-known person.
  ///
  /// Of the towns of the world a list has one spelling of many: the document's is the better one (*Raqqa*).
  func canonicalName(of mention: NameMention, in document: Document) -> String {
    let slot = mention.entry.map { self.slot(of: $0) }
    if let slot, mention.name.kind != 3, !memo.hasManySpellings[slot] { return memo.names[slot] }
    let name = NameText.oneLine(mention.name.range, of: document)
    let isSpelt = mention.name.kind == 1 || mention.name.kind == 0 && name.utf8.contains(0x20)
    guard isSpelt, name.utf8.count > 4, !name.utf8.contains(where: { $0 >= 0x61 }) else { return name }
    return slot.map { memo.names[$0] } ?? NameText.capitalized(name)
  }
}

/// What the lists have of entries, kept for those asked for last: news names the same things again and again.
final class EntryMemo {
  private static let size = 512
  /// By slot: the entry kept there; before any is, one that chooses another slot.
  var entries = (0..<Int32(size)).map { $0 ^ 1 }
  /// Their own names.
  var names = [String](repeating: "", count: size)
  /// Their identifiers; "" where they have none.
  var references = [String](repeating: "", count: size)
  /// What entries of one thing have in common.
  var identities = [UInt64](repeating: 0, count: size)
  /// They are in a list that has one spelling of many.
  var hasManySpellings = [Bool](repeating: false, count: size)

  /// The slot that an entry chooses.
  static func slot(of entry: Int32) -> Int { Int(UInt32(bitPattern: entry) & UInt32(size - 1)) }
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
  static func oneLine(_ range: UTF8Range, of document: Document) -> String {
    let (text, isPlain) = document.text.withUnsafeBufferPointer { all in
      let bytes = UnsafeBufferPointer(rebasing: all[range.indices.clamped(to: all.indices)])
      var isPlain = true
      var wasBlank = true
      for byte in bytes {
        let isBlank = byte == 0x20
        if byte < 0x20 || byte >= 0x80 || isBlank && wasBlank { isPlain = false }
        wasBlank = isBlank
      }
      return (String(decoding: bytes, as: UTF8.self), isPlain)
    }
    return isPlain ? text : text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
