import Ingestion
import Records

/// What came of a run, for programs: the file of `--report`.
struct RunReport {
  /// One object with its line end.
  let json: [UInt8]

  init(
    _ options: ExtractOptions, _ counts: RunCounts, _ passed: PassedOver, pruned: Int,
    seconds: Double, resources: UInt64
  ) {
    var writer = JSONLinesWriter()
    writer.beginObject()
    writer.key("version")
    writer.string(Hearsay.version)
    writer.key("resources")
    writer.string(String(resources, radix: 16))
    writer.key("inputs")
    writer.beginArray()
    for input in options.inputs { writer.string(SystemPath.shown(input)) }
    writer.endArray()
    let figures: [(StaticString, Int)] = [
      ("dumps", counts.dumps), ("dumps_unchanged", counts.unchangedDumps), ("dumps_gone", pruned),
      ("documents", counts.documents), ("documents_skipped", counts.skipped),
      ("errors", counts.failures),
      ("input_bytes", counts.inputBytes), ("document_bytes", counts.bytes),
    ]
    for (name, figure) in figures {
      writer.key(name)
      writer.integer(figure)
    }
    writer.key("seconds")
    writer.number((seconds * 1000).rounded() / 1000)
    let reasons = counts.reasons.sorted { $0.key < $1.key }.map { (kind: $0.key, count: $0.value) }
    for (name, kinds) in [("errors_by_reason", reasons), ("passed_over", passed.kinds)]
      as [(StaticString, [(kind: String, count: Int)])]
    {
      writer.key(name)
      writer.beginArray()
      for kind in kinds {
        writer.beginObject()
        writer.key("kind")
        writer.string(kind.kind)
        writer.key("count")
        writer.integer(kind.count)
        writer.endObject()
      }
      writer.endArray()
    }
    writer.endObject()
    writer.endLine()
    json = writer.bytes
  }
}
