import Exchange
import Judgements
import Records
import Review

/// All quotes of documents, as people annotated them: brat's folders, or records.
package struct WholeGold: Sendable {
  private var byID: [String: [ExpectedQuote]] = [:]
  private var byText: [UInt64: String] = [:]
  private var byName: [String: String] = [:]

  /// Makes gold of nothing.
  package init() {}

  /// How many documents there are.
  package var count: Int { byID.count }

  /// How many quotes there are.
  package var quoteCount: Int { byID.values.reduce(0) { $0 + $1.count } }

  /// Adds a document: known again by the name of its file without its ending, and by its text.
  package mutating func add(name: String, text: [Unicode.Scalar], _ quotes: [ExpectedQuote]) {
    byID[name] = quotes
    byText[Self.hash(text)] = name
    byName[Self.stem(name)] = name
  }

  private static func hash(_ text: [Unicode.Scalar]) -> UInt64 {
    var hash = WordHash()
    hash.add(FoldedText(text).scalars)
    return hash.value
  }

  /// The last part of a path, without what follows its last dot.
  static func stem(_ path: String) -> String {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return name }
    return String(name[..<dot])
  }

  /// The quotes of a document with the name that the gold has for it; nil where the gold does not know it. Its text must be
  /// the same, for offsets say nothing of another.
  func quotes(of record: JSONValue, _ document: ReviewedDocument) -> (name: String, quotes: [ExpectedQuote])? {
    guard let name = byText[Self.hash(document.text)], let quotes = byID[name] else { return nil }
    return (name, quotes)
  }
}

extension WholeGold {
  /// Reads gold: a folder of `.txt` and `.ann` files, or records.
  package init(path: String) throws(RecordReadError) {
    self.init()
    let names = BratFolder.names(in: path)
    if !names.isEmpty {
      for name in names {
        let document = try BratFolder.read(folder: path, name: name)
        add(name: name, text: document.text, document.quotes.map(ExpectedQuote.init))
      }
      return
    }
    let groups = RecordGroups(inputs: [path])
    while let group = try groups.next() {
      let document = ReviewedDocument(group.document)
      let quotes = group[.quote].compactMap { ReviewedQuote($0, in: document) }
      add(name: document.id, text: document.text, quotes.map(ExpectedQuote.init))
    }
    if count == 0 { throw RecordReadError(place: path, reason: "no gold there: neither .ann files nor records") }
  }
}

extension ExpectedQuote {
  /// Takes over a quote of brat's.
  init(_ quote: BratQuote) {
    spans = quote.spans
    cue = quote.cue
    mention = quote.mention
    sourceName = quote.sourceName
    hasSource = true
    act = quote.act
  }
}
