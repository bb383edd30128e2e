import TextModel

/// What the gazetteers said of a document's tokens, as plain buffers: valid while a stage works on the document.
struct DocumentLists {
  let firstMatch: UnsafeBufferPointer<Int32>
  let matches: UnsafeBufferPointer<GazetteerMatch>
  let masks: UnsafeBufferPointer<UInt64>

  /// Calls `body` with the buffers of a document, whose tokens and matches stay as they are meanwhile.
  static func with<R>(_ document: Document, _ body: (DocumentLists) -> R) -> R {
    document.firstMatch.withUnsafeBufferPointer { firstMatch in
      document.gazetteerMatches.withUnsafeBufferPointer { matches in
        document.listMasks.withUnsafeBufferPointer { masks in
          body(DocumentLists(firstMatch: firstMatch, matches: matches, masks: masks))
        }
      }
    }
  }

  /// Calls `body` with every match that begins at the token, the longest first.
  @inline(__always) func forEachMatch(at token: Int, _ body: (GazetteerMatch) -> Void) {
    guard token >= 0, token < firstMatch.count else { return }
    var index = Int(firstMatch[token])
    while index >= 0, index < matches.count {
      body(matches[index])
      index = Int(matches[index].next)
    }
  }
}
