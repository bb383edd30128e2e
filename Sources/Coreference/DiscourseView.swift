import TextModel

/// What coreference looks at in a document, as plain buffers: valid while the stage works on the document.
///
/// Every access by a token's number is checked, so that no span of another stage can be a fault.
struct DiscourseView {
  let document: Document
  let tokens: UnsafeBufferPointer<Token>
  let sentenceOfToken: UnsafeBufferPointer<Int32>
  let sentences: UnsafeBufferPointer<Sentence>
  /// What is known of each token.
  let facts: UnsafeMutablePointer<TokenFacts>
  /// What is known of each word.
  let rows: UnsafePointer<ReferringWords.Row>
  /// The role nouns of the document, and for each token where one ends its number.
  let nouns: UnsafeBufferPointer<RoleNouns.Found>
  let nounAt: UnsafePointer<Int32>
  /// The names of the document, and for each token that one covers its number.
  let names: UnsafePointer<Annotation>
  let nameAt: UnsafePointer<Int32>
  /// For each 32 bytes of the text the last token that begins before them; -1 where none begins in those before them.
  let places: UnsafeBufferPointer<Int32>
  let modifiers: ModifierPool

  static var placeShift: Int { 5 }

  /// What is known of a token.
  @inline(__always) subscript(token: Int) -> TokenFacts {
    UInt(bitPattern: token) < UInt(bitPattern: tokens.count) ? facts[token] : .outside
  }

  @inline(__always) func note(_ traits: Traits, at token: Int) {
    guard UInt(bitPattern: token) < UInt(bitPattern: tokens.count) else { return }
    facts[token].word.traits.formUnion(traits)
  }

  /// What a token's word does in a phrase that refers.
  @inline(__always) func role(_ token: Int) -> ReferringWords.Role { self[token].word.role }

  /// The role noun that ends at a token.
  @inline(__always) func noun(endingAt token: Int) -> RoleNouns.Found? {
    self[token].has(.nounEnd) ? nouns[Int(nounAt[token])] : nil
  }

  /// Whether a name covers a token.
  @inline(__always) func isNamed(_ token: Int) -> Bool { self[token].has(.named) }

  /// The name that covers a token.
  @inline(__always) func nameCovering(_ token: Int) -> Annotation? {
    isNamed(token) ? names[Int(nameAt[token])] : nil
  }

  /// Whether a token's word or mark is that one, in whatever case.
  @inline(__always) func isWord(_ token: Int, _ word: ReferringWords.Particular) -> Bool {
    self[token].word.particular == word
  }

  @inline(__always) func sentence(of token: Int) -> Int32 {
    token >= 0 && token < sentenceOfToken.count ? sentenceOfToken[token] : -1
  }

  @inline(__always) func sentenceTokens(of token: Int) -> TokenRange {
    let index = Int(sentence(of: token))
    guard index >= 0, index < sentences.count else { return TokenRange(0, 0) }
    return sentences[index].tokens
  }

  /// The block of a token's sentence, or -1.
  func block(of token: Int) -> Int32 {
    let index = Int(sentence(of: token))
    return index >= 0 && index < sentences.count ? sentences[index].block : -1
  }

  func lower(_ token: Int) -> WordID { WordID(rawValue: rows[tokens[token].word.index].lower) }

  /// The tokens that lie in a range of bytes. O(tokens there).
  func tokens(of range: UTF8Range) -> TokenRange {
    var place = max(0, min(Int(range.start.value) >> Self.placeShift, places.count - 1))
    while places[place] < 0 { place -= 1 }
    var low = Int(places[place])
    while low < tokens.count, tokens[low].range.end <= range.start { low += 1 }
    var end = low
    while end < tokens.count, tokens[end].range.start < range.end { end += 1 }
    return TokenRange(low, end)
  }
}

/// The words before the nouns of a document's phrases, in small letters: phrases and referents have stretches of it.
final class ModifierPool {
  private(set) var words: [WordID] = []

  func clear() { words.removeAll(keepingCapacity: true) }

  func append(_ word: WordID) { words.append(word) }

  /// Whether all words of the one are among those of the other.
  func isSubset(_ part: Range<Int>, of whole: Range<Int>) -> Bool {
    for index in part where !contains(words[index], in: whole) { return false }
    return true
  }

  /// How many words of the one are among those of the other.
  func countShared(_ part: Range<Int>, _ whole: Range<Int>) -> Int {
    var count = 0
    for index in part where contains(words[index], in: whole) { count += 1 }
    return count
  }

  func isEqual(_ left: Range<Int>, _ right: Range<Int>) -> Bool {
    guard left.count == right.count else { return false }
    for offset in 0..<left.count where words[left.lowerBound + offset] != words[right.lowerBound + offset] {
      return false
    }
    return true
  }

  private func contains(_ word: WordID, in range: Range<Int>) -> Bool {
    for index in range where words[index] == word { return true }
    return false
  }
}

extension KindID {
  /// Person, place, organization or group.
  var isName: Bool { self == .person || self == .place || self == .organization || self == .group }
}
