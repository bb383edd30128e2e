import Extraction
import Ingestion
import Records
import TextModel

/// What came of a document.
struct DocumentOutcome {
  /// Its records; nil where nothing of it could be read.
  var records: RenderedDocument?
  /// What went wrong: beside the records where a part of the document is lost.
  var error: ErrorRecord?
}

/// Reads a document and finds what is in it: what one thread works with, its buffers used again for every document.
final class DocumentWorker {
  private let document = Document()
  private var reader: DocumentReader
  private var pipeline: Pipeline
  private var writer = RecordWriter()
  private let selection: RecordSelection

  /// The distinct words that are kept from document to document.
  private static let vocabularyLimit = 200_000

  init(_ options: ExtractOptions, resources: Resources) {
    reader = DocumentReader(options: options.ingestion, rules: PageRules(resources.pages))
    pipeline = Pipeline(resources)
    selection = options.selection
  }

  /// The records of a document.
  func outcome(of raw: RawDocument) -> DocumentOutcome {
    document.clear()
    document.vocabulary.reset(ifMoreThan: Self.vocabularyLimit)
    let failure = reader.read(raw, into: document)
    let hash = ContentHash.hash(of: raw)
    guard !document.text.isEmpty || failure == nil else { return DocumentOutcome(error: failure.map(ErrorRecord.init)) }
    // Other languages than English are documents with their language; nothing is looked for in them.
    if document.metadata.language ?? "en" == "en" { pipeline.process(document) }
    let records = writer.render(document, hash: hash, selection: selection)
    var error = failure.map(ErrorRecord.init)
    error?.document = DocumentID(hash: hash)
    return DocumentOutcome(records: records, error: error)
  }
}

extension PageRules {
  /// The rules for pages that the resources hold.
  init(_ lists: PageLists) {
    self.init(names: lists.files[0], phrases: lists.files[1], weights: lists.files[2], textWeights: lists.files[3])
  }
}

extension ErrorRecord {
  /// The record of what ingestion could not read.
  init(_ error: IngestionError) {
    self.init(
      origin: error.origin, stage: error.stage == .input ? .input : .ingestion, reason: error.reason)
  }
}
