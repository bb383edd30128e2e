import Judgements
import Records
import Review

/// A quote on the desk, with those of its document who can be its source.
package struct DeskItem: Sendable {
  /// A name that a reader can choose.
  package struct Name: Sendable, Equatable {
    package var name: String
    package var kind: String
    package var isAnonymous: Bool
  }

  /// The quote.
  package let quote: ReviewedQuote
  /// Sources of the document first, then its entities, those named most often first.
  package let names: [Name]

  /// Lays a quote of a document with its other records on the desk.
  package init(_ quote: ReviewedQuote, names: [Name]) {
    self.quote = quote
    self.names = names
  }

  /// The names of a document.
  package static func names(of group: RecordGroup) -> [Name] {
    var names: [Name] = []
    var known: Set<String> = []
    func add(_ records: [JSONValue]) {
      let ranked = records.enumerated().sorted { one, other in
        let (a, b) = (one.element["mentions"].elements.count, other.element["mentions"].elements.count)
        return a != b ? a > b : one.offset < other.offset
      }
      for (_, record) in ranked {
        guard let name = record["name"].string, known.insert(name).inserted else { continue }
        names.append(
          Name(name: name, kind: record["kind"].string ?? "unknown", isAnonymous: record["anonymous"].isTrue))
      }
    }
    add(group[.source])
    add(group[.entity])
    return names
  }
}
