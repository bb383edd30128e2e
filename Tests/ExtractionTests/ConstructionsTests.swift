import Foundation
import GazetteerIndex
import RuleLanguage
import Testing
import TextModel

@testable import Extraction

/// What stages find in code is declared in `Rules/`.
@Suite struct ConstructionsTests {
  private static func declared() throws -> [RuleCatalogue.Entry] {
    let files = try RuleFiles(folder: KeptWordsTests.root.appendingPathComponent("Rules").path)
    let catalogue = RuleCatalogue(sources: files.sources, over: [], gazetteers: try Gazetteers.compile([]))
    return catalogue.entries.filter(\.isConstruction)
  }

  /// None is missing, and none is unknown.
  @Test func everyOneIsDeclared() throws {
    let ids = try Self.declared().map(\.id)
    let known = Constructions.names + Constructions.overDocuments
    #expect(Set(ids) == Set(known))
    #expect(ids.count == known.count)
  }

  /// Each has a note, and each that one text can show two examples and a counterexample.
  @Test func everyOneIsShown() throws {
    for entry in try Self.declared() {
      let clauses = entry.text.split(separator: "\n").compactMap { $0.split(separator: " ").first }
      #expect(!entry.note.isEmpty, "\(entry.id)")
      if Constructions.overDocuments.contains(entry.id) { continue }
      #expect(clauses.count { $0 == "example" } >= 2, "\(entry.id)")
      #expect(clauses.contains("counterexample"), "\(entry.id)")
    }
  }

  /// An id that stages do not know is an error.
  @Test func unknown() throws {
    let text = "construction quote.pasive\n  note A passive verb.\n"
    let error = #expect(throws: DiagnosticsError.self) {
      _ = try RuleSet.compile(
        sources: [("r", Array(text.utf8))], gazetteers: try Gazetteers.compile([]), contract: .stages)
    }
    let message = "r:1:1: error: the program has no construction 'quote.pasive'; did you mean 'quote.passive'?"
    #expect(error?.diagnostics.map(\.description) == [message])
  }

  /// The text of rule files comes out of a section as it went in; what is damaged is left out.
  @Test func section() throws {
    let files = try RuleFiles(folder: KeptWordsTests.root.appendingPathComponent("Rules").path)
    let bytes = files.section
    let read = RuleFiles(section: ResourceBytes(bytes))
    #expect(read.files.map(\.name) == files.files.map(\.name))
    #expect(read.files.map(\.text) == files.files.map(\.text))
    for length in [0, 3, 8, 20, bytes.count - 1] {
      let cut = RuleFiles(section: ResourceBytes(Array(bytes.prefix(length))))
      #expect(cut.files.count < files.files.count)
    }
  }
}
