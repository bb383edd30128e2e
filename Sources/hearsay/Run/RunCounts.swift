/// What a run has done so far.
struct RunCounts: Equatable {
  var documents = 0
  var failures = 0
  /// Documents left out because an earlier one has the same words.
  var skipped = 0
  /// Dumps whose records were up to date.
  var unchangedDumps = 0
  /// Bytes of documents read.
  var bytes = 0
}
