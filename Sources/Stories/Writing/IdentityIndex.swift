import Records

/// Persons and bodies over all stories.
struct IdentityIndex {
  private var entries: [String: [(story: String, member: StoryIdentities.Member)]] = [:]
  private let digests: [Digest]

  /// Knows nobody yet.
  init(_ digests: [Digest]) { self.digests = digests }

  /// Adds who is in a story.
  mutating func add(_ members: [StoryIdentities.Member], story: String) {
    for member in members { entries[member.id, default: []].append((story, member)) }
  }

  /// Hands over the records of all, by id; returns the ids that namesakes have in a story in place of that of their name.
  mutating func finish(_ write: ([UInt8]) throws -> Void) rethrows -> [String: [(plain: String, own: String)]] {
    var replaced: [String: [(plain: String, own: String)]] = [:]
    var groups: [(id: String, members: [StoryIdentities.Member])] = []
    for id in entries.keys.sorted() {
      let members = (entries[id] ?? []).sorted { $0.story < $1.story }
      entries[id] = nil
      for (place, group) in Self.namesakes(members).enumerated() {
        let first = members[group[0]]
        let own =
          place == 0
          ? id : Identifier.hashed("i", [first.member.kind, first.member.key, first.member.ref ?? "", first.story])
        groups.append((own, group.map { members[$0].member }))
        guard place > 0 else { continue }
        for index in group { replaced[members[index].story, default: []].append((id, own)) }
      }
    }
    groups.sort { $0.id < $1.id }
    for group in groups { try write(record(group.id, group.members)) }
    return replaced
  }

  /// Bearers of one name who are not one person: of another gender, or with roles that have nothing in common.
  private static func namesakes(_ members: [(story: String, member: StoryIdentities.Member)]) -> [[Int]] {
    guard members.count > 1, members[0].member.kind == "person", members[0].member.ref == nil else {
      return [Array(members.indices)]
    }
    var groups: [(members: [Int], words: Set<String>, gender: String?)] = []
    for (index, entry) in members.enumerated() {
      let words = Set(entry.member.roles.flatMap(roleWords))
      let place = groups.firstIndex { group in
        if let one = group.gender, let two = entry.member.gender, one != two { return false }
        return group.words.isEmpty || words.isEmpty || !group.words.isDisjoint(with: words)
      }
      if let place {
        groups[place].members.append(index)
        groups[place].words.formUnion(words)
        groups[place].gender = groups[place].gender ?? entry.member.gender
      } else {
        groups.append(([index], words, entry.member.gender))
      }
    }
    return groups.map(\.members)
  }

  /// The words of a role that tell one from another, without their endings.
  private static func roleWords(_ role: String) -> [String] {
    role.lowercased().split { !$0.isLetter }.filter { $0.count > 3 }.map { String($0.prefix(6)) }
  }

  // MARK: Records

  private func record(_ id: String, _ members: [StoryIdentities.Member]) -> [UInt8] {
    var counts: [String: Set<Int>] = [:]
    var roles: [String: Int] = [:]
    var documents: Set<Int> = []
    for member in members {
      for (name, document) in member.names {
        counts[name, default: []].insert(document)
        documents.insert(document)
      }
      for role in Set(member.roles) { roles[role, default: 0] += 1 }
    }
    let names = counts.map { (name: $0, count: $1.count, words: NameKey($0).words.count) }
      .sorted { ($1.count, $0.name) < ($0.count, $1.name) }
    // The name by which most call it, a full one where there is one.
    let shown = (names.first { $0.words > 1 } ?? names.first)?.name ?? members[0].key
    let days = documents.compactMap { digests[$0].published }.sorted()
    let ordered = roles.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    var writer = JSONLinesWriter()
    writer.beginObject()
    writer.key("type")
    writer.word("identity")
    writer.key("id")
    writer.string(id)
    writer.key("kind")
    writer.string(members[0].kind)
    writer.key("name")
    writer.string(shown)
    writer.key("names")
    writer.beginArray()
    for name in names {
      writer.beginObject()
      writer.key("name")
      writer.string(name.name)
      writer.key("documents")
      writer.integer(name.count)
      writer.endObject()
    }
    writer.endArray()
    writer.key("ref")
    writer.string(orNull: members[0].ref)
    writer.key("gender")
    writer.string(orNull: members.lazy.compactMap(\.gender).first)
    writer.strings("roles", ordered.prefix(12).map(\.key))
    writer.strings("entities", members.flatMap(\.entities).sorted(by: Self.precedes))
    writer.strings("sources", members.flatMap(\.sources).sorted(by: Self.precedes))
    writer.key("documents")
    writer.integer(documents.count)
    writer.key("first")
    writer.string(orNull: days.first)
    writer.key("last")
    writer.string(orNull: days.last)
    writer.origin(members[0].rule, members[0].key.contains(" ") ? 0.95 : 0.75)
    writer.endObject()
    writer.endLine()
    return writer.bytes
  }

  /// By document, then by number.
  private static func precedes(_ one: String, _ two: String) -> Bool {
    let (first, second) = (one.split(separator: "/"), two.split(separator: "/"))
    guard first.count == 2, second.count == 2, first[0] == second[0] else { return one < two }
    return (first[1].count, String(first[1])) < (second[1].count, String(second[1]))
  }
}
