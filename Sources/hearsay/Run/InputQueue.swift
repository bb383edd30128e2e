import Ingestion
import Records

/// A piece of a run's work, in the order of the input.
struct WorkItem {
  enum Content {
    case document(RawBox)
    case failure(ErrorRecord)
    /// The dump is what it was when its records were written.
    case unchanged(DumpStamp)
    /// The dump has been read to its end.
    case end
  }
  var dump: Dump
  var content: Content
}

/// A document as it was read, whose bytes can be given back while the work on it goes on.
final class RawBox {
  var raw: RawDocument
  init(_ raw: RawDocument) { self.raw = raw }
}

/// Hands out the documents of all inputs, one after the other.
final class InputQueue {
  private var walker: DumpWalker
  private let options: IngestionOptions
  private let stamps: DumpStamps?
  private var current: (dump: Dump, reader: InputReader)?
  private var pending: [WorkItem] = []

  init(_ options: ExtractOptions, stamps: DumpStamps?) {
    walker = DumpWalker(inputs: options.inputs)
    self.options = options.ingestion
    self.stamps = stamps
  }

  /// The next piece of work with the bytes that it holds.
  func next() -> (item: WorkItem, bytes: Int)? {
    if let item = pending.popLast() { return (item, 0) }
    while true {
      guard let (dump, reader) = current else {
        guard let dump = walker.next() else { return nil }
        if let item = begin(dump) { return (item, 0) }
        continue
      }
      switch reader.next() {
      case .document(let raw)?: return (WorkItem(dump: dump, content: .document(RawBox(raw))), raw.bytes.count)
      case .failure(let error)?: return (WorkItem(dump: dump, content: .failure(ErrorRecord(error))), 0)
      case nil:
        current = nil
        return (WorkItem(dump: dump, content: .end), 0)
      }
    }
  }

  private func begin(_ dump: Dump) -> WorkItem? {
    if let reason = dump.failure {
      pending.append(WorkItem(dump: dump, content: .end))
      return WorkItem(
        dump: dump, content: .failure(ErrorRecord(origin: dump.path, stage: .input, reason: reason)))
    }
    if let stamp = stamps?.current(for: dump) { return WorkItem(dump: dump, content: .unchanged(stamp)) }
    current = (dump, InputReader(inputs: [dump.path], options: options, isFolderMember: dump.isFolderMember))
    return nil
  }
}
