/// One input file of a run.
final class Dump: Sendable {
  /// The path to read, or `-` for standard input.
  let path: String
  /// Its path below the folder that the user named; the file's own name where they named the file.
  let name: String
  /// It was found in a folder, and not named by the user.
  let isFolderMember: Bool
  /// What a folder that cannot be read says; nil for a file.
  let failure: String?

  init(path: String, name: String, isFolderMember: Bool = false, failure: String? = nil) {
    self.isFolderMember = isFolderMember
    self.path = path
    self.name = name
    self.failure = failure
  }
}
