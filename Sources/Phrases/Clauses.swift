import TextModel

/// Finds clauses: from a conjunction, a relative pronoun or a subject to where what hangs on its verb ends.
///
/// *He said [that the plan, [which he wrote], would fail [if prices rose]].* A clause holds those that hang on it, also
/// those joined to it by *and*; it ends at a comma only where what follows is another's: the main clause after an
/// opening *if* or *who* clause, or a tag as in *…, officials said*. O(tokens).
///
/// Read from left to right with a stack of those that are open.
struct Clauses {
  let view: SentenceView
  /// Indices of open clauses, the outermost first.
  private var open: [Int] = []
  private var first = 0
  /// Set off by a comma before it: the next comma ends it.
  private var isSet: [Bool] = []

  private static let deepest = 12

  init(view: SentenceView) { self.view = view }

  /// Appends the clauses of the stretch to the table; needs noun phrases and verb groups.
  mutating func find() {
    first = view.table.pointee.clauses.count
    var start = view.start
    while start < view.limit, isMark(start) { start += 1 }
    guard start < view.limit else { return }
    push(start, .main, isSet: false)
    var token = start
    while token < view.limit { token = read(token) }
    closeAll(before: view.limit)
    number()
  }

  /// Reads what stands at a token; the token to go on with.
  private mutating func read(_ token: Int) -> Int {
    let tag = view.tag(token)
    if tag == .comma { readComma(token) } else if tag == .colon, isBreak(token) { restart(after: token) }
    if isSubordinator(token) {
      push(token, .subordinate, isSet: view.tag(token - 1) == .comma)
    } else if isRelative(token) {
      push(clauseStart(ofRelative: token), .relative, isSet: view.tag(token - 1) == .comma)
    } else if tag == .CC, joinsClause(token) {
      while let last = open.last, open.count > 1, view.table.pointee.clauses[last].kind == .relative {
        pop(before: token)
      }
      push(token, .coordinated, isSet: false)
    } else if tag == .CC, joinsMainVerb(token) {
      let end = view.tag(token - 1) == .comma ? token - 1 : token
      while open.count > 1 { pop(before: end) }
    }
    guard let index = view.table.pointee.verbGroup(at: token) else { return token + 1 }
    let group = view.table.pointee.verbGroups[index]
    if group.traits.contains(.finite) { readVerb(group, index) }
    return max(token + 1, group.tokens.limit)
  }

  // MARK: The stack

  private mutating func push(_ start: Int, _ kind: Clause.Kind, isSet set: Bool) {
    guard open.count < Self.deepest else { return }
    open.append(view.table.pointee.clauses.count)
    isSet.append(set)
    view.table.pointee.clauses.append(
      Clause(tokens: TokenRange(start, start), verb: -1, subject: -1, kind: kind))
  }

  private mutating func pop(before limit: Int) {
    guard let index = open.popLast() else { return }
    isSet.removeLast()
    var end = limit
    let start = view.table.pointee.clauses[index].tokens.first
    while end > start + 1, isClosingMark(end - 1) { end -= 1 }
    view.table.pointee.clauses[index].tokens.end = Int32(truncatingIfNeeded: end)
  }

  private mutating func closeAll(before limit: Int) { while !open.isEmpty { pop(before: limit) } }

  private mutating func restart(after token: Int) {
    closeAll(before: token)
    if token + 1 < view.limit { push(token + 1, .main, isSet: false) }
  }

  private var hasVerb: Bool { open.last.map { view.table.pointee.clauses[$0].verb >= 0 } ?? false }

  private var mainHasVerb: Bool { open.first.map { view.table.pointee.clauses[$0].verb >= 0 } ?? false }

  // MARK: Verbs

  private mutating func readVerb(_ group: TaggedVerbGroup, _ index: Int) {
    if hasVerb {
      // *The man who met Trump said*: the verb of the clause outside.
      while open.count > 1, hasVerb, subject(before: group) == nil || isInside(subject(before: group)) {
        guard let parent = open.dropLast().last, view.table.pointee.clauses[parent].verb < 0 else { break }
        pop(before: group.adverbStart.index)
      }
    }
    let subject = subject(before: group)
    if hasVerb, let subject, mayBeginClause(subject, group) {
      push(view.table.pointee.nounPhrases[subject].base.first, .subordinate, isSet: false)
    }
    guard let last = open.last, !hasVerb else { return }
    view.table.pointee.clauses[last].verb = Int32(truncatingIfNeeded: index)
    view.table.pointee.clauses[last].subject = Int32(truncatingIfNeeded: subject ?? relativeSubject(last) ?? -1)
  }

