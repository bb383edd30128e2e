import TextModel

/// What is weighed by hand where sources are resolved: what can speak for the one whom a nominal or a surname means, how
/// sure a pronoun tells of its antecedent, and how likely a source of each kind is one. The raw value is its row in `Rules/sources/nominals.tsv`.
enum NominalSign: String, CaseIterable {
  /// A word round the noun that both have: *committee chairman*, *the chairman of the committee*; words that have nothing
  /// in common.
  case sharedWord, otherWords
  /// It has spoken; it has a name; for each sentence since its last mention, up to twenty.
  case spoke, named, sentence
  /// Of a body: it was called so; its name has the noun; its type is called so; it is a subject or a source, or
  /// neither; for each sentence back.
  case calledSo, nounInName, ofType, acted, seen, bodySentence
  /// Of a person with the surname: called by the title before it; by the given name elsewhere, or told by whose wife or
  /// brother it is; for each mention, up to six; for each sentence back, up to ten.
  case surnameTitle, surnameGiven, surnameMention, surnameSentence
  /// So much more must speak for another one than for the one named last.
  case surnameChange
  /// A pronoun makes a person of a doubtful name, below that confidence, from that lead on; and tells the gender of whom
  /// it means.
  case personLead, doubtfulName, genderLead
  /// The confidence of a source by what it is made of (`SourceRule`).
  case sourceNamed, sourceAuthor, sourceCounted, sourceNominal, sourcePhrase, sourcePronoun
}

/// The weights of `NominalSign`.
public final class NominalTable: Sendable {
  /// The file in the folder of rules.
  public static let path = "sources/nominals.tsv"
  /// The names of the rows.
  public static var rowNames: [String] { NominalSign.allCases.map(\.rawValue) }

  /// The bytes of the file.
  public let bytes: [UInt8]
  let sharedWord: Float
  let otherWords: Float
  let spoke: Float
  let named: Float
  let sentence: Float
  let calledSo: Float
  let nounInName: Float
  let ofType: Float
  let acted: Float
  let seen: Float
  let bodySentence: Float
  let surnameTitle: Float
  let surnameGiven: Float
  let surnameMention: Float
  let surnameSentence: Float
  let surnameChange: Float
  let personLead: Float
  let doubtfulName: Float
  let genderLead: Float
  let sourceNamed: Float
  let sourceAuthor: Float
  let sourceCounted: Float
  let sourceNominal: Float
  let sourcePhrase: Float
  let sourcePronoun: Float

  /// Reads the file; a line that is none is passed over (`TableSchema` tells of it).
  public init(_ bytes: [UInt8] = []) {
    self.bytes = bytes
    var weights: [String: Float] = [:]
    for line in bytes.split(separator: 0x0A) where line.first != 0x23 {
      let cells = line.split(separator: 0x09, maxSplits: 2, omittingEmptySubsequences: false).prefix(2)
        .map { String(decoding: $0, as: UTF8.self) }
      if cells.count == 2, let weight = Float(cells[1]), weight.isFinite { weights[cells[0]] = weight }
    }
    func weight(_ sign: NominalSign) -> Float { weights[sign.rawValue] ?? 0 }
    sharedWord = weight(.sharedWord)
    otherWords = weight(.otherWords)
    spoke = weight(.spoke)
    named = weight(.named)
    sentence = weight(.sentence)
    calledSo = weight(.calledSo)
    nounInName = weight(.nounInName)
    ofType = weight(.ofType)
    acted = weight(.acted)
    seen = weight(.seen)
    bodySentence = weight(.bodySentence)
    surnameTitle = weight(.surnameTitle)
    surnameGiven = weight(.surnameGiven)
    surnameMention = weight(.surnameMention)
    surnameSentence = weight(.surnameSentence)
    surnameChange = weight(.surnameChange)
    personLead = weight(.personLead)
    doubtfulName = weight(.doubtfulName)
    genderLead = weight(.genderLead)
    sourceNamed = weight(.sourceNamed)
    sourceAuthor = weight(.sourceAuthor)
    sourceCounted = weight(.sourceCounted)
    sourceNominal = weight(.sourceNominal)
    sourcePhrase = weight(.sourcePhrase)
    sourcePronoun = weight(.sourcePronoun)
  }
}

/// What speaks for those who may be meant: by pronouns, by nominals and surnames.
public struct ReferenceTables: Sendable {
  /// Of pronouns.
  public let pronouns: PronounTable
  /// Of nominals and surnames.
  public let nominals: NominalTable

  /// Puts them together; without files nothing speaks for anybody.
  public init(pronouns: PronounTable = PronounTable(), nominals: NominalTable = NominalTable()) {
    self.pronouns = pronouns
    self.nominals = nominals
  }
}
