import GazetteerIndex
import TextModel

/// Compiles a folder of lists and a folder of rules into the sections of one resource file.
public struct ResourceCompiler {
  /// The sections, ready to be written.
  public private(set) var writer = ResourceWriter()
  /// What is not wrong but should be looked at.
  public let warnings: [Diagnostic]
  /// The number of lists.
  public let listCount: Int
  /// The number of entries of all lists.
  public let entryCount: Int
  /// The number of names of all lists, aliases counted.
  public let nameCount: Int

  /// Reads and compiles; throws all errors of all files.
  public init(gazetteersFolder: String, rulesFolder: String?) throws(DiagnosticsError) {
    let lists = try GazetteerSource.sources(inFolder: gazetteersFolder)
    var compiler = GazetteerCompiler()
    for list in lists {
      writer.addSource(path: list.list, bytes: list.bytes)
      compiler.add(list)
    }
    warnings = compiler.warnings
    listCount = lists.count
    entryCount = compiler.entryCount
    nameCount = compiler.nameCount
    try compiler.finish(into: &writer)
  }
}
