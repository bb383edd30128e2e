import Glibc
import Records
import TextModel

/// A quote that brat's annotations tell of.
package struct BratQuote: Sendable, Equatable {
  /// The pieces of the content, in code points.
  package var spans: [Range<Int>]
  package var kind: String?
  package var act: String?
  package var isNegated = false
  package var isHedged = false
  package var cue: Range<Int>?
  package var cueClass: String?
  package var cueLemma: String?
  package var mention: Range<Int>?
  /// The name in the note on the source; nil where there is none.
  package var sourceName: String?
  package var sourceKind: String?
  package var isAnonymous = false
}

/// A document of a folder of brat's: `NAME.txt` and `NAME.ann`.
package struct BratDocument: Sendable {
  /// The name of its files without the ending.
  package var name: String
  /// The text in code points.
  package var text: [Unicode.Scalar]
  /// In the order of the text.
  package var quotes: [BratQuote]
}

/// Reads folders of brat's.
package enum BratFolder {
  /// The names of the documents of a folder, in their order; none where it has no `.ann` files.
  package static func names(in folder: String) -> [String] {
    let names = FolderNames.names(in: folder) ?? []
    return names.filter { $0.hasSuffix(".ann") }.map { String($0.dropLast(4)) }
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// Reads a document.
  package static func read(folder: String, name: String) throws(RecordReadError) -> BratDocument {
    let text = Array(try file("\(folder)/\(name).txt").unicodeScalars)
    let path = "\(folder)/\(name).ann"
    let annotations = try BratFile(annotations: try file(path), text: text, path: path)
    return BratDocument(name: name, text: text, quotes: quotes(of: annotations, in: text))
  }

  private static func file(_ path: String) throws(RecordReadError) -> String {
    String(decoding: try WholeFile.bytes(of: path), as: UTF8.self)
  }

  /// The quotes: contents with what their relations, attributes and notes say.
  static func quotes(of file: BratFile, in text: [Unicode.Scalar]) -> [BratQuote] {
    var spans: [String: BratFile.Span] = [:]
    for span in file.spans { spans[span.id] = span }
    var notes: [String: [String]] = [:]
    for note in file.notes { notes[note.id, default: []].append(note.text) }
    var attributes: [String: [BratFile.Attribute]] = [:]
    for attribute in file.attributes { attributes[attribute.span, default: []].append(attribute) }
    var relations: [String: [BratFile.Relation]] = [:]
    for relation in file.relations { relations[relation.from, default: []].append(relation) }
    var quotes: [BratQuote] = []
    for content in file.spans where content.label == "Content" {
      var quote = BratQuote(spans: content.pieces)
      quote.take(attributes[content.id] ?? [])
      for relation in relations[content.id] ?? [] {
        guard let other = spans[relation.to], let first = other.pieces.first, let last = other.pieces.last else {
          continue
        }
        let range = first.lowerBound..<last.upperBound
        if other.label == "Cue" {
          quote.cue = range
          quote.cueLemma = notes[other.id]?.last
          quote.cueClass = attributes[other.id]?.last { $0.label == "CueClass" }?.value
        } else if other.label == "Source" {
          quote.mention = range
          quote.sourceName = notes[other.id]?.last
        }
      }
      if quote.sourceName == nil {
        let note = notes[content.id]?.last { $0.hasPrefix(BratWriter.sourceNote) }
        quote.sourceName = note.map { String($0.dropFirst(BratWriter.sourceNote.count)) }
      }
      quotes.append(quote)
    }
    return quotes.sorted {
      ($0.spans[0].lowerBound, $0.spans[0].upperBound) < ($1.spans[0].lowerBound, $1.spans[0].upperBound)
    }
  }
}

extension BratQuote {
  fileprivate mutating func take(_ attributes: [BratFile.Attribute]) {
    for attribute in attributes {
      switch attribute.label {
      case "Kind": kind = attribute.value
      case "Act": act = attribute.value
      case "Negated": isNegated = true
      case "Hedged": isHedged = true
      case "SourceKind": sourceKind = attribute.value
      case "Anonymous": isAnonymous = true
      default: break
      }
    }
  }
}
