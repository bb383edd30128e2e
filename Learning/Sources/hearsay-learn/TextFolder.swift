import Extraction
import GazetteerIndex
import TextModel

/// The texts (`*.txt`) of a folder, in the order of their names.
struct TextFolder: Sequence {
  /// What the first line of a text is.
  enum FirstLine {
    /// Its title.
    case title
    /// Its title, if it is short and no sentence.
    case titleIfShort
    /// A paragraph as all others are.
    case paragraph
  }

  let path: String
  let firstLine: FirstLine

  /// The name of each text, without its ending, and its bytes. What cannot be read is left out.
  func makeIterator() -> AnyIterator<(name: String, bytes: [UInt8])> {
    var diagnostics: [Diagnostic] = []
    var names = FileTree.names(in: path, into: &diagnostics).filter { $0.hasSuffix(".txt") }[...]
    return AnyIterator {
      while let name = names.popFirst() {
        var diagnostics: [Diagnostic] = []
        guard let bytes = FileTree.bytes(of: "\(path)/\(name)", into: &diagnostics) else { continue }
        return (String(name.dropLast(4)), bytes)
      }
      return nil
    }
  }

  /// Puts a text into a document: a line that is not empty is a block.
  func fill(_ document: Document, with bytes: [UInt8]) {
    document.clear()
    document.text = bytes
    var start = 0
    var number: Int32 = 1
    for end in 0...bytes.count where end == bytes.count || bytes[end] == 0x0A {
      if end > start {
        let role: Block.Role = document.blocks.isEmpty && isTitle(bytes[start..<end]) ? .title : .body
        document.blocks.append(Block(range: UTF8Range(start, end), role: role, line: number))
      }
      start = end + 1
      number += 1
    }
  }

  /// A short title has fewer bytes than this.
  private static let shortTitle = 150

  private func isTitle(_ line: ArraySlice<UInt8>) -> Bool {
    switch firstLine {
    case .title: true
    case .titleIfShort: line.count < Self.shortTitle && line.last != UInt8(ascii: ".")
    case .paragraph: false
    }
  }
}

/// The stages of the product up to the one of a name, which is not among them.
struct LeadingStages {
  private var pipeline: Pipeline
  private let count: Int

  init(_ resources: Resources, before name: String) {
    pipeline = Pipeline(resources)
    count = pipeline.steps.firstIndex { $0.name == name } ?? 0
  }

  /// Runs them on a document that has its text and blocks.
  mutating func process(_ document: Document) {
    for step in 0..<count { pipeline.process(document, step: step) }
  }
}
