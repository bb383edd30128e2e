import Testing

@testable import Entities

/// The table of the evidence and the counts of common words.
struct EvidenceTableTests {
  private func table(_ text: String) -> EvidenceTable {
    Array(text.utf8).withUnsafeBufferPointer { EvidenceTable(tsv: $0, keepsNames: true) }
  }

  @Test func readsWeights() {
    let table = table(
      "# evidence\tperson\tplace\torganization\tgroup\nbefore in\t-0.50\t2\t0.25\t-1.5\n\nlast bank\t0\t0\t3\t0\n")
    #expect(table.names == ["before in", "last bank"])
    #expect(table.weights == [SIMD4(-0.5, 2, 0.25, -1.5), SIMD4(0, 0, 3, 0)])
    #expect(table.rows.find("last bank") == 1)
    #expect(table.rows.find("last") == -1)
  }

  @Test func brokenNumbersAreNought() {
    #expect(table("x\t1e5\t--2\t\t").weights == [SIMD4(0, 0, 0, 0)])
  }

  @Test func theFirstOfTwoLinesCounts() {
    let table = table("a\t1\t0\t0\t0\na\t2\t0\t0\t0\n")
    #expect(table.weights[Int(table.rows.find("a"))] == SIMD4(1, 0, 0, 0))
  }

  @Test(arguments: [("the", 7), ("will", 7), ("reading", 5), ("bush", 1), ("unseen", 0)])
  func commonness(word: String, bucket: UInt8) {
    let counts = "the 9000 10\nwill 400 3\nreading 6 0\nbush 2 227\n"
    let common = Array(counts.utf8).withUnsafeBufferPointer { CommonWords(counts: $0) }
    #expect(common.bucket(of: word) == bucket)
  }
}
