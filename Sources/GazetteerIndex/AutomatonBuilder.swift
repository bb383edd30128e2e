import Segmentation
import TextModel

/// Gathers names and makes the sections of a `TokenAutomaton`.
///
/// Names are sequences of numbers of words in flat arrays; one sort puts them into the order of the tree, one walk
/// over ranges of the sorted names numbers the nodes. Memory: about 60 bytes a name besides the result.
struct AutomatonBuilder {
  private var words = WordTableBuilder()
  private let vocabulary = Vocabulary()
  private var tokenizer: Tokenizer
  private var tokens: [Token] = []
  /// By word of `vocabulary`: the number in `words`, or 0.
  private var numbers: [UInt32] = []
  private var sequence: [UInt32] = []
  private var scratch: [UInt8] = []

  // The names: their words are `path[starts[name]..<starts[name + 1]]`.
  private var path: [UInt32] = []
  private var starts: [UInt32] = [0]
  private var outputs: [UInt64] = []
  private var isAny: [Bool] = []

  /// A builder that cuts names as texts are cut.
  init(_ classes: WordClasses) { tokenizer = Tokenizer(classes) }

  /// What came of adding a name.
  enum Addition { case added, noWord, tooLong }

  /// Adds a name of an entry; `ignoresCase` puts it into the tree of small letters.
  mutating func add(_ name: UnsafeBufferPointer<UInt8>, ignoresCase: Bool, output: NameOutput) -> Addition {
    tokens.removeAll(keepingCapacity: true)
    tokenizer.tokenize(name, in: 0..<name.count, vocabulary: vocabulary, into: &tokens)
    guard !tokens.isEmpty else { return .noWord }
    guard tokens.count <= TokenAutomaton.depthLimit else { return .tooLong }
    for token in tokens { path.append(number(of: token.word, isFolded: ignoresCase)) }
    starts.append(UInt32(truncatingIfNeeded: path.count))
    outputs.append(output.packed)
    isAny.append(ignoresCase)
    return .added
  }

  /// The number of names.
  var count: Int { outputs.count }

  private mutating func number(of word: WordID, isFolded: Bool) -> UInt32 {
    let word = isFolded ? vocabulary.lower(word) : word
    if word.index < numbers.count, numbers[word.index] != 0 { return numbers[word.index] }
    let plain = plainWord(of: word)
    let known = plain.index < numbers.count ? numbers[plain.index] : 0
    let number = known != 0 ? known : addWord(plain)
    if numbers.count < vocabulary.count {
      numbers.append(contentsOf: repeatElement(0, count: vocabulary.count - numbers.count))
    }
    numbers[plain.index] = number
    numbers[word.index] = number
    return number
  }

  private mutating func plainWord(of word: WordID) -> WordID {
    scratch.removeAll(keepingCapacity: true)
    guard vocabulary.withBytes(word, { PlainMarks.append($0, to: &scratch) }) else { return word }
    return scratch.withUnsafeBufferPointer { vocabulary.intern($0) }
  }

  private mutating func addWord(_ word: WordID) -> UInt32 {
    vocabulary.withBytes(word) { bytes in
      vocabulary.withBytes(vocabulary.lower(word)) { words.add(bytes, folded: $0) }
    }
  }

  // MARK: The tree

  /// Adds the sections of the automaton to the file, their names after the prefix.
  consuming func finish(into writer: inout ResourceWriter, prefix: String) {
    var tree = NameTree(path: path, starts: starts, outputs: outputs, isAny: isAny)
    path = []
    starts = []
    outputs = []
    tree.build(wordCount: words.count)
    let table = words.table()
    writer.add("\(prefix)words.buckets", numbers: table.buckets)
    writer.add("\(prefix)words.slots", numbers: table.slots)
    writer.add("\(prefix)words.starts", numbers: words.starts)
    writer.add("\(prefix)words.text", words.text)
    writer.add("\(prefix)words.roots", numbers: tree.roots)
    writer.add("\(prefix)nodes", numbers: tree.nodes)
    writer.add("\(prefix)labels", numbers: tree.labels)
    writer.add("\(prefix)outputs", numbers: tree.packedOutputs)
  }
}
