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
  /// Its place in the folder of records, without the end `.records.jsonl`; the name where there is no such folder.
  let place: String
  /// Its size and time when its reading began; nil where it is no file, or there is no folder of records.
  let state: String?

  init(
    path: String, name: String, isFolderMember: Bool = false, failure: String? = nil, place: String? = nil,
    state: String? = nil
  ) {
    self.isFolderMember = isFolderMember
    self.path = path
    self.name = name
    self.failure = failure
    self.place = place ?? name
    self.state = state
  }

  /// The dump with its place in a folder of records.
  func placed(at place: String, state: String?) -> Dump {
    Dump(path: path, name: name, isFolderMember: isFolderMember, failure: failure, place: place, state: state)
  }
}
