import ArgumentParser
import Ingestion
import Records

/// When to do what depends on a terminal.
enum Choice: String, Sendable, CaseIterable, ExpressibleByArgument {
  case auto, always, never

  /// Decides it, given whether there is a terminal.
  func isOn(terminal: Bool) -> Bool {
    switch self {
    case .auto: terminal
    case .always: true
    case .never: false
    }
  }
}

/// A number of bytes as people write it: `16M`, `500K`, `1G`, `4096`.
struct ByteSize: Sendable, Equatable, ExpressibleByArgument, CustomStringConvertible {
  var bytes: Int
  init(_ bytes: Int) { self.bytes = bytes }

  init?(argument: String) {
    let units: [Character: Int] = ["k": 10, "m": 20, "g": 30]
    var digits = argument.lowercased()
    if digits.hasSuffix("ib") { digits.removeLast(2) } else if digits.hasSuffix("b") { digits.removeLast() }
    let shift = digits.last.flatMap { units[$0] } ?? 0
    if shift > 0 { digits.removeLast() }
    guard let number = Int(digits), number > 0, number <= Int.max >> (shift + 1) else { return nil }
    bytes = number << shift
  }

  var description: String {
    for (shift, unit) in [(30, "G"), (20, "M"), (10, "K")] where bytes >= 1 << shift && bytes & ((1 << shift) - 1) == 0
    {
      return "\(bytes >> shift)\(unit)"
    }
    return "\(bytes)"
  }

  var defaultValueDescription: String { description }
}

/// What the user says of fields and columns whose names say nothing: `text=Body`.
enum FieldNames {
  /// The meanings by the names of the fields in small letters.
  static func meanings(_ options: [String]) throws -> [String: String] {
    var meanings: [String: String] = [:]
    for option in options {
      let parts = option.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2, IngestionOptions.fieldMeanings.contains(parts[0]) else {
        let known = IngestionOptions.fieldMeanings.joined(separator: ", ")
        throw Failure("'--field \(option)' is no NAME=COLUMN with a name of: \(known)")
      }
      meanings[parts[1].lowercased()] = parts[0]
    }
    return meanings
  }
}

/// The types of records as people name them: `quotes,sources`.
enum RecordNames {
  /// The types of a list of names.
  static func kinds(_ names: String) throws -> Set<RecordKind> {
    var kinds: Set<RecordKind> = []
    for name in names.split(separator: ",") {
      guard
        let kind = RecordKind.allCases.first(where: { $0.plural == name || $0.rawValue == name })
      else {
        let all = RecordKind.allCases.map(\.plural).joined(separator: ", ")
        throw Failure("'\(name)' is no type of records; there are: \(all)")
      }
      kinds.insert(kind)
    }
    return kinds
  }
}

extension RecordKind {
  /// The name of many: `quotes`.
  var plural: String { String(fileName.prefix { $0 != "." }) }
}
