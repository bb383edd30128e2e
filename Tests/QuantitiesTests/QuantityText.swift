import TestSupport
import Foundation
import GazetteerIndex
import RuleLanguage
import Segmentation
import TextModel

@testable import Quantities

/// The project's own lists and rules, and texts read with them.
enum QuantityText {
  static let root: String = {
    var path = #filePath.split(separator: "/", omittingEmptySubsequences: false)
    path.removeLast(3)
    return path.joined(separator: "/")
  }()

  static let gazetteers: Result<Gazetteers, any Error> = Result {
    try Gazetteers.compile(
      GazetteerSource.sources(inFolder: "\(root)/Gazetteers").filter {
        $0.list.hasPrefix("word.") || $0.list.hasPrefix("class.")
      })
  }

  /// A text with its tokens and the entries of our lists.
  static func document(_ text: String, published: String? = nil) throws -> Document {
    let document = Document()
    document.text = Array(text.utf8)
    document.metadata.published = published
    document.blocks = [Block(range: UTF8Range(0, document.text.count), role: .body, line: 1)]
    var segmenter = Segmenter(ProjectWords.classes)
    segmenter.process(document)
    let tagging = GazetteerTagging(try gazetteers.get())
    tagging.process(document)
    return document
  }
}

extension QuantityText {
  static let rules: Result<RuleSet, any Error> = Result {
    var sources: [(path: String, text: [UInt8])] = []
    for name in ["50-number.rules", "55-date.rules"] {
      let path = "\(root)/Rules/\(name)"
      sources.append((path: path, text: Array(try String(contentsOfFile: path, encoding: .utf8).utf8)))
    }
    return try RuleSet.compile(sources: sources, gazetteers: gazetteers.get())
  }

  /// A text with its numbers and dates; no part of speech is known but those that are given, one a token.
  static func read(_ text: String, published: String?, tags: String = "") throws -> Document {
    let document = try document(text, published: published)
    document.tags = tags.split(separator: " ").map { (PennTag(named: String($0)) ?? .none).rawValue }
    var dates = DateTagging(rules: try rules.get(), gazetteers: try gazetteers.get())
    var numbers = NumberTagging(rules: try rules.get(), gazetteers: try gazetteers.get())
    dates.process(document)
    numbers.process(document)
    return document
  }

  static func numbers(_ text: String, published: String?, tags: String = "") throws -> [String] {
    let document = try read(text, published: published, tags: tags)
    return document.figures.map { figure in
      var figures = figure.value.map(number) ?? ""
      if figure.low != nil || figure.high != nil {
        figures = "\(figure.low.map(number) ?? "")...\(figure.high.map(number) ?? "")"
      }
      if let parts = figure.parts { figures = parts.map(number).joined(separator: "-") }
      var line = "\(document.string(figure.range)) = \(figure.kind.rawValue) \(figures) \(figure.bound.rawValue)"
      if let unit = figure.unit { line += " \(unit)" }
      if !tags.isEmpty, let counted = figure.counted { line += " (\(document.string(counted)))" }
      if let change = figure.change { line += " \(change.rawValue)" }
      if let base = figure.base { line += " from \(base)" }
      if let note = figure.note { line += ", \(note)" }
      if let of = figure.of, let relation = figure.relation { line += " \(relation.rawValue) of \(of)" }
      return line
    }
  }

  static func dates(_ text: String, published: String?) throws -> [String] {
    let document = try read(text, published: published)
    return document.dates.map { "\(document.string($0.range)) = \($0.iso ?? "?")" }
  }

  private static func number(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : String(value)
  }
}
