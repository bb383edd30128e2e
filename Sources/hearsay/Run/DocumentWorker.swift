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
  /// The buffers of a worker.
  fileprivate struct Tools: ~Copyable {
    let document = Document()
    var reader: DocumentReader
    var pipeline: Pipeline
    var writer = RecordWriter()

    init(_ options: ExtractOptions, resources: Resources) {
      reader = DocumentReader(options: options.ingestion, rules: PageRules(resources.pages))
      pipeline = Pipeline(resources)
    }
  }

  private var tools: Tools
  private let options: ExtractOptions
  private let resources: Resources
  private let lane: Monitor

  /// The distinct words that are kept from document to document.
  fileprivate static let vocabularyLimit = 200_000
  /// Documents above it are large: a hundred times their bytes are in memory while they are worked on.
  private static let largeDocument = 256 << 10

  /// Makes a worker; those of a run share the lane, in which large documents go one by one.
  init(_ options: ExtractOptions, resources: Resources, lane: Monitor = Monitor()) {
    tools = Tools(options, resources: resources)
    self.options = options
    self.resources = resources
    self.lane = lane
  }

  /// The records of a document.
  func outcome(of raw: RawDocument) -> DocumentOutcome {
    guard raw.bytes.count > Self.largeDocument else { return tools.outcome(of: raw, options.selection) }
    return lane.locked {
      // Buffers that have grown for a large document are given back after it.
      defer { tools = Tools(options, resources: resources) }
      return tools.outcome(of: raw, options.selection)
    }
  }
}

extension DocumentWorker.Tools {
  /// The records of a document.
  mutating func outcome(of raw: RawDocument, _ selection: RecordSelection) -> DocumentOutcome {
    document.clear()
    document.vocabulary.reset(ifMoreThan: DocumentWorker.vocabularyLimit)
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

extension ErrorRecord {
  /// The record of what ingestion could not read.
  init(_ error: IngestionError) {
    self.init(
      origin: error.origin, stage: error.stage == .input ? .input : .ingestion, reason: error.reason)
  }
}

extension PageRules {
  /// The rules for pages that the resources hold.
  init(_ lists: PageLists) {
    self.init(names: lists.files[0], phrases: lists.files[1], weights: lists.files[2], textWeights: lists.files[3])
  }
}
