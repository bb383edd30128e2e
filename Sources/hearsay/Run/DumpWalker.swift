import Glibc
import Ingestion

/// Goes over the inputs of a run, file by file.
struct DumpWalker {
  private var inputs: [String]
  private var walk: FolderWalk?
  private let excluded: Set<FileIdentity>
  private let areMembers: Bool
  /// What was passed over in folders.
  private(set) var passedOver = PassedOver()

  /// Begins with the first input; what is `excluded` is passed over in folders. With `areMembers` the inputs are taken for
  /// files that were found in a folder.
  init(inputs: [String], excluding excluded: Set<FileIdentity>, areMembers: Bool = false) {
    self.areMembers = areMembers
    self.inputs = inputs.reversed()
    self.excluded = excluded
  }

  /// The next file, or a folder that cannot be read; nil at the end.
  mutating func next() -> Dump? {
    while true {
      if let member = walk?.next() {
        return Dump(path: member.path, name: member.name, isFolderMember: true, failure: member.failure)
      }
      if let walk { passedOver.add(walk.passedOver) }
      walk = nil
      guard let input = inputs.popLast() else { return nil }
      guard input != "-", Folders.isFolder(input) else {
        let name = input == "-" ? "stdin" : Self.lastComponent(of: input)
        guard areMembers, input != "-" else { return Dump(path: input, name: name) }
        if let kind = FolderWalk.kindPassedOver(name: name) {
          passedOver.add(kind)
          continue
        }
        return Dump(path: input, name: name, isFolderMember: true)
      }
      walk = FolderWalk(path: input, excluding: excluded)
    }
  }

  private static func lastComponent(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path
  }
}
