import TextModel

/// What the tagger knows: the lexicon, the endings of unknown words and the context rules. Immutable, shared by all
/// workers.
///
/// Read from the three files of the folder `tags` among the rules, which a script of the project learns.
public final class TaggerResources: Sendable {
  /// The names of the files, in the order in which `init` takes them.
  public static let fileNames = ["words.tsv", "endings.tsv", "context.tsv"]

  let words: TagLexicon
  let endings: TagLexicon
  let context: [ContextRule]

  /// Reads the files' bytes; throws all errors of the context rules.
  public init(words: [UInt8], endings: [UInt8], context: [UInt8]) throws(DiagnosticsError) {
    self.words = TagLexicon(words)
    self.endings = TagLexicon(endings)
    self.context = try ContextRule.parse(context, file: Self.fileNames[2])
  }

  private init() {
    words = TagLexicon([])
    endings = TagLexicon([])
    context = []
  }

  /// Knows no words and no rules: tags come from the look of words alone.
  public static let empty = TaggerResources()
}
