import RuleLanguage
import TextModel

extension SourceResolution: Explaining {
  /// Has the choice for the pronoun at the token noted while the next document is walked over.
  public mutating func watch(_ token: Int) { buffers.discourse.watched = token }

  /// Says of a pronoun what it could stand for and how many points each had (`PronounWeights`).
  public mutating func explain(_ document: Document, at token: Int, into explanation: inout Explanation) {
    explanation.begin("sources")
    let discourse = buffers.discourse
    buffers.discourse.watched = -1
    let ranked = discourse.trace.sorted { ($1.points, $0.referent) < ($0.points, $1.referent) }
    for (referent, entity, points) in ranked.prefix(6) {
      let isNamed = entity >= 0 && Int(entity) < document.entities.count
      let name = isNamed ? document.entities[Int(entity)].name : document.string(discourse[referent].name)
      explanation.add("\(Explanation.signed(points))  '\(name)'")
    }
  }
}
