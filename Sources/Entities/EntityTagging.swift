import GazetteerIndex
import RuleLanguage
import TextModel

/// Finds the names of persons, places, organizations and groups, and what they are names of.
///
/// The rules of the phases person, place, organization and group give candidates, overlaps allowed, those of the phase
/// thing say what is no name (*Storm Ada*); `NameResolution`
/// decides with the evidence of the whole document. The final names are annotations, and `document.entities` has one
/// entity for all names of one thing.
public struct EntityTagging: Stage {
  private var phases: [PhaseMatcher]
  let resolution: NameResolution
  private let builder: EntityBuilder
  var finds = RuleFinds()
  private let thing: KindID?
  private var gathered: [RuleFinds.Find] = []
  private var things: [TokenRange] = []
  private let names = FlatBuffer<FoundName>()

  /// A tagger for one worker.
  public init(rules: RuleSet, gazetteers: Gazetteers, evidence: EvidenceTable, common: CommonWords) {
    phases = PhaseMatcher.joined(rules: rules, gazetteers: gazetteers, phases: Self.phases)
    let rows = EvidenceRows(table: evidence, isGrowing: false)
    resolution = NameResolution(gazetteers: gazetteers, rows: rows, common: common)
    builder = EntityBuilder(rules: rules, gazetteers: gazetteers, evidence: evidence)
    thing = rules.kind(named: "thing")
  }

  // names from here: phases
  /// The phases whose candidates are taken, to be joined when rules are compiled.
  public static let phases = ["person", "place", "organization", "group", "thing"]
  // names end

  /// Finds the names of a document; tokens, sentences and gazetteer matches are there.
  public mutating func process(_ document: Document) {
    gather(document)
    resolution.resolve(document, finds: finds, into: names)
    builder.build(names.elements, in: document, resolution.words)
  }

  /// Gives back what a large document needed.
  public mutating func rest() {
    for index in phases.indices { phases[index].rest() }
    gathered = []
    things = []
    finds = RuleFinds()
    names.giveBack()
    resolution.rest()
    builder.rest()
  }

  private mutating func gather(_ document: Document) {
    gathered.removeAll(keepingCapacity: true)
    things.removeAll(keepingCapacity: true)
    for index in phases.indices {
      phases[index].candidates(in: document) { candidate in
        if candidate.kind == thing { return things.append(candidate.span) }
        let kind = Int(candidate.kind.rawValue) - Int(KindID.person.rawValue)
        guard (0..<4).contains(kind) else { return }
        gathered.append(
          .init(tokens: candidate.span, kind: kind, confidence: candidate.confidence, rule: candidate.rule))
      }
    }
    finds.set(gathered, things: things)
  }
}

extension EntityTagging {
  /// The rules of entities that no written rule has found: by the lists, and by the evidence of the words.
  public static let constructions = constructions(by: "list") + constructions(by: "evidence")  // names: ways

  static func constructions(by finder: String) -> [String] { Entity.Kind.allCases.map { "\($0.rawValue).\(finder)" } }
}
