import Foundation
import Records
import Testing

@testable import Judgements

@Suite struct JudgementFileTests {
  private func temporary() -> String { NSTemporaryDirectory() + "judgements-\(UUID().uuidString).jsonl" }

  private func quote(_ word: String) throws -> MarkedQuote {
    try MarkedQuote("«The \(word) will hold through the winter», [Quist] {said}.")
  }

  @Test func aLineIsReadBackAsItWasWritten() throws {
    var judgement = try quote("dam").judged(.source)
    var corrected = judgement.quote
    corrected.source = JudgedQuote.Source(name: "A\u{1B}[31m \"B\"", kind: "person", isAnonymous: true, mention: 3..<7)
    corrected.cue = nil
    corrected.act = "stance"
    judgement.correction = corrected
    judgement.note = "a\nb"
    let line = judgement.line
    #expect(line.filter { $0 == 0x0A }.count == 1 && line.last == 0x0A)
    #expect(Judgement(try JSONParser.value(of: line)) == judgement)
  }

  static let broken: [(id: String, line: String)] = [
    ("no JSON", "<<<<<<< HEAD"), ("another type", #"{"type":"quote"}"#),
    ("no quote", #"{"type":"judgement","document":"d1","verdict":"right"}"#),
    (
      "spans without words",
      #"{"type":"judgement","document":"d1","verdict":"right","quote":{"spans":[[0,1]],"words":[]}}"#
    ),
    (
      "offsets turned round",
      #"{"type":"judgement","document":"d1","verdict":"right","quote":{"spans":[[3,1]],"words":[{"text":"a"}]}}"#
    ),
    (
      "no such verdict",
      #"{"type":"judgement","document":"d1","verdict":"perhaps","quote":{"spans":[[0,1]],"words":[{"text":"a"}]}}"#
    ),
    (
      "a correction is missing",
      #"{"type":"judgement","document":"d1","verdict":"source","quote":{"spans":[[0,1]],"words":[{"text":"a"}]}}"#
    ),
  ]

  @Test(arguments: broken) func aBrokenLineIsToldAndTheOthersStand(_ id: String, _ line: String) throws {
    let path = temporary()
    defer { unlink(path) }
    let good = String(decoding: try quote("dam").judged(.right).line, as: UTF8.self)
    try (good + line + "\n" + String(decoding: try quote("dike").judged(.wrong).line, as: UTF8.self))
      .write(toFile: path, atomically: true, encoding: .utf8)
    let contents = try JudgementFile.read([path])
    #expect(contents.standing.count == 2, "\(id)")
    #expect(contents.problems.map(\.place) == ["\(path):2"], "\(id)")
  }

  @Test func addsBehindALineWithoutItsEnd() throws {
    let path = temporary()
    defer { unlink(path) }
    try Data(try quote("dam").judged(.right).line.dropLast()).write(to: URL(filePath: path))
    try JudgementFile(path: path).append(try quote("dike").judged(.wrong))
    #expect(try JudgementFile.read([path]).standing.map(\.verdict) == [.right, .wrong])
  }

  @Test func theLatestVerdictStandsWhateverTheOrderOfTheLines() throws {
    let path = temporary()
    defer { unlink(path) }
    let file = try JudgementFile(path: path)
    try file.append(try quote("dam").judged(.wrong, when: "2026-11-30T09:00:02.000Z"))
    try file.append(try quote("dam").judged(.right, when: "2026-11-30T09:00:01.000Z"))
    try file.append(try quote("dike").judged(.right, when: "2026-11-30T09:00:03.000Z"))
    try file.append(try quote("dike").judged(.withdrawn, when: "2026-11-30T09:00:04.000Z"))
    try file.append(try quote("dam").judged(.wrong, who: "ben", when: "2026-11-30T09:00:05.000Z"))
    let contents = try JudgementFile.read([path])
    #expect(contents.standing.map(\.verdict) == [.wrong])
    #expect(contents.standing.first?.who == "ben")
    #expect(contents.shared == 1 && contents.agreed == 1)
  }
}
