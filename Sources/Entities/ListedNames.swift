import GazetteerIndex
import TextModel

/// What the lists know of a name that is exactly one of their entries.
struct ListedNames {
  private let gazetteers: Gazetteers
  /// For each list and kind, four a list, how much its entry is to be preferred as the identity of a name; 0: not at all.
  private var preference: [UInt8]
  private var idColumn: [Int]
  private let isReference: [Bool]
  private let hasManySpellings: [Bool]

  init(_ gazetteers: Gazetteers) {
    self.gazetteers = gazetteers
    preference = [UInt8](repeating: 0, count: GazetteerMatch.listLimit * 4)
    idColumn = [Int](repeating: -1, count: GazetteerMatch.listLimit)
    var isReference = [Bool](repeating: false, count: GazetteerMatch.listLimit)
    var hasManySpellings = [Bool](repeating: false, count: GazetteerMatch.listLimit)
    for list in gazetteers.lists where Int(list.id) < GazetteerMatch.listLimit {
      idColumn[Int(list.id)] = gazetteers.column("id", of: list.id) ?? -1
      isReference[Int(list.id)] = idColumn[Int(list.id)] >= 0
      hasManySpellings[Int(list.id)] = ["place.city", "place.town", "place.village", "place.state"].contains {
        list.name.hasPrefix($0)
      }
      for (kind, name) in Entity.Kind.allCases.enumerated() where list.name.hasPrefix("\(name.rawValue).") {
        preference[Int(list.id) * 4 + kind] = Self.preference(of: list.name)
      }
    }
    self.isReference = isReference
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
      } else if preference == most, preference > 0, name.kind == 2 {
        isAmbiguous = true
      }
    }
    // *AFP* is an agency, a police force and an army: what the text says is all that is known.
    if isAmbiguous, let entry = best, isAcronym(name, view), !isOwnName(entry, of: name, view) { return nil }
    return best
  }

  private func isAcronym(_ name: FoundName, _ view: NameView) -> Bool {
    name.tokens.count == 1 && view.flags(name.tokens.first).contains(.allCapitals)
  }

  /// Whether a name is the entry's first, by its bytes.
  private func isOwnName(_ entry: Int32, of name: FoundName, _ view: NameView) -> Bool {
    let start = Int(name.range.start.value)
    return gazetteers.withValue(0, of: entry) { own in
      guard own.count == name.range.length else { return false }
      for offset in own.indices where own[offset] != view.document.text[start + offset] { return false }
      return true
    }
  }

  /// What tells that two entries are one thing: the reference where there is one, else the entry itself.
  func identity(of entry: Int32, kind: Int) -> UInt64 {
    let offset: UInt64 = 0xCBF2_9CE4_8422_2325 ^ UInt64(kind)
    var hash = offset
    let column = idColumn(of: entry)
    if column >= 0 {
      gazetteers.withValue(column, of: entry) { bytes in
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
      }
    }
    // No column or an empty field: the entry is like no other.
    if hash == offset { hash = (hash ^ UInt64(UInt32(bitPattern: entry))) &* 0x0000_0100_0000_01B3 }
    return hash | 1 << 63
  }

  /// The identifier of an entry, if its list has them.
  func reference(of entry: Int32) -> String? {
    let column = idColumn(of: entry)
    guard column >= 0 else { return nil }
    let reference = gazetteers.value(column, of: entry)
    return reference.isEmpty ? nil : reference
  }

  private func idColumn(of entry: Int32) -> Int {
    idColumn[Int(gazetteers.list(of: entry)) & (GazetteerMatch.listLimit - 1)]
  }

  /// The name as it stands in its fullest form; the list's own where the document has an abbreviation (*U.S.*, *IRS*),
  /// and where it is one of our spellings of a country, an organization or a well-known person.
  ///
  /// Of the towns of the world a list has one spelling of many: the document's is the better one (*Raqqa*).
  func canonicalName(of mention: NameMention, in document: Document) -> String {
    if let entry = mention.entry, mention.name.kind != 3, !isOfManySpellings(entry) {
      return gazetteers.name(of: entry)
    }
    let name = NameText.oneLine(mention.name.range, of: document)
    guard mention.name.kind == 1, name.utf8.count > 4, !name.utf8.contains(where: { $0 >= 0x61 }) else { return name }
    if let entry = mention.entry { return gazetteers.name(of: entry) }
    return NameText.capitalized(name)
  }

  private func isOfManySpellings(_ entry: Int32) -> Bool {
    entry >= 0 && hasManySpellings[Int(gazetteers.list(of: entry)) & (GazetteerMatch.listLimit - 1)]
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
  static func oneLine(_ range: UTF8Range, of document: Document) -> String {
    let bytes = document.text[Int(range.start.value)..<max(Int(range.start.value), Int(range.end.value))]
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
