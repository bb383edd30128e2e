import Attribution
import Coreference
import Entities
import GazetteerIndex
import Genres
import Ingestion
import Phrases
import Quantities
import RuleLanguage
import TextModel

/// All that extraction knows beforehand: gazetteers and rules. Immutable, shared by all workers.
public final class Resources: Sendable {
  /// The lists of names.
  public let gazetteers: Gazetteers
  /// The rules of all phases.
  public let rules: RuleSet
  /// The text of the program's own rule files, as a section of the resource file.
  private let ruleText: ResourceBytes
  /// The rule files that lie over these.
  private let overlaidRules: RuleFiles
  /// What names and phrases mean on pages, for ingestion.
  public let pages: PageRules
  /// What the tagger of parts of speech knows.
  public let tagger: TaggerResources
  /// How often numbers and dates are right.
  public let quantities: QuantityConfidence
  /// The words that stories ask for, as `Stories.StoryWords` reads them.
  public let storyWords: [UInt8]
  /// What tells kinds of documents.
  public let genres: GenreTables
  /// What attribution has learnt.
  public let attribution: AttributionTables
  /// What speaks for those whom pronouns, nominals and surnames mean.
  public let references: ReferenceTables
  /// What speaks for a stretch of words being a name.
  public let evidence: EvidenceTable
  /// How common words are in small letters.
  public let commonWords: CommonWords
  /// A hash of the sources, by which a run knows whether its records are still up to date.
  public let hash: UInt64

  /// Puts together what has been read.
  public init(
    gazetteers: Gazetteers, rules: RuleSet, ruleText: ResourceBytes = ResourceBytes(),
    overlaidRules: RuleFiles? = nil, pages: PageRules = PageRules(), tagger: TaggerResources = .empty,
    evidence: EvidenceTable = EvidenceTable(), commonWords: CommonWords = CommonWords(),
    attribution: AttributionTables = AttributionTables(), references: ReferenceTables = ReferenceTables(),
    genres: GenreTables = GenreTables(), quantities: QuantityConfidence = QuantityConfidence(file: []),
    storyWords: [UInt8] = [], hash: UInt64
  ) {
    self.gazetteers = gazetteers
    self.rules = rules
    self.ruleText = ruleText
    self.overlaidRules = overlaidRules ?? RuleFiles()
    self.pages = pages.with(gazetteers.words)
    self.tagger = tagger
    self.attribution = attribution
    self.references = references
    self.evidence = evidence
    self.commonWords = commonWords
    self.genres = genres
    self.quantities = quantities
    self.storyWords = storyWords
    self.hash = hash
  }

  /// Reads lists and rules and compiles them in memory; all errors of all files come at once.
  public static func compile(gazetteersFolder: String, rulesFolder: String?) throws(DiagnosticsError) -> Resources {
    let compiled = try ResourceCompiler(gazetteersFolder: gazetteersFolder, rulesFolder: rulesFolder)
    do throws(ResourceError) {
      let file = try ResourceFile(bytes: ResourceBytes(compiled.writer.serialized()), path: "lists and rules")
      return Resources(
        gazetteers: try Gazetteers(file), rules: compiled.rules, ruleText: compiled.ruleText, pages: compiled.pages,
        tagger: compiled.tagger,
        evidence: compiled.evidence.evidence, commonWords: compiled.evidence.commonWords,
        attribution: compiled.attribution, references: compiled.references, genres: compiled.genres,
        quantities: compiled.quantities, storyWords: compiled.storyWords, hash: file.sourcesHash)
    } catch {
      throw DiagnosticsError([Diagnostic(.error, error.description)])
    }
  }

  /// The lists and rules of a compiled file, which is mapped and not read. `whenRulesAreThere` is called before all else
  /// is read.
  public convenience init(
    _ file: ResourceFile, whenRulesAreThere: (RuleSet, Gazetteers) -> Void = { _, _ in }
  ) throws(ResourceError) {
    let gazetteers = try Gazetteers(file)
    let rules = try file.section(RuleFiles.sectionName).map { section throws(ResourceError) in
      try RuleSet(section: section, path: "the compiled resources")
    }
    if let rules { whenRulesAreThere(rules, gazetteers) }
    let attribution = try AttributionFiles.tables(file)
    let pages = try PageLists.rules(of: file)
    let genres = try GenreFiles.tables(of: file)
    do throws(DiagnosticsError) {
      self.init(
        gazetteers: gazetteers, rules: rules ?? RuleSet(),
        ruleText: file.section(RuleFiles.textSectionName) ?? ResourceBytes(), pages: pages,
        tagger: try TaggerFiles.resources(of: file), evidence: EvidenceFiles.evidence(of: file),
        commonWords: EvidenceFiles.commonWords(of: file), attribution: attribution,
        references: ReferenceFiles.tables(of: file), genres: genres, quantities: QuantityFiles.table(of: file),
        storyWords: StoryFiles.words(of: file), hash: file.sourcesHash)
    } catch {
      throw .corrupt("the rules", error.description)
    }
  }

