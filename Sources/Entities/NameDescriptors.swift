import GazetteerIndex
import TextModel

/// What a text says of a person or an organization beside its name: *an Iraqi security analyst*, *President*.
final class NameDescriptors {
  /// A longer apposition is none.
  static let wordLimit = 16
  /// More descriptors of one entity are not kept.
  static let countLimit = 8

  private let roleLists: (low: UInt64, high: UInt64)
  /// Words that describe whoever comes behind them (*alleged*), and nouns that say nothing of somebody (*person*).
  private let describing: UInt8?
  private let sayingNothing: UInt8?
  private let givenList: UInt8?
  private let surnameList: UInt8?
  private let genderColumn: Int?
  /// How many of a hundred people have it as given name, as surname.
  private let shareColumns: (given: Int?, surname: Int?)
  private let gazetteers: Gazetteers
  /// By slot that an entry of the list of given names chooses: the entry kept there and what it says.
  private let genders: UnsafeMutablePointer<EntryGender>
  private static let genderSlots = 1 << 10
  private var genderOfEntry: [Int32: NameGender] = [:]

  private struct EntryGender: BitwiseCopyable {
    /// Before any is, one that chooses another slot.
    var entry: Int32
    var gender = NameGender.unknown
  }

  init(_ gazetteers: Gazetteers) {
    self.gazetteers = gazetteers
    genders = .allocate(capacity: Self.genderSlots)
    for slot in 0..<Self.genderSlots { (genders + slot).initialize(to: EntryGender(entry: Int32(slot) ^ 1)) }
    var low: UInt64 = 0
    var high: UInt64 = 0
    for name in ["person.role", "person.title", "person.occupation"] {
      guard let list = gazetteers.list(named: name) else { continue }
      if list.id < 64 { low |= 1 << UInt64(list.id) } else { high |= 1 << UInt64(list.id & 63) }
    }
    roleLists = (low, high)
    describing = gazetteers.list(named: "word.describing")?.id
    sayingNothing = gazetteers.list(named: "word.says-nothing")?.id
    givenList = gazetteers.list(named: "person.given")?.id
    surnameList = gazetteers.list(named: "person.surname")?.id
    genderColumn = givenList.flatMap { gazetteers.column("gender", of: $0) }
    shareColumns = (
      givenList.flatMap { gazetteers.column("per-cent", of: $0) },
      surnameList.flatMap { gazetteers.column("per-cent", of: $0) }
    )
  }

  deinit { genders.deallocate() }

  // MARK: Gender

  /// What the title before a person's name, or else the given name, says.
  func gender(of name: FoundName, _ view: NameView) -> NameGender {
    let first = name.tokens.first
    let sentences = view.document.sentenceOfToken
    if first > 0, first < sentences.count, sentences[first - 1] == sentences[first] {
      let before = view.flags(first - 1)
      if before.contains(.maleTitle) { return .male }
      if before.contains(.femaleTitle) { return .female }
    }
    // The given name of *Lin Chia-hao* stands behind; *Kelland-Brown* is two surnames.
    if name.tokens.count == 2, isGivenOfSyllables(first + 1, view) { return .unknown }
    return name.tokens.count > 1 ? givenGender(at: first, view) : .unknown
  }

  /// *Chia-hao*: a small letter behind the hyphen.
  private func isGivenOfSyllables(_ token: Int, _ view: NameView) -> Bool {
    guard view.document.shape(token).contains(.hasHyphen) else { return false }
    let bytes = UnsafeBufferPointer(rebasing: view.text[view.tokens[token].range.indices])
    guard let hyphen = bytes.firstIndex(of: 0x2D), hyphen + 1 < bytes.count else { return false }
    return (0x61...0x7A).contains(bytes[hyphen + 1])
  }

  /// The gender of somebody who is called by a given name alone all over the document; a word that is a surname nearly
  /// as often (*Jordan*, not *Claire*) says nothing, nor does one of which nobody has counted how often it is either.
  func gender(ofGivenNameAlone name: FoundName, _ view: NameView) -> NameGender {
    guard name.tokens.count == 1 else { return .unknown }
    var isSurname = false
    var shares = (given: 0, surname: 0)
    view.lists.forEachMatch(at: name.tokens.first) { match in
      guard match.tokens.count == 1 else { return }
      if match.list == surnameList {
        isSurname = true
        shares.surname = share(shareColumns.surname, of: match.entry)
      } else if match.list == givenList {
        shares.given = share(shareColumns.given, of: match.entry)
      }
    }
    guard !isSurname || shares.given > 0 && shares.given >= 2 * shares.surname else { return .unknown }
    return givenGender(at: name.tokens.first, view)
  }

