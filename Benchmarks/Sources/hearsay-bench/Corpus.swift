import Ingestion

/// The documents of files and folders, held in memory so that no file is read while the clock runs.
struct Corpus {
  private(set) var documents: [RawDocument] = []

  /// Reads all documents of the inputs.
  init(inputs: [String]) throws {
    let reader = InputReader(inputs: inputs, options: IngestionOptions())
    while let item = reader.next() {
      if case .document(let raw) = item { documents.append(raw) }
    }
    guard !documents.isEmpty else { throw WrongResult(description: "no documents in \(inputs.joined(separator: " "))") }
  }

  /// Only the pages, or only the texts.
  func filtered(_ format: RawDocument.Format) throws -> Corpus {
    var corpus = self
    corpus.documents.removeAll { $0.format != format }
    guard !corpus.documents.isEmpty else { throw WrongResult(description: "no documents of that format") }
    return corpus
  }

  /// The bytes of all documents, before anything is read from them.
  var byteCount: Int { documents.reduce(0) { $0 + $1.bytes.count } }
}
