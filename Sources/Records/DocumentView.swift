import TextModel

/// The arrays of a document while its records are written: read where they stand, so that no record copies what it is
/// made of.
///
/// Valid only within `Document.withView`. An index is not checked again: it must come from these arrays' own counts.
struct DocumentView {
  var text = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
  var tokens = UnsafeBufferPointer<Token>(start: nil, count: 0)
  var quotations = UnsafeBufferPointer<Quotation>(start: nil, count: 0)
  var entities = UnsafeBufferPointer<Entity>(start: nil, count: 0)
  var sources = UnsafeBufferPointer<Source>(start: nil, count: 0)
  var quotes = UnsafeBufferPointer<Quote>(start: nil, count: 0)
  var figures = UnsafeBufferPointer<Figure>(start: nil, count: 0)
  var dates = UnsafeBufferPointer<DateExpression>(start: nil, count: 0)
}

extension Document {
  /// Calls `body` with the arrays.
  func withView<R>(_ body: (DocumentView) -> R) -> R {
    var view = DocumentView()
    return text.withUnsafeBufferPointer { text in
      tokens.withUnsafeBufferPointer { tokens in
        quotations.withUnsafeBufferPointer { quotations in
          (view.text, view.tokens, view.quotations) = (text, tokens, quotations)
          return withResults(&view, body)
        }
      }
    }
  }

  private func withResults<R>(_ view: inout DocumentView, _ body: (DocumentView) -> R) -> R {
    entities.withUnsafeBufferPointer { entities in
      sources.withUnsafeBufferPointer { sources in
        quotes.withUnsafeBufferPointer { quotes in
          figures.withUnsafeBufferPointer { figures in
            dates.withUnsafeBufferPointer { dates in
              (view.entities, view.sources, view.quotes) = (entities, sources, quotes)
              (view.figures, view.dates) = (figures, dates)
              return body(view)
            }
          }
        }
      }
    }
  }
}
