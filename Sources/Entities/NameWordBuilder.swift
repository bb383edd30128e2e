import TextModel

/// Finds out the facts of one word.
struct NameWordBuilder {
  let vocabulary: Vocabulary
  let rows: EvidenceRows
  let common: CommonWords

  private static let joiners: Set<String> = [
    "of", "for", "de", "del", "della", "di", "da", "das", "do", "dos", "du", "des", "la", "le", "el", "al", "bin",
    "bint",
    "ibn", "binti", "van", "von", "der", "den", "ter", "ten", "e", "y", "ul", "ur", "ole", "arap", "wa", "ya", "na",
    "and", "&", "+", "zu", "af", "av", "den", "het", "upon", "sur", "en", "tal", "ben", "abu", "st.",
  ]
  private static let headJoiners: Set<String> = ["on", "to", "against", "in", "without", "with", "at", "from"]
  private static let calendar: Set<String> = [
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march",
    "april", "may", "june", "july", "august", "september", "october", "november", "december", "jan.", "feb.", "mar.",
    "apr.", "jun.", "jul.", "aug.", "sept.", "sep.", "oct.", "nov.", "dec.", "jan", "feb", "apr", "aug", "sept", "oct",
    "nov", "dec", "mon", "tue", "wed", "thu", "fri", "mondays", "tuesdays", "wednesdays", "thursdays", "fridays",
    "saturdays", "sundays",
  ]
  private static let pronouns: Set<String> = ["i", "i'm", "i've", "i'd", "i'll"]
  /// What a name is joined to by a hyphen: *Beirut-based*.
  private static let compoundTails: Set<String> = [
    "based", "led", "born", "backed", "style", "speaking", "majority", "held", "owned", "run", "controlled", "funded",
    "occupied", "wide", "educated", "trained", "registered", "listed", "linked", "affiliated", "allied", "made", "like",
    "era", "bound", "dominated", "supported", "sponsored", "aligned", "friendly", "only", "area", "ruled",
    "administered", "mandated", "appointed", "inspired", "designed", "type", "bred", "brokered", "imposed", "declared",
    "mediated", "produced", "flagged", "language", "hosted", "operated", "incorporated", "headquartered", "assisted",
    "facing", "supplied", "financed", "orchestrated", "engineered", "approved", "sanctioned", "proposed", "drafted",
    "leaning", "oriented", "centric", "related", "native", "raised", "installed", "recognised", "recognized", "born",
    "infested", "affected", "hit", "infected", "free", "obsessed", "loving", "hating", "trained", "bordering",
  ]
  /// What is joined to a name by a hyphen: *anti-Assad*.
  private static let prefixes: Set<String> = ["pre", "post", "anti", "pro", "ex", "mid", "counter", "then", "non"]

  func word(_ id: WordID) -> NameWord {
    var word = NameWord()
    let shape = vocabulary.shape(id)
    let lower = vocabulary.string(vocabulary.lower(id))
    word.flags = flags(shape: shape, lower: lower)
    word.stem = vocabulary.lower(id).rawValue
    word.bucket = common.bucket(of: lower)
    word.connector = Int8(NameVocabulary.connectors.firstIndex(of: Self.plain(lower)) ?? -1)
    if shape.contains(.hasHyphen), word.flags.contains(.nameable) { findInner(of: id, lower: lower, in: &word) }
    let context = Self.context(id, facts: word, vocabulary: vocabulary)
    word.before = rows.row("before \(context)")
    word.after = rows.row("after \(context)")
    guard word.flags.contains(.nameable) || word.flags.contains(.joiner) else { return word }
    addLexicalRows(lower, to: &word)
    addShapeRows(lower, shape: shape, to: &word)
    return word
  }

  private func flags(shape: WordShape, lower: String) -> NameWord.Flags {
    var flags: NameWord.Flags = []
    if shape.contains(.capitalized) || shape.contains(.allCapitals) || shape.contains(.mixedCase) {
      flags.insert(.nameable)
    }
    if lower.hasPrefix("@") || lower.hasPrefix("#") || lower.contains("://") || lower.hasPrefix("www.") {
      flags = .technical
    }
    if Self.pronouns.contains(lower) { flags.remove(.nameable) }
    if Self.joiners.contains(lower) { flags.insert(.joiner) }
    if lower == "the" { flags.insert(.article) }
    if lower == "and" || lower == "&" { flags.insert(.and) }
    if lower == "&" || lower == "+" { flags.insert(.ampersand) }
    if lower == "of" || lower == "for" { flags.insert(.of) }
    if Self.headJoiners.contains(lower) { flags.insert(.headJoiner) }
    if lower == "," { flags.insert(.comma) }
    if lower == "(" || lower == "[" { flags.insert(.openBracket) }
    if lower == ")" || lower == "]" { flags.insert(.closeBracket) }
    if shape.contains(.possessive) || lower == "'s" { flags.insert(.possessive) }
    if Self.calendar.contains(lower) { flags.insert(.calendar) }
    if shape.contains(.allCapitals) { flags.insert(.allCapitals) }
    if shape.contains(.initial) { flags.insert(.initial) }
    if shape.contains(.numeral) || shape.contains(.hasDigit) { flags.insert(.numeral) }
    if shape.contains(.lowercase) { flags.insert(.lowercase) }
    if shape.contains(.punctuation) { flags.insert(.punctuation) }
    return flags
  }

