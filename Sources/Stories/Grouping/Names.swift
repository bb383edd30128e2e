/// Names as they are compared: words in small letters without points.
struct StoryName {
  /// The words, initials left out where others remain.
  let words: [String]
  /// The first and the last word, or the only one; by it full names are the same.
  let key: String

  init(_ name: String, _ language: StoryLanguage) {
    var words = name.lowercased().split(whereSeparator: { $0 == " " || $0 == "\n" || $0 == "," })
      .map { word in String(word.filter { $0 != "." }.map { $0 == "’" ? "'" : $0 }) }.filter { !$0.isEmpty }
    if words.count > 1, language.words.nameSuffixes.contains(words[words.count - 1]) { words.removeLast() }
    self.words = words
    guard let first = words.first, let last = words.last else {
      key = ""
      return
    }
    key = words.count == 1 ? first : "\(first) \(last)"
  }

  /// All letters: *Moon Jae-in* and *Moon Jae In* are one.
  var letters: String { words.joined().filter { $0 != "-" } }

  /// Whether two full names of one surname can be forms of one: a given name that both have (*W. Mark Felt*), an initial,
  /// the beginning (*Fred*, *Frederick*; *Bettie*, *Betty*).
  func isForm(of other: StoryName) -> Bool {
    let (ours, theirs) = (words.dropLast(), other.words.dropLast())
    guard last == other.last, let one = ours.first, let two = theirs.first else { return false }
    if ours.contains(where: { $0.count > 1 && theirs.contains($0) }) { return true }
    let common = zip(one, two).prefix { $0 == $1 }.count
    return common >= 3 || common == 1 && min(one.count, two.count) == 1
  }

  var isFull: Bool { words.count > 1 }
  var last: String { words.last ?? "" }
  var first: String { words.first ?? "" }
}

/// Ids made of hashes.
enum Identifier {
  /// A hash of texts (FNV-1a, mixed).
  static func hash(_ parts: [String]) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for part in parts {
      for byte in part.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
      hash = (hash ^ 0xFF) &* 0x0000_0100_0000_01B3
    }
    hash = (hash ^ hash >> 33) &* 0xFF51_AFD7_ED55_8CCD
    return hash ^ hash >> 33
  }

  /// A letter and the sixteen hexadecimal digits of a hash.
  static func text(_ letter: String, _ hash: UInt64) -> String {
    let digits = String(hash, radix: 16)
    return letter + String(repeating: "0", count: 16 - digits.count) + digits
  }
}
