import GazetteerIndex
import TextModel

/// The tables as a section of the compiled resources: 32-bit numbers, little end first, then the bytes of names.
extension AttributionTables {
  /// The section's name.
  public static let sectionName = "attribution"  // names: a section
  /// Counts the layouts of the section.
  private static let version: UInt32 = 4

  /// What the numbers of the section hang on: how many features, words and frames this program knows.
  private static let layout: [UInt32] = [
    version, size(CueFeature.self), size(EndFeature.self), size(QuoteFeature.self), size(SubjectKind.self),
    size(NameFeature.self), size(ReportFeature.self),
    size(Resolution.Way.self), size(Source.Kind.self),
    size(CueSense.self), size(QuoteRule.self), size(ClosedWord.self), size(ContentClass.self),
    size(SourceKind.self), size(NameKind.self), size(Frame.Shape.self), size(Frame.Left.self), size(Frame.Right.self),
    size(PennTag.self),
    size(Cue.Class.self), size(Quote.Kind.self),
  ]
  private static func size<Part: CaseIterable>(_: Part.Type) -> UInt32 {
    UInt32(truncatingIfNeeded: Part.allCases.count)
  }

  /// The bytes of the section.
  public func section() -> [UInt8] {
    var writer = NumberWriter()
    for number in Self.layout { writer.add(number) }
    writer.add(mean)
    writer.add(list: hand.values) { $0.add($1) }
    for table in [cueWeights, endWeights, keepWeights, rightWeights, speechWeights, nameWeights, reportWeights] {
      writer.add(list: table.sizes) { writer, size in
        writer.add(UInt32(truncatingIfNeeded: size.first))
        writer.add(UInt32(truncatingIfNeeded: size.second))
      }
      writer.add(list: table.known) { writer, feature in
        writer.add(UInt32(truncatingIfNeeded: feature.place))
        writer.add(feature.weight)
      }
    }
    let plain = Odds.of(mean)
    let known = frames.odds.indices.filter { frames.odds[$0] != plain || !frames.sides[$0].isEmpty }
    writer.add(list: known) { writer, index in
      writer.add(UInt32(truncatingIfNeeded: index) | UInt32(frames.sides[index].rawValue) << 16)
      writer.add(frames.odds[index])
    }
    for heads in [sourceHeads, contentHeads] {
      writer.add(list: heads.words) { writer, head in
        writer.add(head.odds)
        writer.add(head.word)
      }
    }
    add(cues, to: &writer)
    return writer.bytes
  }

  private func add(_ cues: CompiledCues, to writer: inout NumberWriter) {
    for stretch in cues.stretches {
      writer.add(UInt32(bitPattern: stretch.firstEntry))
      writer.add(UInt32(bitPattern: stretch.count))
      writer.add(UInt32(bitPattern: stretch.start))
    }
    let classes = Cue.Class.allCases
    writer.add(list: cues.entries) { writer, entry in
      let cueClass = UInt32(truncatingIfNeeded: classes.firstIndex(of: entry.cueClass) ?? 0)
      writer.add(cueClass | UInt32(entry.sense.rawValue) << 8)
      writer.add(entry.cues)
      writer.add(entry.uses)
      writer.add(UInt32(bitPattern: entry.firstCount))
      writer.add(UInt32(bitPattern: entry.lastCount))
    }
    writer.add(list: cues.counts) { writer, count in
      writer.add(UInt32(count.frame) | UInt32(count.sides.rawValue) << 16)
      writer.add(count.cues)
      writer.add(count.uses)
    }
  }

  /// Reads the section; a section that this program did not write so is an error. O(its bytes).
  public convenience init(section: ResourceBytes) throws(ResourceError) {
    var reader = WrittenNumbers(section)
    for number in Self.layout where reader.number() != number {
      throw .corrupt("the compiled resources", "the tables of attribution are of another program; compile them anew")
    }
    let mean = reader.float()
    let hand = HandWeights(values: reader.list(of: 1) { $0.float() })
    let cueWeights = Self.weights(&reader)
    let endWeights = Self.weights(&reader)
    let keepWeights = Self.weights(&reader)
    let rightWeights = Self.weights(&reader)
    let speechWeights = Self.weights(&reader)
    let nameWeights = Self.weights(&reader)
    let reportWeights = Self.weights(&reader)
    var odds = [Float](repeating: Odds.of(mean), count: Frame.count)
    var sides = [CueLexicon.Sides](repeating: [], count: Frame.count)
    for (place, value) in reader.list(of: 2, { ($0.number(), $0.float()) }) where place & 0xFFFF < Frame.count {
      odds[Int(place & 0xFFFF)] = value
      sides[Int(place & 0xFFFF)] = CueLexicon.Sides(rawValue: UInt8(truncatingIfNeeded: place >> 16))
    }
    let sourceHeads = Self.heads(&reader, mean: mean)
    let contentHeads = Self.heads(&reader, mean: mean)
    let cues = Self.cues(&reader)
    guard reader.isWhole else {
      throw .corrupt("the compiled resources", "the tables of attribution are cut short")
    }
    self.init(
      cueWeights: cueWeights, endWeights: endWeights, keepWeights: keepWeights, rightWeights: rightWeights,
      speechWeights: speechWeights, nameWeights: nameWeights, reportWeights: reportWeights,
      frames: FrameTable(odds: odds, sides: sides, mean: mean),
      sourceHeads: sourceHeads, contentHeads: contentHeads, cues: cues, hand: hand)
  }

