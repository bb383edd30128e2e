/// One input file of a run.
final class Dump: Sendable {
  /// The path to read, or `-` for standard input.
  let path: String
  /// Its path below the folder that the user named; the file's own name where they named the file.
  let name: String
  /// What a folder that cannot be read says; nil for a file.
  let failure: String?

  init(path: String, name: String, failure: String? = nil) {
    self.path = path
    self.name = name
    self.failure = failure
  }
}
