import Testing

@testable import Ingestion

@Suite struct PageRulesTests {
  /// Rules say the same after they have been bytes.
  @Test func sectionsGiveTheSameRules() throws {
    let rules = try Fixtures.rules()
    let section = rules.section
    let read = try #require(section.withUnsafeBufferPointer { PageRules(section: $0) })
    #expect(read.section == section)
    for text in ["advertisement", "read more: the bridge", "sign up for our newsletter", "the bridge opened on monday"]
    {
      let bytes = Array(text.utf8)
      bytes.withUnsafeBufferPointer { bytes in
        #expect(read.phrases.marks(of: bytes) == rules.phrases.marks(of: bytes))
        #expect(read.phrases.isDebris(bytes) == rules.phrases.isDebris(bytes))
        #expect(read.phrases.isPointer(bytes) == rules.phrases.isPointer(bytes))
      }
    }
    let name = Array("sidebar".utf8)
    name.withUnsafeBufferPointer { name in
      #expect(read.names.value(name) == rules.names.value(name))
      #expect(read.names.value(name) != 0)
    }
    #expect(
      read.weights.values == rules.weights.values && read.textWeights.transitions == rules.textWeights.transitions)
  }

  /// What words in a class mean does not hang on the values that were met before, however many those were.
  @Test func namesMeanTheSameOnEveryPage() throws {
    let rules = try Fixtures.rules()
    let words = ["sidebar", "articleBody", "share-bar", "x", "photo gallery", "post"]
    let values = (0..<5_000).map { "\(words[$0 % words.count])-v\($0) \(words[$0 % 5])" } + [""]
    var known = NameMarker(rules: rules)
    for value in values + values.reversed() {
      let bytes = Array(value.utf8)
      bytes.withUnsafeBufferPointer { bytes in
        var fresh = NameMarker(rules: rules)
        #expect(known.marks(of: bytes.indices, in: bytes) == fresh.marks(of: bytes.indices, in: bytes))
        #expect(known.name == fresh.name)
      }
    }
  }

  /// A section that is cut off anywhere, or in which any byte is another, is refused or read; it never traps.
  @Test func brokenSectionsDoNotTrap() throws {
    let section = PageRules(
      names: Array("name\tmark\nnav\tnav\n".utf8),
      phrases: Array("phrase\tmark\tplace\nread on\trelated\tstart\n".utf8),
      weights: [], textWeights: []
    ).section
    let text = Array("read on and on".utf8)
    for length in stride(from: 0, to: section.count, by: 7) {
      #expect(section[..<length].withUnsafeBufferPointer { PageRules(section: $0) } == nil)
    }
    for place in stride(from: 0, to: min(section.count, 4_000), by: 3) {
      var broken = section
      broken[place] ^= 0xA5
      guard let rules = broken.withUnsafeBufferPointer({ PageRules(section: $0) }) else { continue }
      text.withUnsafeBufferPointer { text in
        _ = rules.phrases.marks(of: text)
        _ = rules.names.value(text)
      }
    }
  }
}
