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
  /// By list, whether it tells which acronyms count by themselves.
  private let knowsAcronyms: UnsafeMutablePointer<Bool>

  /// The entry of a list that is exactly a name.
  struct Found {
    var entry: Int32
    /// An acronym that many have: what it stands for has to be in the text.
    var needsSupport: Bool
  }

  init(_ gazetteers: Gazetteers) {
    self.gazetteers = gazetteers
    preference = .allocate(capacity: GazetteerMatch.listLimit * 4)
    preference.initialize(repeating: 0, count: GazetteerMatch.listLimit * 4)
    hasManySpellings = .allocate(capacity: GazetteerMatch.listLimit)
    hasManySpellings.initialize(repeating: false, count: GazetteerMatch.listLimit)
    knowsAcronyms = .allocate(capacity: GazetteerMatch.listLimit)
    knowsAcronyms.initialize(repeating: false, count: GazetteerMatch.listLimit)
    memo = EntryMemo(gazetteers)
    suffixes = gazetteers.lists.first { $0.name == "organization.suffix" }.map { Int($0.id) } ?? -1
    for list in gazetteers.lists where Int(list.id) < GazetteerMatch.listLimit {
      knowsAcronyms[Int(list.id)] = gazetteers.column("known", of: list.id) != nil
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
    knowsAcronyms.deallocate()
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

  /// How much the entries of a list are to be preferred as the identity of a name; 0: not at all.
  static func preference(of list: String) -> UInt8 {
    let parts = ["title", "role", "occupation", "particle", "suffix", "head", "given", "surname"]  // names: lists
    if parts.contains(where: { list.hasSuffix(".\($0)") }) || list.hasPrefix("place.village") { return 0 }
    let order: [String: UInt8] = ["place.country": 9, "place.state": 8, "place.region": 6, "place.city": 5]
    return order[list] ?? (list.hasPrefix("place.town") ? 1 : 3)
  }

  /// The entry of a list of the name's kind that is exactly the name; entries that need a condition do not count.
  func entry(of name: FoundName, _ view: NameView) -> Found? {
    guard name.tokens.count > 0, name.tokens.limit <= view.tokens.count else { return nil }
    let start = view.tokens[name.tokens.first].range.start
    guard name.range.length == Int(view.tokens[name.tokens.limit - 1].range.end.value - start.value) else {
      return name.tokens.count == 1 ? entryInside(name, view) : nil
    }
    var best: Found?
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
        best = Found(entry: match.entry, needsSupport: match.isConditional && name.kind == 2)
        isAmbiguous = false
      } else if preference == most, preference > 0, name.kind == 2, let best, !areOneThing(best.entry, match.entry) {
        isAmbiguous = true
      }
    }
    // *AFP* is an agency, a police force and an army: what the text says is all that is known.
    if isAmbiguous, let entry = best?.entry, isAcronym(name, view), !isOwnName(entry, of: name, view) { return nil }
    return best ?? (name.kind == 1 && isAcronym(name, view) ? entryOfCapitals(name, view) : nil)
  }

  /// The place of a dateline: *NAIROBI (Wire) —*.
  private func entryOfCapitals(_ name: FoundName, _ view: NameView) -> Found? {
    guard name.range.length > 3 else { return nil }
    let small = view.document.vocabulary.withBytes(
      view.document.vocabulary.lower(view.tokens[name.tokens.first].word)
    ) { Array($0) }
    var word = small
    if word[0] >= 0x61, word[0] <= 0x7A { word[0] &= 0xDF }
    var best: Found?
    var most: UInt8 = 0
    word.withUnsafeBufferPointer { word in
      small.withUnsafeBufferPointer { small in
        gazetteers.forEachList(ofWord: word, folded: small) { list, entry, isConditional in
          let preference = preference[Int(list) * 4 + 1]
          guard !isConditional, preference > most else { return }
          most = preference
          best = Found(entry: entry, needsSupport: false)
        }
      }
    }
    return best
  }

  /// The entry of the name inside a word with a hyphen: *California-based*.
  private func entryInside(_ name: FoundName, _ view: NameView) -> Found? {
    let inner = view.inners[Int(view.words[view.tokens[name.tokens.first].word.index].inner)]
    let entry = name.stem >= 0 ? inner.secondEntries[name.kind] : inner.entries[name.kind]
    return entry == -1 ? nil : Found(entry: entry, needsSupport: false)
  }

  /// How much a match is to be preferred as the identity of exactly its name; 0: not at all.
  private func preference(of match: GazetteerMatch, _ name: FoundName, _ view: NameView) -> UInt8 {
    if match.isConditional, !counts(match, name, view) { return 0 }
    if match.entry < 0 { return 20 }
    let list = Int(match.list) & (GazetteerMatch.listLimit - 1)
    let preference = 2 * preference[list * 4 + name.kind]
    // A name before another's further name: *Porto* is not *Portogruaro*, *White House* not *Casablanca*.
    guard preference > 0, hasManySpellings[list] else { return preference }
    // The town that has the name itself goes before a city that has it in another language.
    if isOwnName(match.entry, of: name, view) { return preference + (preference > 10 ? 1 : preference > 2 ? 5 : 9) }
    return name.tokens.count > 1 ? 1 : preference
  }

  /// What needs a condition counts where it has been found to be a place, by its own name (*Reading*, *Porto*), and as an
  /// acronym of an organization that the text has to support.
  private func counts(_ match: GazetteerMatch, _ name: FoundName, _ view: NameView) -> Bool {
    guard match.entry >= 0 else { return false }
    switch name.kind {
    case 1: return isOwnName(match.entry, of: name, view)
    case 2:
      return knowsAcronyms[Int(match.list) & (GazetteerMatch.listLimit - 1)] && isAcronym(name, view)
        && gazetteers.condition(of: match.entry).isEmpty
    default: return false
    }
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

  /// The list in which an entry stands.
  func list(of entry: Int32) -> Int { memo.list(of: entry) }

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
