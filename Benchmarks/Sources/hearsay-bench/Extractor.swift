import Extraction
import GazetteerIndex
import Ingestion
import Records
import TextModel

/// What one thread of the program does with a document, step by step so that each can be timed.
struct Extractor: ~Copyable {
  let document = Document()
  var reader: DocumentReader
  var pipeline: Pipeline
  var writer = RecordWriter()

  init(_ resources: Resources) {
    reader = DocumentReader(options: IngestionOptions(), rules: resources.pages)
    pipeline = Pipeline(resources)
  }

  /// Reads the compiled resources of a benchmark's arguments.
  static func resources(_ arguments: BenchmarkArguments) throws -> Resources {
    try Resources(ResourceFile(path: arguments["resources"] ?? "../.build/release/hearsay.resources"))
  }

  /// From the bytes of a document to those of its records; how many of these there are.
  mutating func extract(_ raw: RawDocument) -> Int {
    read(raw)
    pipeline.process(document)
    return render()
  }

  mutating func read(_ raw: RawDocument) {
    document.vocabulary.reset(ifMoreThan: 200_000)
    _ = reader.read(raw, into: document)
  }

  mutating func render() -> Int {
    writer.render(document, hash: 1, selection: RecordSelection()).byteCount
  }
}
