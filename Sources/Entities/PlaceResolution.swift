import GazetteerIndex
import TextModel

/// Decides which of the places of one name is meant.
///
/// By what stands beside it (*Lebanon, N.H.*; *Cairo in Illinois*), else by what stands beside the same name elsewhere in
/// the document, else, of places that are no large cities, by the countries and states that the document names. What is a
/// country and a state is the state among other states (*Georgia and Nevada*).
final class PlaceResolution {
  private let namesakes: PlaceNamesakes
  private let gazetteers: Gazetteers
  /// By list, the columns of identifiers and countries, or -1, and what the list is of.
  private var columns: [(id: Int, country: Int, rank: Rank)]
  /// Of the document in hand: how often each country and part of one is named.
  private var named: [(code: PlaceCode, count: Int)] = []
  /// The countries of its cities.
  private var countriesOfCities: [PlaceCode] = []
  /// Names that were resolved by what stands beside them, by the hash of their words.
  private let resolved = KeyTable()
  private var found: [Meaning] = []
  /// By slot that an entry chooses: the entry kept there and what is known of it; before any is, one that chooses
  /// another slot.
  private let known: UnsafeMutablePointer<EntryPlace>
  private static let slots = 1 << 10

  /// What is known of the place of an entry.
  private struct EntryPlace: BitwiseCopyable {
    var entry: Int32
    var rank = Rank.none
    /// Of a country or a part of one.
    var code: PlaceCode?
    var country: PlaceCode?
  }

  /// What a list of places is of.
  private enum Rank: UInt8, BitwiseCopyable { case none, country, part, city, town, other, people }

  /// What a mention turned out to be.
  struct Meaning: BitwiseCopyable {
    var place: PlaceID?
    var code: PlaceCode
    /// The entry of a state, where that is meant.
    var state: Int32 = -1
  }

  init(_ gazetteers: Gazetteers, _ namesakes: PlaceNamesakes) {
    self.gazetteers = gazetteers
    self.namesakes = namesakes
    known = .allocate(capacity: Self.slots)
    for slot in 0..<Self.slots { (known + slot).initialize(to: EntryPlace(entry: Int32(slot) ^ 1)) }
    columns = gazetteers.lists.map { list in
      (
        gazetteers.column("id", of: list.id) ?? -1, gazetteers.column("country", of: list.id) ?? -1,
        Self.rank(of: list.name)
      )
    }
  }

  deinit { known.deallocate() }

  /// What is known of an entry: read once for those that come again and again.
  private func place(of entry: Int32) -> EntryPlace {
    let slot = Int(UInt32(bitPattern: entry) & UInt32(Self.slots - 1))
    if known[slot].entry == entry { return known[slot] }
    var place = EntryPlace(entry: entry)
    let columns = columns[Int(gazetteers.list(of: entry))]
    place.rank = columns.rank
    if columns.id >= 0 {
      place.code = gazetteers.withValue(columns.id, of: entry) { id in
        id.starts(with: "iso3166:".utf8) ? PlaceCode(id.dropFirst(8)) : nil
      }
    }
    place.country = place.code?.country
    if columns.country >= 0 {
      place.country = gazetteers.withValue(columns.country, of: entry) { PlaceCode($0) } ?? place.country
    }
    known[slot] = place
    return place
  }

  private static func rank(of list: String) -> Rank {
    switch list {
    case "place.country": return .country
    case "place.state", "place.region": return .part
    case "place.city": return .city
    case "group.nationality": return .people
    default:
      if list.hasPrefix("place.town") || list.hasPrefix("place.village") { return .town }
      return list.hasPrefix("place.") ? .other : .none
    }
  }

  /// Gives the mentions that are of places what they mean, where that is not what the lists say. O(mentions).
  func resolve(_ mentions: NameMentions, _ view: NameView) {
    let list = mentions.list.mutableElements
    named.removeAll(keepingCapacity: true)
    found.removeAll(keepingCapacity: true)
    countriesOfCities.removeAll(keepingCapacity: true)
    resolved.clear()
    for index in list.indices where list[index].name.kind == 1 || list[index].name.kind == 3 {
      look(at: index, list, view)
    }
    for index in list.indices where list[index].name.kind == 1 { settle(index, list, view) }
    guard !found.isEmpty || !named.isEmpty else { return }
    for index in list.indices where list[index].name.kind == 1 && list[index].meaning < 0 {
      if let known = resolved.find(key(of: list[index], view)) {
        list[index].meaning = Int32(truncatingIfNeeded: known)
      } else {
        guess(index, list, view)
      }
    }
  }

