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
    for (referent, points) in ranked.prefix(6) {
      let number = Float(points)
      explanation.add("\(Explanation.signed(number))  '\(name(of: discourse[referent], in: document))'")
    }
  }

  private func name(of referent: Referent, in document: Document) -> String {
    let entity = Int(referent.entity)
    if entity >= 0, entity < document.entities.count { return document.entities[entity].name }
    return document.string(referent.name)
  }
}
