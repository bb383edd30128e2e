import Entities

/// Who is who among the persons and bodies of a story.
struct StoryIdentities {
  /// One person or body of the story.
  struct Member {
    /// A name in a document of the story, which has a number there, with the day of the document.
    struct Name {
      var name: String
      var document: Int
      var day: Int32
    }

    var kind: String
    var key: String
    /// The first name that it had.
    var name: String
    var ref: String?
    var gender: String?
    var entities: [String] = []
    var sources: [String] = []
    var names: [Name] = []
    var roles: [String] = []
    var rule: String
    /// The id of the story.
    var story: String
    /// Of the id, which does not depend on anything but kind, name and ref, as a number.
    var hash: UInt64 = 0

    var id: String { Identifier.text("i", hash) }
    var confidence: Float { rule == "identity.copies" ? 0.9 : key.contains(" ") ? 0.95 : 0.75 }
  }

  private(set) var members: [Member] = []

  /// The ids of all, those in the most documents first.
  var ids: [String] {
    members.map { (id: $0.id, count: Set($0.names.map(\.document)).count) }
      .sorted { ($1.count, $0.id) < ($0.count, $1.id) }.map(\.id)
  }
  /// The member of an entity or a source, by its id.
  private(set) var ofRecord: [String: Int] = [:]

  private let story: String
  private let language: StoryLanguage

  /// Joins the entities and sources of documents, each with its number; documents with the same `text` are copies of one.
  init(
    _ documents: [(number: Int, document: StoryDocument)], text: (Int) -> Int, story: String, language: StoryLanguage
  ) {
    self.story = story
    self.language = language
    var full: [String: [Int]] = [:]
    addFull(documents, &full)
    addShort(documents, full)
    joinShortBodies()
    addSources(documents)
    addUnnamed(documents, text)
    setHashes()
  }

  /// Where one name has two bearers in a story, the second one has an id of its own.
  private mutating func setHashes() {
    var seen: [UInt64: Int] = [:]
    for index in members.indices {
      let member = members[index]
      var parts = [member.kind, member.key, member.ref ?? ""]
      if member.rule == "identity.copies" { parts += ["copies", member.sources.first ?? ""] }
      let plain = Identifier.hash(parts)
      let count = seen[plain, default: 0]
      seen[plain] = count + 1
      members[index].hash = count == 0 ? plain : Identifier.hash(parts + [story, String(count)])
    }
  }

  private static let kinds: Set<String> = ["person", "organization"]  // names: kinds

  /// Full names, and bodies: the same name and nothing against it.
  private mutating func addFull(
    _ documents: [(number: Int, document: StoryDocument)], _ byLast: inout [String: [Int]]
  ) {
    var known: [String: [Int]] = [:]
    for (number, document) in documents {
      for entity in document.entities where Self.kinds.contains(entity.kind) {
        let name = StoryName(entity.name, language)
        guard !name.key.isEmpty, entity.kind != "person" || name.isFull else { continue }
        let key = entity.kind == "person" ? name.key : name.words.filter { $0 != "the" }.joined(separator: " ")
        let place = "\(entity.kind) \(name.letters)"
        let found =
          known["\(entity.kind) \(key)", default: []].first { isCompatible(members[$0], entity) }
          ?? known[place, default: []].first { isCompatible(members[$0], entity) }
          ?? form(of: name, entity, number, byLast[name.last] ?? [])
        let member = found ?? add(entity, key: key, rule: entity.ref == nil ? "identity.full-name" : "identity.ref")
        if found == nil {
          known["\(entity.kind) \(key)", default: []].append(member)
          if key != name.letters { known[place, default: []].append(member) }
          if entity.kind == "person" {
            byLast[name.last, default: []].append(member)
            if name.first != name.last { byLast[name.first, default: []].append(member) }
          }
        }
        join(entity, of: document, number, to: member)
      }
    }
  }

  /// The one person whose name another full name is a form of, unless a document names both.
  private func form(
    of name: StoryName, _ entity: StoryDocument.Entity, _ document: Int, _ candidates: [Int]
  ) -> Int? {
    guard entity.kind == "person" else { return nil }
    let found = candidates.filter { candidate in
      let member = members[candidate]
      return isCompatible(member, entity) && StoryName(member.name, language).isForm(of: name)
        && !member.names.contains { $0.document == document }
    }
    return found.count == 1 ? found[0] : nil
  }

  private mutating func add(_ entity: StoryDocument.Entity, key: String, rule: String) -> Int {
    members.append(
      Member(
        kind: entity.kind, key: key, name: entity.name, ref: entity.ref, gender: entity.gender, rule: rule, story: story
      ))
    return members.count - 1
  }

  private mutating func join(
    _ entity: StoryDocument.Entity, of document: StoryDocument, _ number: Int, to member: Int
  ) {
    members[member].entities.append(entity.id)
    members[member].names.append(.init(name: entity.name, document: number, day: document.day))
    members[member].gender = members[member].gender ?? entity.gender
    members[member].ref = members[member].ref ?? entity.ref
    members[member].roles += entity.descriptors
    ofRecord[entity.id] = member
  }

  private func isCompatible(_ member: Member, _ entity: StoryDocument.Entity) -> Bool {
    if let one = member.ref, let two = entity.ref, one != two { return false }
    if let one = member.gender, let two = entity.gender, one != two { return false }
    return true
  }

