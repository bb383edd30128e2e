import TextModel

/// People of one surname: whom the surname alone means.
///
/// *Eric Lund opened the hotel. President Lund said …* is the one who was called president.
final class Namesakes {
  /// A person with the last word of the name and the first.
  private struct Bearer: BitwiseCopyable {
    var entity: Int32
    var surname: Int32
    var given: Int32
    /// The text calls the person by the given name alone as well, or tells whose wife or brother it is.
    var isCalledByGiven = false
    var isKin = false
  }

  private let bearers = FlatBuffer<Bearer>()
  private var hasRivals = false
  /// More people of a document are not compared.
  private static let limit = 64

  /// Looks for people who share their surname. O(names).
  func read(_ view: DiscourseView) {
    bearers.removeAll()
    view.document.entities.withUnsafeBufferPointer { entities in
      for number in entities.indices where entities[number].kind == .person && bearers.count < Self.limit {
        add(entities[number].mentions, Int32(truncatingIfNeeded: number), view)
      }
    }
    hasRivals = bearers.elements.indices.contains { hasRival($0) }
  }

  private func add(_ mentions: [Mention], _ entity: Int32, _ view: DiscourseView) {
    var bearer: Bearer?
    for mention in mentions where mention.form == .name && bearer == nil {
      let tokens = view.tokens(of: mention.range)
      guard tokens.count > 1 else { continue }
      bearer = Bearer(
        entity: entity, surname: view.lower(tokens.limit - 1).rawValue, given: view.lower(tokens.first).rawValue)
      bearer?.isKin = view.isOfSomebody(tokens)
    }
    guard var bearer else { return }
    bearer.isCalledByGiven = mentions.contains { mention in
      let tokens = view.tokens(of: mention.range)
      return mention.form == .name && tokens.count == 1 && view.lower(tokens.first).rawValue == bearer.given
    }
    bearers.append(bearer)
  }

  private func hasRival(_ index: Int) -> Bool {
    bearers.elements.indices.contains { $0 != index && bearers[$0].surname == bearers[index].surname }
  }

  /// The entity that a surname alone means, where several people have it and another one than `entity` is likelier.
  func entity(at token: Int, now entity: Int, _ discourse: Discourse, _ view: DiscourseView) -> Int {
    guard hasRivals else { return entity }
    let before = view.role(token - 1)
    guard before != .her, before != .his else { return entity }
    let word = view.lower(token).rawValue
    guard bearers.elements.contains(where: { $0.surname == word && Int($0.entity) == entity }) else { return entity }
    var best = entity
    var most = -Float.infinity
    for bearer in bearers.elements where bearer.surname == word {
      guard let points = points(bearer, at: token, discourse, view) else { continue }
      let own = Int(bearer.entity) == entity ? points + discourse.nominals.surnameChange : points
      if own > most { (best, most) = (Int(bearer.entity), own) }
    }
    return best
  }

  /// The one person with a surname that was not taken for a name where it stands alone: *Hawk said* of *Chad Hawk*.
  func onlyBearer(of surname: WordID) -> Int? {
    var found: Int?
    for bearer in bearers.elements where bearer.surname == surname.rawValue {
      if found != nil { return nil }
      found = Int(bearer.entity)
    }
    return found
  }

  /// The other people with the surname of a person: *Ida Lund* for *Olaf Lund*.
  func others(of entity: Int, _ body: (Int) -> Void) {
    guard let own = bearers.elements.first(where: { Int($0.entity) == entity }) else { return }
    for bearer in bearers.elements where bearer.surname == own.surname && Int(bearer.entity) != entity {
      body(Int(bearer.entity))
    }
  }

  private func points(_ bearer: Bearer, at token: Int, _ discourse: Discourse, _ view: DiscourseView) -> Float? {
    guard let index = discourse.referent(ofEntity: Int(bearer.entity)) else { return nil }
    let referent = discourse[index]
    var points = discourse.nominals.surnameMention * Float(min(6, referent.mentionCount))
    if bearer.isCalledByGiven || bearer.isKin { points += discourse.nominals.surnameGiven }
    if referent.lastStep >= 0 {
      let back = Int(view.sentence(of: token)) - Int(discourse.trail[Int(referent.lastStep)].place.sentence)
      points += discourse.nominals.surnameSentence * Float(max(0, min(10, back)))
    }
    if let noun = view.noun(endingAt: token - 1)?.noun, noun.kind == .person {
      points += discourse.hasClass(noun.nounClass, index) ? discourse.nominals.surnameTitle : 0
    }
    return points
  }
}
