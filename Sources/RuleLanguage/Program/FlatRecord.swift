/// A record of the program as numbers of a file, always the same number of them.
protocol FlatRecord {
  static var width: Int { get }
  var words: [Int32] { get }
  /// Nil where the numbers mean nothing.
  init?(_ words: ArraySlice<Int32>)
}

extension Int32: FlatRecord {
  static var width: Int { 1 }
  var words: [Int32] { [self] }
  init?(_ words: ArraySlice<Int32>) { self = words[words.startIndex] }
}

extension Stretch {
  fileprivate var words: [Int32] { [start, count] }
  fileprivate init(_ words: ArraySlice<Int32>, _ index: Int) {
    start = words[words.startIndex + index]
    count = words[words.startIndex + index + 1]
  }
}

extension PhaseRecord: FlatRecord {
  static var width: Int { 10 }
  var words: [Int32] { [name] + rules.words + predicates.words + wordTests.words + code.words + [group] }
  init?(_ words: ArraySlice<Int32>) {
    name = words[words.startIndex]
    rules = Stretch(words, 1)
    predicates = Stretch(words, 3)
    wordTests = Stretch(words, 5)
    code = Stretch(words, 7)
    group = words[words.startIndex + 9]
  }
}

extension RuleRecord: FlatRecord {
  static var width: Int { 26 }
  var words: [Int32] {
    [name, note, file, line, kind, Int32(bitPattern: confidence.bitPattern), priority, entry, isAnchored ? 1 : 0]
      + makes.words + unless.words + before.words + starts.words + needs.words + [spanLabel, cutLabel]
      + pairs.words + [second] + ends.words
  }
  init?(_ words: ArraySlice<Int32>) {
    let at = { words[words.startIndex + $0] }
    let confidence = Float(bitPattern: UInt32(bitPattern: at(5)))
    guard confidence >= 0, confidence <= 1 else { return nil }
    self.init(
      name: at(0), note: at(1), file: at(2), line: at(3), kind: at(4), confidence: confidence, priority: at(6),
      entry: at(7), isAnchored: at(8) != 0, makes: Stretch(words, 9), unless: Stretch(words, 11),
      before: Stretch(words, 13), starts: Stretch(words, 15), pairs: Stretch(words, 21), ends: Stretch(words, 24),
      second: at(23), needs: Stretch(words, 17), spanLabel: at(19), cutLabel: at(20))
  }
}

extension Instruction: FlatRecord {
  static var width: Int { 5 }
  var words: [Int32] { [operation.rawValue, a, b, c, expected] }
  init?(_ words: ArraySlice<Int32>) {
    let first = words.startIndex
    guard let operation = Operation(rawValue: words[first]) else { return nil }
    self.init(
      operation: operation, a: words[first + 1], b: words[first + 2], c: words[first + 3], expected: words[first + 4])
  }
}

extension TokenTest: FlatRecord {
  static var width: Int { 7 }
  var words: [Int32] {
    [word] + [tags, noKinds].flatMap { $0.halves } + noLists.words
  }
  init?(_ words: ArraySlice<Int32>) {
    let first = words.startIndex
    self.init(
      word: words[first], tags: UInt64(words, first + 1), noKinds: UInt64(words, first + 3),
      noLists: Stretch(words, 5))
  }
}

extension WordTest: FlatRecord {
  static var width: Int { 2 }
  var words: [Int32] { code.words }
  init?(_ words: ArraySlice<Int32>) { code = Stretch(words, 0) }
}

extension Predicate: FlatRecord {
  static var width: Int { 2 }
  var words: [Int32] { [kind.rawValue, value] }
  init?(_ words: ArraySlice<Int32>) {
    guard let kind = Kind(rawValue: words[words.startIndex]) else { return nil }
    self.init(kind: kind, value: words[words.startIndex + 1])
  }
}

extension ListReference: FlatRecord {
  static var width: Int { 4 }
  var words: [Int32] { [name, permission] + filters.words }
  init?(_ words: ArraySlice<Int32>) {
    let first = words.startIndex
    self.init(name: words[first], permission: words[first + 1], filters: Stretch(words, 2))
  }
}

extension KindReference: FlatRecord {
  static var width: Int { 3 }
  var words: [Int32] { [kind] + filters.words }
  init?(_ words: ArraySlice<Int32>) { self.init(kind: words[words.startIndex], filters: Stretch(words, 1)) }
}

extension Filter: FlatRecord {
  static var width: Int { 3 }
  var words: [Int32] { [name] + values.words }
  init?(_ words: ArraySlice<Int32>) { self.init(name: words[words.startIndex], values: Stretch(words, 1)) }
}

extension MakeField: FlatRecord {
  static var width: Int { 4 }
  var words: [Int32] { [field, label, text, inherited] }
  init?(_ words: ArraySlice<Int32>) {
    let first = words.startIndex
    self.init(field: words[first], label: words[first + 1], text: words[first + 2], inherited: words[first + 3])
  }
}

extension Context: FlatRecord {
  static var width: Int { 4 }
  var words: [Int32] { [entry, starts, shortest, longest] }
  init?(_ words: ArraySlice<Int32>) {
    let first = words.startIndex
    self.init(entry: words[first], starts: words[first + 1], shortest: words[first + 2], longest: words[first + 3])
  }
}

extension TokenSet: FlatRecord {
  static var width: Int { 7 }
  var words: [Int32] { [word] + [kinds, tags].flatMap { $0.halves } + lists.words }
  init?(_ words: ArraySlice<Int32>) {
    let first = words.startIndex
    self.init(
      word: words[first], kinds: UInt64(words, first + 1), tags: UInt64(words, first + 3), lists: Stretch(words, 5))
  }
}

extension Need: FlatRecord {
  static var width: Int { 3 }
  var words: [Int32] { [set, place.rawValue, commonness] }
  init?(_ words: ArraySlice<Int32>) {
    let first = words.startIndex
    guard let place = Place(rawValue: words[first + 1]) else { return nil }
    self.init(set: words[first], place: place, commonness: words[first + 2])
  }
}

extension UInt64 {
  /// The low and the high half.
  fileprivate var halves: [Int32] { [Int32(truncatingIfNeeded: self), Int32(truncatingIfNeeded: self >> 32)] }

  fileprivate init(_ words: ArraySlice<Int32>, _ index: Int) {
    self = UInt64(UInt32(bitPattern: words[index])) | UInt64(UInt32(bitPattern: words[index + 1])) << 32
  }
}

extension Trigger: FlatRecord {
  static var width: Int { 3 }
  var words: [Int32] { [kind.rawValue, value, high] }
  init?(_ words: ArraySlice<Int32>) {
    let first = words.startIndex
    guard let kind = Kind(rawValue: words[first]) else { return nil }
    self.init(kind: kind, value: words[first + 1], high: words[first + 2])
  }
}
