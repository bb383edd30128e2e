import Records

/// Persons and bodies over all stories. They lie in a file until all are known; in memory is one name at a time.
final class IdentityIndex {
  /// An id that a namesake has in a story in place of that of the name.
  struct Replacement {
    var story: UInt32
    fileprivate var plain: UInt64
    fileprivate var own: UInt64

    /// Puts the one id in place of the other.
    func replace(in bytes: inout [UInt8]) {
      let old = Array("\"\(Identifier.text("i", plain))\"".utf8)
      let new = Array("\"\(Identifier.text("i", own))\"".utf8)
      var place = 0
      while place + old.count <= bytes.count {
        if bytes[place] == old[0], bytes[place + 1] == old[1], bytes[place..<place + old.count].elementsEqual(old) {
          bytes.replaceSubrange(place..<place + old.count, with: new)
          place += old.count
        } else {
          place += 1
        }
      }
    }
  }

  private typealias Entry = (story: UInt32, member: StoryIdentities.Member)

  private let members: SpoolFile
  private let lines: SpoolFile
  /// The id of a member, then where it lies.
  private let byID: SortedRuns<UInt128>
  private let linesByID: SortedRuns<UInt128>

  /// Knows nobody yet.
  init(folder: String) {
    members = SpoolFile(inFolder: folder)
    lines = SpoolFile(inFolder: folder)
    byID = SortedRuns(folder: folder, capacity: 1 << 20)
    linesByID = SortedRuns(folder: folder, capacity: 1 << 20)
  }

  /// Adds who is in a story; stories come in order.
  func add(_ list: [StoryIdentities.Member], story: UInt32) {
    for member in list {
      var encoder = ByteEncoder()
      encoder.add(story)
      member.encode(to: &encoder)
      Self.add(encoder.bytes, id: member.hash, to: members, byID)
    }
  }

  /// Puts bytes with their length into a file, and their id into a sorter.
  private static func add(_ bytes: [UInt8], id: UInt64, to file: SpoolFile, _ sorter: SortedRuns<UInt128>) {
    let offset = withUnsafeBytes(of: UInt32(clamping: bytes.count)) { file.append($0) }
    file.append(bytes)
    sorter.add(UInt128(id) << 64 | UInt128(UInt64(offset)))
  }

  private static func bytes(at number: UInt128, in file: SpoolFile) throws -> [UInt8] {
    let offset = Int(UInt64(truncatingIfNeeded: number))
    let head = file.bytes(at: offset, count: 4) ?? []
    let count = DigestPayload.numbers(head, at: 0, count: 1, UInt32.self).first.map { Int($0) }
    guard let count, let bytes = file.bytes(at: offset + 4, count: count) else { throw StoryError.noRoom }
    return bytes
  }

  /// Tells namesakes apart; returns the ids that they have in their stories, by story. The records are ready then.
  func finish() throws -> [Replacement] {
    guard members.flush() else { throw StoryError.noRoom }
    var replaced: [Replacement] = []
    var entries: [Entry] = []
    var id: UInt64 = 0
    try byID.forEach { number in
      let next = UInt64(truncatingIfNeeded: number >> 64)
      if next != id, !entries.isEmpty {
        settle(id, entries, &replaced)
        entries.removeAll(keepingCapacity: true)
      }
      id = next
      var decoder = ByteDecoder(try Self.bytes(at: number, in: members)[...])
      let story = decoder.number(UInt32.self)
      entries.append((story, StoryIdentities.Member(&decoder)))
    }
    if !entries.isEmpty { settle(id, entries, &replaced) }
    guard lines.flush() else { throw StoryError.noRoom }
    replaced.sort { ($0.story, $0.plain) < ($1.story, $1.plain) }
    return replaced
  }

  /// Hands over the records of all, by id.
  func write(_ output: ([UInt8]) throws -> Void) throws {
    try linesByID.forEach { try output(try Self.bytes(at: $0, in: lines)) }
  }

  private func settle(_ id: UInt64, _ entries: [Entry], _ replaced: inout [Replacement]) {
    for (place, group) in Self.namesakes(entries).enumerated() {
      let first = entries[group[0]]
      let story = first.member.story
      let parts = [first.member.kind, first.member.key, first.member.ref ?? "", story]
      let own = place == 0 ? id : Identifier.hash(parts)
      Self.add(record(Identifier.text("i", own), group.map { entries[$0].member }), id: own, to: lines, linesByID)
      guard place > 0 else { continue }
      for index in group { replaced.append(Replacement(story: entries[index].story, plain: id, own: own)) }
    }
  }

  /// A name that has more bearers than this is not told apart further.
  private static let namesakeLimit = 64

  /// Bearers of one name who are not one person: of another gender, or with roles that have nothing in common.
  private static func namesakes(_ entries: [Entry]) -> [[Int]] {
    guard entries.count > 1, entries[0].member.kind == "person", entries[0].member.ref == nil else {
      return [Array(entries.indices)]
    }
    var groups: [(members: [Int], words: Set<String>, gender: String?)] = []
    for (index, entry) in entries.enumerated() {
      let words = Set(entry.member.roles.flatMap(roleWords))
      let place = groups.firstIndex { group in
        if let one = group.gender, let two = entry.member.gender, one != two { return false }
        return group.words.isEmpty || words.isEmpty || !group.words.isDisjoint(with: words)
      }
      if let place = place ?? (groups.count >= namesakeLimit ? 0 : nil) {
        groups[place].members.append(index)
        if groups[place].words.count < 256 { groups[place].words.formUnion(words) }
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
    var counts: [String: Int] = [:]
    var roles: [String: Int] = [:]
    var documents = 0
    // A document is in one story, so that the members have different ones.
    for member in members {
      documents += Set(member.names.map(\.document)).count
      for name in Set(member.names.map(\.name)) {
        counts[name, default: 0] += Set(member.names.filter { $0.name == name }.map(\.document)).count
      }
      for role in Set(member.roles) { roles[role, default: 0] += 1 }
    }
    let names = counts.map { (name: $0, count: $1, isFull: $0.contains(" ")) }
      .sorted { ($1.count, $0.name) < ($0.count, $1.name) }
    // The name by which most call it, a full one where there is one.
    let shown = (names.first { $0.isFull } ?? names.first)?.name ?? members[0].key
    let days = members.flatMap { $0.names.map(\.day) }.filter { $0 != Timestamp.unknown }
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
    writer.string(orNull: members.lazy.compactMap(\.ref).first)
    writer.key("gender")
    writer.string(orNull: members.lazy.compactMap(\.gender).first)
    writer.strings("roles", ordered.prefix(12).map(\.key))
    writer.strings("entities", members.flatMap(\.entities).sorted(by: Self.precedes))
    writer.strings("sources", members.flatMap(\.sources).sorted(by: Self.precedes))
    writer.key("documents")
    writer.integer(documents)
    writer.key("first")
    writer.string(orNull: days.min().flatMap { Timestamp.text(ofDay: $0) })
    writer.key("last")
    writer.string(orNull: days.max().flatMap { Timestamp.text(ofDay: $0) })
    writer.origin(members[0].rule, members[0].confidence)
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
