import TextModel

/// Reads the signs of a document and sums up their weights.
struct GenreSigns {
  private let tables: GenreTables
  /// The numbers of the signs found, each once.
  private(set) var found: [Int] = []
  /// The sums of the weights, a kind each.
  private(set) var sums = [Int32](repeating: 0, count: PageKind.allCases.count)
  private var words: WordMasks
  private var counts: [Int]
  private var startCounts: [Int]

  init(_ tables: GenreTables) {
    self.tables = tables
    words = WordMasks(tables.words)
    counts = [Int](repeating: 0, count: tables.words[.text].names.count)
    startCounts = [Int](repeating: 0, count: tables.words[.start].names.count)
  }

  /// Finds the signs of a document that has tokens.
  mutating func read(_ document: Document) {
    found.removeAll(keepingCapacity: true)
    for index in sums.indices { sums[index] = 0 }
    add(.always)
    readWords(document)
    readShape(document)
    readTitle(document)
    readAddress(document.metadata.url ?? document.metadata.canonical)
    readPage(document.metadata)
  }

  private mutating func add(_ sign: Int) {
    found.append(sign)
    tables.add(sign, to: &sums)
  }

  private mutating func add(_ sign: ShapeSign) { add(tables.space.number(of: sign)) }

  /// Adds the signs of all thresholds that a figure reaches.
  private mutating func add(_ sign: ShapeSign, _ figure: Int) {
    let first = tables.space.number(of: sign)
    for (index, threshold) in sign.thresholds.enumerated() where figure >= threshold { add(first + index) }
  }

  private mutating func add(_ place: GenreWords.Place, _ bits: UInt64) {
    let first = tables.space.number(of: place)
    var rest = bits
    while rest != 0 {
      add(first + rest.trailingZeroBitCount)
      rest &= rest - 1
    }
  }

  // MARK: Text

  /// Counts the classes of all words: a look into a table each.
  private mutating func readWords(_ document: Document) {
    words.begin(document.vocabulary)
    words.count(document)
    for index in counts.indices { counts[index] = 0 }
    for index in startCounts.indices { startCounts[index] = 0 }
    for (set, classes) in words.sets.enumerated() {
      let starts = words.starts[set]
      Self.add(words.others[set] + starts, classes.text, to: &counts)
      Self.add(starts, classes.start, to: &startCounts)
    }
    addRates(.text, counts, of: document.tokens.count)
    addRates(.start, startCounts, of: document.tokens.count)
  }

  private static func add(_ tokens: Int, _ classes: UInt64, to counts: inout [Int]) {
    var bits = tokens > 0 ? classes : 0
    while bits != 0 {
      counts[bits.trailingZeroBitCount] += tokens
      bits &= bits - 1
    }
  }

  private mutating func addRates(_ place: GenreWords.Place, _ counts: [Int], of words: Int) {
    let first = tables.space.number(of: place)
    let thresholds = SignSpace.rates
    for (index, count) in counts.enumerated() where count > 0 {
      let rate = 1000 * count / max(words, 100)
      for (step, threshold) in thresholds.enumerated() where rate >= threshold {
        add(first + index * thresholds.count + step)
      }
    }
  }

  private mutating func readShape(_ document: Document) {
    var (paragraphs, headings, lists, quotes, questions, labels) = (0, 0, 0, 0, 0, 0)
    document.text.withUnsafeBufferPointer { text in
      for block in document.blocks where block.role.isExtracted && block.role != .title {
        paragraphs += 1
        switch block.role {
        case .heading: headings += 1
        case .list: lists += 1
        case .quote: quotes += 1
        default: break
        }
        let last = Int(block.range.end.value) - 1
        if text.indices.contains(last), text[last] == 0x3F { questions += 1 }
        if Self.isLabelled(block, text) { labels += 1 }
      }
    }
    let all = max(1, paragraphs)
    add(.words, document.tokens.count)
    add(.headings, 100 * headings / all)
    add(.lists, 100 * lists / all)
    add(.blockQuotes, 100 * quotes / all)
    add(.questions, 100 * questions / all)
    add(.labels, 100 * labels / all)
    add(.paragraph, document.tokens.count / all)
    add(.sentence, document.tokens.count / max(1, document.sentences.count))
    if hasDateline(document) { add(.dateline) }
    if !document.metadata.byline.isEmpty { add(.byline) }
    if document.metadata.published != nil { add(.published) }
  }

  /// *HOST: …*, *Q: …*, *Dana Reed: …*: a colon after a few letters, the first a capital.
  private static func isLabelled(_ block: Block, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    let (start, end) = (Int(block.range.start.value), Int(block.range.end.value))
    guard start < end, end <= text.count, text[start] >= 0x41, text[start] <= 0x5A else { return false }
    for index in start + 1..<min(end, start + 26) {
      if text[index] == 0x3A { return index + 1 < end && text[index + 1] == 0x20 }
      let isLetter = (text[index] | 0x20) &- 0x61 < 26
      guard isLetter || text[index] == 0x20 || text[index] == 0x2E || text[index] >= 0x80 else { return false }
    }
    return false
  }

  /// *OSLO (Wire) — …*: capitals at the start of the first paragraph, and a dash soon after.
  private func hasDateline(_ document: Document) -> Bool {
    guard let first = document.blocks.first(where: { $0.role == .body })?.range.start,
      let start = document.tokens.firstIndex(where: { $0.range.start >= first }),
      document.shape(start).contains(.allCapitals), document.tokens[start].range.length > 2
    else { return false }
    return (start + 1..<min(document.tokens.count, start + 14)).contains { document.shape($0).contains(.dash) }
  }

