import Entities
import GazetteerIndex
import TextModel

/// The tables of names among the rules, as bytes: the evidence for names, the counts of common words, which places
/// of a name lie where, and how often names with so much for them are right.
///
/// Compiled they are sections that are mapped and not parsed.
struct EvidenceFiles {
  /// The paths of the files in the folder of rules.
  static let paths = [
    "learnt/names/evidence.tsv", "learnt/names/common-words.txt", "names/namesakes.tsv", "learnt/names/confidence.tsv",
    "names/by-hand.tsv",
  ]
  /// Their bytes, in the same order.
  private(set) var files: [[UInt8]] = Self.paths.map { _ in [] }

  /// No files: names come from gazetteers and rules alone.
  init() {}

  /// Reads the files of a folder of rules; those that are not there are empty.
  init(rulesFolder: String) throws(DiagnosticsError) {
    files = try RuleTableFiles.bytes(of: Self.paths, in: rulesFolder)
  }

  /// Adds the tables to a resource file.
  func add(to writer: inout ResourceWriter) {
    for (path, bytes) in zip(Self.paths, files) { writer.addSource(path: path, bytes: bytes) }
    writer.add(Self.evidenceSection, evidence.section.withBytes { Array($0) })
    writer.add(Self.linesSection, files[0].withUnsafeBufferPointer { EvidenceTable.lines(tsv: $0) })
    writer.add(Self.commonSection, commonWords.section.withBytes { Array($0) })
    writer.add(Self.namesakesSection, namesakes)
    writer.add(Self.confidenceSection, files[3])
    writer.add(Self.handSection, files[4])
  }

  private static let evidenceSection = "names evidence"
  private static let linesSection = "names evidence lines"
  private static let commonSection = "names common-words"
  private static let namesakesSection = "names namesakes"
  private static let confidenceSection = "names confidence"
  private static let handSection = "names by-hand"

  /// The evidence of a compiled file. O(1).
  static func evidence(of file: ResourceFile) -> EvidenceTable {
    EvidenceTable(
      section: file.section(evidenceSection) ?? ResourceBytes(), lines: file.section(linesSection) ?? ResourceBytes(),
      namesakes: PlaceNamesakes(section: file.section(namesakesSection) ?? ResourceBytes()),
      confidence: (file.section(confidenceSection) ?? ResourceBytes()).withBytes(NameConfidence.init(tsv:)),
      hand: (file.section(handSection) ?? ResourceBytes()).withBytes(NameHandWeights.init(tsv:)))
  }

  /// The counts of common words of a compiled file. O(1).
  static func commonWords(of file: ResourceFile) -> CommonWords {
    CommonWords(section: file.section(commonSection) ?? ResourceBytes())
  }

  /// Whether there are any.
  var isEmpty: Bool { files.allSatisfy(\.isEmpty) }

  /// The table of the evidence.
  var evidence: EvidenceTable {
    files[0].withUnsafeBufferPointer {
      EvidenceTable(
        tsv: $0, namesakes: PlaceNamesakes(section: ResourceBytes(namesakes)),
        confidence: files[3].withUnsafeBufferPointer { NameConfidence(tsv: $0) },
        hand: files[4].withUnsafeBufferPointer { NameHandWeights(tsv: $0) })
    }
  }

  private var namesakes: [UInt8] { files[2].withUnsafeBufferPointer { PlaceNamesakes.section(tsv: $0) } }

  /// The counts of common words.
  var commonWords: CommonWords { files[1].withUnsafeBufferPointer { CommonWords(counts: $0) } }
}
