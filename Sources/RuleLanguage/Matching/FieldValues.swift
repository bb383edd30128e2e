import GazetteerIndex
import TextModel

/// Compares fields of annotations with what rules ask for.
///
/// Neither this nor a machine counts references: both live within `PhaseEngine.withMachine`, whose engine holds what they
/// read.
struct FieldValues {
  unowned(unsafe) let gazetteers: Gazetteers
  let text: UnsafeBufferPointer<UInt8>

  /// Whether every filter of a kind reference holds. A field that is not there is as good as an empty one.
  func permits(_ annotation: Annotation, _ kind: ResolvedKind, _ view: MatcherView) -> Bool {
    for filter in kind.filters {
      var isFound = false
      for index in annotation.fields.indices where index < view.fields.count {
        guard view.fields[index].name == filter.field else { continue }
        isFound = true
        if equals(view.fields[index].value, filter, view) { break }
        return false
      }
      if !isFound, !filter.texts.contains(where: \.isEmpty) { return false }
    }
    return true
  }

  private func equals(
    _ value: AnnotationField.Value, _ filter: (field: FieldID, texts: [[UInt8]], constants: [Int32]),
    _ view: MatcherView
  ) -> Bool {
    switch value {
    case .constant(let index): return filter.constants.contains(index)
    case .column(let entry, let column, _):
      return gazetteers.withValue(Int(column), of: entry) { value in
        filter.texts.contains { value.elementsEqual($0) }
      }
    case .tokens(let range):
      guard !range.isEmpty, range.first >= 0, range.limit <= view.count else { return false }
      let start = Int(view.tokens[range.first].range.start.value)
      let end = Int(view.tokens[range.limit - 1].range.end.value)
      guard start >= 0, start <= end, end <= text.count else { return false }
      let value = text[start..<end]
      return filter.texts.contains { value.elementsEqual($0) }
    }
  }
}
