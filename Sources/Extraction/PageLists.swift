import GazetteerIndex
import TextModel

/// The lists of the folder `page` of the rules, as bytes: what names of classes, phrases and signs mean on pages.
/// Ingestion reads them.
public struct PageLists: Sendable {
  /// The bytes of `names.tsv`, `phrases.tsv`, `weights.tsv` and `text-weights.tsv`.
  public private(set) var files: [[UInt8]]

  /// The names of the files, in their order.
  public static let names = ["names.tsv", "phrases.tsv", "weights.tsv", "text-weights.tsv"]

  /// No lists: nothing on a page has a meaning.
  public init() { files = Self.names.map { _ in [] } }

  /// Reads the lists of a folder of rules; those that are not there are empty.
  public init(rulesFolder: String) throws(DiagnosticsError) {
    var diagnostics: [Diagnostic] = []
    files = Self.names.map { _ in [] }
    let folder = "\(rulesFolder)/page"
    guard FileTree.isFolder(folder) else { return }
    for (index, name) in Self.names.enumerated() {
      files[index] = FileTree.bytes(of: "\(folder)/\(name)", into: &diagnostics) ?? []
    }
    if !diagnostics.isEmpty { throw DiagnosticsError(diagnostics) }
  }

  /// The lists of a compiled file.
  init(_ file: ResourceFile) {
    files = Self.names.map { name in file.section("page \(name)").map { $0.withBytes { Array($0) } } ?? [] }
  }

  /// Adds the lists to a resource file.
  func add(to writer: inout ResourceWriter) {
    for (name, bytes) in zip(Self.names, files) {
      writer.addSource(path: "page/\(name)", bytes: bytes)
      writer.add("page \(name)", bytes)
    }
  }

  /// Whether there are any.
  public var isEmpty: Bool { files.allSatisfy(\.isEmpty) }
}
