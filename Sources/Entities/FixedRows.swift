import TextModel

/// The rows of evidence that is not about a single word.
final class FixedRows {
  var length: [Int32] = []
  var capitals: [Int32] = []
  var commonOnly: [Int32] = []
  var commonAtStart: [Int32] = []
  var commonInHeading: [Int32] = []
  var commonFirst: [Int32] = []
  var commonLast: [Int32] = []
  /// By bit of `ListClasses`.
  var list: [Int32] = []
  var listOfMany: [Int32] = []
  var first: [Int32] = []
  var last: [Int32] = []
  var inside: [Int32] = []
  var left: [Int32] = []
  var right: [Int32] = []
  /// In a list of names of a kind, by `Entity.Kind`: of one word, of more.
  var listOfKind: [Int32] = []
  var listOfKindMany: [Int32] = []
  /// In some list, in none.
  var unlistedOnly: Int32 = -1
  var unlistedMany: Int32 = -1
  var crossesOf: Int32 = -1
  var crossesAnd: Int32 = -1
  var crossesAmpersand: Int32 = -1
  var crossesComma: Int32 = -1
  var crossesPossessive: Int32 = -1
  var crossesHeadJoiner: Int32 = -1
  var crossesParticle: Int32 = -1
  var endsInNumber: Int32 = -1
  var sentenceStart: Int32 = -1
  var sentenceEnd: Int32 = -1
  var blockStart: Int32 = -1
  var caseless: Int32 = -1
  var titleCase: Int32 = -1
  var heading: Int32 = -1
  var startsOnly: Int32 = -1
  var smallElsewhere: Int32 = -1
  var smallElsewhereFirst: Int32 = -1
  var smallElsewhereLast: Int32 = -1
  var acronymFollows: Int32 = -1
  var bracketedAcronym: Int32 = -1
  var nameLeft: Int32 = -1
  var nameRight: Int32 = -1
  var calendar: Int32 = -1
  var personPair: Int32 = -1
  var titleAndName: Int32 = -1
  var ageFollows: Int32 = -1
  /// What the rest of the document says, by kind and strength.
  var elsewhere: [Int32] = []
  var partOf: [Int32] = []
  var lastOfPerson: Int32 = -1
  var firstOfPerson: Int32 = -1
  var acronymOf: Int32 = -1

  init(_ rows: EvidenceRows) {
    length = (0...7).map { rows.row("words \($0)") }
    capitals = (0...7).map { rows.row("capitalized \($0)") }
    let buckets = 0..<CommonWords.bucketCount
    commonOnly = buckets.map { rows.row("common \($0)") }
    commonAtStart = buckets.map { rows.row("common \($0) at start") }
    commonInHeading = buckets.map { rows.row("common \($0) in heading") }
    commonFirst = buckets.map { rows.row("first common \($0)") }
    commonLast = buckets.map { rows.row("last common \($0)") }
    list = Self.lists("list", rows)
    listOfMany = Self.lists("list of words", rows)
    first = Self.lists("first in", rows)
    last = Self.lists("last in", rows)
    inside = Self.lists("inside in", rows)
    left = Self.lists("left in", rows)
    right = Self.lists("right in", rows)
    listOfKind = Entity.Kind.allCases.map { rows.row("list \($0.rawValue)") }
    listOfKindMany = Entity.Kind.allCases.map { rows.row("list of words \($0.rawValue)") }
    nameFlags(rows)
    nameDocument(rows)
  }

  private static func lists(_ what: String, _ rows: EvidenceRows) -> [Int32] {
    (0..<64).map { bit in
      let index = bit & (ListClasses.conditionalShift - 1)
      guard index < ListClasses.classNames.count else { return -1 }
      return rows.row("\(what) \(ListClasses.classNames[index])\(bit < ListClasses.conditionalShift ? "" : " only-if")")
    }
  }

  private func nameFlags(_ rows: EvidenceRows) {
    unlistedOnly = rows.row("in no list")
    unlistedMany = rows.row("no word in a list")
    crossesOf = rows.row("over of")
    crossesAnd = rows.row("over and")
    crossesAmpersand = rows.row("over &")
    crossesComma = rows.row("over ,")
    crossesPossessive = rows.row("over 's")
    crossesHeadJoiner = rows.row("over on")
    crossesParticle = rows.row("over particle")
    endsInNumber = rows.row("ends in number")
    sentenceStart = rows.row("at start of sentence")
    sentenceEnd = rows.row("at end of sentence")
    blockStart = rows.row("at start of block")
    caseless = rows.row("in capitals")
    titleCase = rows.row("in title case")
    heading = rows.row("in heading")
    startsOnly = rows.row("capital only at starts")
    smallElsewhere = rows.row("small elsewhere")
    smallElsewhereFirst = rows.row("first small elsewhere")
    smallElsewhereLast = rows.row("last small elsewhere")
    acronymFollows = rows.row("its acronym follows")
    bracketedAcronym = rows.row("acronym of what is before")
    nameLeft = rows.row("capital before it")
    nameRight = rows.row("capital after it")
    calendar = rows.row("day or month")
    personPair = rows.row("given name and surname")
    titleAndName = rows.row("title before it")
    ageFollows = rows.row("age follows")
  }

  private func nameDocument(_ rows: EvidenceRows) {
    for kind in Entity.Kind.allCases {
      for strength in 1...3 { elsewhere.append(rows.row("elsewhere \(kind.rawValue) \(strength)")) }
      partOf.append(rows.row("part of \(kind.rawValue) elsewhere"))
    }
    lastOfPerson = rows.row("last word of person elsewhere")
    firstOfPerson = rows.row("first word of person elsewhere")
    acronymOf = rows.row("acronym of organization elsewhere")
  }
}

extension FixedRows {
  /// Gives what the rest of the document says of a name to the sink; `own` is the kind that the mention in hand was
  /// counted under.
  @inline(__always)
  func describe<Sink: EvidenceSink>(_ entry: NameTable.Entry, without own: Int?, into sink: inout Sink) {
    var counts = entry.counts
    if let own { counts[own] -= 1 }
    for kind in 0..<4 {
      let count = Int(counts[kind])
      if count > 0 { sink.add(elsewhere[kind * 3 + min(count, 3) - 1]) }
      if entry.partOf & 1 << UInt8(kind) != 0 { sink.add(partOf[kind]) }
    }
    if entry.isLastOfPerson { sink.add(lastOfPerson) }
    if entry.isFirstOfPerson { sink.add(firstOfPerson) }
    if entry.isAcronymOfOrganization { sink.add(acronymOf) }
  }
}
