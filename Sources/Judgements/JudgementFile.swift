import Glibc
import Records

/// A file of judgements: lines are added at its end, one write a line, and nothing that is there is ever changed.
public final class JudgementFile {
  private let path: String
  private let descriptor: Int32

  /// Opens a file for adding; makes it where there is none. A last line that somebody left without its end is closed first.
  public init(path: String) throws(RecordReadError) {
    self.path = path
    descriptor = open(path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw Self.failure(path) }
    let length = lseek(descriptor, 0, SEEK_END)
    var last: UInt8 = 0x0A
    if length > 0, pread(descriptor, &last, 1, length - 1) == 1, last != 0x0A { try write([0x0A]) }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// Adds a judgement; when this returns, it is on the disk.
  public func append(_ judgement: Judgement) throws(RecordReadError) {
    try write(judgement.line)
    // Some file systems cannot; the line is with the system all the same.
    _ = fsync(descriptor)
  }

  private func write(_ bytes: [UInt8]) throws(RecordReadError) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw Self.failure(path) }
      rest = rest.dropFirst(count)
    }
  }

  private static func failure(_ path: String) -> RecordReadError {
    let text = String(cString: strerror(errno))
    return RecordReadError(place: path, reason: text.prefix(1).lowercased() + text.dropFirst())
  }

  /// What a file of judgements says: those that stand, and what could not be read.
  public struct Contents: Sendable {
    /// The last judgement of each quote, in the order of the file.
    public var standing: [Judgement] = []
    /// Lines that are no judgements.
    public var problems: [RecordReadError] = []
    /// How many quotes two or more people judged.
    public var shared = 0
    /// How many of these they judge alike.
    public var agreed = 0
  }

  /// Reads files of judgements. Of several verdicts on one quote the latest stands, by the time that it has.
  public static func read(_ paths: [String]) throws(RecordReadError) -> Contents {
    var contents = Contents()
    var all: [(judgement: Judgement, key: String)] = []
    for path in paths {
      let reader = try LineReader(path: path)
      while let line = try reader.next() {
        if line.allSatisfy({ $0 <= 0x20 }) { continue }
        do throws(RecordReadError) {
          let judgement = try Self.judgement(of: line, "\(reader.path):\(reader.lineNumber)")
          all.append((judgement, judgement.quote.key))
        } catch { contents.problems.append(error) }
      }
    }
    contents.keepStanding(all)
    return contents
  }

  private static func judgement(of line: [UInt8], _ place: String) throws(RecordReadError) -> Judgement {
    do throws(JSONError) {
      if let judgement = Judgement(try JSONParser.value(of: line)) { return judgement }
    } catch {
      throw RecordReadError(place: place, reason: "no judgement: \(error)")
    }
    throw RecordReadError(place: place, reason: "no judgement: a field is missing or of another type")
  }
}

extension JudgementFile.Contents {
  fileprivate mutating func keepStanding(_ all: [(judgement: Judgement, key: String)]) {
    let ordered = all.indices.sorted { (all[$0].judgement.when, $0) < (all[$1].judgement.when, $1) }
    var last: [String: Int] = [:]
    var verdicts: [String: [String: Judgement.Verdict]] = [:]
    for index in ordered {
      last[all[index].key] = index
      verdicts[all[index].key, default: [:]][all[index].judgement.who] = all[index].judgement.verdict
    }
    for index in all.indices where last[all[index].key] == index && all[index].judgement.verdict != .withdrawn {
      standing.append(all[index].judgement)
      let said = (verdicts[all[index].key] ?? [:]).values.filter { $0 != .withdrawn }
      guard said.count > 1 else { continue }
      shared += 1
      if Set(said).count == 1 { agreed += 1 }
    }
  }
}