  /// Notes the country or state of a mention; one that may be either does not count.
  private func look(at index: Int, _ list: UnsafeMutableBufferPointer<NameMention>, _ view: NameView) {
    guard list[index].hasEntry else { return }
    let entry = list[index].entry
    switch place(of: entry).rank {
    case .country:
      list[index].code = code(ofEntry: entry)
      if let code = list[index].code, stateEntry(at: list[index].name.tokens, view) == nil { count(code) }
    case .part, .people:
      list[index].code = code(ofEntry: entry)
      if let code = list[index].code { count(code) }
    case .city:
      if countriesOfCities.count < Self.codeLimit, let country = country(ofEntry: entry),
        !countriesOfCities.contains(country)
      {
        countriesOfCities.append(country)
      }
    default: return
    }
  }

  /// What a mention means; nil where the lists are right.
  func meaning(of mention: NameMention) -> Meaning? {
    mention.meaning >= 0 && Int(mention.meaning) < found.count ? found[Int(mention.meaning)] : nil
  }

  // MARK: Beside the name

  /// Looks at what stands behind a name and at whether it is a state among states.
  private func settle(_ index: Int, _ list: UnsafeMutableBufferPointer<NameMention>, _ view: NameView) {
    if isStateAmongStates(index, list, view) { return }
    guard index + 1 < list.count, list[index + 1].name.kind == 1, let code = list[index + 1].code,
      let link = link(list[index].name.tokens.limit, list[index + 1].name.tokens.first, view)
    else { return }
    let own = list[index].code
    // *Kenya, Uganda*; *Georgia, Alabama and Florida* are lists.
    if let own, link == .comma, own.isPart || !code.isPart { return }
    if let own, own.country == code.country, own.isPart || !code.isPart { return }
    let place = namesakes.place(hash(of: list[index], view), in: code)
    // A list of places: *Moscow, Ukraine and the West*.
    guard place != nil || link == .within || code.isPart else { return }
    // It lies in that country, and in which part of it the places of a name lie is known of few countries.
    if place == nil, list[index].hasEntry, country(ofEntry: list[index].entry) == code.country { return }
    guard place != nil || own == nil else { return }
    note(Meaning(place: place, code: code), of: index, list, view)
  }

  private enum Link { case comma, within }

  /// How a name hangs on the next one.
  private func link(_ end: Int, _ start: Int, _ view: NameView) -> Link? {
    guard start > end, start - end <= 2 else { return nil }
    let first = view.flags(end)
    if first.contains(.comma), start == end + 1 { return .comma }
    if start == end + 1, first.contains(.openBracket) { return .within }
    return isIn(end, view) && (start == end + 1 || view.flags(end + 1).contains(.article)) ? .within : nil
  }

  private func isIn(_ token: Int, _ view: NameView) -> Bool {
    let bytes = view.text[view.tokens[token].range.indices]
    return bytes.elementsEqual("in".utf8)
  }

  /// *Georgia* beside *Nevada*, or in a document that names other states and nothing of the country.
  private func isStateAmongStates(
    _ index: Int, _ list: UnsafeMutableBufferPointer<NameMention>, _ view: NameView
  ) -> Bool {
    guard let own = list[index].code, !own.isPart, let state = stateEntry(at: list[index].name.tokens, view),
      let code = self.code(ofEntry: state), code.isPart
    else { return false }
    var isAmongStates = false
    for other in max(0, index - 3)..<min(list.count, index + 4) where other != index {
      guard let beside = list[other].code, beside.isPart, beside.country == code.country else { continue }
      if isSameSentence(list[index], list[other], view) { isAmongStates = true }
    }
    if !isAmongStates {
      let isStateNamed = named.contains { $0.code.country == code.country }
      guard isStateNamed, !named.contains(where: { $0.code == own }), !countriesOfCities.contains(own) else {
        return false
      }
    }
    note(Meaning(place: nil, code: code, state: state), of: index, list, view)
    return true
  }

