import GazetteerIndex
import Ingestion
import TextModel

/// The tables of pages among the rules, as bytes: what names of classes, phrases and signs mean on pages.
struct PageLists {
  /// The bytes of `names.tsv`, `phrases.tsv`, `weights.tsv`, `text-weights.tsv`, `sites.tsv` and `suffixes.tsv`.
  private(set) var files: [[UInt8]] = Self.paths.map { _ in [] }

  /// The paths of the files in the folder of rules, in their order.
  static let paths = [
    "page/names.tsv", "page/phrases.tsv", "learnt/page/weights.tsv", "learnt/page/text-weights.tsv", "page/sites.tsv",
    "page/suffixes.tsv",
  ]

  /// No lists: nothing on a page has a meaning.
  init() {}

  /// Reads the lists of a folder of rules; those that are not there are empty.
  init(rulesFolder: String) throws(DiagnosticsError) {
    files = try RuleTableFiles.bytes(of: Self.paths, in: rulesFolder)
  }

  /// Adds the lists to the sources of a resource file, and to its sections what ingestion makes of them.
  func add(_ rules: PageRules, to writer: inout ResourceWriter) {
    for (path, bytes) in zip(Self.paths, files) { writer.addSource(path: path, bytes: bytes) }
    writer.add(Self.section, rules.section)
  }

  private static let section = "pages"

  /// What ingestion makes of them.
  var rules: PageRules {
    PageRules(
      names: files[0], phrases: files[1], weights: files[2], textWeights: files[3], sites: files[4], suffixes: files[5])
  }

  /// The same over what there is: a list that is not here stays as it was.
  func rules(over rules: PageRules) -> PageRules {
    rules.overlaid(
      names: files[0], phrases: files[1], weights: files[2], textWeights: files[3], sites: files[4], suffixes: files[5])
  }

  /// What ingestion made of the lists of compiled resources.
  static func rules(of file: ResourceFile) throws(ResourceError) -> PageRules {
    guard let section = file.section(section), let rules = section.withBytes(PageRules.init(section:)) else {
      throw .corrupt(file.path, "its section '\(section)' is missing or broken; compile it anew")
    }
    return rules
  }

  /// Whether there are any.
  var isEmpty: Bool { files.allSatisfy(\.isEmpty) }
}