  /// The noun phrase right before a verb group and its adverbs.
  private func subject(before group: TaggedVerbGroup) -> Int? {
    let before = Int(group.adverbStart) - 1
    guard before >= view.start, let found = view.table.pointee.nounPhrase(at: before) else { return nil }
    var index = found
    // *the head of the agency said*: the phrase that the last one hangs on.
    while index > 0, view.table.pointee.nounPhrases[index - 1].extended.contains(before) { index -= 1 }
    return index
  }

  /// Whether the phrase is a relative clause's own word or stands before the innermost clause.
  private func isInside(_ phrase: Int?) -> Bool {
    guard let phrase, let last = open.last else { return false }
    let start = view.table.pointee.clauses[last].tokens.first
    guard
      let verb = view.table.pointee.verbGroups.indices.contains(Int(view.table.pointee.clauses[last].verb))
        ? view.table.pointee.verbGroups[Int(view.table.pointee.clauses[last].verb)] : nil
    else { return false }
    // The phrase is the object of the clause's verb and the verb after it is the next clause's.
    return view.table.pointee.nounPhrases[phrase].base.first >= start
      && view.table.pointee.nounPhrases[phrase].base.first >= Int(verb.tokens.end)
      && view.table.pointee.clauses[last].kind == .relative
  }

  /// *said he would go*, *thinks Trump is*: a subject and a verb after the clause's own verb, without *that*.
  private func mayBeginClause(_ subject: Int, _ group: TaggedVerbGroup) -> Bool {
    guard let last = open.last else { return false }
    let verb = Int(view.table.pointee.clauses[last].verb)
    guard view.table.pointee.verbGroups.indices.contains(verb) else { return false }
    return view.table.pointee.nounPhrases[subject].base.first
      >= Int(view.table.pointee.verbGroups[verb].tokens.end)
  }

  private func relativeSubject(_ clause: Int) -> Int? {
    let start = view.table.pointee.clauses[clause].tokens.first
    guard view.table.pointee.clauses[clause].kind == .relative else { return nil }
    return view.table.pointee.nounPhrase(at: start)
  }

  // MARK: Marks and conjunctions

  private mutating func readComma(_ token: Int) {
    if isTag(after: token) {
      closeAll(before: token)
      push(token + 1, .main, isSet: false)
      return
    }
    // *…, who resigned,* and *If prices rose, he …*
    while open.count > 1, let last = open.last, hasVerb {
      let clause = view.table.pointee.clauses[last]
      let isOpening = clause.kind == .subordinate && !mainHasVerb && open.count == 2
      guard isOpening || clause.kind == .relative && isSet.last == true else { break }
      pop(before: token)
    }
  }

  /// *…, he said*, *…, said the minister*, *…, according to officials*: the main clause comes after the comma.
  private func isTag(after comma: Int) -> Bool {
    guard mainHasVerb else { return false }
    let next = comma + 1
    if view.word(next).contains(.according) { return view.word(next + 1).contains(.to) }
    if let index = view.table.pointee.nounPhrase(at: next) {
      let phrase = view.table.pointee.nounPhrases[index]
      guard phrase.base.first == next, !phrase.traits.contains(.relative) else { return false }
      for limit in [phrase.base.limit, phrase.extended.limit, phrase.full.limit] {
        let verb = view.tag(limit) == .comma ? limit + 1 : limit
        if let group = finiteGroup(atOrAfterAdverbs: verb) { return isShortTag(group) }
      }
      return false
    }
    guard let index = view.table.pointee.verbGroup(at: next) else { return false }
    let group = view.table.pointee.verbGroups[index]
    return group.traits.contains(.finite) && view.table.pointee.nounPhrase(at: group.tokens.limit) != nil
      && mainHasVerb
  }

  private func finiteGroup(atOrAfterAdverbs token: Int) -> TaggedVerbGroup? {
    var verb = token
    while verb < token + 2, view.isAdverb(verb) { verb += 1 }
    guard let index = view.table.pointee.verbGroup(at: verb) else { return nil }
    let group = view.table.pointee.verbGroups[index]
    return group.traits.contains(.finite) && group.tokens.first == verb ? group : nil
  }

