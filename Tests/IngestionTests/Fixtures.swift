import Glibc
import TestSupport
import TextModel

@testable import Ingestion

/// What several tests of ingestion need: the lists of the repository, pages in memory, files in a scratch folder.
enum Fixtures {
  /// The lists of pages, with rules for sites in place of those there.
  static func rules(sites: [UInt8]? = nil) throws -> PageRules {
    let folder = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    func bytes(_ name: String) throws -> [UInt8] {
      let reader = ByteReader(try FileSource(path: "/\(folder)/Rules/\(name)"))
      var bytes: [UInt8] = []
      try reader.read(1 << 24, into: &bytes)
      return bytes
    }
    return PageRules(
      names: try bytes("page/names.tsv"), phrases: try bytes("page/phrases.tsv"),
      weights: try bytes("learnt/page/weights.tsv"), textWeights: try bytes("learnt/page/text-weights.tsv"),
      sites: try sites ?? bytes("page/sites.tsv"), suffixes: try bytes("page/suffixes.tsv")
    ).with(ProjectWords.classes)
  }

  /// Reads one document; returns it with the error.
  static func read(
    _ bytes: [UInt8], _ format: RawDocument.Format = .html, isExtracted: Bool = false
  ) throws -> (Document, IngestionError?) {
    var raw = RawDocument(bytes: bytes, format: format, origin: "test")
    raw.isExtracted = isExtracted
    let document = Document()
    var reader = DocumentReader(options: IngestionOptions(), rules: try rules())
    let error = reader.read(raw, into: document)
    return (document, error)
  }

  /// Writes bytes to a file and gives all that the reader of inputs makes of it.
  static func items(_ bytes: [UInt8], name: String, options: IngestionOptions = IngestionOptions()) throws
    -> [InputItem]
  {
    var template = Array("/tmp/hearsay-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw StreamError(reason: FileSource.message(errno)) }
    let folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let path = "\(folder)/\(name)"
    defer {
      unlink(path)
      rmdir(folder)
    }
    guard let file = fopen(path, "w") else { throw StreamError(reason: FileSource.message(errno)) }
    fwrite(bytes, 1, bytes.count, file)
    fclose(file)
    let reader = InputReader(inputs: [path], options: options)
    var items: [InputItem] = []
    while let item = reader.next(), items.count < 1000 { items.append(item) }
    return items
  }

  /// What an item is, in a line: `text: …`, `html: …` or `error: …`, the scratch folder left out.
  static func line(_ item: InputItem) -> String {
    switch item {
    case .document(let raw):
      "\(raw.format) \(place(raw.origin)) \(String(decoding: raw.bytes.prefix(60), as: UTF8.self))"
    case .failure(let error): "error \(place(error.origin)) \(error.reason)"
    }
  }

  private static func place(_ origin: String) -> String { origin.split(separator: "/").last.map(String.init) ?? origin }
}