  private static func weights(_ reader: inout WrittenNumbers) -> WeightTable {
    let sizes = reader.list(of: 2) { ($0.int(), $0.int()) }
    return WeightTable(sizes: sizes, weights: reader.list(of: 2) { ($0.int(), $0.float()) })
  }

  private static func heads(_ reader: inout WrittenNumbers, mean: Float) -> HeadTable {
    let words = reader.list(of: 2) { reader in
      let odds = reader.float()
      return (word: reader.string(), odds: odds)
    }
    return HeadTable(words: words, mean: mean)
  }

  private static func cues(_ reader: inout WrittenNumbers) -> CompiledCues {
    var cues = CompiledCues()
    for index in cues.stretches.indices {
      cues.stretches[index] = CompiledCues.Stretch(
        firstEntry: reader.int32(), count: reader.int32(), start: reader.int32())
    }
    let classes = Cue.Class.allCases
    cues.entries = reader.list(of: 5) { reader in
      let number = reader.number()
      let cueClass = Int(number & 0xFF)
      return CueLexicon.Entry(
        cueClass: cueClass < classes.count ? classes[cueClass] : .statement,
        sense: CueSense(rawValue: UInt8(truncatingIfNeeded: number >> 8)) ?? .none, cues: reader.float(),
        uses: reader.float(),
        firstCount: reader.int32(), lastCount: reader.int32())
    }
    cues.counts = reader.list(of: 3) { reader in
      let frame = reader.number()
      return CueLexicon.Count(
        frame: UInt16(truncatingIfNeeded: frame),
        sides: CueLexicon.Sides(rawValue: UInt8(truncatingIfNeeded: frame >> 16)),
        cues: reader.float(), uses: reader.float())
    }
    cues.check()
    return cues
  }
}

/// Writes 32-bit numbers, lists of them and strings.
private struct NumberWriter {
  private(set) var bytes: [UInt8] = []

  mutating func add(_ number: UInt32) { bytes.appendLittleEndian(number) }
  mutating func add(_ number: Float) { add(number.bitPattern) }
  /// Its length and its bytes, filled up to a whole number.
  mutating func add(_ string: String) {
    add(UInt32(truncatingIfNeeded: string.utf8.count))
    bytes += Array(string.utf8)
    while bytes.count & 3 != 0 { bytes.append(0) }
  }
  mutating func add<Element>(list: [Element], _ body: (inout Self, Element) -> Void) {
    add(UInt32(truncatingIfNeeded: list.count))
    for element in list { body(&self, element) }
  }
}

/// Reads what `NumberWriter` wrote; past the end noughts.
private struct WrittenNumbers {
  private let bytes: ResourceBytes
  private var position = 0
  init(_ bytes: ResourceBytes) { self.bytes = bytes }

  /// Nothing was read that is not there.
  var isWhole: Bool { position <= bytes.count }

  mutating func number() -> UInt32 {
    defer { position += 4 }
    return bytes.uint32(at: position)
  }
  mutating func float() -> Float { Float(bitPattern: number()) }
  mutating func int32() -> Int32 { Int32(bitPattern: number()) }
  mutating func int() -> Int { Int(number()) }
  mutating func string() -> String {
    let length = min(int(), bytes.count)
    defer { position += (length + 3) & ~3 }
    return bytes.slice(position, length).string
  }
  /// A list of elements of so many numbers at least; of one that cannot be there, nothing.
  mutating func list<Element>(of numbers: Int, _ body: (inout Self) -> Element) -> [Element] {
    let count = int()
    guard count <= (bytes.count - min(position, bytes.count)) / (4 * numbers) else {
      position = bytes.count + 1
      return []
    }
    var list: [Element] = []
    list.reserveCapacity(count)
    for _ in 0..<count { list.append(body(&self)) }
    return list
  }
}
