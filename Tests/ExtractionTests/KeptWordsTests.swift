import Extraction
import Foundation
import GazetteerIndex
import TextModel
import Testing

/// Words that are kept when the others are forgotten say the same of a text as words that are met anew.
@Suite struct KeptWordsTests {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  /// What `make build` compiles; without it there is nothing to compare.
  static let resources = root.appendingPathComponent(".build/release/hearsay.resources").path
  static var isBuilt: Bool { FileManager.default.fileExists(atPath: resources) }

  private static func texts() throws -> [[UInt8]] {
    let folder = root.appendingPathComponent("Tests/Samples/text")
    let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    return try files.filter { $0.pathExtension == "txt" }.sorted { $0.path < $1.path }.map {
      [UInt8](try Data(contentsOf: $0))
    }
  }

  private static func read(_ text: [UInt8], into document: Document) {
    document.clear()
    document.text = text
    document.blocks = [Block(range: UTF8Range(0, text.count), role: .body, line: 1)]
  }

  /// What was found, in words.
  private static func found(in document: Document) -> [String] {
    document.entities.map { "\($0)" } + document.sources.map { "\($0)" } + document.quotes.map { "\($0)" }
      + document.figures.map { "\($0)" } + document.dates.map { "\($0)" } + ["\(document.tags)"]
  }

  @Test(
    "Words kept from document to document change no result",
    .enabled(if: KeptWordsTests.isBuilt, "there are no compiled resources"),
    arguments: [1, 900, 4_500])
  func keeps(_ words: Int) throws {
    let resources = try Resources(ResourceFile(path: Self.resources))
    let texts = try Self.texts()
    let expected = texts.map { text in
      var fresh = Pipeline(resources)
      let document = Document()
      Self.read(text, into: document)
      fresh.process(document)
      return Self.found(in: document)
    }
    var kept = Pipeline(resources)
    let document = Document()
    for index in Array(texts.indices) + texts.indices {
      document.vocabulary.reset(ifMoreThan: words, keeping: words)
      Self.read(texts[index], into: document)
      kept.process(document)
      #expect(Self.found(in: document) == expected[index])
    }
  }

  @Test(
    "What is found in a text does not hang on whether it is taken for a large one, nor on the texts before it",
    .enabled(if: KeptWordsTests.isBuilt, "there are no compiled resources"))
  func large() throws {
    let resources = try Resources(ResourceFile(path: Self.resources))
    let texts = try Self.texts()
    // Of a large one the parts of speech are given back.
    func results(_ document: Document) -> [String] { Self.found(in: document).dropLast() }
    let vocabulary = Vocabulary()
    var pipeline = Pipeline(resources)
    for text in texts + texts {
      var fresh = Pipeline(resources)
      let expected = Document()
      Self.read(text, into: expected)
      fresh.process(expected)
      let document = Document(vocabulary: vocabulary)
      Self.read(text, into: document)
      let isInTime = pipeline.processLarge(document)
      #expect(isInTime)
      #expect(results(document) == results(expected))
    }
    let document = Document(vocabulary: vocabulary)
    Self.read(texts[0], into: document)
    let isLate = pipeline.processLarge(document) { false }
    #expect(!isLate && document.quotes.isEmpty && document.tokens.isEmpty)
    Self.read(texts[0], into: document)
    let isDone = pipeline.processLarge(document)
    #expect(isDone && !document.entities.isEmpty)
  }
}
