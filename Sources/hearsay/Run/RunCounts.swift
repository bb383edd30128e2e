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
  /// Bytes of the inputs read so far, as they lie on the disk.
  var inputBytes = 0
  /// Inputs read to their end.
  var dumps = 0
  /// Errors by reason; figures in reasons stand as N.
  var reasons: [String: Int] = [:]

  /// Counts an error. So many reasons are told apart, the rest is one.
  mutating func add(reason: String) {
    var bytes: [UInt8] = []
    for byte in reason.utf8 {
      let isDigit = (0x30...0x39).contains(byte)
      if !isDigit || bytes.last != 0x4E { bytes.append(isDigit ? 0x4E : byte) }
    }
    var plain = String(decoding: bytes, as: UTF8.self)
    if reasons[plain] == nil, reasons.count >= 100 { plain = "other reasons" }
    reasons[plain, default: 0] += 1
  }
}
