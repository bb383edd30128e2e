import GazetteerIndex
import TextModel

/// What `Gazetteers/word/role-noun.tsv` says of a noun that can be a source.
struct RoleNoun: BitwiseCopyable {
  /// What else holds of a noun.
  struct Uses: OptionSet, BitwiseCopyable {
    let rawValue: UInt16
    /// People who could be named.
    static var unnamed: Uses { Uses(rawValue: 1) }
    /// An office of which all know who has it: *the president*.
    static var sole: Uses { Uses(rawValue: 2) }
    /// It stands before a name with what hangs on it: *director of rail Ann Lee*.
    static var title: Uses { Uses(rawValue: 4) }
    /// One named before is called so again: *the veteran striker*.
    static var known: Uses { Uses(rawValue: 8) }
    /// So many of what follows: *a series of letters*.
    static var quantity: Uses { Uses(rawValue: 16) }
    /// By which its maker speaks: *a statement by the ministry*.
    static var voice: Uses { Uses(rawValue: 32) }
    /// Two people: *the couple*.
    static var two: Uses { Uses(rawValue: 64) }
    /// A relative: *his wife*.
    static var kin: Uses { Uses(rawValue: 128) }
    /// A body of any business: *the group*.
    static var body: Uses { Uses(rawValue: 256) }
  }

  /// Nouns of one class can stand for one another: *officer*, *official*. A number of `RoleNouns.classes`.
  var nounClass: Int32
  var kind: Source.Kind
  var uses: Uses
  var isPlural: Bool
  var gender: Entity.Gender?
  /// The wider classes that one of this class is called by: an index into `RoleNouns.wider`.
  var wider: UInt8
  /// Of an organization's noun the types of entities that are called so: bits of `RoleNouns.typeNames`.
  var types: UInt32 = 0

  var isUnnamed: Bool { uses.contains(.unnamed) }
  /// A body of which nothing is known may be called so: *the institute*, not *the court*.
  var mayBeAny: Bool { types & Self.any != 0 }
  /// The bit of `types` that says so.
  static var any: UInt32 { 1 << 31 }
}

/// Finds the role nouns of a document, by the token that is their last one.
struct RoleNouns {
  private let gazetteers: Gazetteers
  private let list: Gazetteers.List?
  private let kind: Int?
  private let unnamed: Int?
  private let nounClass: Int?
  private let number: Int?
  private let gender: Int?
  private let use: Int?
  private let also: Int?
  private let types: Int?
  /// The types of entities that nouns have, at most 31.
  private(set) var typeNames: [String] = []
  /// Sets of wider classes; the first is empty.
  private(set) var wider: [[Int32]] = [[]]
  private var widerNumbers: [String: UInt8] = ["": 0]
  private var known: [Int32: RoleNoun] = [:]
  /// Which classes are companies.
  private(set) var organizations = OrganizationNouns()
  /// The names of the classes, by their numbers.
  private var classes: [String] = []
  /// The same as bytes.
  private(set) var classNames: [[UInt8]] = []
  private var classNumbers: [String: Int32] = [:]
  init(_ gazetteers: Gazetteers) {
    self.gazetteers = gazetteers
    list = gazetteers.list(named: "word.role-noun")
    func column(_ name: String, _ list: Gazetteers.List?) -> Int? {
      list.flatMap { gazetteers.column(name, of: $0.id) }
    }
    kind = column("kind", list)
    unnamed = column("unnamed", list)
    nounClass = column("class", list)
    number = column("number", list)
    gender = column("gender", list)
    use = column("use", list)
    also = column("also", list)
    types = column("types", list)
  }

  private mutating func number(ofClass name: String) -> Int32 {
    if let number = classNumbers[name] { return number }
    let number = Int32(truncatingIfNeeded: classes.count)
    classes.append(name)
    classNames.append(Array(name.utf8))
    classNumbers[name] = number
    return number
  }

  /// A role noun where it stands.
  struct Found: BitwiseCopyable {
    var noun: RoleNoun
    var tokens: TokenRange
  }

