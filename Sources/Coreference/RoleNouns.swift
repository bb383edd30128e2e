import GazetteerIndex
import TextModel

/// What `Gazetteers/word/role-noun.tsv` says of a noun that can be a source.
struct RoleNoun {
  var kind: Source.Kind
  /// The bare noun hides a person who could be named.
  var isUnnamed: Bool
  /// Nouns of one class can stand for one another: *officer*, *official*. A number of `RoleNouns.classes`.
  var nounClass: Int32
  var isPlural: Bool
  var gender: Entity.Gender?
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
  private var known: [Int32: RoleNoun] = [:]
  /// For each word 1 + the index in `ofWord` of the noun that it is alone, 0 where that is not known yet.
  private var slots: [Int32] = []
  private var ofWord: [RoleNoun] = []
  private var generation = -1
  /// The names of the classes, by their numbers.
  private var classes: [String] = []
  /// The same as bytes.
  private(set) var classNames: [[UInt8]] = []
  private var classNumbers: [String: Int32] = [:]
  /// The classes of a person whom a writer could name even where *the* stands before: *the official said*.
  private(set) var hiding: [Int32] = []

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
    hiding = ["official", "source", "aide", "person", "spokesman"].map { number(ofClass: $0) }
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
  struct Found {
    var noun: RoleNoun
    var tokens: TokenRange
  }

  /// All role nouns of a document in the order of the text; of overlapping ones the longest.
  mutating func find(in document: Document, into found: inout [Found]) {
    found.removeAll(keepingCapacity: true)
    guard let list else { return }
    if generation != document.vocabulary.generation {
      generation = document.vocabulary.generation
      slots.removeAll(keepingCapacity: true)
      ofWord.removeAll(keepingCapacity: true)
    }
    slots.append(contentsOf: repeatElement(0, count: max(0, document.vocabulary.count - slots.count)))
    let half = Int(list.id >> 6)
    let bit = UInt64(1) << UInt64(list.id & 63)
    var limit = 0
    document.listMasks.withUnsafeBufferPointer { masks in
      document.gazetteerMatches.withUnsafeBufferPointer { matches in
        for token in 0..<min(document.firstMatch.count, masks.count / 2)
        where masks[2 * token + half] & bit != 0 && token >= limit {
          var index = Int(document.firstMatch[token])
          while index >= 0, index < matches.count {
            if matches[index].list == list.id, !matches[index].isConditional {
              found.append(Found(noun: noun(matches[index], document), tokens: matches[index].tokens))
              limit = matches[index].tokens.limit
            }
            index = Int(matches[index].next)
          }
        }
      }
    }
  }

  private mutating func noun(_ match: GazetteerMatch, _ document: Document) -> RoleNoun {
    guard match.tokens.count == 1 else { return noun(match.entry, at: match.tokens, document) }
    let word = document.tokens[match.tokens.first].word.index
    if slots[word] > 0 { return ofWord[Int(slots[word]) - 1] }
    let found = noun(match.entry, at: match.tokens, document)
    ofWord.append(found)
    slots[word] = Int32(truncatingIfNeeded: ofWord.count)
    return found
  }

  private mutating func noun(_ entry: Int32, at tokens: TokenRange, _ document: Document) -> RoleNoun {
    var noun = known[entry] ?? read(entry)
    known[entry] = noun
    if !noun.isPlural, !isName(of: entry, document.range(of: tokens), document) { noun.isPlural = true }
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
    return RoleNoun(
      kind: Source.Kind(rawValue: value(kind)) ?? .person, isUnnamed: value(unnamed) == "yes",
      nounClass: number(ofClass: value(nounClass)), isPlural: value(number) == "plural",
      gender: Entity.Gender(rawValue: value(gender)))
  }
}
