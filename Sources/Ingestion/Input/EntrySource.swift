/// Something that holds documents, one after the other.
protocol EntrySource: AnyObject {
  /// The next entry, nil after the last. What the caller left of an entry's stream is skipped.
  func next() -> Entry?
}

/// What an `EntrySource` gives.
enum Entry {
  /// A document or a failure.
  case item(InputItem)
  /// A file of its own: what it is shows when it is opened.
  case file(ByteSource, name: String, origin: String)
  /// Something that holds no text.
  case nothing
}
