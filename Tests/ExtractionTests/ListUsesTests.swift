import GazetteerIndex
import TestSupport
import Testing
import TextModel

@testable import Extraction

/// Lists that stages ask for by name.
@Suite struct ListUsesTests {
  @Test("The lists of classes are those of the folder")
  func classes() {
    #expect(ProjectWords.sources.map(\.list) == ListUses.classes.map { "class.\($0)" })
  }

  @Test("A folder without lists of classes is told")
  func missing() throws {
    try ListUses.checkClasses(ProjectWords.sources, ofFolder: "mine")
    let error = #expect(throws: DiagnosticsError.self) { try ListUses.checkClasses([], ofFolder: "mine") }
    #expect(error?.diagnostics.first?.message.contains("'mine' has no lists of classes") == true)
    let one = #expect(throws: DiagnosticsError.self) {
      try ListUses.checkClasses(ProjectWords.sources.filter { $0.list != "class.page" }, ofFolder: "mine")
    }
    #expect(one?.diagnostics.first?.message.contains("'class/page.tsv'") == true)
  }
}
