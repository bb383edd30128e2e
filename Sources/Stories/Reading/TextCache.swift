/// The documents that are being compared: read again when they are wanted, the last ones kept. One a thread.
public final class TextCache {
  private let store: RecordStore
  private let language: StoryLanguage
  private var parser = DocumentParser()
  private var kept: [RecordPlace: (text: ComparedText, use: Int)] = [:]
  private var cost = 0
  private var uses = 0

  /// In bytes, about.
  private static let limit = 48 << 20

  /// Makes a cache without documents.
  public init(_ store: RecordStore, language: StoryLanguage) {
    self.store = store
    self.language = language
  }

  /// The document at a place; nil where it cannot be read any more.
  func text(at place: RecordPlace) -> ComparedText? {
    uses += 1
    if let found = kept[place] {
      kept[place]?.use = uses
      return found.text
    }
    guard let document = document(at: place) else { return nil }
    let text = ComparedText(document, language: language)
    kept[place] = (text, uses)
    cost += text.cost
    if cost > Self.limit { trim() }
    return text
  }

  /// The records alone, which are not kept.
  func document(at place: RecordPlace) -> StoryDocument? {
    guard let lines = store.lines(at: place) else { return nil }
    return lines.withUnsafeBufferPointer { parser.document(of: $0) }
  }

  /// Lets go of the half that was not used for longest.
  private func trim() {
    let order = kept.sorted { $0.value.use < $1.value.use }
    for entry in order {
      guard cost > Self.limit / 2 else { break }
      cost -= entry.value.text.cost
      kept[entry.key] = nil
    }
  }
}