  /// A share of people in thousandths of a per cent; 0 where the list has none.
  private func share(_ column: Int?, of entry: Int32) -> Int {
    guard let column else { return 0 }
    return gazetteers.withValue(column, of: entry) { digits in
      var thousandths = 0
      var decimals: Int?
      for digit in digits.prefix(9) {
        if digit == 0x2E { decimals = 0 }
        guard digit >= 0x30, digit <= 0x39, decimals ?? 0 < 3 else { continue }
        thousandths = thousandths * 10 + Int(digit - 0x30)
        decimals = decimals.map { $0 + 1 }
      }
      for _ in min(3, decimals ?? 0)..<3 { thousandths *= 10 }
      return thousandths
    }
  }

  private func givenGender(at token: Int, _ view: NameView) -> NameGender {
    guard let givenList, let genderColumn else { return .unknown }
    var gender = NameGender.unknown
    view.lists.forEachMatch(at: token) { match in
      guard gender == .unknown, match.list == givenList, match.tokens.count == 1 else { return }
      gender = self.gender(ofGivenName: match.entry, genderColumn)
    }
    return gender
  }

  /// The gender of somebody whom a list calls by one word, by the given name of the entry: *Biden* is Joe Biden, so that
  /// *Mrs. Biden* is not. Each entry is looked up once.
  func gender(ofEntry entry: Int32) -> NameGender {
    if let known = genderOfEntry[entry] { return known }
    var own = NameGender.unknown
    if let givenList, let genderColumn {
      let first = Array(gazetteers.name(of: entry).utf8.prefix { $0 != 0x20 })
      first.withUnsafeBufferPointer { word in
        first.map(ASCII.lower).withUnsafeBufferPointer { small in
          gazetteers.forEachList(ofWord: word, folded: small) { list, given, _ in
            guard own == .unknown, list == givenList else { return }
            own = self.gender(ofGivenName: given, genderColumn)
          }
        }
      }
    }
    genderOfEntry[entry] = own
    return own
  }

  /// What an entry says: read once for names that come again and again.
  private func gender(ofGivenName entry: Int32, _ column: Int) -> NameGender {
    let slot = Int(UInt32(bitPattern: entry) & UInt32(Self.genderSlots - 1))
    if genders[slot].entry == entry { return genders[slot].gender }
    let gender: NameGender = gazetteers.withValue(column, of: entry) { value in
      value.count == 1 ? value[0] == 0x6D ? .male : value[0] == 0x66 ? .female : .unknown : .unknown
    }
    genders[slot] = EntryGender(entry: entry, gender: gender)
    return gender
  }

  // MARK: Descriptors

  /// Adds what stands before and after the name of a person or an organization to what is said of it.
  func add(of name: FoundName, isPerson: Bool, to said: inout [String], _ view: NameView) {
    guard said.count < Self.countLimit else { return }
    let document = view.document
    guard name.tokens.first < document.sentenceOfToken.count else { return }
    let sentence = document.sentences[Int(document.sentenceOfToken[name.tokens.first])].tokens
    if isPerson, let range = before(name.tokens, sentence, view) { add(range, to: &said, view) }
    if let range = after(name.tokens, sentence, view) { add(range, to: &said, view) }
  }

  private func add(_ range: TokenRange, to said: inout [String], _ view: NameView) {
    guard !range.isEmpty else { return }
    let text = NameText.oneLine(view.text, view.document.range(of: range).indices.clamped(to: view.text.indices))
    if !said.contains(text) { said.append(text) }
  }

  /// Title and role before a name, with what describes them: *the Iraqi security analyst Hisham al-Hashimi*.
  private func before(_ name: TokenRange, _ sentence: TokenRange, _ view: NameView) -> TokenRange? {
    guard name.first > sentence.first, isRole(endingAt: name.first, sentence, view) else { return nil }
    var first = name.first - 1
    while first > sentence.first, name.first - first < 8, belongs(first - 1, view), !view.startsLine(first) {
      first -= 1
    }
    return saysNothing(TokenRange(first, name.first), view) ? nil : TokenRange(first, name.first)
  }

  private func isRole(endingAt end: Int, _ sentence: TokenRange, _ view: NameView) -> Bool {
    var start = end - 1
    while start >= max(sentence.first, end - 4) {
      guard start * 2 + 1 < view.lists.masks.count else { return false }
      if isRoleBegun(start, view) {
        var isFound = false
        view.lists.forEachMatch(at: start) { match in
          let bit: UInt64 = 1 << UInt64(match.list & 63)
          let isList = match.list < 64 ? roleLists.low & bit != 0 : roleLists.high & bit != 0
          if isList, match.tokens.limit == end { isFound = true }
        }
        if isFound { return true }
      }
      start -= 1
    }
    return false
  }

