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
  /// The bytes of all inputs read up to here, as they lie on the disk.
  var inputBytes = 0
}

/// A document as it was read, whose bytes can be given back while the work on it goes on.
final class RawBox {
  var raw: RawDocument
  init(_ raw: RawDocument) { self.raw = raw }
}

/// Hands out the documents of all inputs, one after the other.
final class InputQueue {
  private var walker: DumpWalker
  private let options: ExtractOptions
  private let stamps: DumpStamps?
  private var current: (dump: Dump, reader: InputReader, start: Double)?
  private var pending: [WorkItem] = []
  private var passed = PassedOver()
  private var finishedBytes = 0
  /// Why the inputs were not read to their end.
  private(set) var failure: (any Error)?

  init(_ options: ExtractOptions, stamps: DumpStamps?, excluding excluded: Set<FileIdentity>) {
    walker = DumpWalker(inputs: options.inputs, excluding: excluded, areMembers: options.inputsAreMembers)
    self.options = options
    self.stamps = stamps
  }

  /// What was passed over in folders because it holds no documents.
  var passedOver: PassedOver {
    var all = passed
    all.add(walker.passedOver)
    return all
  }

  /// The next piece of work with the bytes that it holds.
  func next() -> (item: WorkItem, bytes: Int)? {
    guard let next = nextItem() else { return nil }
    var item = next.item
    item.inputBytes = finishedBytes + (current?.reader.bytesRead ?? 0)
    return (item, next.bytes)
  }

  private func nextItem() -> (item: WorkItem, bytes: Int)? {
    if let item = pending.popLast() { return (item, 0) }
    while true {
      guard let (dump, reader, start) = current else {
        guard let dump = walker.next() else { return nil }
        do {
          if let item = try begin(dump) { return (item, 0) }
        } catch {
          failure = error
          return nil
        }
        continue
      }
      if options.dumpSeconds > 0, Clock.seconds() - start > options.dumpSeconds {
        pending.append(end(of: dump, reader))
        let reason = "took more than \(DocumentBudget.shown(options.dumpSeconds)) seconds: the rest of it was not read"
        let error = ErrorRecord(origin: SystemPath.shown(dump.path), stage: .input, reason: reason)
        return (WorkItem(dump: dump, content: .failure(error)), 0)
      }
      switch reader.next() {
      case .document(let raw)?: return (WorkItem(dump: dump, content: .document(RawBox(raw))), raw.bytes.count)
      case .failure(let error)?: return (WorkItem(dump: dump, content: .failure(ErrorRecord(error))), 0)
      case nil: return (end(of: dump, reader), 0)
      }
    }
  }

  private func end(of dump: Dump, _ reader: InputReader) -> WorkItem {
    passed.add(reader.passedOver)
    finishedBytes += reader.bytesRead
    current = nil
    return WorkItem(dump: dump, content: .end)
  }

  private func begin(_ found: Dump) throws -> WorkItem? {
    guard let dump = try placed(found) else {
      if !options.isQuiet { Console.report("\(SystemPath.shown(found.path)): is named twice, and read once") }
      return nil
    }
    if let reason = dump.failure {
      pending.append(WorkItem(dump: dump, content: .end))
      let origin = SystemPath.shown(dump.path)
      return WorkItem(dump: dump, content: .failure(ErrorRecord(origin: origin, stage: .input, reason: reason)))
    }
    if let stamp = stamps?.current(for: dump) {
      finishedBytes += Folders.size(of: dump.path)
      return WorkItem(dump: dump, content: .unchanged(stamp))
    }
    current = (
      dump, InputReader(inputs: [dump.path], options: options.ingestion, isFolderMember: dump.isFolderMember),
      Clock.seconds()
    )
    return nil
  }

  /// The dump with its place in the folder of records; nil where it has been there before in this run.
  private func placed(_ dump: Dump) throws -> Dump? {
    guard let stamps else { return dump }
    let state = stamps.state(of: dump.path)
    return try stamps.folder.place(of: dump).map { dump.placed(at: $0, state: state) }
  }
}
