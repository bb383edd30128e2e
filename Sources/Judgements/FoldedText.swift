/// A text as it is searched for words that stood in an earlier version of it: of several blanks one, all quotation marks
/// and dashes alike, marks that nobody sees left out.
package struct FoldedText: Sendable {
  /// The folded code points.
  package private(set) var scalars: [Unicode.Scalar] = []
  /// For each of them where it stands in the text, in code points; at the end the length of the text.
  private var places: [Int] = []

  /// Folds a text. O(code points).
  package init(_ text: some Sequence<Unicode.Scalar>) {
    var count = 0
    for scalar in text {
      if let folded = Self.folded(scalar), folded != " " || scalars.last != " " {
        scalars.append(folded)
        places.append(count)
      }
      count += 1
    }
    places.append(count)
  }

  /// A code point as all of its kind are written; nil for one that nobody sees.
  package static func folded(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
    switch scalar.value {
    case 0x09, 0x0A, 0x0D, 0x20, 0x85, 0xA0, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x3000: " "
    case 0xAD, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x206F, 0xFEFF: nil
    case 0x22, 0xAB, 0xBB, 0x201C...0x201F: "\""
    case 0x27, 0x60, 0xB4, 0x2018...0x201B: "'"
    case 0x2010...0x2015, 0x2212: "-"
    default: scalar
    }
  }

  /// The stretch of the text that a stretch of folded code points is.
  package func original(of range: Range<Int>) -> Range<Int> {
    guard !range.isEmpty, range.upperBound < places.count else { return 0..<0 }
    return places[range.lowerBound]..<places[range.upperBound - 1] + 1
  }

  /// Where an offset of the text is among the folded code points. O(log n).
  package func index(of offset: Int) -> Int {
    var low = 0
    var high = scalars.count
    while low < high {
      let middle = (low + high) / 2
      if places[middle] < offset { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Every place where folded words stand, at most so many of them; no blanks count at their ends. O(code points).
  ///
  /// The search of Knuth, Morris and Pratt: a text made to cost much costs no more than another.
  package func places(of words: [Unicode.Scalar], limit: Int = 4096) -> [Range<Int>] {
    guard !words.isEmpty, words.count <= scalars.count else { return [] }
    let borders = Self.borders(of: words)
    var found: [Range<Int>] = []
    var matched = 0
    for (index, scalar) in scalars.enumerated() {
      while matched > 0, words[matched] != scalar { matched = borders[matched - 1] }
      if words[matched] == scalar { matched += 1 }
      guard matched == words.count else { continue }
      found.append(index + 1 - words.count..<index + 1)
      if found.count == limit { break }
      matched = borders[matched - 1]
    }
    return found
  }

  /// For each beginning of the words the length of its longest proper beginning that is also its end.
  private static func borders(of words: [Unicode.Scalar]) -> [Int] {
    var borders = [Int](repeating: 0, count: words.count)
    var length = 0
    for index in words.indices.dropFirst() {
      while length > 0, words[index] != words[length] { length = borders[length - 1] }
      if words[index] == words[length] { length += 1 }
      borders[index] = length
    }
    return borders
  }

  /// The folded code points of words, without blanks at their ends.
  package static func words(_ text: String) -> [Unicode.Scalar] {
    var scalars = FoldedText(text.unicodeScalars).scalars[...]
    while scalars.first == " " { scalars.removeFirst() }
    while scalars.last == " " { scalars.removeLast() }
    return Array(scalars)
  }
}
