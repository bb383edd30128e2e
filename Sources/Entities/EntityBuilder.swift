import GazetteerIndex
import RuleLanguage
import TextModel

/// Leaves the names as annotations and makes entities of them.
struct EntityBuilder {
  private let rules: RuleSet
  private let gazetteers: Gazetteers

  init(rules: RuleSet, gazetteers: Gazetteers) {
    self.rules = rules
    self.gazetteers = gazetteers
  }

  mutating func build(_ names: [FoundName], in document: Document) {
    for name in names {
      let kind = Entity.Kind.allCases[name.kind]
      document.annotate(
        Annotation(
          kind: KindID(rawValue: KindID.person.rawValue + UInt8(name.kind)), tokens: name.tokens, rule: name.rule,
          confidence: 0.9))
      var entity = Entity(kind: kind, name: document.string(name.tokens), rule: "person.evidence", confidence: 0.9)
      entity.mentions = [Mention(range: document.range(of: name.tokens), form: .name)]
      document.entities.append(entity)
    }
  }
}