  /// A name of one word joins the full one of the story that has it; where there are two, the one of more documents that
  /// stands in the same document, else nobody.
  private mutating func addShort(
    _ documents: [(number: Int, document: StoryDocument)], _ byLast: [String: [Int]]
  ) {
    var alone: [String: [Int]] = [:]
    for (number, document) in documents {
      for entity in document.entities where entity.kind == "person" {
        let name = StoryName(entity.name, language)
        guard !name.key.isEmpty, !name.isFull else { continue }
        let candidates = (byLast[name.key] ?? []).filter { isCompatible(members[$0], entity) }
        if let member = best(candidates, name) {
          join(entity, of: document, number, to: member)
          continue
        }
        let found = alone[name.key, default: []].first { isCompatible(members[$0], entity) }
        let member = found ?? add(entity, key: name.key, rule: "identity.short-name")
        if found == nil { alone[name.key, default: []].append(member) }
        join(entity, of: document, number, to: member)
      }
    }
  }

  /// A body of one word is the one body of the story whose name ends in that word: *the Chiefs*.
  private mutating func joinShortBodies() {
    var byLast: [String: [Int]] = [:]
    var short: [(member: Int, word: String)] = []
    for (index, member) in members.enumerated() where member.kind == "organization" {
      let words = StoryName(member.name, language).words.filter { $0 != "the" }
      guard let last = words.last else { continue }
      if words.count > 1 { byLast[last, default: []].append(index) } else { short.append((index, last)) }
    }
    var gone: Set<Int> = []
    for (member, word) in short {
      let hash = Array(word.utf8).withUnsafeBufferPointer { CommonWords.hash(of: $0) }
      guard let candidates = byLast[word], candidates.count == 1,
        language.common.rarity(ofHash: hash) >= Self.leastRarity,
        members[member].ref == nil || members[candidates[0]].ref == nil
      else { continue }
      let other = candidates[0]
      members[other].entities += members[member].entities
      members[other].names += members[member].names
      members[other].roles += members[member].roles
      for entity in members[member].entities { ofRecord[entity] = other }
      gone.insert(member)
    }
    guard !gone.isEmpty else { return }
    var places = [Int](repeating: 0, count: members.count)
    var kept = 0
    for index in members.indices where !gone.contains(index) {
      places[index] = kept
      kept += 1
    }
    members = members.indices.filter { !gone.contains($0) }.map { members[$0] }
    ofRecord = ofRecord.mapValues { places[$0] }
  }

  /// In bits.
  private static let leastRarity: Float = 11

  /// The one of most documents; where two have as many, none.
  private func best(_ candidates: [Int], _ name: StoryName) -> Int? {
    let lasts = candidates.filter { StoryName(members[$0].key, language).last == name.key }
    let among = (lasts.isEmpty ? candidates : lasts).sorted { members[$0].names.count > members[$1].names.count }
    guard let first = among.first else { return nil }
    if among.count > 1, members[among[1]].names.count == members[first].names.count { return nil }
    return first
  }

  // MARK: Sources

  private mutating func addSources(_ documents: [(number: Int, document: StoryDocument)]) {
    for (_, document) in documents {
      for source in document.sources {
        guard let entity = source.entity, let member = ofRecord[entity] else { continue }
        members[member].sources.append(source.id)
        if let role = source.role { members[member].roles.append(role) }
        ofRecord[source.id] = member
      }
    }
  }

  /// Sources without a name (*six officials*) are one only where copies of one text have them in the same words.
  private mutating func addUnnamed(_ documents: [(number: Int, document: StoryDocument)], _ text: (Int) -> Int) {
    var found: [String: [(number: Int, document: StoryDocument, source: StoryDocument.Source)]] = [:]
    var order: [String] = []
    for (number, document) in documents {
      for source in document.sources where source.entity == nil && ofRecord[source.id] == nil {
        let key = "\(text(number)) \(source.kind) \(StoryName(source.name, language).words.joined(separator: " "))"
        if found[key] == nil { order.append(key) }
        found[key, default: []].append((number, document, source))
      }
    }
    for key in order {
      guard let all = found[key], let first = all.first, all.contains(where: { $0.number != first.number }) else {
        continue
      }
      var member = Member(
        kind: first.source.kind, key: StoryName(first.source.name, language).words.joined(separator: " "),
        name: first.source.name, ref: nil, gender: nil, rule: "identity.copies", story: story)
      for (number, document, source) in all {
        member.sources.append(source.id)
        member.names.append(.init(name: source.name, document: number, day: document.day))
        if let role = source.role { member.roles.append(role) }
        ofRecord[source.id] = members.count
      }
      members.append(member)
    }
  }
}

extension StoryDocument {
  /// The day of publication, in days since 1970, or `Timestamp.unknown`.
  var day: Int32 {
    published.flatMap { Timestamp.day(Array($0.utf8)) }.map { Int32(clamping: $0) } ?? Timestamp.unknown
  }
}

extension StoryIdentities.Member {
  /// Writes all of it.
  func encode(to encoder: inout ByteEncoder) {
    for text in [kind, key, name, rule, story] { encoder.add(text) }
    encoder.add(ref)
    encoder.add(gender)
    for list in [entities, sources, roles] { encoder.add(list) { $0.add($1) } }
    encoder.add(names) {
      $0.add($1.name)
      $0.add(UInt32(clamping: $1.document))
      $0.add($1.day)
    }
    encoder.add(hash)
  }

  /// Reads what `encode` wrote.
  init(_ decoder: inout ByteDecoder) {
    kind = decoder.text()
    key = decoder.text()
    name = decoder.text()
    rule = decoder.text()
    story = decoder.text()
    ref = decoder.optionalText()
    gender = decoder.optionalText()
    entities = decoder.list { $0.text() }
    sources = decoder.list { $0.text() }
    roles = decoder.list { $0.text() }
    names = decoder.list { decoder in
      let name = decoder.text()
      let document = Int(decoder.number(UInt32.self))
      return Name(name: name, document: document, day: decoder.number(Int32.self))
    }
    hash = decoder.number(UInt64.self)
  }
}