  /// A tag has no more than a time, a place or an addressee after its verb.
  private func isShortTag(_ group: TaggedVerbGroup) -> Bool {
    var token = group.tokens.limit
    while token < min(group.tokens.limit + 12, view.limit) {
      switch view.tag(token) {
      case .comma, .period, .openQuote, .closeQuote, .colon: return true
      case .VBD, .VBZ, .VBP, .MD: return false
      default: token += 1
      }
    }
    return token >= view.limit
  }

  private func isSubordinator(_ token: Int) -> Bool {
    guard view.word(token).contains(.subordinator) else { return false }
    let tag = view.tag(token)
    guard tag == .IN || tag == .WRB || tag == .WP && !view.word(token).contains(.relative) else { return false }
    // A preposition has a noun phrase and no verb: *after the vote*.
    var next = token + 1
    while next < min(token + 25, view.limit) {
      if let index = view.table.pointee.verbGroup(at: next) {
        let group = view.table.pointee.verbGroups[index]
        return group.traits.contains(.finite) && group.tokens.first >= token
      }
      let tag = view.tag(next)
      if tag == .comma, !view.word(token).contains(.that) { return false }
      if tag == .colon || tag == .period || tag == .CC && !view.word(token).contains(.that) && next == token + 1 {
        return false
      }
      next += 1
    }
    return false
  }

  private func isRelative(_ token: Int) -> Bool {
    guard view.word(token).contains(.relative) else { return false }
    let tag = view.tag(token)
    return tag == .WP || tag == .WDT || tag == .WPS
  }

  private func clauseStart(ofRelative token: Int) -> Int {
    view.tag(token - 1) == .IN && view.tag(token) == .WDT ? token - 1 : token
  }

  /// *and the minister said*, *but he did not*: a subject and its verb follow.
  private func joinsClause(_ token: Int) -> Bool {
    var next = token + 1
    while next < token + 3, view.isAdverb(next) { next += 1 }
    guard let index = view.table.pointee.nounPhrase(at: next) else { return false }
    let phrase = view.table.pointee.nounPhrases[index]
    guard phrase.base.first == next else { return false }
    for limit in [phrase.base.limit, phrase.extended.limit, phrase.full.limit] {
      let verb = view.tag(limit) == .comma ? limit + 1 : limit
      if finiteGroup(atOrAfterAdverbs: verb) != nil { return view.tag(token - 1) == .comma || hasVerb }
    }
    return false
  }

  /// *…, but said he would*, *… and added that*: a further verb of the main clause's subject.
  private func joinsMainVerb(_ token: Int) -> Bool {
    guard open.count > 1, mainHasVerb, let group = finiteGroup(atOrAfterAdverbs: token + 1) else { return false }
    return view.tag(token - 1) == .comma || view.word(group.head.index).contains(.speech)
  }

  private func isMark(_ token: Int) -> Bool {
    let tag = view.tag(token)
    return tag.rawValue >= PennTag.period.rawValue && tag.rawValue <= PennTag.closeBracket.rawValue
  }

  private func isClosingMark(_ token: Int) -> Bool {
    let tag = view.tag(token)
    return tag == .comma || tag == .period || tag == .colon
  }

  /// `;` and a dash between blanks; not a hyphen inside a word, nor a colon in a time.
  private func isBreak(_ token: Int) -> Bool {
    guard token + 1 < view.limit, view.flags(token + 1).contains(.spaceBefore) else { return false }
    let mark = view.byte(at: Int(view.tokens[token].range.start.value))
    return mark == UInt8(ascii: ";") || mark == UInt8(ascii: ":")
  }

  // MARK: The table

  /// Numbers the innermost clause of each token, and takes out clauses without tokens.
  private func number() {
    view.table.pointee.clauses.removeSubrangeOfEmpty(from: first)
    for index in first..<view.table.pointee.clauses.count {
      for token in view.table.pointee.clauses[index].tokens.indices {
        view.table.pointee.clauseOfToken[token] = Int32(truncatingIfNeeded: index)
      }
    }
  }
}

extension [Clause] {
  /// Takes out the clauses from an index on that have no token or no verb, the first one excepted.
  fileprivate mutating func removeSubrangeOfEmpty(from first: Int) {
    var kept = first
    for index in Swift.min(first, count)..<count
    where !self[index].tokens.isEmpty && (self[index].verb >= 0 || index == first) {
      if kept != index { self[kept] = self[index] }
      kept += 1
    }
    removeSubrange(Swift.min(kept, count)...)
  }
}