  /// Words that describe a role before it: capitalised ones, and small ones that are not in between.
  private func belongs(_ token: Int, _ view: NameView) -> Bool {
    let shape = view.document.shape(token)
    if shape.contains(.capitalized) {
      guard view.tokens[token].flags.contains(.sentenceStart) else { return true }
      // *Chief Financial Officer Ann Lee*, *Tessaro Group analyst Ann Lee*, but *But President Lee*.
      return view.flags(token).contains(.roleAdjective) || isRoleBegun(token, view)
        || view.document.begins(.organization, at: token) || view.document.begins(.place, at: token)
        || view.document.begins(.group, at: token)
    }
    guard shape.contains(.lowercase) || shape.contains(.hasHyphen) else { return false }
    return view.flags(token).contains(.roleAdjective) || isPart(token, view)
  }

  /// *alleged drug trafficker*, *two-time champion*: what stands before a role and can be part of its phrase.
  private func isPart(_ token: Int, _ view: NameView) -> Bool {
    if isListed(token, describing, view) { return true }
    let word = view.words[view.tokens[token].word.index]
    return Self.parts.contains(Int(word.wordClass)) && word.flags.isDisjoint(with: [.appositionStart, .appositionEnd])
  }

  /// The classes of adjectives and of nouns that stand before nouns.
  private static let parts = Set(
    CommonWords.classNames.indices.filter {
      ["<JJ>", "<JJS>", "<NN>", "<body>", "<site>", "<person>"].contains("\(CommonWords.classNames[$0])")
    })

  private func isListed(_ token: Int, _ list: UInt8?, _ view: NameView) -> Bool {
    var isFound = false
    view.lists.forEachMatch(at: token) { match in
      if match.list == list, match.tokens.count == 1 { isFound = true }
    }
    return isFound
  }

  /// The apposition after a name: *…, an Iraqi security analyst, …*.
  private func after(_ name: TokenRange, _ sentence: TokenRange, _ view: NameView) -> TokenRange? {
    let comma = name.limit
    guard comma + 2 < sentence.limit, view.flags(comma).contains(.comma) else { return nil }
    // The comma ends an opening phrase: *According to the Agency, an inspection found …*.
    if view.flags(sentence.first).contains(.sentenceOpener), !hasComma(sentence.first, name.first, view) { return nil }
    let opens = view.flags(comma + 1).contains(.appositionStart)
    guard opens || isRoleBegun(comma + 1, view), !view.document.shape(comma + 1).contains(.capitalized) else {
      return nil
    }
    var end = comma + 1
    while end < sentence.limit, end - comma <= Self.wordLimit {
      let next = view.flags(end)
      if next.contains(.saying) { return nil }
      if next.contains(.appositionEnd) || view.startsLine(end) {
        // *He thanked Acme, the town and “the others”* is a list.
        if view.flags(end - 1).contains(.and) { return nil }
        let range = TokenRange(comma + 1, end)
        // *…, a terrific, prize-winning actress* goes on.
        if view.flags(end).contains(.comma), endsInAdjective(range, view) { return nil }
        return range.count > (opens ? 1 : 0) && !saysNothing(range, view) ? range : nil
      }
      end += 1
    }
    return nil
  }

  private func endsInAdjective(_ range: TokenRange, _ view: NameView) -> Bool {
    let word = view.words[view.tokens[range.limit - 1].word.index]
    return CommonWords.classNames[Int(word.wordClass)].description == "<JJ>"
      && !isRoleBegun(range.limit - 1, view)
  }

  /// *the person*, *one*: an article and a noun that is true of everybody.
  private func saysNothing(_ range: TokenRange, _ view: NameView) -> Bool {
    range.count <= 2 && isListed(range.limit - 1, sayingNothing, view)
      && (range.count == 1 || view.flags(range.first).contains(.appositionStart))
  }

  private func hasComma(_ start: Int, _ end: Int, _ view: NameView) -> Bool {
    for token in start..<max(start, end) where view.flags(token).contains(.comma) { return true }
    return false
  }

  private func isRoleBegun(_ token: Int, _ view: NameView) -> Bool {
    let masks = view.lists.masks
    guard token * 2 + 1 < masks.count else { return false }
    return masks[token * 2] & roleLists.low | masks[token * 2 + 1] & roleLists.high != 0
  }
}
