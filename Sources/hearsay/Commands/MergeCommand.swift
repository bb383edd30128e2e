import ArgumentParser
import Records

/// `hearsay merge`: the records of several runs as one run over all of their inputs would have written them.
struct MergeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract:
      "Join the records of shards, as one run over all inputs in that order would have written them.",
    discussion: """
      Each shard is a file of records that 'hearsay extract' wrote, or a folder of such files. The '-2' of a document met \
      again and 'duplicate_of' are told over all shards; the rest of every record is as it was.

      Example:
        hearsay extract shard-1/ -o 1.jsonl.zst      on one machine
        hearsay extract shard-2/ -o 2.jsonl.zst      on another
        hearsay merge 1.jsonl.zst 2.jsonl.zst -o all.jsonl.zst
      """)

  @Argument(help: "Files or folders of records, in the order of the inputs.", completion: .file())
  var shards: [String]

  @Option(name: .shortAndLong, help: ArgumentHelp("Write to a file.", valueName: "file"))
  var output: String?

  func run() throws {
    let file = try output.map { try OutputFile(path: $0) } ?? OutputFile()
    do {
      try merge(into: file)
    } catch let error as RecordReadError {
      file.discard()
      throw Failure("cannot read records: \(error)")
    }
    try file.finish()
  }

  private func merge(into file: OutputFile) throws {
    var merger = RecordMerger()
    for path in RecordGroups.files(of: shards) {
      let reader = try LineReader(path: path)
      while let line = try reader.next() {
        guard !line.isEmpty else { continue }
        guard RecordMerger.isRecord(line) else {
          throw RecordReadError(place: "\(path):\(reader.lineNumber)", reason: "no record")
        }
        try file.write(merger.merged(line))
      }
    }
  }
}