  private func isSameSentence(_ one: NameMention, _ other: NameMention, _ view: NameView) -> Bool {
    let sentences = view.document.sentenceOfToken
    guard one.name.tokens.first < sentences.count, other.name.tokens.first < sentences.count else { return false }
    return sentences[one.name.tokens.first] == sentences[other.name.tokens.first]
  }

  private func stateEntry(at tokens: TokenRange, _ view: NameView) -> Int32? {
    var state: Int32?
    view.lists.forEachMatch(at: tokens.first) { match in
      guard match.tokens.end == tokens.end, rank(ofList: Int(match.list)) == .part else { return }
      state = match.entry
    }
    return state
  }

  // MARK: By the document

  /// The place of that name in the state or country that the document names most, where the list's own lies elsewhere.
  private func guess(_ index: Int, _ list: UnsafeMutableBufferPointer<NameMention>, _ view: NameView) {
    guard list[index].code == nil, !named.isEmpty else { return }
    var home: PlaceCode?
    var isCity = false
    if list[index].hasEntry {
      let rank = place(of: list[index].entry).rank
      guard rank == .town || rank == .city else { return }
      isCity = rank == .city
      home = country(ofEntry: list[index].entry)
    } else if !isOfSmallPlace(list[index], view) {
      return
    }
    let hash = hash(of: list[index], view)
    var best: (code: PlaceCode, place: PlaceID, count: Int)?
    for (code, count) in named where code.isPart || home == nil || code != home {
      guard count > best?.count ?? 0, let place = namesakes.place(hash, in: code), !isCity || place.isRival else {
        continue
      }
      best = (code, place, count)
    }
    guard let best else { return }
    // The list's own stays where its country is named as well, but for a state in it that has such a place.
    if let home, best.code.country != home, named.contains(where: { $0.code.country == home }) { return }
    note(Meaning(place: best.place, code: best.code), of: index, list, view)
  }

  /// Whether a list of places too small for an identifier has the name, or it is a county's.
  private func isOfSmallPlace(_ mention: NameMention, _ view: NameView) -> Bool {
    let tokens = mention.name.tokens
    if view.flags(tokens.limit - 1).contains(.allCapitals) { return false }
    var isFound = tokens.count > 1
    view.lists.forEachMatch(at: tokens.first) { match in
      if match.tokens.end == tokens.end, rank(ofList: Int(match.list)) == .town { isFound = true }
    }
    return isFound
  }

  // MARK: Codes

  private func note(
    _ meaning: Meaning, of index: Int, _ list: UnsafeMutableBufferPointer<NameMention>, _ view: NameView
  ) {
    list[index].meaning = Int32(truncatingIfNeeded: found.count)
    resolved.add(key(of: list[index], view), found.count)
    found.append(meaning)
  }

  private func count(_ code: PlaceCode) {
    if let known = named.firstIndex(where: { $0.code == code }) {
      named[known].count += 1
    } else if named.count < Self.codeLimit {
      named.append((code, 1))
    }
  }

  /// More countries and states of one document are not counted.
  private static let codeLimit = 64

  private func rank(ofList list: Int) -> Rank { list < columns.count ? columns[list].rank : .none }

  private func code(ofEntry entry: Int32) -> PlaceCode? { place(of: entry).code }

  /// The country in which an entry lies.
  private func country(ofEntry entry: Int32) -> PlaceCode? { place(of: entry).country }

  /// The hash of a name in small letters, its words with blanks between, and a tab.
  private func hash(of mention: NameMention, _ view: NameView) -> EvidenceHash {
    var hash = EvidenceHash()
    let vocabulary = view.document.vocabulary
    for token in mention.name.tokens.indices {
      if token > mention.name.tokens.first { hash.add(0x20) }
      vocabulary.withBytes(vocabulary.lower(view.tokens[token].word)) { hash.add($0) }
    }
    hash.add(0x09)
    return hash
  }

  private func key(of mention: NameMention, _ view: NameView) -> UInt64 { hash(of: mention, view).value }
}