  // MARK: Around the text

  private mutating func readTitle(_ document: Document) {
    guard let title = document.metadata.title else { return }
    var bits: UInt64 = 0
    var first: String?
    LineWords.forEach(in: title) { word in
      first = first ?? word
      bits |= tables.words[.title].classes(of: word)
    }
    add(.title, bits)
    if let first {
      add(.first, tables.words[.first].classes(of: first))
      if first.utf8.first.map({ $0 &- 0x30 < 10 }) == true { add(.digits) }
    }
    if title.utf8.contains(0x3F) { add(.question) }
    if title.utf8.contains(0x3A) { add(.colon) }
    if LineWords.hasQuotationMark(title) { add(.quoted) }
  }

  private mutating func readAddress(_ address: String?) {
    guard let address, let parts = LineWords.parts(ofAddress: address), let host = parts.first else {
      return add(.noAddress)
    }
    var bits: UInt64 = 0
    for label in host.split(separator: 0x2E) { bits |= tables.words[.host].classes(of: LineWords.string(label)) }
    add(.host, bits)
    guard parts.count > 1, let last = parts.last else { return add(.rootAddress) }
    bits = 0
    var isDated = false
    for part in parts.dropFirst() {
      bits |= tables.words[.address].classes(of: LineWords.string(part))
      isDated = isDated || part.count == 4 && (part.starts(with: [0x32, 0x30]) || part.starts(with: [0x31, 0x39]))
    }
    add(.address, bits)
    add(.slug, last.split(separator: 0x2D).count)
    if isDated { add(.datedAddress) }
  }

  private mutating func readPage(_ metadata: Metadata) {
    var bits: UInt64 = 0
    for type in metadata.pageTypes { bits |= tables.words[.type].classes(of: type.lowercased()) }
    if metadata.pageTypes.isEmpty { add(.noType) }
    add(.type, bits)
    bits = 0
    if let section = metadata.section {
      LineWords.forEach(in: section) { bits |= tables.words[.section].classes(of: $0) }
    }
    add(.section, bits)
  }
}

/// Tells of each word of a worker in which classes of the text it is, found out once a vocabulary, and counts such words.
private struct WordMasks {
  /// The words that have a class, in small letters, and by their numbers the numbers of their sets.
  private var listed: WordIndex
  private var setOfListed: [UInt16] = []
  /// Held, so that no other vocabulary can come to its address.
  private var vocabulary: Vocabulary?
  private var generation = -1
  /// The different sets of classes that words have, in the text and at starts of sentences; the first is of no class.
  private(set) var sets: [(text: UInt64, start: UInt64)] = [(0, 0)]
  /// For each word of the vocabulary the number of its set.
  private let setOfWord = FlatBuffer<UInt16>()
  /// By set how many tokens of the document begin a sentence, and how many others there are.
  let starts = FlatBuffer<Int>()
  let others = FlatBuffer<Int>()

  init(_ words: GenreWords) {
    let (ofText, ofStart) = (words[.text].listed, words[.start].listed)
    listed = WordIndex(capacity: ofText.count + ofStart.count)
    for (word, bits) in ofText { mark(word) { $0.text |= bits } }
    for (word, bits) in ofStart { mark(word) { $0.start |= bits } }
    for buffer in [starts, others] { buffer.resize(to: sets.count) }
  }

  private mutating func mark(_ word: [UInt8], _ change: (inout (text: UInt64, start: UInt64)) -> Void) {
    let place = word.withUnsafeBufferPointer { listed.add(lowerOf: $0) }
    if place == setOfListed.count { setOfListed.append(0) }
    var set = sets[Int(setOfListed[place])]
    change(&set)
    let known = sets.firstIndex { $0 == set } ?? sets.count
    // There are no more sets than a number tells apart; the words of further ones have no class.
    guard known <= Int(UInt16.max) else { return }
    if known == sets.count { sets.append(set) }
    setOfListed[place] = UInt16(known)
  }

  /// Learns the words that a vocabulary has got since the last call.
  mutating func begin(_ vocabulary: Vocabulary) {
    if self.vocabulary !== vocabulary || generation != vocabulary.generation {
      setOfWord.removeAll(from: self.vocabulary === vocabulary ? vocabulary.kept(since: generation) : 0)
      self.vocabulary = vocabulary
      generation = vocabulary.generation
    }
    while setOfWord.count < vocabulary.count {
      let lower = vocabulary.lower(WordID(setOfWord.count))
      setOfWord.append(listed.find(lower, in: vocabulary).map { setOfListed[$0] } ?? 0)
    }
  }

  /// Counts the tokens of a document by the sets of their words. O(tokens), without a branch for what a word is.
  func count(_ document: Document) {
    for buffer in [starts, others] { buffer.mutableElements.update(repeating: 0) }
    let (sets, starts, others) = (setOfWord.elements, starts.start, others.start)
    document.tokens.withUnsafeBufferPointer { tokens in
      for token in tokens {
        let set = Int(sets[token.word.index])
        if token.flags.contains(.sentenceStart) { starts[set] &+= 1 } else { others[set] &+= 1 }
      }
    }
  }
}
