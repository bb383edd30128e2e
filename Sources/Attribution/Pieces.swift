/// The pieces of a content: nearly always one, which takes no memory of its own.
struct Pieces: RandomAccessCollection, ExpressibleByArrayLiteral {
  private var first = 0..<0
  private var others: [Range<Int>] = []
  private(set) var endIndex = 0
  var startIndex: Int { 0 }

  init() {}
  init(_ pieces: some Sequence<Range<Int>>) { append(contentsOf: pieces) }
  init(arrayLiteral pieces: Range<Int>...) { append(contentsOf: pieces) }

  subscript(index: Int) -> Range<Int> { index == 0 ? first : others[index - 1] }

  mutating func append(_ piece: Range<Int>) {
    if endIndex == 0 { first = piece } else { others.append(piece) }
    endIndex += 1
  }

  mutating func append(contentsOf pieces: some Sequence<Range<Int>>) { for piece in pieces { append(piece) } }

  static func += (pieces: inout Pieces, added: some Sequence<Range<Int>>) { pieces.append(contentsOf: added) }
}
