import Glibc
import Records

/// Writes records as Parquet, a file a type, by the program `duckdb`.
struct ParquetExport {
  let folder: String

  /// Goes over the groups that `forEach` hands on; they are written as JSON Lines a type beside the result, which then go.
  func run(_ forEach: ((RecordGroup) throws -> Void) throws -> Void) throws {
    try Folders.make(folder)
    var files: [RecordKind: OutputFile] = [:]
    var counts: [RecordKind: Int] = [:]
    defer { for kind in RecordKind.allCases { unlink(path(of: kind)) } }
    for kind in RecordKind.allCases { files[kind] = try OutputFile(path: path(of: kind)) }
    try forEach { group in
      for kind in RecordKind.allCases {
        let records = kind == .document ? [group.document].filter { !$0.isNull } : group[kind]
        for record in records {
          var writer = JSONLinesWriter()
          writer.value(record)
          writer.endLine()
          try files[kind]?.write(writer.bytes)
          counts[kind, default: 0] += 1
        }
      }
    }
    for kind in RecordKind.allCases { try files[kind]?.finish() }
    let commands = RecordKind.allCases.filter { counts[$0] ?? 0 > 0 }.map { kind in
      "COPY (SELECT * FROM read_json(\(Self.quoted(path(of: kind))), format='newline_delimited', maximum_object_size=268435456)) TO \(Self.quoted("\(folder)/\(kind.fileName.dropLast(6)).parquet")) (FORMAT parquet);"
    }
    try convert(commands.joined(separator: "\n"))
  }

  private func path(of kind: RecordKind) -> String { "\(folder)/.\(kind.fileName)" }

  private static func quoted(_ text: String) -> String { "'" + text.replacing("'", with: "''") + "'" }

  private func convert(_ commands: String) throws {
    var arguments: [UnsafeMutablePointer<CChar>?] = ["duckdb", "-c", commands].map { strdup($0 as String) }
    arguments.append(nil)
    defer { for argument in arguments { free(argument) } }
    var process = pid_t()
    guard posix_spawnp(&process, "duckdb", nil, nil, arguments, environ) == 0 else {
      throw Failure("'parquet' needs the program duckdb, which is not there: see https://duckdb.org")
    }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    if status != 0 { throw Failure("duckdb could not write Parquet") }
  }
}
