/// Names as they are compared: words in small letters without points.
struct NameKey {
  /// The words, initials left out where others remain.
  let words: [String]
  /// The first and the last word, or the only one; by it full names are the same.
  let key: String

  init(_ name: String) {
    var words = name.lowercased().split(whereSeparator: { $0 == " " || $0 == "\n" || $0 == "," })
      .map { word in String(word.filter { $0 != "." }.map { $0 == "’" ? "'" : $0 }) }.filter { !$0.isEmpty }
    if words.count > 1, ["jr", "sr", "ii", "iii", "iv"].contains(words[words.count - 1]) { words.removeLast() }
    self.words = words
    guard let first = words.first, let last = words.last else {
      key = ""
      return
    }
    key = words.count == 1 ? first : "\(first) \(last)"
  }

  var isFull: Bool { words.count > 1 }
  var last: String { words.last ?? "" }
  var first: String { words.first ?? "" }
}

/// Who is who among the persons and bodies of a story.
struct StoryIdentities {
  /// One person or body of the story.
  struct Member {
    var kind: String
    var key: String
    var ref: String?
    var gender: String?
    var entities: [String]
    var sources: [String]
    /// The name in each document, with the document.
    var names: [(name: String, document: Int)]
    var roles: [String]
    var rule: String
    /// An id that does not depend on anything but kind, name and ref.
    var id: String { Identifier.hashed("i", [kind, key, ref ?? ""]) }
  }

  private(set) var members: [Member] = []

  /// The ids of all, those in the most documents first.
  var ids: [String] {
    members.map { (id: $0.id, count: Set($0.names.map(\.document)).count) }
      .sorted { ($1.count, $0.id) < ($0.count, $1.id) }.map(\.id)
  }
  /// The member of an entity or a source, by its id.
  private(set) var ofRecord: [String: Int] = [:]

  /// Joins the entities and sources of documents, each with its number.
  init(_ documents: [(number: Int, document: StoryDocument)]) {
    var full: [String: [Int]] = [:]
    addFull(documents, &full)
    addShort(documents, full)
    addSources(documents)
  }

  private static let kinds: Set<String> = ["person", "organization"]

  /// Full names, and bodies: the same name and nothing against it.
  private mutating func addFull(
    _ documents: [(number: Int, document: StoryDocument)], _ byLast: inout [String: [Int]]
  ) {
    var known: [String: [Int]] = [:]
    for (number, document) in documents {
      for entity in document.entities where Self.kinds.contains(entity.kind) {
        let name = NameKey(entity.name)
        guard !name.key.isEmpty, entity.kind != "person" || name.isFull else { continue }
        let key = entity.kind == "person" ? name.key : name.words.filter { $0 != "the" }.joined(separator: " ")
        let place = "\(entity.kind) \(key)"
        let found = known[place, default: []].first { isCompatible(members[$0], entity) }
        let member = found ?? add(entity, key: key, rule: entity.ref == nil ? "identity.full-name" : "identity.ref")
        if found == nil {
          known[place, default: []].append(member)
          if entity.kind == "person" {
            byLast[name.last, default: []].append(member)
            if name.first != name.last { byLast[name.first, default: []].append(member) }
          }
        }
        join(entity, number, to: member)
      }
    }
  }

  private mutating func add(_ entity: StoryDocument.Entity, key: String, rule: String) -> Int {
    members.append(
      Member(
        kind: entity.kind, key: key, ref: entity.ref, gender: entity.gender, entities: [], sources: [], names: [],
        roles: [], rule: rule))
    return members.count - 1
  }

  private mutating func join(_ entity: StoryDocument.Entity, _ document: Int, to member: Int) {
    members[member].entities.append(entity.id)
    members[member].names.append((entity.name, document))
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
        let name = NameKey(entity.name)
        guard !name.key.isEmpty, !name.isFull else { continue }
        let candidates = (byLast[name.key] ?? []).filter { isCompatible(members[$0], entity) }
        if let member = best(candidates, name) {
          join(entity, number, to: member)
          continue
        }
        let found = alone[name.key, default: []].first { isCompatible(members[$0], entity) }
        let member = found ?? add(entity, key: name.key, rule: "identity.short-name")
        if found == nil { alone[name.key, default: []].append(member) }
        join(entity, number, to: member)
      }
    }
  }

  /// The one of most documents; where two have as many, none.
  private func best(_ candidates: [Int], _ name: NameKey) -> Int? {
    let lasts = candidates.filter { NameKey(members[$0].key).last == name.key }
    let among = (lasts.isEmpty ? candidates : lasts).sorted { members[$0].names.count > members[$1].names.count }
    guard let first = among.first else { return nil }
    if among.count > 1, members[among[1]].names.count == members[first].names.count { return nil }
    return first
  }

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
}

/// Ids made of hashes.
enum Identifier {
  /// A letter and sixteen hexadecimal digits of a hash of texts (FNV-1a, mixed).
  static func hashed(_ letter: String, _ parts: [String]) -> String {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for part in parts {
      for byte in part.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
      hash = (hash ^ 0xFF) &* 0x0000_0100_0000_01B3
    }
    hash = (hash ^ hash >> 33) &* 0xFF51_AFD7_ED55_8CCD
    hash ^= hash >> 33
    let digits = String(hash, radix: 16)
    return letter + String(repeating: "0", count: 16 - digits.count) + digits
  }
}
