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

  /// Gives back what a large document needed.
  mutating func rest() { matcher.rest() }

  /// "They spoke on condition of anonymity because …": the condition belongs to the nearest source before it in its
  /// sentence, else to the first one behind it, else to the last source of the text before.
  mutating func apply(to walk: DiscourseWalk) {
    guard let kind else { return }
    let document = walk.document
    let first = document.annotations.count
    matcher.annotate(document)
    guard first < document.annotations.count else { return }
    var subjects = SubjectPronouns()
    for index in first..<document.annotations.count {
      let found = document.annotations[index].kind
      let tokens = document.annotations[index].tokens
      guard found == kind || found == pseudonym, let referent = walk.referentNear(tokens, subjects: &subjects) else {
        continue
      }
      walk.discourse[referent].isUnnamedPerson = walk.discourse[referent].entity < 0
      if found == pseudonym { walk.discourse[referent].isPseudonym = true }
      if walk.discourse[referent].condition == nil { walk.discourse[referent].condition = tokens }
    }
  }
}

/// Finds the first *they* of sentences, each of whose tokens is looked at once, however many conditions it has.
struct SubjectPronouns {
  private var sentence: Int32 = -1
  private var next = 0
  private var found: Int?

  /// The first plural pronoun before a token of its sentence that is a subject. Calls come in the order of the text.
  mutating func first(before token: Int, in view: DiscourseView) -> Int? {
    let range = view.sentenceTokens(of: token)
    if sentence != view.sentence(of: token) || next > token { (next, found) = (range.first, nil) }
    sentence = view.sentence(of: token)
    while found == nil, next < token {
      let role = view.role(next)
      if role.isPlural, role.isSubject { found = next }
      next += 1
    }
    return found
  }
}

extension DiscourseWalk {
  /// The person or group of whom a condition of anonymity speaks.
  func referentNear(_ tokens: TokenRange, subjects: inout SubjectPronouns) -> Int? {
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
    // *They* of "They spoke on condition …" that is no source of a quote and so was not resolved in the walk.
    let group = subjects.first(before: tokens.first, in: view).flatMap { firstGroup(before: $0) }
    return group ?? before ?? behind ?? earlier
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
