import GazetteerIndex
import TextModel

/// The name inside a word with a hyphen: *Beirut-based*, *pro-Kurdish*; of *Russia-Ukraine* both.
struct NameInner {
  /// Its bytes within the word.
  var start: Int32 = 0
  var end: Int32 = 0
  /// What the lists say of it (`ListClasses`).
  var bits: UInt64 = 0
  /// By `Entity.Kind`, the entry of a list that it is, or -1; and of the second name.
  var entries = SIMD4<Int32>(repeating: -1)
  var secondEntries = SIMD4<Int32>(repeating: -1)
  /// Where a second name begins, the small-letter form of it, and its kind; -1 for none.
  var secondStart: Int32 = 0
  var secondStem: Int32 = 0
  var secondKind: Int8 = -1
  /// Both parts begin with a capital: of a longer name it is a word like others (*Inter-American Development Bank*).
  var isWhole = false
}

/// Reads words with a hyphen.
struct CompoundReader {
  private let gazetteers: Gazetteers
  private let classes: ListClasses
  /// The words that are treated by themselves.
  let known: KnownWords
  /// By list and kind, four a list, how much its entries are to be preferred.
  private let preference: [UInt8]

  init(_ gazetteers: Gazetteers, _ classes: ListClasses) {
    self.gazetteers = gazetteers
    self.classes = classes
    known = KnownWords(gazetteers.words)
    joined = gazetteers.words.set(of: "name.joined-people")
    preference = gazetteers.lists.flatMap { list in
      Entity.Kind.allCases.map { list.name.hasPrefix("\($0.rawValue).") ? ListedNames.preference(of: list.name) : 0 }
    }
  }

  /// Lists whose names are what they are in whatever they are joined to.
  private static let sure = ListClasses.mask([
    "group.nationality", "group.people", "group.religion", "place.country", "place.state", "place.region",
    "organization.international",
  ])
  /// Those who are both: *Chinese-American* is one name.
  private let joined: Set<String>

  /// The name inside a word, and what the word is; nil where it has none inside.
  func inner(of bytes: [UInt8], in vocabulary: Vocabulary) -> (inner: NameInner, flag: NameWord.Flags)? {
    guard let last = bytes.lastIndex(of: 0x2D), let first = bytes.firstIndex(of: 0x2D), last > 1,
      last + 1 < bytes.count
    else { return nil }
    let (head, entries) = lists(of: bytes[..<last], in: vocabulary)
    let tail = bytes[(last + 1)...]
    if flags(of: tail).contains(.compoundTail) {
      return (NameInner(start: 0, end: Int32(truncatingIfNeeded: last), bits: head, entries: entries), .compound)
    }
    if let prefixed = prefixed(bytes, hyphen: first, in: vocabulary) { return (prefixed, .prefixed) }
    let isListed = lists(of: bytes[...], in: vocabulary).bits & ListClasses.nameMask != 0
    guard head & Self.sure != 0, !isListed else { return nil }
    var inner = NameInner(start: 0, end: Int32(truncatingIfNeeded: last), bits: head, entries: entries)
    if tail.count > 2, tail.allSatisfy({ $0 >= 0x61 && $0 <= 0x7A }) { return (inner, .compound) }
    let (second, secondEntries) = lists(of: tail, in: vocabulary)
    inner.secondEntries = secondEntries
    guard second & Self.sure != 0, !isJoined(tail, to: head) else { return nil }
    inner.secondStart = Int32(truncatingIfNeeded: last + 1)
    inner.secondStem = tail.withUnsafeBufferPointer { vocabulary.lower(vocabulary.intern($0)) }.rawValue
    inner.isWhole = true
    inner.secondKind = Int8([1, 3, 2].first { second & Self.sure & classes.namesOfKind[$0] != 0 } ?? -1)
    return inner.secondKind < 0 ? nil : (inner, .compound)
  }

  /// *anti-Assad*; with a capital (*Sino-Indian*) only where the lists are sure of the name.
  private func prefixed(_ bytes: [UInt8], hyphen: Int, in vocabulary: Vocabulary) -> NameInner? {
    guard hyphen > 0, hyphen + 1 < bytes.count, bytes[hyphen + 1] < 0x61 else { return nil }
    var prefix = bytes[..<hyphen]
    prefix[0] |= 0x20
    guard flags(of: prefix).contains(.prefix) else { return nil }
    // *mid-March* is a time.
    var small = bytes[(hyphen + 1)...]
    small[hyphen + 1] |= 0x20
    guard !flags(of: small).contains(.calendar) else { return nil }
    let (name, entries) = lists(of: bytes[(hyphen + 1)...], in: vocabulary)
    if bytes[0] < 0x61 {
      let isListed = lists(of: bytes[...], in: vocabulary).bits & ListClasses.nameMask != 0
      guard name & Self.sure != 0, !isListed else { return nil }
    }
    return NameInner(
      start: Int32(truncatingIfNeeded: hyphen + 1), end: Int32(truncatingIfNeeded: bytes.count), bits: name,
      entries: entries, isWhole: bytes[0] < 0x61)
  }

  private func isJoined(_ tail: ArraySlice<UInt8>, to head: UInt64) -> Bool {
    head & classes.namesOfKind[3] != 0 && joined.contains(String(decoding: tail, as: UTF8.self))
  }

  private func flags(of part: ArraySlice<UInt8>) -> NameWord.Flags {
    part.withUnsafeBufferPointer { known.flags(of: $0) }
  }

  /// What the lists say of a part of a word, and by kind the entry that it is.
  private func lists(of part: ArraySlice<UInt8>, in vocabulary: Vocabulary) -> (bits: UInt64, entries: SIMD4<Int32>) {
    let word = part.withUnsafeBufferPointer { vocabulary.intern($0) }
    let folded = vocabulary.withBytes(vocabulary.lower(word)) { Array($0) }
    var bits: UInt64 = 0
    var entries = SIMD4<Int32>(repeating: -1)
    var most = SIMD4<UInt8>()
    part.withUnsafeBufferPointer { part in
      folded.withUnsafeBufferPointer { folded in
        gazetteers.forEachList(ofWord: part, folded: folded) { list, entry, isConditional in
          bits |= classes.bits(ofList: list, isConditional: isConditional)
          guard !isConditional else { return }
          for kind in 0..<4 where preference[Int(list) * 4 + kind] > most[kind] {
            most[kind] = preference[Int(list) * 4 + kind]
            entries[kind] = entry
          }
        }
      }
    }
    return (bits, entries)
  }
}
