import GazetteerIndex
import TextModel

/// What a text says of a person or an organization beside its name: *an Iraqi security analyst*, *President*.
struct NameDescriptors {
  /// A longer apposition is none.
  static let wordLimit = 16
  /// More descriptors of one entity are not kept.
  static let countLimit = 8

  private let title: UInt64
  private let roleLists: (low: UInt64, high: UInt64)
  private let givenList: UInt8?
  private let genderColumn: Int?
  private let gazetteers: Gazetteers

  private static let maleTitles: Set<String> = [
    "mr", "mr.", "sir", "lord", "king", "prince", "father", "fr", "fr.", "brother", "sheikh", "shaikh", "sheik", "imam",
    "pope", "baron", "duke", "count", "earl", "emperor", "señor", "senor", "herr", "monsieur", "congressman",
    "chairman", "spokesman", "businessman", "actor", "husband", "son", "uncle", "mullah", "ayatollah", "maulana",
    "sultan", "cardinal", "don", "alhaji", "mister", "grandfather", "boyfriend", "policeman",
  ]
  private static let femaleTitles: Set<String> = [
    "mrs", "mrs.", "ms", "ms.", "miss", "madam", "madame", "lady", "dame", "queen", "princess", "sister", "mother",
    "sheikha", "shaikha", "baroness", "duchess", "countess", "empress", "señora", "senora", "frau", "congresswoman",
    "chairwoman", "spokeswoman", "businesswoman", "actress", "wife", "daughter", "aunt", "begum", "alhaja", "daw",
    "grandmother", "girlfriend", "widow", "policewoman",
  ]
  private static let openers: Set<String> = ["a", "an", "the", "his", "her", "its", "their", "one", "former", "then"]
  private static let enders: Set<String> = [
    ",", ".", ";", ":", "(", ")", "–", "—", "--", "\"", "“", "”", "!", "?", "who", "which", "whose",
  ]
  /// *…, the officials said*: no apposition.
  private static let sayings: Set<String> = [
    "said", "says", "told", "added", "is", "was", "were", "are", "has", "have", "had", "will", "would", "according",
  ]

  init(_ gazetteers: Gazetteers) {
    self.gazetteers = gazetteers
    title = ListClasses.title
    var low: UInt64 = 0
    var high: UInt64 = 0
    for name in ["person.role", "person.title"] {
      guard let list = gazetteers.list(named: name) else { continue }
      if list.id < 64 { low |= 1 << UInt64(list.id) } else { high |= 1 << UInt64(list.id & 63) }
    }
    roleLists = (low, high)
    givenList = gazetteers.list(named: "person.given")?.id
    genderColumn = givenList.flatMap { gazetteers.column("gender", of: $0) }
  }

  // MARK: Gender

  /// What the title before a person's name, or else the given name, says.
  func gender(of name: FoundName, in document: Document) -> Entity.Gender? {
    let first = name.tokens.first
    if first > 0, document.sentenceOfToken[first - 1] == document.sentenceOfToken[first] {
      let before = document.vocabulary.string(document.lower(first - 1))
      if Self.maleTitles.contains(before) { return .male }
      if Self.femaleTitles.contains(before) { return .female }
    }
    guard let givenList, let genderColumn, first < document.firstMatch.count else { return nil }
    var index = document.firstMatch[first]
    while index >= 0 {
      let match = document.gazetteerMatches[Int(index)]
      index = match.next
      guard match.list == givenList, match.tokens.count == 1, name.tokens.count > 1 else { continue }
      switch gazetteers.value(genderColumn, of: match.entry) {
      case "m": return .male
      case "f": return .female
      default: continue
      }
    }
    return nil
  }

  // MARK: Descriptors

