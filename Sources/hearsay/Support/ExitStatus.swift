import ArgumentParser

/// How the program ends.
enum ExitStatus: Int32 {
  /// All well; also where whoever reads the output has gone.
  case success = 0
  /// Some documents failed, and the others are done.
  case someFailed = 1
  /// The command line, the resources or the output are wrong.
  case failure = 2
  /// Stopped by the user; what was written are whole lines.
  case interrupted = 130

  /// The status as the argument parser takes it.
  var code: ExitCode { ExitCode(rawValue) }
}

/// A reason to stop the program with a message: what was tried, on what, and why not.
struct Failure: Error, CustomStringConvertible {
  /// Lower case, no full stop, the culprit in `'…'`.
  var description: String
  init(_ description: String) { self.description = description }
}
