import TestSupport
import Entities
import Foundation
import GazetteerIndex
import RuleLanguage
import Segmentation
import TextModel

/// Tags texts with some of the project's own lists and its evidence: all but the long lists, which take long to compile.
struct Tagger {
  private var segmenter = Segmenter(ProjectWords.classes)
  /// One for all documents, as a worker has it.
  private let vocabulary = Vocabulary()
  private var gazetteers: GazetteerTagging
  private var entities: EntityTagging

  private static let lists = [
    "person/title", "person/role", "person/particle", "person/suffix", "person/notable", "person/given",
    "place/country", "place/state", "place/region", "place/nature", "place/facility", "place/head",
    "organization/international", "organization/government", "organization/armed", "organization/party",
    "organization/news", "organization/head", "organization/suffix", "group/nationality", "group/people",
    "group/religion", "group/political", "thing/thing", "word/describing", "word/says-nothing",
  ]

  /// With the users' own lists and rules, with further ones as if they were ours, and with given names in place of ours.
  init(
    users: [GazetteerSource] = [], given: String? = nil, ours further: [GazetteerSource] = [], rules: String = "",
    namesakes: String = ""
  ) throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../..")
    func bytes(_ path: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: root.appendingPathComponent(path))) }
    var sources: [GazetteerSource] = []
    for list in Self.lists {
      let path = "Gazetteers/\(list).tsv"
      let own = list == "person/given" ? given.map { Array($0.utf8) } : nil
      sources.append(
        GazetteerSource(list: list.replacingOccurrences(of: "/", with: "."), path: path, bytes: try own ?? bytes(path)))
    }
    // Of the surnames one that is a kind of place as well: the list of all of them is long.
    if !further.contains(where: { $0.list == "person.surname" }) {
      sources.append(
        GazetteerSource(list: "person.surname", path: "surname.tsv", bytes: Array("name\nMarsh\n".utf8)))
    }
    let ours = try Gazetteers.compile(
      sources + further + GazetteerSource.classes(inFolder: root.appendingPathComponent("Gazetteers").path))
    let compiled = users.isEmpty ? ours : try ours.overlaid(by: users)
    let places = Array(namesakes.utf8).withUnsafeBufferPointer {
      PlaceNamesakes(section: ResourceBytes(PlaceNamesakes.section(tsv: $0)))
    }
    let hand = try bytes("Rules/names/by-hand.tsv").withUnsafeBufferPointer { NameHandWeights(tsv: $0) }
    let evidence = try bytes("Rules/learnt/names/evidence.tsv").withUnsafeBufferPointer {
      EvidenceTable(tsv: $0, namesakes: places, hand: hand)
    }
    let common = try bytes("Rules/learnt/names/common-words.txt").withUnsafeBufferPointer { CommonWords(counts: $0) }
    let set = try RuleSet.compile(sources: [(path: "test.rules", text: Array(rules.utf8))], gazetteers: compiled)
    gazetteers = GazetteerTagging(compiled)
    entities = EntityTagging(rules: set, gazetteers: compiled, evidence: evidence, common: common)
  }

  /// The document with its names and entities, all of it one paragraph.
  mutating func oneBlock(_ text: String) -> Document { document(text, isOneBlock: true) }

  /// The document with its names and entities; every paragraph is body.
  mutating func document(_ text: String, isOneBlock: Bool = false) -> Document {
    let document = Document(vocabulary: vocabulary)
    document.text = Array(text.utf8)
    var start = 0
    if isOneBlock {
      document.blocks.append(Block(range: UTF8Range(0, document.text.count), role: .body, line: 1))
    }
    for line in text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false) {
      if !line.isEmpty, !isOneBlock {
        document.blocks.append(Block(range: UTF8Range(start, start + line.count), role: .body, line: 1))
      }
      start += line.count + 1
    }
    segmenter.process(document)
    gazetteers.process(document)
    entities.process(document)
    return document
  }

  /// The text with its names marked: `<person>Ash Carter</person>`.
  mutating func marked(_ text: String) -> String {
    let document = document(text)
    var marks: [(range: UTF8Range, kind: String)] = []
    for entity in document.entities {
      for mention in entity.mentions where mention.form == .name { marks.append((mention.range, entity.kind.rawValue)) }
    }
    marks.sort { $0.range.start < $1.range.start }
    var marked = ""
    var position = 0
    for mark in marks {
      marked += document.string(UTF8Range(position, Int(mark.range.start.value)))
      marked += "<\(mark.kind)>\(document.string(mark.range))</\(mark.kind)>"
      position = Int(mark.range.end.value)
    }
    return marked + document.string(UTF8Range(position, document.text.count))
  }

  /// A marked text without its marks.
  static func plain(_ marked: String) -> String {
    marked.replacing(/<\/?(person|place|organization|group)>/, with: "")
  }
}
