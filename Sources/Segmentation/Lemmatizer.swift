import TextModel

/// Gives words their base form: *said* → *say*, *officials* → *official*.
///
/// A table of irregular forms and rules of spelling, without regard to the sentence: a form of a verb and of a noun is
/// taken as the verb's (*leaves* → *leave*). Each distinct word is worked out once.
public struct Lemmatizer {
  /// Longer words have no other form.
  private static let longest = 39

  private let forms: IrregularForms

  /// A lemmatizer with the irregular forms of a language; what it finds is kept with the vocabulary.
  public init(_ forms: IrregularForms) { self.forms = forms }

  /// The base form of a word, in small letters; of a word without forms its small-letter form. O(1) when met before.
  public func lemma(of word: WordID, in vocabulary: Vocabulary) -> WordID {
    let known = vocabulary.lemmas
    if word.index < known.count, known[word.index] >= 0 { return WordID(rawValue: known[word.index]) }
    let found = find(vocabulary.lower(word), in: vocabulary)
    while known.count <= word.index { known.append(-1) }
    known[word.index] = found.rawValue
    return found
  }

  private func find(_ lower: WordID, in vocabulary: Vocabulary) -> WordID {
    let length = vocabulary.length(lower)
    guard length <= Self.longest, !vocabulary.shape(lower).contains(.punctuation) else { return lower }
    let key = vocabulary.key(lower)
    if length <= WordKey.longestShort, let base = forms.base(of: key) { return vocabulary.intern(base) }
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: Self.longest + 1) { buffer in
      let count = vocabulary.withBytes(lower) { base(of: $0, into: buffer) }
      return count > 0 ? vocabulary.intern(UnsafeBufferPointer(rebasing: buffer[..<count])) : lower
    }
  }

  /// Puts the base form of a regular word into a buffer with room for a byte more than it has, and gives the number of its
  /// bytes; 0 where it is its own base form.
  private func base(
    of word: UnsafeBufferPointer<UInt8>, into buffer: UnsafeMutableBufferPointer<UInt8>
  ) -> Int {
    guard word.count > 3, word.allSatisfy({ ASCII.isSmall($0) || $0 == 0x2D }) else { return 0 }
    var start = 0
    // *co-founded*: the last part has the ending.
    if let hyphen = word.lastIndex(of: 0x2D), hyphen > 0, hyphen + 1 < word.count {
      start = hyphen + 1
      let part = UnsafeBufferPointer(rebasing: word[start...])
      if part.count <= WordKey.longestShort, let base = forms.base(of: WordKey(part)) {
        return base.withBytes { Self.join(word[..<start], $0, into: buffer) }
      }
      guard part.count > 3 else { return 0 }
    }
    let inflected = InflectedWord(bytes: UnsafeBufferPointer(rebasing: word[start...]))
    let base = inflected.base
    guard base.kept < inflected.bytes.count || base.added != 0 else { return 0 }
    let count = Self.join(word[..<(start + base.kept)], UnsafeBufferPointer(start: nil, count: 0), into: buffer)
    guard base.added != 0 else { return count }
    buffer[count] = base.added
    return count + 1
  }

  private static func join(
    _ head: UnsafeBufferPointer<UInt8>.SubSequence, _ tail: UnsafeBufferPointer<UInt8>,
    into buffer: UnsafeMutableBufferPointer<UInt8>
  ) -> Int {
    var count = 0
    for byte in head {
      buffer[count] = byte
      count += 1
    }
    for byte in tail where count < buffer.count {
      buffer[count] = byte
      count += 1
    }
    return count
  }
}

/// A word of small letters, four or more, whose ending may be one of inflection.
private struct InflectedWord {
  let bytes: UnsafeBufferPointer<UInt8>

  /// So many bytes of the word, and one more where that is not 0.
  struct Base {
    var kept: Int
    var added: UInt8 = 0
  }

  private static let e: UInt8 = 0x65
  private static let y: UInt8 = 0x79

  private func ends(_ ending: StaticString) -> Bool { ends(ending, bytes.count) }

  /// Whether the first `count` bytes end so.
  private func ends(_ ending: StaticString, _ count: Int) -> Bool {
    let length = ending.utf8CodeUnitCount
    guard count >= length else { return false }
    let last = ending.utf8Start
    for index in 0..<length where bytes[count - length + index] != last[index] { return false }
    return true
  }

