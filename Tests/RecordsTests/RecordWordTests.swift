import Testing
import TextModel

@testable import Records

/// The words that records write are those of the schema.
struct RecordWordTests {
  @Test func wordsAreRawValues() {
    check(Mention.Form.self)
    check(Entity.Kind.self)
    check(Entity.Gender.self)
    check(Source.Kind.self)
    check(Quote.Kind.self)
    check(Quote.Act.self)
    check(Cue.Class.self)
    check(Figure.Kind.self)
    check(Figure.Bound.self)
    check(Figure.Change.self)
    check(DateExpression.Grain.self)
    check(Block.Role.self)
    check(Metadata.Genre.self)
  }

  private func check<Word: RecordWord>(_ type: Word.Type) {
    for value in type.allCases { #expect("\(value.word)" == value.rawValue) }
  }
}
