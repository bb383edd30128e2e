import Testing
import TextModel

/// Annotations that are taken back.
@Suite struct AnnotationTests {
  @Test func whatWasAddedLastIsTakenBack() {
    let document = Document()
    document.text = Array("one two three".utf8)
    document.tokens = [(0, 3), (4, 7), (8, 13)].map {
      Token(range: UTF8Range($0, $1), word: document.vocabulary.intern(document.string(UTF8Range($0, $1))))
    }
    func annotate(_ kind: KindID, _ token: Int) {
      document.annotate(
        Annotation(kind: kind, tokens: TokenRange(token, 3), rule: .none, confidence: 1),
        fields: [AnnotationField(name: FieldID(rawValue: 0), value: .constant(1))])
    }
    annotate(.person, 0)
    annotate(.place, 1)
    let (count, kinds) = (document.annotations.count, document.kinds)
    annotate(.cue, 0)
    annotate(.person, 0)
    annotate(.cue, 2)
    #expect(document.begins(.cue, at: 0))
    document.removeAnnotations(from: count, kinds: kinds)
    #expect(document.annotations.map(\.kind) == [.person, .place])
    #expect(document.fields.count == 2)
    #expect(document.kinds == kinds)
    let begins = [KindID.person, .place, .cue].map { kind in (0..<3).map { document.begins(kind, at: $0) } }
    #expect(begins == [[true, false, false], [false, true, false], [false, false, false]])
    var found: [Int] = []
    document.forEachAnnotation(.person, at: 0) { found.append($0) }
    #expect(found == [0])
    annotate(.cue, 0)
    #expect(document.longest(.cue, at: 0) == 2)
  }
}
