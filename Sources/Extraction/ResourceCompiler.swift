import Attribution
import Coreference
import GazetteerIndex
import Genres
import Ingestion
import Phrases
import Quantities
import RuleLanguage
import TextModel

/// Compiles a folder of lists and a folder of rules into the sections of one resource file.
public struct ResourceCompiler {
  /// The sections, ready to be written.
  public private(set) var writer = ResourceWriter()
  /// What is not wrong but should be looked at.
  public let warnings: [Diagnostic]
  /// The rules.
  let rules: RuleSet
  /// The text of their files.
  let ruleText: ResourceBytes
  /// What names and phrases mean on pages.
  let pages: PageRules
  /// What the tagger of parts of speech knows.
  let tagger: TaggerResources
  /// What attribution has learnt.
  let attribution: AttributionTables
  /// How often numbers and dates are right.
  let quantities: QuantityConfidence
  /// The words that stories ask for.
  let storyWords: [UInt8]
  /// What tells kinds of documents.
  let genres: GenreTables
  /// What speaks for those whom pronouns, nominals and surnames mean.
  let references: ReferenceTables
  /// What speaks for names.
  let evidence: EvidenceFiles
  /// The number of lists.
  public let listCount: Int
  /// The number of entries of all lists.
  public let entryCount: Int
  /// The number of names of all lists, aliases counted.
  public let nameCount: Int

  /// Reads and compiles; throws all errors of all files.
  public init(gazetteersFolder: String, rulesFolder: String?) throws(DiagnosticsError) {
    if let rulesFolder { try TableSchema.check(rulesFolder: rulesFolder) }
    let sources = try GazetteerSource.sources(inFolder: gazetteersFolder)
    var compiler = GazetteerCompiler()
    for list in sources {
      writer.addSource(path: list.list, bytes: list.bytes)
      compiler.add(list)
    }
    let files = try rulesFolder.map { folder throws(DiagnosticsError) in try RuleFiles(folder: folder) } ?? RuleFiles()
    for file in files.files { writer.addSource(path: file.name, bytes: file.text) }
    let listWarnings = compiler.warnings
    listCount = sources.count
    entryCount = compiler.entryCount
    nameCount = compiler.nameCount
    try compiler.finish(into: &writer)
    try ListUses.checkClasses(sources, ofFolder: gazetteersFolder)
    let gazetteers = try Self.gazetteers(writer)
    rules = try files.compiled(with: gazetteers)
    warnings = listWarnings + rules.warnings
    ruleText = files.add(rules, to: &writer)
    let lists = try rulesFolder.map { folder throws(DiagnosticsError) in try PageLists(rulesFolder: folder) }
    pages = (lists ?? PageLists()).rules
    (lists ?? PageLists()).add(pages, to: &writer)
    let tags = try rulesFolder.map { folder throws(DiagnosticsError) in try TaggerFiles(rulesFolder: folder) }
    tagger = try tags?.resources() ?? .empty
    tags?.add(to: &writer)
    let learnt = try rulesFolder.map { folder throws(DiagnosticsError) in try AttributionFiles(rulesFolder: folder) }
    attribution = (learnt ?? AttributionFiles()).tables(with: gazetteers)
    (learnt ?? AttributionFiles()).add(attribution, to: &writer)
    quantities = try QuantityFiles.table(rulesFolder: rulesFolder)
    QuantityFiles.add(quantities, to: &writer)
    storyWords = try StoryFiles.words(rulesFolder: rulesFolder)
    StoryFiles.add(storyWords, to: &writer)
    let kinds = try rulesFolder.map { folder throws(DiagnosticsError) in try GenreFiles(rulesFolder: folder) }
    genres = (kinds ?? GenreFiles()).tables
    (kinds ?? GenreFiles()).add(genres, to: &writer)
    let meant = try rulesFolder.map { folder throws(DiagnosticsError) in try ReferenceFiles(rulesFolder: folder) }
    references = (meant ?? ReferenceFiles()).tables
    (meant ?? ReferenceFiles()).add(to: &writer)
    let names = try rulesFolder.map { folder throws(DiagnosticsError) in try EvidenceFiles(rulesFolder: folder) }
    evidence = names ?? EvidenceFiles()
    evidence.add(to: &writer)
  }

  /// The lists that were compiled, for the rules to be checked against.
  private static func gazetteers(_ writer: ResourceWriter) throws(DiagnosticsError) -> Gazetteers {
    do throws(ResourceError) {
      return try Gazetteers(ResourceFile(bytes: ResourceBytes(writer.serialized()), path: "lists in memory"))
    } catch {
      throw DiagnosticsError([Diagnostic(.error, error.description)])
    }
  }
}
