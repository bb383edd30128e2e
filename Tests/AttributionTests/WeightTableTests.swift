import Testing

@testable import Attribution

/// Weights find their features by name.
struct WeightTableTests {
  /// Each feature of a family gets a weight of its own under its name, and has that weight when asked by its numbers;
  /// of several with one name the first has it.
  @Test(arguments: ["cue", "end"]) func everyFeatureByItsName(_ decision: String) {
    let families = decision == "cue" ? CueFeature.families : EndFeature.families
    var expected: [(feature: [Int], weight: Float)] = []
    var known: Set<String> = []
    var lines = "feature\tweight\n"
    for (family, parts) in families.enumerated() {
      for (first, name) in parts.first.enumerated() where parts.first.count == 1 || !name.isEmpty {
        for (second, other) in parts.second.enumerated() where parts.second.count == 1 || !other.isEmpty {
          let key = WeightTable.key(parts.name, name, other)
          guard known.insert(key).inserted, first < 256, second < 256 else { continue }
          let weight = Float(expected.count % 4093 + 1)
          expected.append(([family, first, second], weight))
          lines += "\(key)\t\(weight)\n"
        }
      }
    }
    let table = WeightTable(families: families, file: Array(lines.utf8))
    let wrong = expected.filter { place, weight in
      table.anyWeight(Self.feature(place)) != weight
    }
    #expect(wrong.isEmpty && expected.count > 100, "\(wrong.prefix(5))")
  }

  /// The weights of ends as they stand side by side are those of the table: no family has more parts than its room.
  @Test func weightsOfEndsAreThoseOfTheTable() {
    var lines = "feature\tweight\n"
    var features: [Feature] = []
    for (family, parts) in EndFeature.families.enumerated() {
      for (first, name) in parts.first.enumerated() where parts.first.count == 1 || !name.isEmpty {
        for (second, other) in parts.second.enumerated() where parts.second.count == 1 || !other.isEmpty {
          guard first < 256, second < 256 else { continue }
          features.append(Self.feature([family, first, second]))
          // Every third pair has no weight.
          if features.count % 3 > 0 {
            lines += "\(WeightTable.key(parts.name, name, other))\t\(features.count % 4093 + 1)\n"
          }
        }
      }
    }
    let table = WeightTable(families: EndFeature.families, file: Array(lines.utf8))
    let ends = EndWeights(table)
    let wrong = features.filter { ends.weight($0) != table.anyWeight($0) }
    #expect(wrong.isEmpty && features.count > 1_000, "\(wrong.prefix(5)) of \(features.count)")
  }

  private enum AnyFamily: RawRepresentable {
    case number(UInt8)
    init(rawValue: UInt8) { self = .number(rawValue) }
    var rawValue: UInt8 {
      switch self {
      case .number(let value): value
      }
    }
  }

  private static func feature(_ place: [Int]) -> Feature {
    Feature(
      AnyFamily(rawValue: UInt8(place[0])), UInt8(place[1]), UInt8(place[2]))
  }

  @Test func strangersAreLeftOut() {
    let families = [FeatureFamily("side", ["before", "after"]), FeatureFamily("bias")]
    let file = "feature\tweight\nside after\t2\nside\t3\nsides after\t4\nbias\t5\nbias x\t6\nside before\tx\n"
    let table = WeightTable(families: families, file: Array(file.utf8))
    #expect(Self.weights(table, families) == [0, 2, 5])
  }

  private static func weights(_ table: WeightTable, _ families: [FeatureFamily]) -> [Float] {
    families.indices.flatMap { family in
      families[family].first.indices.map { table.weight(feature([family, $0, 0])) }
    }
  }
}
