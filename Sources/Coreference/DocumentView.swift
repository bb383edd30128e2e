import TextModel

/// What coreference looks at in a document, as plain buffers: valid while the stage works on the document.
///
/// Every access by a token's number is checked, so that no span of another stage can be a fault.
struct DocumentView {
  let document: Document
  let tokens: UnsafeBufferPointer<Token>
  let tags: UnsafeBufferPointer<UInt8>
  let sentenceOfToken: UnsafeBufferPointer<Int32>
  let sentences: UnsafeBufferPointer<Sentence>
  let roles: UnsafeBufferPointer<UInt8>
  /// The role nouns of the document, and for each token 1 + the number of the one that ends there, or 0.
  let nouns: UnsafeBufferPointer<RoleNouns.Found>
  let nounAt: UnsafeBufferPointer<Int32>
  /// The names of the document, and for each token 1 + the number of the one that covers it, or 0.
  let names: UnsafeBufferPointer<Annotation>
  let nameAt: UnsafeBufferPointer<Int32>
  let modifiers: ModifierPool

  /// What a token's word does in a phrase that refers.
  @inline(__always) func role(_ token: Int) -> ReferringWords.Role {
    guard token >= 0, token < tokens.count, tokens[token].word.index < roles.count else { return .other }
    return ReferringWords.Role(rawValue: roles[tokens[token].word.index]) ?? .other
  }

  /// The role noun that ends at a token.
  @inline(__always) func noun(endingAt token: Int) -> RoleNouns.Found? {
    guard token >= 0, token < nounAt.count, nounAt[token] > 0 else { return nil }
    return nouns[Int(nounAt[token]) - 1]
  }

  /// Whether a name covers a token.
  @inline(__always) func isNamed(_ token: Int) -> Bool { token >= 0 && token < nameAt.count && nameAt[token] > 0 }

  /// The name that covers a token.
  func nameCovering(_ token: Int) -> Annotation? { isNamed(token) ? names[Int(nameAt[token]) - 1] : nil }

  @inline(__always) func tag(_ token: Int) -> PennTag {
    guard token >= 0, token < tags.count else { return .none }
    return PennTag(rawValue: tags[token]) ?? .none
  }

  @inline(__always) func shape(_ token: Int) -> WordShape { document.vocabulary.shape(tokens[token].word) }

  @inline(__always) func lower(_ token: Int) -> WordID { document.vocabulary.lower(tokens[token].word) }

  @inline(__always) func sentence(of token: Int) -> Int32 {
    token >= 0 && token < sentenceOfToken.count ? sentenceOfToken[token] : -1
  }

  @inline(__always) func sentenceTokens(of token: Int) -> TokenRange {
    let index = Int(sentence(of: token))
    guard index >= 0, index < sentences.count else { return TokenRange(0, 0) }
    return sentences[index].tokens
  }

  /// Whether the token is that one ASCII mark.
  @inline(__always) func isMark(_ token: Int, _ mark: UInt8) -> Bool {
    let word = tokens[token].word
    return document.vocabulary.length(word) == 1 && document.vocabulary.firstByte(of: word) == mark
  }

  /// Whether the token is that word, in whatever case.
  func isWord(_ token: Int, _ word: StaticString) -> Bool {
    let lower = lower(token)
    guard document.vocabulary.length(lower) == word.utf8CodeUnitCount else { return false }
    return document.vocabulary.withBytes(lower) { bytes in
      for index in 0..<bytes.count where bytes[index] != word.utf8Start[index] { return false }
      return true
    }
  }

  /// The tokens that lie in a range of bytes. O(log tokens).
  func tokens(of range: UTF8Range) -> TokenRange {
    var low = 0
    var high = tokens.count
    while low < high {
      let middle = (low + high) / 2
      if tokens[middle].range.end <= range.start { low = middle + 1 } else { high = middle }
    }
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
