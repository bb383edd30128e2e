import GazetteerIndex
import TestSupport
import TextModel
import Testing

@testable import Extraction

/// Lines of tables among the rules that are none, and what is said of them.
@Suite struct TableSchemaTests {
  /// The path, a vertical bar and the lines; what is said, by line and column.
  static let faults = [
    TextCase(
      "a mark of no list", "page/names.tsv|name\tmark\nsidebar\tsidebarr",
      "2:9: there is no mark 'sidebarr'; did you mean 'sidebar'?"),
    TextCase(
      "a place of no list", "page/phrases.tsv|phrase\tmark\tplace\n# a remark\nread on\trelated\tstarts",
      "3:17: there is no place 'starts'; did you mean 'start'?"),
    TextCase(
      "a sign of no list",
      "learnt/page/weights.tsv|sign\tbefore\tbetween\tafter\tbegins\tends\talone\nnoSuchSign\t1\t2\t3\t4\t5\t6",
      "2:1: there is no sign 'noSuchSign'"),
    TextCase(
      "a weight that is no number",
      "learnt/page/text-weights.tsv|sign\tbefore\tbetween\tafter\tbegins\tends\talone\nalways\t1\tx\t3\t4\t5\t6",
      "2:10: between is a whole number, not 'x'"),
    TextCase(
      "a column too few", "learnt/attribution/cue-weights.tsv|feature\tweight\tuses\nä b\t0.5",
      "2:8: the column 'uses' is missing"),
    TextCase(
      "a column too many", "learnt/attribution/source-heads.tsv|head\tcues\tuses\nparty\t1\t2\t3",
      "2:11: there are 3 columns, not 4"),
    TextCase(
      "a weight that is none", "learnt/attribution/content-end.tsv|feature\tweight\tuses\nx\tnan\t3",
      "2:3: weight is a number, not 'nan'"),
    TextCase(
      "sides of a frame", "learnt/attribution/cue-frames.tsv|frame\tcues\tuses\tsides\nverb.none\t1\t2\tx",
      "2:15: sides are letters of 'ab0', not 'x'"),
    TextCase(
      "no header", "learnt/attribution/quote-keep.tsv|bias\t1\t2",
      "1:1: the columns are not named before the first line"),
    TextCase(
      "a word without its counts", "learnt/names/common-words.txt|able 12", "1:8: the column 'capital' is missing"),
    TextCase(
      "a tag without a count", "learnt/tags/words.tsv|word\ttags\nrun\tVB 3 NN",
      "2:5: every tag has a count behind it: 'NN 18 VB 2'"),
    TextCase(
      "a sign of pronouns that is none",
      "learnt/sources/pronouns.tsv|sign\the\thim\this\tthey\tthem\ttheir\nsubjct\t1\t1\t1\t0\t0\t0",
      "2:1: there is no sign 'subjct'; did you mean 'subject'?"),
    TextCase("a tag that is none", "learnt/tags/endings.tsv|ending\ttags\nly\tADV 3", "2:4: there is no tag 'ADV'"),
  ]

  /// Lines that are right, whatever there is before them.
  static let right = [
    TextCase("comments before the header", "page/names.tsv|# what it is\nname\tmark\n\nnav\tnav\n", ""),
    TextCase(
      "a header that is a comment",
      "learnt/names/evidence.tsv|# evidence\tperson\tplace\torganization\tgroup\nafter !\t0.1\t-2\t3\t4.5", ""),
    TextCase("lines of another system", "learnt/tags/words.tsv|word\ttags\r\n#\t# 3\r\n", ""),
    TextCase("no sides", "learnt/attribution/cue-frames.tsv|frame\tcues\tuses\tsides\nverb.none\t1\t2\t", ""),
    TextCase("a class or none", "learnt/names/common-words.txt|able 12 3 <JJ>\nabacus 1 0\n", ""),
  ]

  @Test(arguments: faults + right) func lines(_ row: TextCase) throws {
    let parts = row.input.split(separator: "|", maxSplits: 1)
    let schema = try #require(TableSchema.all.first { $0.path == parts[0] })
    var diagnostics: [Diagnostic] = []
    schema.check(Array(parts[1].utf8), file: "t", into: &diagnostics)
    let told = diagnostics.map { $0.description.replacing("t:", with: "", maxReplacements: 1) }
    #expect(told.map { $0.replacing("error: ", with: "") } == (row.expected.isEmpty ? [] : [row.expected]))
  }

  @Test func theTablesOfTheProjectAreRight() throws {
    let root = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    try TableSchema.check(rulesFolder: "\(root)/Rules")
    let missing = TableSchema.all.filter { !FileTree.isFile("\(root)/Rules/\($0.path)") }.map(\.path)
    #expect(missing == [])
  }
}
