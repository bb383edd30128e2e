import TextModel

/// What an analyst knows of sites: elements and phrases that are part of their articles, or never are.
///
/// Made of `sites.tsv`, a rule a line: the site's domain (with all hosts below it), `keep` or `drop`, by what (`element`,
/// `class`, `id` or `phrase`) and its value. Of the elements round a paragraph the nearest with a rule decides; a phrase that
/// begins the paragraph is nearer than all of them.
struct SiteRules: Sendable {
  /// A rule of a site.
  struct Rule: Sendable {
    enum Kind: String, Sendable, CaseIterable {
      case element, `class`, id, phrase
    }
    let kind: Kind
    let keeps: Bool
    let value: [UInt8]
  }

  /// By domain.
  private let rules: [String: [Rule]]
  /// The bytes that the rules were read from.
  let source: [UInt8]

  static let verdicts = ["keep", "drop"]  // names: verdicts

  /// Reads the rules; rows that are none are passed over.
  init(tsv: [UInt8]) {
    var rules: [String: [Rule]] = [:]
    TSV.forEachRow(tsv) { row in
      guard row.count >= 4, let kind = Rule.Kind(rawValue: String(decoding: row[2], as: UTF8.self)) else { return }
      let verdict = String(decoding: row[1], as: UTF8.self)
      let text = String(decoding: row[3], as: UTF8.self)
      guard Self.verdicts.contains(verdict), !text.isEmpty else { return }
      let value =
        kind == .phrase ? Normalizer.levelled(text) : Array((kind == .element ? text.lowercased() : text).utf8)
      let site = String(decoding: row[0], as: UTF8.self).lowercased()
      rules[site, default: []].append(Rule(kind: kind, keeps: verdict == Self.verdicts[0], value: value))
    }
    self.rules = rules
    source = tsv
  }

  var isEmpty: Bool { rules.isEmpty }

  /// The rules for an address: those of its host and of every domain above it. O(parts of the host).
  func rules(for address: String) -> [Rule] {
    guard !rules.isEmpty, let host = MetadataReader.host(address)?.lowercased() else { return [] }
    var found: [Rule] = []
    var name = host[...]
    while !name.isEmpty {
      if let more = rules[String(name)] { found += more }
      guard let dot = name.firstIndex(of: ".") else { break }
      name = name[name.index(after: dot)...]
    }
    return found
  }
}

extension SiteRules.Rule {
  /// Whether an element of this name, with these classes and this id, is meant.
  func means(_ page: UnsafeBufferPointer<UInt8>, tag name: Range<Int>, classes: Range<Int>?, id: Range<Int>?) -> Bool {
    switch kind {
    case .element:
      name.count == value.count && zip(page[name], value).allSatisfy { ASCII.lower($0) == $1 }
    case .class:
      classes.map { page[$0].split(whereSeparator: ASCII.isBlank).contains { $0.elementsEqual(value) } } ?? false
    case .id: id.map { page[$0].elementsEqual(value) } ?? false
    case .phrase: false
    }
  }
}