  private static func isVowel(_ byte: UInt8) -> Bool {
    byte == 0x61 || byte == 0x65 || byte == 0x69 || byte == 0x6F || byte == 0x75
  }

  private func hasVowel(_ count: Int) -> Bool { bytes[..<count].contains { Self.isVowel($0) || $0 == Self.y } }

  private var unchanged: Base { Base(kept: bytes.count) }

  var base: Base {
    let count = bytes.count
    switch bytes[count - 1] {
    case 0x73: return singular
    case 0x64 where ends("ied") && count > 4: return Base(kept: count - 3, added: Self.y)
    case 0x64 where ends("ed"):
      guard hasVowel(count - 2), !ends("eed") else { return unchanged }
      return infinitive(count - 2)
    case 0x67 where ends("ing"):
      guard hasVowel(count - 3), count > 4 else { return unchanged }
      return infinitive(count - 3)
    default: return unchanged
    }
  }

  /// Without the *s* of the plural or the third person.
  private var singular: Base {
    let count = bytes.count
    if ends("ss") || ends("us") || ends("is") { return unchanged }
    if ends("ies") { return count > 4 ? Base(kept: count - 3, added: Self.y) : Base(kept: count - 1) }
    if ends("sses") || ends("shes") || ends("ches") || ends("xes") || ends("zzes") || ends("oes") {
      return Base(kept: count - 2)
    }
    return Base(kept: count - 1)
  }

  /// The infinitive of a stem that *ed* or *ing* was taken from, the first `count` bytes: with its *e* again, or its
  /// consonant single.
  private func infinitive(_ count: Int) -> Base {
    let last = bytes[count - 1]
    guard count > 2 else {  // use, sue
      return Self.isVowel(bytes[0]) || last == 0x75 ? Base(kept: count, added: Self.e) : Base(kept: count)
    }
    let before = bytes[count - 2]
    if last == before, !Self.isVowel(last) {
      // *planned*, *referred*, but *called*, *passed*, *staffed*, *buzzed*.
      let staysDouble = last == 0x6C || last == 0x73 || last == 0x66 || last == 0x7A
      return Base(kept: staysDouble ? count : count - 1)
    }
    return takesE(count, last, before) ? Base(kept: count, added: Self.e) : Base(kept: count)
  }

  /// Whether a verb's stem ends in *e* by the letters before it: *announc*, *believ*, *argu*, *estimat*, *includ*.
  private func takesE(_ count: Int, _ last: UInt8, _ before: UInt8) -> Bool {
    let third = bytes[count - 3]
    let isOpen = Self.isVowel(before) && !Self.isVowel(third)  // one vowel before the last consonant
    // Of one syllable: *hon*, *vot*, *tun*; without the *e* the consonant would be double.
    if isOpen, !Self.isVowel(last), !bytes[..<(count - 2)].contains(where: Self.isVowel), last < 0x77, last != 0x68 {
      return true
    }
    switch last {
    case 0x63, 0x76, 0x75, 0x73, 0x7A: return true  // c v u s z
    case 0x67: return before == 0x72 || before == 0x64 || Self.isVowel(before)  // g: urg, pledg, manag
    case 0x6C: return ends("il", count) || ends("ul", count) ? isOpen : Self.takesELiquid(before)
    case 0x74: return ends("at", count) ? third != 0x65 && third != 0x6F : ends("ut", count) && third != 0x6F
    case 0x64: return Self.isVowel(before) && (isOpen || third == 0x75 && before == 0x61)
    case 0x6E: return ends("in", count) && isOpen  // n: combin
    case 0x72: return (before == 0x61 || before == 0x69 || before == 0x75) && (isOpen || third == 0x75)
    case 0x70, 0x6B: return isOpen && before != 0x65  // p k: shap, mak
    case 0x6D: return isOpen && before != 0x65  // m: assum, nam
    case 0x62: return isOpen && before != 0x61  // b: describ
    default: return false
    }
  }

  /// *enabl*, *settl*, *handl*.
  private static func takesELiquid(_ before: UInt8) -> Bool {
    switch before {
    case 0x62, 0x70, 0x74, 0x64, 0x67, 0x66, 0x6B, 0x7A, 0x63, 0x73: true
    default: false
    }
  }
}