  /// All role nouns of a document, whose words have rows, in the order of the text; of overlapping ones the longest.
  mutating func find(in document: Document, _ rows: FlatBuffer<ReferringWords.Row>, into found: FlatBuffer<Found>) {
    found.removeAll()
    guard let list else { return }
    let half = Int(list.id >> 6)
    let bit = UInt64(1) << UInt64(list.id & 63)
    var limit = 0
    document.listMasks.withUnsafeBufferPointer { masks in
      document.gazetteerMatches.withUnsafeBufferPointer { matches in
        let count = min(document.firstMatch.count, masks.count / 2)
        var token = 0
        while token < count {
          // Four at a time: most begin none.
          if token + 4 <= count {
            let place = 2 * token + half
            let all = masks[place] | masks[place + 2] | masks[place + 4] | masks[place + 6]
            guard all & bit != 0 else {
              token += 4
              continue
            }
          }
          defer { token += 1 }
          guard masks[2 * token + half] & bit != 0, token >= limit else { continue }
          var index = Int(document.firstMatch[token])
          while index >= 0, index < matches.count {
            if matches[index].list == list.id, !matches[index].isConditional {
              found.append(Found(noun: noun(matches[index], document, rows), tokens: matches[index].tokens))
              limit = matches[index].tokens.limit
            }
            index = Int(matches[index].next)
          }
        }
      }
    }
  }

  @inline(__always)
  private mutating func noun(
    _ match: GazetteerMatch, _ document: Document, _ rows: FlatBuffer<ReferringWords.Row>
  ) -> RoleNoun {
    guard match.tokens.count == 1 else { return noun(match.entry, at: match.tokens, document) }
    let row = rows.address(of: document.tokens[match.tokens.first].word.index)
    if let known = row.pointee.noun { return known }
    let found = noun(match.entry, at: match.tokens, document)
    row.pointee.noun = found
    return found
  }

  @inline(never) private mutating func noun(_ entry: Int32, at tokens: TokenRange, _ document: Document) -> RoleNoun {
    var noun = known[entry] ?? read(entry)
    known[entry] = noun
    if !noun.isPlural, !isName(of: entry, document.range(of: tokens), document) {
      noun.isPlural = true
      // *Authorities*, *teachers' unions*: several bodies that nobody names.
      if noun.kind == .organization {
        noun.kind = .group
        noun.uses.insert(.unnamed)
      }
    }
    if noun.isPlural, noun.kind == .person { noun.kind = .group }
    return noun
  }

  /// Whether the words are the entry's name, in whatever case; else they are its alias, the plural.
  private func isName(of entry: Int32, _ range: UTF8Range, _ document: Document) -> Bool {
    gazetteers.withValue(0, of: entry) { name in
      guard name.count == range.length else { return false }
      for offset in name.indices
      where AsciiText.small(name[offset]) != AsciiText.small(document.text[Int(range.start.value) + offset]) {
        return false
      }
      return true
    }
  }

  private mutating func read(_ entry: Int32) -> RoleNoun {
    func value(_ column: Int?) -> String { column.map { gazetteers.value($0, of: entry) } ?? "" }
    var uses: RoleNoun.Uses = value(unnamed) == "yes" ? .unnamed : []  // names: a value of the column
    for word in value(use).split(separator: " ") {
      switch word {
      // names from here: values of a column
      case "sole": uses.insert(.sole)
      case "title": uses.insert(.title)
      case "known": uses.insert(.known)
      case "quantity": uses.insert(.quantity)
      case "voice": uses.insert(.voice)
      case "two": uses.insert(.two)
      case "kin": uses.insert(.kin)
      case "body": uses.insert(.body)
      default: break
      }
    }
    var noun = RoleNoun(
      nounClass: number(ofClass: value(nounClass)), kind: Source.Kind(rawValue: value(kind)) ?? .person,
      uses: uses, isPlural: value(number) == "plural", gender: Entity.Gender(rawValue: value(gender)),
      wider: number(ofWider: value(also)))
    let types = value(types).split(separator: "|")
    for name in types { noun.types |= bit(ofType: String(name)) }
    organizations.note(noun.nounClass, isCompany: types.contains("company"), isGeneric: uses.contains(.body))
    return noun
  }

  private mutating func bit(ofType name: String) -> UInt32 {
    if name == "*" { return RoleNoun.any }
    if let known = typeNames.firstIndex(of: name) { return 1 << UInt32(known) }
    guard typeNames.count < 31 else { return 0 }
    typeNames.append(name)
    return 1 << UInt32(typeNames.count - 1)
  }

  private mutating func number(ofWider names: String) -> UInt8 {
    if let number = widerNumbers[names] { return number }
    guard wider.count < Int(UInt8.max) else { return 0 }
    let number = UInt8(truncatingIfNeeded: wider.count)
    wider.append(names.split(separator: "|").map { self.number(ofClass: String($0)) })
    widerNumbers[names] = number
    return number
  }
}
