import TextModel

/// The arrays of a document that the matcher reads, without bounds checks: valid within `Document.withView` only.
///
/// A token index below `count` is in bounds of every array here that `has…` says is there.
struct MatcherView {
  let tokens: UnsafeBufferPointer<Token>
  let sentences: UnsafeBufferPointer<Sentence>
  let sentenceOfToken: UnsafeBufferPointer<Int32>
  let matches: UnsafeBufferPointer<GazetteerMatch>
  let firstMatch: UnsafeBufferPointer<Int32>
  let listMasks: UnsafeBufferPointer<UInt64>
  let tags: UnsafeBufferPointer<UInt8>
  let annotations: UnsafeBufferPointer<Annotation>
  let fields: UnsafeBufferPointer<AnnotationField>
  let firstAnnotation: UnsafeBufferPointer<Int32>
  let nextAnnotation: UnsafeBufferPointer<Int32>
  let kindMasks: UnsafeBufferPointer<UInt64>
  let hasLists: Bool
  let hasKinds: Bool
  let hasTags: Bool

  var count: Int { tokens.count }
}

extension Document {
  /// Calls `body` with the arrays as they are; the document must not change meanwhile.
  func withView<R>(_ body: (MatcherView) -> R) -> R {
    tokens.withUnsafeBufferPointer { tokens in
      sentences.withUnsafeBufferPointer { sentences in
        sentenceOfToken.withUnsafeBufferPointer { sentenceOfToken in
          gazetteerMatches.withUnsafeBufferPointer { matches in
            firstMatch.withUnsafeBufferPointer { firstMatch in
              listMasks.withUnsafeBufferPointer { listMasks in
                tags.withUnsafeBufferPointer { tags in
                  withAnnotationView { annotations, fields, first, next, masks in
                    body(
                      MatcherView(
                        tokens: tokens, sentences: sentences, sentenceOfToken: sentenceOfToken, matches: matches,
                        firstMatch: firstMatch,
                        listMasks: listMasks, tags: tags, annotations: annotations, fields: fields,
                        firstAnnotation: first, nextAnnotation: next, kindMasks: masks,
                        hasLists: firstMatch.count >= tokens.count && listMasks.count >= 2 * tokens.count,
                        hasKinds: masks.count >= tokens.count && first.count >= tokens.count && !annotations.isEmpty,
                        hasTags: tags.count >= tokens.count))
                  }
                }
              }
            }
          }
        }
      }
    }
  }

  private func withAnnotationView<R>(
    _ body: (
      UnsafeBufferPointer<Annotation>, UnsafeBufferPointer<AnnotationField>, UnsafeBufferPointer<Int32>,
      UnsafeBufferPointer<Int32>, UnsafeBufferPointer<UInt64>
    ) -> R
  ) -> R {
    annotations.withUnsafeBufferPointer { annotations in
      fields.withUnsafeBufferPointer { fields in
        firstAnnotation.withUnsafeBufferPointer { first in
          nextAnnotation.withUnsafeBufferPointer { next in
            kindMasks.withUnsafeBufferPointer { masks in body(annotations, fields, first, next, masks) }
          }
        }
      }
    }
  }
}
