import TextModel

/// Gives words their base form: *said* → *say*, *officials* → *official*.
///
/// A table of irregular forms and rules of spelling, without regard to the sentence: a form of a verb and of a noun is
/// taken as the verb's (*leaves* → *leave*). Each distinct word is worked out once.
public struct Lemmatizer {
  private var lemmas: [Int32] = []
  private var generation = -1
  /// Weak, since what a vocabulary keeps beside its words may hold a lemmatizer.
  private weak var vocabulary: Vocabulary?

  /// A lemmatizer that keeps what it found for a vocabulary's words until that begins anew.
  public init() {}

  /// The base form of a word, in small letters; of a word without forms its small-letter form. O(1) when met before.
  public mutating func lemma(of word: WordID, in vocabulary: Vocabulary) -> WordID {
    if self.vocabulary !== vocabulary || generation != vocabulary.generation {
      self.vocabulary = vocabulary
      generation = vocabulary.generation
      lemmas.removeAll(keepingCapacity: true)
    }
    if word.index >= lemmas.count {
      lemmas.append(contentsOf: repeatElement(-1, count: vocabulary.count - lemmas.count))
    }
    if word.index < lemmas.count, lemmas[word.index] >= 0 { return WordID(rawValue: lemmas[word.index]) }
    let lower = vocabulary.lower(word)
    guard vocabulary.length(lower) < 40, !vocabulary.shape(lower).contains(.punctuation) else { return lower }
    let base = Self.base(of: vocabulary.string(lower))
    let found = vocabulary.intern(base)
    if word.index < lemmas.count { lemmas[word.index] = found.rawValue }
    return found
  }

  /// The base form of a word in small letters.
  static func base(of word: String) -> String {
    if let irregular = IrregularForms.table[word] { return irregular }
    let bytes = Array(word.utf8)
    guard bytes.count > 3, bytes.allSatisfy({ Characters.isSmall($0) || $0 == 0x2D }) else { return word }
    // *co-founded*: the last part has the ending.
    if let hyphen = bytes.lastIndex(of: 0x2D), hyphen > 0, hyphen + 1 < bytes.count {
      let tail = base(of: String(decoding: bytes[(hyphen + 1)...], as: UTF8.self))
      return String(decoding: bytes[...hyphen], as: UTF8.self) + tail
    }
    return String(decoding: InflectedWord(bytes: bytes).base, as: UTF8.self)
  }
}

/// A word of small letters whose ending may be one of inflection.
private struct InflectedWord {
  let bytes: [UInt8]

  private func ends(_ ending: StaticString) -> Bool { InflectedWord.ends(bytes, ending) }

  private static func ends(_ word: [UInt8], _ ending: StaticString) -> Bool {
    let count = ending.utf8CodeUnitCount
    guard word.count >= count else { return false }
    return ending.withUTF8Buffer { $0.elementsEqual(word[(word.count - count)...]) }
  }

  private static func isVowel(_ byte: UInt8) -> Bool {
    byte == 0x61 || byte == 0x65 || byte == 0x69 || byte == 0x6F || byte == 0x75
  }

  private func dropping(_ count: Int) -> [UInt8] { Array(bytes.dropLast(count)) }

  private func hasVowel(_ stem: [UInt8]) -> Bool { stem.contains { Self.isVowel($0) || $0 == 0x79 } }

  var base: [UInt8] {
    if ends("s") { return singular }
    if ends("ied"), bytes.count > 4 { return dropping(3) + [0x79] }
    if ends("ed") {
      let stem = dropping(2)
      guard hasVowel(stem), !ends("eed") else { return bytes }
      return Self.infinitive(stem)
    }
    if ends("ing") {
      let stem = dropping(3)
      guard hasVowel(stem), stem.count > 1 else { return bytes }
      return Self.infinitive(stem)
    }
    return bytes
  }

  /// Without the *s* of the plural or the third person.
  private var singular: [UInt8] {
    if ends("ss") || ends("us") || ends("is") { return bytes }
    if ends("ies") { return bytes.count > 4 ? dropping(3) + [0x79] : dropping(1) }
    if ends("sses") || ends("shes") || ends("ches") || ends("xes") || ends("zzes") || ends("oes") { return dropping(2) }
    return dropping(1)
  }

  /// The infinitive of a stem that *ed* or *ing* was taken from: with its *e* again, or its consonant single.
  private static func infinitive(_ stem: [UInt8]) -> [UInt8] {
    guard stem.count > 2 else { return isVowel(stem[0]) || stem.last == 0x75 ? stem + [0x65] : stem }  // use, sue
    let last = stem[stem.count - 1]
    let before = stem[stem.count - 2]
    if last == before, !isVowel(last) {
      // *planned*, *referred*, but *called*, *passed*, *staffed*, *buzzed*.
      return last == 0x6C || last == 0x73 || last == 0x66 || last == 0x7A ? stem : Array(stem.dropLast())
    }
    return takesE(stem, last, before) ? stem + [0x65] : stem
  }

  /// Whether a verb's stem ends in *e* by the letters before it: *announc*, *believ*, *argu*, *estimat*, *includ*.
  private static func takesE(_ stem: [UInt8], _ last: UInt8, _ before: UInt8) -> Bool {
    let third = stem[stem.count - 3]
    let isOpen = isVowel(before) && !isVowel(third)  // one vowel before the last consonant
    // Of one syllable: *hon*, *vot*, *tun*; without the *e* the consonant would be double.
    if isOpen, !isVowel(last), !stem.dropLast(2).contains(where: isVowel), last < 0x77, last != 0x68 { return true }
    switch last {
    case 0x63, 0x76, 0x75, 0x73, 0x7A: return true  // c v u s z
    case 0x67: return before == 0x72 || before == 0x64 || isVowel(before)  // g: urg, pledg, manag
    case 0x6C: return ends(stem, "il") || ends(stem, "ul") ? isOpen : takesELiquid(before)
    case 0x74: return ends(stem, "at") ? third != 0x65 && third != 0x6F : ends(stem, "ut") && third != 0x6F
    case 0x64: return isVowel(before) && (isOpen || third == 0x75 && before == 0x61)
    case 0x6E: return ends(stem, "in") && isOpen  // n: combin
    case 0x72: return (ends(stem, "ar") || ends(stem, "ir") || ends(stem, "ur")) && (isOpen || third == 0x75)
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
