import GazetteerIndex
import TextModel

/// What the tagger knows: the lexicon, the endings of unknown words and the context rules. Immutable, shared by all
/// workers.
///
/// Made of the three files of a folder of the rules, which a script of the project learns: when resources are
/// compiled, words and endings become tables that are mapped.
public final class TaggerResources: Sendable {
  /// The folder of the files, in that of the rules.
  public static let folder = "learnt/tags"
  /// The names of the files, in the order in which `init` takes them.
  public static let fileNames = ["words.tsv", "endings.tsv", "context.tsv"]

  let words: TagLexicon
  let endings: TagLexicon
  let context: [ContextRule]

  /// Makes one of sections as `section(of:_:)` gives them; throws all errors of the context rules.
  public init(
    words: ResourceBytes, endings: ResourceBytes, context: ResourceBytes
  ) throws(DiagnosticsError) {
    self.words = TagLexicon(words)
    self.endings = TagLexicon(endings)
    self.context = try ContextRule.parse(context.withBytes { Array($0) }, file: "\(Self.folder)/\(Self.fileNames[2])")
  }

  /// Reads the files' bytes; throws all errors of the context rules.
  public convenience init(words: [UInt8], endings: [UInt8], context: [UInt8]) throws(DiagnosticsError) {
    let sections = zip(Self.fileNames, [words, endings, context]).map { ResourceBytes(Self.section(of: $0, $1)) }
    try self.init(words: sections[0], endings: sections[1], context: sections[2])
  }

  /// What is kept of a file's bytes in the compiled resources.
  public static func section(of fileName: String, _ bytes: [UInt8]) -> [UInt8] {
    fileName == fileNames[2] ? bytes : TagLexiconBuilder(lines: bytes).bytes
  }

  private init() {
    words = TagLexicon(ResourceBytes())
    endings = TagLexicon(ResourceBytes())
    context = []
  }

  /// Knows no words and no rules: tags come from the look of words alone.
  public static let empty = TaggerResources()
}
