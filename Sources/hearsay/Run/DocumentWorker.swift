import CMalloc
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
    var document: Document
    var reader: DocumentReader
    /// Made when a document asks for it.
    var pipeline: Pipeline?
    var writer = RecordWriter()

    init(_ options: ExtractOptions, resources: Resources, vocabulary: Vocabulary = Vocabulary()) {
      document = Document(vocabulary: vocabulary)
      reader = DocumentReader(options: options.ingestion, rules: resources.pages)
    }
  }

  private var tools: Tools
  private let options: ExtractOptions
  private let resources: Resources
  private let budget: TextBudget

  /// The distinct words that are kept from document to document: stages know some three hundred bytes of each. Where there
  /// are more, those that came first stay: most of a text is words that the first articles had.
  fileprivate static let vocabularyLimit = 50_000
  fileprivate static let keptWords = 25_000
  /// Texts above it are large: some fifty times their bytes are in memory while they are worked on.
  private static let largeText = 48 << 10

  /// What large texts may have in work together.
  static let textBudget = 256 << 10

  /// Makes a worker; those of a run share the budget for large texts.
  init(_ options: ExtractOptions, resources: Resources, budget: TextBudget = TextBudget(textBudget)) {
    tools = Tools(options, resources: resources)
    self.options = options
    self.resources = resources
    self.budget = budget
  }

  /// The records of a document. The bytes of a large one are given back as soon as its text is known.
  func outcome(of raw: inout RawDocument) -> DocumentOutcome {
    let failure = tools.read(raw)
    let hash = ContentHash.hash(of: raw)
    guard tools.document.text.count > Self.largeText else {
      return tools.outcome(hash, failure, options, resources)
    }
    // While it waits there is nothing but the text and what is known of words.
    raw.bytes = []
    tools.reader = DocumentReader(options: options.ingestion, rules: resources.pages)
    malloc_trim(0)
    return budget.spending(tools.document.text.count) {
      // Buffers that have grown for a large text are given back as soon as they have done their work, to the system too.
      defer {
        tools.document = Document(vocabulary: tools.document.vocabulary)
        tools.writer = RecordWriter()
        malloc_trim(0)
      }
      return tools.outcome(hash, failure, options, resources, isLarge: true)
    }
  }
}

extension DocumentWorker.Tools {
  /// Finds the text of a document; what went wrong.
  mutating func read(_ raw: RawDocument) -> IngestionError? {
    document.clear()
    document.vocabulary.reset(ifMoreThan: DocumentWorker.vocabularyLimit, keeping: DocumentWorker.keptWords)
    return reader.read(raw, into: document)
  }

  /// The records of the document that has been read, by the hash of its bytes.
  mutating func outcome(
    _ hash: UInt64, _ failure: IngestionError?, _ options: ExtractOptions, _ resources: Resources, isLarge: Bool = false
  ) -> DocumentOutcome {
    guard !document.text.isEmpty || failure == nil else { return DocumentOutcome(error: failure.map(ErrorRecord.init)) }
    let reason = find(options, resources, isLarge: isLarge)
    options.confidence?.apply(to: document)
    let records = writer.render(document, hash: hash, selection: options.selection)
    var error = failure.map(ErrorRecord.init)
    if let reason, error == nil {
      error = ErrorRecord(origin: document.metadata.origin, stage: .extraction, reason: reason)
    }
    error?.document = DocumentID(hash: hash)
    return DocumentOutcome(records: records, error: error)
  }

  /// Fills in what is found in the document; why not all of it was looked through, or nil where it was.
  private mutating func find(_ options: ExtractOptions, _ resources: Resources, isLarge: Bool) -> String? {
    let cut = DocumentBudget.cut(document)
    // Texts in other languages are documents that say so; nothing is looked for in them.
    let isEnglish = document.metadata.language ?? "en" == "en" && document.metadata.notArticle != Metadata.notEnglish
    if isEnglish {
      if pipeline == nil { pipeline = Pipeline(resources) }
      if isLarge {
        let limit = options.documentSeconds
        let start = DocumentBudget.secondsOfWork
        let isInTime = pipeline?.processLarge(document) {
          limit == 0 || DocumentBudget.secondsOfWork - start < limit
        }
        guard isInTime ?? true else {
          return "took more than \(DocumentBudget.shown(limit)) seconds of work: nothing was looked for in it"
        }
      } else {
        pipeline?.process(document)
      }
    }
    return cut.map { "more than \(DocumentBudget.tokens) words and marks: nothing is looked for behind byte \($0)" }
  }
}

extension ErrorRecord {
  /// The record of what ingestion could not read.
  init(_ error: IngestionError) {
    self.init(
      origin: error.origin, stage: error.stage == .input ? .input : .ingestion, reason: error.reason)
  }
}