  /// Straight marks for curly ones.
  private static func plain(_ lower: String) -> String {
    switch lower {
    case "“", "”", "''", "``": "\""
    case "’s": "'s"
    case "–", "—", "--": "-"
    case "[": "("
    default: lower
    }
  }

  private func findInner(of id: WordID, lower: String, in word: inout NameWord) {
    let bytes = vocabulary.withBytes(id) { Array($0) }
    findInner(of: bytes, in: &word)
    guard !word.inner.isEmpty else { return }
    let inner = bytes[Int(word.inner.lowerBound)..<Int(word.inner.upperBound)]
    let stem = Array(inner).withUnsafeBufferPointer { vocabulary.intern($0) }
    word.stem = vocabulary.lower(stem).rawValue
  }

  private func findInner(of bytes: [UInt8], in word: inout NameWord) {
    guard let last = bytes.lastIndex(of: 0x2D), let first = bytes.firstIndex(of: 0x2D) else { return }
    let tail = String(decoding: bytes[(last + 1)...], as: UTF8.self)
    let head = String(decoding: bytes[..<first], as: UTF8.self)
    if Self.compoundTails.contains(tail), last > 1 {
      word.flags.insert(.compound)
      word.inner = 0..<Int32(truncatingIfNeeded: last)
      word.affix = rows.row("joined -\(tail)")
    } else if Self.prefixes.contains(head), first + 1 < bytes.count, bytes[first + 1] < 0x61 {
      word.flags.insert(.prefixed)
      word.inner = Int32(truncatingIfNeeded: first + 1)..<Int32(truncatingIfNeeded: bytes.count)
      word.affix = rows.row("joined \(head)-")
    }
  }

  /// How a word is called where it stands beside a name: itself if it is a common word or a mark, else what it is like.
  static func context(_ id: WordID, facts: NameWord, vocabulary: Vocabulary) -> String {
    let flags = facts.flags
    let lower = plain(vocabulary.string(vocabulary.lower(id)))
    if flags.contains(.calendar) { return "<day or month>" }
    if flags.contains(.nameable) { return facts.bucket >= 3 ? "^\(lower)" : "<Name>" }
    if flags.contains(.numeral) { return "<number>" }
    if flags.contains(.punctuation) { return lower }
    return facts.bucket >= 3 ? lower : "<word>"
  }

  private func addLexicalRows(_ lower: String, to word: inout NameWord) {
    guard word.bucket >= 3 || NameHeads.words.contains(lower) else { return }
    word.first = rows.row("first \(lower)")
    word.last = rows.row("last \(lower)")
    word.only = rows.row("only \(lower)")
    word.inside = rows.row("inside \(lower)")
  }

  private func addShapeRows(_ lower: String, shape: WordShape, to word: inout NameWord) {
    let shapeName: String
    if shape.contains(.initial) {
      shapeName = "initial"
    } else if shape.contains(.allCapitals) {
      let count = lower.filter { $0 != "." }.count
      shapeName = shape.contains(.hasStop) ? "capitals with stops" : "capitals \(min(count, 6))"
    } else if shape.contains(.hasDigit) {
      shapeName = "with digits"
    } else if shape.contains(.mixedCase) {
      shapeName = shape.contains(.hasHyphen) ? "hyphen" : shape.contains(.hasApostrophe) ? "apostrophe" : "mixed case"
    } else if shape.contains(.hasHyphen) {
      shapeName = "hyphen"
    } else if shape.contains(.hasApostrophe) {
      shapeName = "apostrophe"
    } else if shape.contains(.hasStop) {
      shapeName = "abbreviation"
    } else {
      shapeName = "Word"
    }
    word.shapeOnly = rows.row("only shape \(shapeName)")
    word.shapePart = rows.row("part shape \(shapeName)")
    guard !shape.contains(.allCapitals), lower.count > 3 else { return }
    let letters = Array(lower)
    word.ending = rows.row("ending -\(String(letters.suffix(2)))")
    word.longEnding = rows.row("ending -\(String(letters.suffix(min(4, letters.count - 1))))")
    word.firstEnding = rows.row("first ending -\(String(letters.suffix(min(3, letters.count - 1))))")
  }
}

/// Words of names that say what kind of thing it is, though news hardly writes them in small letters.
enum NameHeads {
  static let words: Set<String> = [
    "airlines", "airways", "inc", "inc.", "corp", "corp.", "ltd", "ltd.", "llc", "plc", "co.", "fc", "f.c.", "afc",
    "sc",
    "oblast", "prefecture", "governorate", "raion", "politburo", "mr", "mr.", "mrs", "mrs.", "ms", "ms.", "dr", "dr.",
    "gen.", "lt.", "col.", "sgt.", "sen.", "rep.", "gov.", "sir", "sheikh", "shaikh", "sheik", "ayatollah", "mullah",
    "jr.", "jr", "sr.", "prof.", "prof", "rev.", "hon.", "san", "santa", "mount", "mt", "mt.", "tv", "st", "st.",
    "fort", "abu", "umm", "al", "el", "bin", "ben", "van", "von", "de", "airlines", "newswire", "telecom", "petroleum",
    "industries", "technologies", "systems", "solutions", "ministries", "archdiocese", "united", "democratic",
    "national", "international", "royal", "american", "african", "european", "asian", "islamic", "arab", "peoples",
    "cup", "olympics", "games", "prize", "award", "awards", "championship", "championships", "act", "bill", "treaty",
    "accord", "agreement", "day", "operation", "festival", "war", "covid-19", "quran", "bible", "internet", "facebook",
    "twitter", "excellency", "majesty", "highness",
  ]
}
