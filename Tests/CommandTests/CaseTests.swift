import Foundation
import Testing

/// The real program on whole command lines; `make cases` re-makes what they print.
@Suite struct CaseTests {
  @Test func thereIsAProgram() {
    #expect(Repository.hasProgram, "build it first: make build")
    #expect(Case.all.count > 10)
  }

  @Test(arguments: Case.all) func prints(_ test: Case) throws {
    try #require(Repository.hasProgram, "build it first: make build")
    let result = try Shell.withFolder(copying: test.folder) { try Shell.run(test.text("cmd"), in: $0) }
    if result.status == Case.skipStatus {
      print("skipped \(test.testDescription): \(result.output)", terminator: "")
      return
    }
    if ProcessInfo.processInfo.environment["REMAKE_CASES"] != nil { return try test.remake(result) }
    #expect(result.output == test.text("expout"))
    #expect(result.errors == test.text("experr"))
    #expect(result.status == test.expectedStatus)
  }
}
