import Foundation
import Testing

/// A folder of `Tests/Cases`: a command line for the shell and what is to come of it.
///
/// `cmd` runs in a copy of the folder, with `hearsay` in its path and `$ROOT` and `$SAMPLES` for the source tree and its
/// samples. `expout` and `experr` are what it prints (nothing, where there is no such file); `should-fail` holds its
/// status where that is not 0. A case ends with status 77 where a tool that it needs is not there: it is skipped, and
/// said to be.
struct Case: Sendable, CustomTestStringConvertible {
  let folder: URL

  var testDescription: String {
    folder.deletingLastPathComponent().lastPathComponent + "/" + folder.lastPathComponent
  }

  /// All cases, in the order of their names.
  static let all: [Case] = {
    let cases = Repository.root.appending(path: "Tests/Cases")
    let areas = (try? FileManager.default.contentsOfDirectory(at: cases, includingPropertiesForKeys: nil)) ?? []
    let folders = areas.flatMap {
      (try? FileManager.default.contentsOfDirectory(at: $0, includingPropertiesForKeys: nil)) ?? []
    }
    return folders.filter { FileManager.default.fileExists(atPath: $0.appending(path: "cmd").path) }
      .sorted { $0.path < $1.path }.map(Case.init)
  }()

  /// The status by which a command says that a tool which it needs is not there.
  static let skipStatus: Int32 = 77

  /// The text of one of the case's files; empty where it is not there.
  func text(_ name: String) -> String {
    (try? String(contentsOf: folder.appending(path: name), encoding: .utf8)) ?? ""
  }

  /// The status that the command is to end with.
  var expectedStatus: Int32 { Int32(text("should-fail").trimmingCharacters(in: .whitespacesAndNewlines)) ?? 0 }

  /// Keeps what a command printed as what it is to print.
  func remake(_ result: ShellResult) throws {
    for (name, text) in [("expout", result.output), ("experr", result.errors)] {
      let file = folder.appending(path: name)
      if text.isEmpty { try? FileManager.default.removeItem(at: file) } else { try Data(text.utf8).write(to: file) }
    }
    let status = folder.appending(path: "should-fail")
    if result.status == 0 {
      try? FileManager.default.removeItem(at: status)
    } else {
      try Data("\(result.status)\n".utf8).write(to: status)
    }
  }
}

/// The source tree that the tests were built from.
enum Repository {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// The program as users have it: the release build that `make test` makes before the tests.
  static let program =
    ProcessInfo.processInfo.environment["HEARSAY"].map { URL(filePath: $0) }
    ?? root.appending(path: ".build/release/hearsay")

  static var hasProgram: Bool { FileManager.default.isExecutableFile(atPath: program.path) }
}

/// What a command printed, and its status.
struct ShellResult {
  var output: String
  var errors: String
  var status: Int32
}

/// Runs command lines with the program in the path.
enum Shell {
  /// Runs a command line in a folder.
  static func run(_ command: String, in folder: URL) throws -> ShellResult {
    let output = folder.appending(path: ".stdout")
    let errors = folder.appending(path: ".stderr")
    for file in [output, errors] { _ = FileManager.default.createFile(atPath: file.path, contents: nil) }
    let process = Process()
    process.executableURL = URL(filePath: "/bin/bash")
    process.arguments = ["-c", command]
    process.currentDirectoryURL = folder
    process.environment = environment
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: errors)
    try process.run()
    process.waitUntilExit()
    let status =
      process.terminationReason == .uncaughtSignal ? 128 + process.terminationStatus : process.terminationStatus
    return ShellResult(
      output: String(decoding: try Data(contentsOf: output), as: UTF8.self),
      errors: String(decoding: try Data(contentsOf: errors), as: UTF8.self), status: status)
  }

  /// Calls `body` with a folder of its own that is gone afterwards.
  static func withFolder<R>(copying source: URL? = nil, _ body: (URL) throws -> R) throws -> R {
    let folder = FileManager.default.temporaryDirectory.appending(path: "hearsay-\(UUID().uuidString)")
    if let source {
      try FileManager.default.copyItem(at: source, to: folder)
    } else {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }
    defer { try? FileManager.default.removeItem(at: folder) }
    return try body(folder)
  }

  /// Nothing of the terminal or the user's settings reaches a command under test.
  private static var environment: [String: String] {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    return [
      "PATH": Repository.program.deletingLastPathComponent().path + ":" + path, "ROOT": Repository.root.path,
      "SAMPLES": Repository.root.appending(path: "Tests/Samples").path, "LC_ALL": "C.UTF-8", "COLUMNS": "80",
      "HOME": "/nonexistent",
    ]
  }
}
