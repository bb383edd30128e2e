import TextModel

/// Finds aliases that have nothing of their entry's name in them: most are other bodies.
///
/// An alias belongs to its entry where it shares a word with the name, or with an alias that belongs to it, that says more
/// than what kind of body it is; where the two are the same letters; or where one is an acronym of the other. Any other
/// needs a reason in the column `why` of its line (`former name`, `translation`).
public struct AliasCheck {
  /// Words that say what kind of thing a name is of, or next to nothing (`organization.head`, `organization.suffix`,
  /// `place.head`, `word.general-name`): *University of Oslo* is not *University of Warsaw*.
  private var general: Set<String> = []
  private let joining: Set<String>

  /// Reads the words that say little from the lists that have them, and the joining words from the classes of words.
  public init(_ sources: [GazetteerSource], words: WordClasses) {
    joining = words.set(of: "name.alias-joiner")
    for source in sources
    where ["organization.head", "organization.suffix", "place.head", "word.general-name"].contains(source.list) {
      forEachRow(of: source) { name, _, _, _, _ in general.formUnion(self.words(name).words) }
    }
  }

  /// What is to be said of a list; nothing of a list of towns, whose aliases are names in other languages.
  public func check(_ source: GazetteerSource) -> [Diagnostic] {
    guard Self.isChecked(source.list) else { return [] }
    var found: [Diagnostic] = []
    forEachRow(of: source) { name, aliases, why, line, columns in
      guard why.isEmpty else { return }
      for alias in strangers(to: name, aliases.map(\.text)) {
        let column = aliases.first { $0.text == alias }?.column ?? columns
        found.append(
          Diagnostic(
            .error, at: SourceLocation(file: source.path, line: line, column: column),
            "the alias '\(alias)' has nothing of '\(name)' in it",  // names: a message
            hint: "give it a line of its own, or a reason in the column 'why'"))
      }
    }
    return found
  }

  private func words(_ name: String) -> AliasWords { AliasWords(name, joining: joining) }

  private static func isChecked(_ list: String) -> Bool {
    if ["place.city", "place.town", "place.village", "place.state"].contains(where: { list.hasPrefix($0) }) {
      return false
    }
    return ["organization.", "person.", "place."].contains { list.hasPrefix($0) }  // names: folders
  }

  /// The aliases that do not belong to a name.
  func strangers(to name: String, _ aliases: [String]) -> [String] {
    var tied = [words(name)]
    var rest = aliases.map { (text: $0, words: words($0)) }
    var isChanged = true
    while isChanged {
      isChanged = false
      rest.removeAll { alias in
        guard tied.contains(where: { belongs(alias.words, to: $0) }) else { return false }
        tied.append(alias.words)
        isChanged = true
        return true
      }
    }
    return rest.map(\.text)
  }

  private func belongs(_ alias: AliasWords, to name: AliasWords) -> Bool {
    if alias.letters == name.letters || alias.isAcronym(of: name) || name.isAcronym(of: alias) { return true }
    let (own, other) = (alias.words.filter { !general.contains($0) }, name.words.filter { !general.contains($0) })
    if own.isEmpty != other.isEmpty { return false }
    if own.isEmpty {
      // Two names of nothing but such words: one has to have all of the other.
      let (own, other) = (Set(alias.words), Set(name.words))
      return own.isSubset(of: other) || other.isSubset(of: own)
    }
    return own.contains { word in other.contains { AliasWords.areAlike(word, $0) } }
  }

  /// Calls `body` with the name of each line, its aliases with their columns, its reason, its number and how long it is.
  private func forEachRow(
    of source: GazetteerSource,
    _ body: (String, [(text: String, column: Int)], String, Int, Int) -> Void
  ) {
    var log = SourceLog(path: source.path)
    source.bytes.withUnsafeBufferPointer { text in
      guard let file = GazetteerFile(text, log: &log) else { return }
      func string(_ row: GazetteerRow, _ column: Int?) -> String {
        guard let column, column < row.fields.count else { return "" }
        return String(decoding: UnsafeBufferPointer(rebasing: text[row.fields[column]]), as: UTF8.self)
      }
      file.forEachRow(of: text, log: &log) { row, _ in
        let whole = UnsafeBufferPointer(rebasing: text[row.range])
        var aliases: [(text: String, column: Int)] = []
        if let column = file.header.aliases, column < row.fields.count {
          var offset = row.fields[column].lowerBound - row.range.lowerBound
          for alias in string(row, column).split(separator: "|") {
            let before = UnsafeBufferPointer(rebasing: whole[..<offset])
            aliases.append((String(alias), String(decoding: before, as: UTF8.self).count + 1))
            offset += alias.utf8.count + 1
          }
        }
        body(string(row, 0), aliases, string(row, file.header.why), row.line, row.range.count)
      }
    }
  }
}

/// The words of a name without marks on their letters.
struct AliasWords {
  /// In small letters, without joining words.
  private(set) var words: [String] = []
  /// All of its letters and digits.
  private(set) var letters = ""
  /// Its words, joining words too.
  private var all: [[Character]] = []
  /// Longer ones are no acronyms.
  private static let acronymLimit = 12

  /// `joining` are words that say nothing of a name.
  init(_ name: String, joining: Set<String>) {
    var word = ""
    func close(_ word: inout String, _ own: inout Self) {
      guard !word.isEmpty else { return }
      own.all.append(Array(word))
      own.letters += word
      if !joining.contains(word) { own.words.append(word) }
      word = ""
    }
    // A point is inside its word: *U.S.*, *Inc.*
    for scalar in name.lowercased().unicodeScalars where scalar != "." {
      if let letter = Self.plain(scalar) { word.append(letter) } else { close(&word, &self) }
    }
    close(&word, &self)
  }

  /// The letter without its marks; nil for what is no letter or digit.
  private static func plain(_ scalar: Unicode.Scalar) -> Character? {
    if scalar.isASCII {
      return scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) ? Character(scalar) : nil
    }
    guard scalar.properties.isAlphabetic else { return nil }
    let start = "LATIN SMALL LETTER "  // names: of Unicode
    guard let name = scalar.properties.name, name.hasPrefix(start), let letter = name.dropFirst(start.count).first
    else {
      return Character(scalar)
    }
    return Character(letter.lowercased())
  }

  /// Words with the same first four letters, or the same word.
  static func areAlike(_ one: String, _ other: String) -> Bool {
    one == other || one.count > 3 && other.count > 3 && one.prefix(4) == other.prefix(4)
  }

  /// Whether its letters are the beginnings of the other's words, in their order, from the first or second word on; not
  /// every word needs to be there (*CENTCOM*, *DfID*).
  func isAcronym(of name: AliasWords) -> Bool {
    let own = Array(letters)
    guard own.count > 1, own.count <= Self.acronymLimit, all.count < name.all.count, name.all.count > 1 else {
      return false
    }
    // By the number of letters found so far, whether the words up to the one in hand can give them.
    var reached = [Bool](repeating: false, count: own.count + 1)
    for (number, word) in name.all.enumerated() {
      if number < 2 { reached[0] = true }
      for start in stride(from: own.count - 1, through: 0, by: -1) where reached[start] {
        var length = 0
        while length < word.count, start + length < own.count, own[start + length] == word[length] {
          length += 1
          reached[start + length] = true
        }
      }
      reached[0] = false
    }
    return reached[own.count]
  }
}
