import TextModel

/// Reads the documents of JSON Lines: one object a line, with the field names that scrapers use.
final class JSONLinesReader: EntrySource {
  private let reader: ByteReader
  private let origin: String
  private let options: IngestionOptions
  private var number = 0
  private var line: [UInt8] = []

  init(_ reader: ByteReader, origin: String, options: IngestionOptions) {
    self.reader = reader
    self.origin = origin
    self.options = options
  }

  func next() -> Entry? {
    while true {
      do throws(StreamError) {
        guard let length = try reader.line(keeping: options.maxDocument * 2 + 1 << 20, into: &line) else { return nil }
        number += 1
        if number == 1, line.starts(with: [0xEF, 0xBB, 0xBF]) { line.removeFirst(3) }
        if length > line.count + 3 {
          return failure("the line has \(length) bytes, more than are read")
        }
        if line.allSatisfy(ASCII.isBlank) { continue }
        return .item(document())
      } catch {
        return .item(.failure(IngestionError(.ingestion, origin: "\(origin):\(number + 1)", reason: error.reason)))
      }
    }
  }

  private func failure(_ reason: String) -> Entry {
    .item(.failure(IngestionError(.ingestion, origin: "\(origin):\(number)", reason: reason)))
  }

  private func document() -> InputItem {
    line.withUnsafeBufferPointer {
      ScrapedFields.item(ofObject: $0, origin: "\(origin):\(number)", part: "line", options: options)
    }
  }
}
