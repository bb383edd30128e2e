import GazetteerIndex
import TextModel

/// What `Gazetteers/word/role-noun.tsv` says of a noun that can be a source.
struct RoleNoun {
  var kind: Source.Kind
  /// The bare noun hides a person who could be named.
  var isUnnamed: Bool
  /// Nouns of one class can stand for one another: *officer*, *official*.
  var nounClass: String
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
  }

  /// A role noun where it stands.
  struct Found {
    var noun: RoleNoun
    var tokens: TokenRange
  }

  /// All role nouns of a document in the order of the text; of overlapping ones the longest.
  mutating func find(in document: Document) -> [Found] {
    guard let list else { return [] }
    var found: [Found] = []
    var limit = 0
    for token in document.firstMatch.indices where token >= limit {
      var index = Int(document.firstMatch[token])
      while index >= 0 {
        let match = document.gazetteerMatches[index]
        if match.list == list.id, !match.isConditional {
          found.append(Found(noun: noun(match.entry, match.tokens, document), tokens: match.tokens))
          limit = match.tokens.limit
        }
        index = Int(match.next)
      }
    }
    return found
  }

  private mutating func noun(_ entry: Int32, _ tokens: TokenRange, _ document: Document) -> RoleNoun {
    var noun = known[entry] ?? read(entry)
    known[entry] = noun
    let name = gazetteers.name(of: entry)
    let text = document.string(tokens)
    if !noun.isPlural, text.utf8.count != name.utf8.count || text.lowercased() != name.lowercased() {
      noun.isPlural = true
    }
    if noun.isPlural, noun.kind == .person { noun.kind = .group }
    return noun
  }

  private func read(_ entry: Int32) -> RoleNoun {
    func value(_ column: Int?) -> String { column.map { gazetteers.value($0, of: entry) } ?? "" }
    return RoleNoun(
      kind: Source.Kind(rawValue: value(kind)) ?? .person, isUnnamed: value(unnamed) == "yes",
      nounClass: value(nounClass), isPlural: value(number) == "plural", gender: Entity.Gender(rawValue: value(gender)))
  }
}