  /// Whether rules lie over the program's own.
  public var hasOverlaidRules: Bool { !overlaidRules.files.isEmpty }

  /// The paths of the rule files that lie over the program's own.
  public var overlaidRulePaths: Set<String> { Set(overlaidRules.files.map(\.path)) }

  /// All rules and constructions, to be shown.
  public var ruleCatalogue: RuleCatalogue {
    RuleCatalogue(
      sources: overlaidRules.sources, over: RuleFiles(section: ruleText).sources, gazetteers: gazetteers)
  }

  /// These with the users' own lists and rules over ours. A table of rules that they have stands in place of ours.
  ///
  /// `forCheck`: rules have their examples with them, which compiled resources leave out.
  public func overlaid(
    gazetteersFolder: String?, rulesFolder: String?, forCheck: Bool = false
  ) throws(DiagnosticsError) -> Resources {
    var hash = SourcesHash(continuing: hash)
    var gazetteers = gazetteers
    if let gazetteersFolder {
      let lists = try GazetteerSource.sources(inFolder: gazetteersFolder)
      for list in lists { hash.add(path: list.list, bytes: list.bytes) }
      gazetteers = try gazetteers.overlaid(by: lists)
    }
    if let rulesFolder {
      return try overlaid(rulesFolder: rulesFolder, with: gazetteers, hash, forCheck: forCheck)
    }
    let own = forCheck ? try RuleFiles(section: ruleText).compiled(with: gazetteers) : rules
    return Resources(
      gazetteers: gazetteers, rules: own, ruleText: ruleText, pages: pages, tagger: tagger, evidence: evidence,
      commonWords: commonWords, attribution: attribution, references: references, genres: genres,
      quantities: quantities, storyWords: storyWords, hash: hash.value)
  }

  private func overlaid(
    rulesFolder: String, with gazetteers: Gazetteers, _ hash: SourcesHash, forCheck: Bool
  ) throws(DiagnosticsError) -> Resources {
    var hash = hash
    try TableSchema.check(rulesFolder: rulesFolder)
    let files = try RuleFiles(folder: rulesFolder)
    for file in files.files { hash.add(path: file.name, bytes: file.text) }
    let lists = try PageLists(rulesFolder: rulesFolder)
    for (name, bytes) in zip(PageLists.paths, lists.files) { hash.add(path: name, bytes: bytes) }
    let tags = try TaggerFiles(rulesFolder: rulesFolder)
    for (name, bytes) in zip(TaggerFiles.paths, tags.files) { hash.add(path: name, bytes: bytes) }
    let learnt = try AttributionFiles(rulesFolder: rulesFolder)
    for (name, bytes) in zip(AttributionTables.names, learnt.files) { hash.add(path: name, bytes: bytes) }
    let names = try EvidenceFiles(rulesFolder: rulesFolder)
    for (name, bytes) in zip(EvidenceFiles.paths, names.files) { hash.add(path: name, bytes: bytes) }
    let measured = try QuantityFiles.table(rulesFolder: rulesFolder)
    hash.add(path: QuantityFiles.path, bytes: measured.file)
    let ofStories = try StoryFiles.words(rulesFolder: rulesFolder)
    hash.add(path: StoryFiles.path, bytes: ofStories)
    let kinds = try GenreFiles(rulesFolder: rulesFolder)
    for (path, bytes) in zip(GenreFiles.paths, kinds.files) { hash.add(path: path, bytes: bytes) }
    let meant = try ReferenceFiles(rulesFolder: rulesFolder)
    for (path, bytes) in meant.files { hash.add(path: path, bytes: bytes) }
    return Resources(
      gazetteers: gazetteers,
      rules: files.files.isEmpty && !forCheck
        ? rules : try files.compiled(over: RuleFiles(section: ruleText), with: gazetteers),
      ruleText: ruleText, overlaidRules: files,
      pages: lists.rules(over: pages),
      tagger: tags.isEmpty ? tagger : try tags.resources(), evidence: names.isEmpty ? evidence : names.evidence,
      commonWords: names.isEmpty ? commonWords : names.commonWords,
      attribution: learnt.isEmpty ? attribution : learnt.tables(withCuesOf: attribution),
      references: meant.isEmpty ? references : meant.tables, genres: kinds.isEmpty ? genres : kinds.tables,
      quantities: measured.file.isEmpty ? quantities : measured,
      storyWords: ofStories.isEmpty ? storyWords : ofStories, hash: hash.value)
  }
}
