import TextModel

/// The file of one gazetteer list, as read.
public struct GazetteerSource: Sendable {
  /// The list's name in rules: `place.city` for `place/city.tsv`.
  public var list: String
  /// The path as messages show it.
  public var path: String
  /// The file's bytes, not yet known to be valid UTF-8.
  public var bytes: [UInt8]

  /// A source of that list name, path and content.
  public init(list: String, path: String, bytes: [UInt8]) {
    self.list = list
    self.path = path
    self.bytes = bytes
  }

  /// A source of that list name from a string, for tests and rule files that carry their own lists.
  public init(list: String, text: String) {
    self.init(list: list, path: list.split(separator: ".").joined(separator: "/") + ".tsv", bytes: Array(text.utf8))
  }
}

extension GazetteerSource {
  /// The lists of a folder: every `KIND/LIST.tsv` in it, in the order of their names' bytes.
  ///
  /// Hidden files and other endings are passed over; links are followed. A folder that cannot be read is an error, and
  /// so is one without any list.
  public static func sources(inFolder folder: String) throws(DiagnosticsError) -> [GazetteerSource] {
    var sources: [GazetteerSource] = []
    var diagnostics: [Diagnostic] = []
    for kind in FileTree.names(in: folder, into: &diagnostics) {
      let path = "\(folder)/\(kind)"
      if FileTree.isFolder(path) {
        sources += lists(ofKind: kind, inFolder: path, into: &diagnostics)
      } else if kind.hasSuffix(".tsv") {
        diagnostics.append(
          Diagnostic(.error, "the list '\(path)' lies in no folder of a kind", hint: "\(folder)/place/\(kind), say"))
      }
    }
    if sources.isEmpty, diagnostics.isEmpty {
      diagnostics.append(Diagnostic(.error, "'\(folder)' holds no list", hint: "a list is a file KIND/LIST.tsv in it"))
    }
    if !diagnostics.isEmpty { throw DiagnosticsError(diagnostics) }
    return sources
  }

  /// The lists of classes of words among those of a folder: what stages ask for beside the names.
  public static func classes(inFolder folder: String) throws(DiagnosticsError) -> [GazetteerSource] {
    let kind = String(WordClassCompiler.prefix.dropLast())
    var diagnostics: [Diagnostic] = []
    let sources = lists(ofKind: kind, inFolder: "\(folder)/\(kind)", into: &diagnostics)
    if !diagnostics.isEmpty { throw DiagnosticsError(diagnostics) }
    return sources
  }

  private static func lists(
    ofKind kind: String, inFolder folder: String, into diagnostics: inout [Diagnostic]
  ) -> [GazetteerSource] {
    var sources: [GazetteerSource] = []
    for file in FileTree.names(in: folder, into: &diagnostics) where file.hasSuffix(".tsv") {
      let path = "\(folder)/\(file)"
      guard let bytes = FileTree.bytes(of: path, into: &diagnostics) else { continue }
      sources.append(GazetteerSource(list: "\(kind).\(file.dropLast(4))", path: path, bytes: bytes))
    }
    return sources
  }
}
