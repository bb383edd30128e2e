import GazetteerIndex
import RuleLanguage
import TextModel

/// Gives unnamed sources the condition under which they spoke, as the rules of phase `anonymity` find it.
struct Anonymity {
  private var matcher: PhaseMatcher
  private let kind: KindID?
  private let pseudonym: KindID?

  init(rules: RuleSet, gazetteers: Gazetteers) {
    matcher = PhaseMatcher(rules: rules, gazetteers: gazetteers, phase: "anonymity")
    kind = rules.kind(named: "condition")
    pseudonym = rules.kind(named: "pseudonym")
  }

  /// "They spoke on condition of anonymity because …": the condition belongs to the nearest source before it in its
  /// sentence, else to the first one behind it, else to the last source of the text before.
  mutating func apply(to walk: DiscourseWalk) {
    guard let kind else { return }
    let document = walk.document
    let first = document.annotations.count
    matcher.annotate(document)
    guard first < document.annotations.count else { return }
    for index in first..<document.annotations.count {
      let found = document.annotations[index].kind
      let tokens = document.annotations[index].tokens
      guard found == kind || found == pseudonym, let referent = walk.referentNear(tokens) else { continue }
      walk.discourse[referent].isUnnamedPerson = walk.discourse[referent].entity < 0
      if found == pseudonym { walk.discourse[referent].isPseudonym = true }
      if walk.discourse[referent].condition == nil { walk.discourse[referent].condition = tokens }
    }
  }
}

extension DiscourseWalk {
  /// The person or group of whom a condition of anonymity speaks.
  func referentNear(_ tokens: TokenRange) -> Int? {
    let sentence = view.sentence(of: tokens.first)
    var before: Int?
    var behind: Int?
    var earlier: Int?
    for step in discourse.steps(round: tokens.first) {
      let index = Int(step.referent)
      let kind = discourse[index].kind
      guard discourse[index].entity < 0 || kind == .person, kind != .document else { continue }
      if step.place.sentence == sentence {
        if step.place.tokens.first < tokens.first {
          before = index
        } else if step.place.tokens.first >= tokens.limit {
          behind = behind ?? index
        }
      } else if step.place.sentence < sentence, step.place.isSource {
        earlier = index
      }
    }
    return subjectPronoun(before: tokens) ?? before ?? behind ?? earlier
  }

  /// *They* of "They spoke on condition …" that is no source of a quote and so was not resolved in the walk.
  private func subjectPronoun(before tokens: TokenRange) -> Int? {
    let sentence = view.sentenceTokens(of: tokens.first)
    for token in sentence.first..<max(sentence.first, tokens.first) {
      let role = view.role(token)
      guard role.isPlural, role.isSubject else { continue }
      return firstGroup(before: token)
    }
    return nil
  }

  /// The first people named in the nearest sentence that names any: those whom it is about. A condition is one of
  /// people, not of the agency that they spoke to.
  private func firstGroup(before token: Int) -> Int? {
    var found: (sentence: Int32, referent: Int)?
    for step in discourse.steps(round: token).reversed() where step.place.tokens.first < token {
      guard discourse[Int(step.referent)].kind == .group else { continue }
      if let found, found.sentence != step.place.sentence { break }
      found = (step.place.sentence, Int(step.referent))
    }
    return found?.referent
  }
}