  /// Adds what stands before and after a name to its entity.
  func add(of name: FoundName, to entity: inout Entity, in document: Document) {
    guard entity.kind == .person || entity.kind == .organization else { return }
    guard entity.descriptors.count < Self.countLimit else { return }
    guard name.tokens.first < document.sentenceOfToken.count else { return }
    let sentence = document.sentences[Int(document.sentenceOfToken[name.tokens.first])].tokens
    for range in [
      entity.kind == .person ? before(name.tokens, sentence, document) : nil, after(name.tokens, sentence, document),
    ] {
      guard let range, !range.isEmpty else { continue }
      let text = NameText.oneLine(document.range(of: range), of: document)
      if !entity.descriptors.contains(text) { entity.descriptors.append(text) }
    }
  }

  /// Title and role before a name, with what describes them: *the Iraqi security analyst Hisham al-Hashimi*.
  private func before(_ name: TokenRange, _ sentence: TokenRange, _ document: Document) -> TokenRange? {
    guard name.first > sentence.first, isRole(endingAt: name.first, sentence, document) else { return nil }
    var first = name.first - 1
    while first > sentence.first, name.first - first < 8, belongs(first - 1, document) { first -= 1 }
    return TokenRange(first, name.first)
  }

  private func isRole(endingAt end: Int, _ sentence: TokenRange, _ document: Document) -> Bool {
    for start in stride(from: end - 1, through: max(sentence.first, end - 4), by: -1) {
      guard start * 2 + 1 < document.listMasks.count else { return false }
      let hasList = document.listMasks[start * 2] & roleLists.low | document.listMasks[start * 2 + 1] & roleLists.high
      guard hasList != 0 else { continue }
      var index = document.firstMatch[start]
      while index >= 0 {
        let match = document.gazetteerMatches[Int(index)]
        index = match.next
        let bit: UInt64 = 1 << UInt64(match.list & 63)
        let isList = match.list < 64 ? roleLists.low & bit != 0 : roleLists.high & bit != 0
        if isList, match.tokens.limit == end { return true }
      }
    }
    return false
  }

  /// Words that describe a role before it: capitalised ones, and small ones that are not in between.
  private func belongs(_ token: Int, _ document: Document) -> Bool {
    let shape = document.shape(token)
    if shape.contains(.capitalized) { return !document.tokens[token].flags.contains(.sentenceStart) }
    guard shape.contains(.lowercase) else { return false }
    return Self.adjectives.contains(document.vocabulary.string(document.lower(token)))
  }

  private static let adjectives: Set<String> = [
    "former", "deputy", "vice", "senior", "chief", "prime", "foreign", "interior", "defence", "defense", "finance",
    "security", "military", "police", "army", "government", "opposition", "political", "assistant", "acting", "interim",
    "outgoing", "veteran", "independent", "human", "rights", "health", "state", "federal", "national", "local",
    "regional", "provincial", "spiritual", "supreme", "rebel", "party", "head", "managing", "executive", "general",
    "news", "film", "football", "team", "space", "investigative", "counterterrorism", "justice", "trade", "oil",
  ]

  /// The apposition after a name: *…, an Iraqi security analyst, …*.
  private func after(_ name: TokenRange, _ sentence: TokenRange, _ document: Document) -> TokenRange? {
    let comma = name.limit
    guard comma + 2 < sentence.limit, word(comma, document) == "," else { return nil }
    let opener = word(comma + 1, document)
    let isOpened = Self.openers.contains(opener) || isRoleBegun(comma + 1, document)
    guard isOpened, !document.shape(comma + 1).contains(.capitalized) else { return nil }
    var end = comma + 1
    while end < sentence.limit, end - comma <= Self.wordLimit {
      let next = word(end, document)
      if Self.sayings.contains(next) { return nil }
      if Self.enders.contains(next) {
        return end > comma + 1 + (Self.openers.contains(opener) ? 1 : 0) ? TokenRange(comma + 1, end) : nil
      }
      end += 1
    }
    return nil
  }

  private func isRoleBegun(_ token: Int, _ document: Document) -> Bool {
    guard token * 2 + 1 < document.listMasks.count else { return false }
    let masks = document.listMasks
    return masks[token * 2] & roleLists.low | masks[token * 2 + 1] & roleLists.high != 0
  }

  private func word(_ token: Int, _ document: Document) -> String {
    document.vocabulary.string(document.lower(token))
  }
}
