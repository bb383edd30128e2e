import Foundation
import Segmentation
import TestSupport
import Testing
import TextModel

@Suite struct LemmatizerTests {
  /// The project's irregular forms: the words of two lists, without notes.
  static var forms: IrregularForms {
    get throws {
      let root = #filePath.split(separator: "/").dropLast(3).map { "/" + $0 }.joined()
      var lines = ""
      for list in ["form", "spelling"] {
        let text = try String(contentsOfFile: "\(root)/Gazetteers/class/\(list).tsv", encoding: .utf8)
        for line in text.split(separator: "\n") where !line.hasPrefix("#") {
          lines += "\(list)." + line.replacing(" ", with: "\t") + "\n"
        }
      }
      return IrregularForms(WordClasses(lines: Array(lines.utf8)))
    }
  }

  static let cases = [
    ("irregular verbs", "said told took were has don't won", "say tell take be have do win"),
    ("irregular nouns", "men women children crises wives", "man woman child crisis wife"),
    ("verb before noun", "leaves found saw", "leave find see"),
    (
      "third person and plural", "says reports watches goes denies dies taxes houses",
      "say report watch go deny die tax house"
    ),
    ("doubled consonants", "planned referred called passed getting", "plan refer call pass get"),
    (
      "lost e", "announced argued believed estimated included raised urged voting",
      "announce argue believe estimate include raise urge vote"
    ),
    ("no e", "visited reported wanted added repeated revealed happened", "visit report want add repeat reveal happen"),
    ("short stems", "used sued noted hoped tuned", "use sue note hope tune"),
    ("capitals and curly marks", "Said OFFICIALS Don’t", "say official do"),
    ("words without forms", "news series during his less thing", "news series during his less thing"),
    ("hyphens", "co-founded fund-raised", "co-found fund-raise"),
  ].map { TextCase($0.0, $0.1, $0.2) }

  @Test(arguments: cases) func bases(_ row: TextCase) throws {
    let vocabulary = Vocabulary()
    let lemmatizer = Lemmatizer(try Self.forms)
    let words = row.input.split(separator: " ").map { word in
      vocabulary.string(lemmatizer.lemma(of: vocabulary.intern(String(word)), in: vocabulary))
    }
    #expect(words.joined(separator: " ") == row.expected)
  }

  @Test func vocabularyThatBeginsAnew() throws {
    let vocabulary = Vocabulary()
    let lemmatizer = Lemmatizer(try Self.forms)
    #expect(vocabulary.string(lemmatizer.lemma(of: vocabulary.intern("said"), in: vocabulary)) == "say")
    vocabulary.reset(ifMoreThan: 0)
    #expect(vocabulary.string(lemmatizer.lemma(of: vocabulary.intern("men"), in: vocabulary)) == "man")
  }
}
