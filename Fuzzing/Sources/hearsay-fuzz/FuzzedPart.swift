import Extraction
import GazetteerIndex
import Glibc
import Ingestion
import Records
import RuleLanguage
import TextModel

/// A part of the program that reads bytes which nobody has looked at.
enum FuzzedPart: String, CaseIterable {
  /// A web page, whatever its bytes look like.
  case page
  /// A dump of any kind, told by its first bytes: WARC, tar, zip, gzip, JSON, CSV, mail, feeds.
  case dump
  /// A record, as the commands read it that take records.
  case json
  /// A file of rules, and a list, that an analyst has written.
  case rules, list
  /// The compiled lists and rules.
  case resources

  /// Reads the bytes and forgets what comes of it.
  func read(_ bytes: [UInt8]) {
    switch self {
    case .page: readInput(bytes, name: "page.html")
    case .dump: readInput(bytes, name: "dump")
    case .json: _ = try? JSONParser.value(of: bytes)
    case .rules:
      _ = try? RuleSet.compile(sources: [(path: "fuzz.rules", text: bytes)], gazetteers: Self.gazetteers)
    case .list: _ = try? Gazetteers.compile([GazetteerSource(list: "place.fuzz", path: "place/fuzz.tsv", bytes: bytes)])
    case .resources: readResources(bytes)
    }
  }

  private static let gazetteers =
    (try? Gazetteers.compile([GazetteerSource(list: "word.day", text: "name\nMonday\nTuesday\n")])) ?? Gazetteers()

  /// Files of a folder in memory, one a process: libFuzzer runs several.
  private func readInput(_ bytes: [UInt8], name: String) {
    let path = "/dev/shm/hearsay-fuzz-\(getpid())-\(name)"
    guard let file = fopen(path, "wb") else { return }
    fwrite(bytes, 1, bytes.count, file)
    fclose(file)
    var options = IngestionOptions()
    options.maxDocument = 1 << 20
    let inputs = InputReader(inputs: [path], options: options)
    var reader = DocumentReader(options: options, rules: PageRules())
    let document = Document()
    while let item = inputs.next() {
      guard case .document(let raw) = item else { continue }
      document.clear()
      _ = reader.read(raw, into: document)
    }
    unlink(path)
  }

  private func readResources(_ bytes: [UInt8]) {
    guard let file = try? ResourceFile(bytes: ResourceBytes(bytes), path: "fuzz"), let read = try? Resources(file)
    else {
      return
    }
    var pipeline = Pipeline(read)
    let document = Document()
    document.text = Array("Ann Lee said on Monday that 12 people had left Oslo.".utf8)
    pipeline.process(document)
  }
}
