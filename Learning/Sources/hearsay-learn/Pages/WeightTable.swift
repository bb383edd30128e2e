/// Learnt weights as `weights.tsv` has them below its comments, in thousandths.
struct WeightTable {
  let text: String

  /// Weights below this are not worth a row.
  private static let least = 15

  init(_ model: ChainModel, alone: LoneModel, names: [String]) {
    var lines = ["sign\tbefore\tbetween\tafter\tbegins\tends\talone"]
    for (from, name) in ["before", "inside", "between", "after"].enumerated() {
      let row = (0..<4).map { to -> Int in
        let step = ChainModel.steps.firstIndex { $0.from == from && $0.to == to }
        return step.map { Self.thousandths(model.weights[model.place(ofStep: $0)]) } ?? 0
      }
      lines.append((["from.\(name)"] + (row + [0, 0]).map(String.init)).joined(separator: "\t"))
    }
    for (number, name) in names.enumerated().sorted(by: { $0.element < $1.element })
    where !name.contains("/") {
      let place = number * ChainModel.columns
      let common = model.weights[place]
      var row = (1..<6).map { Self.thousandths(model.weights[place + $0] + ($0 < 4 ? common : 0)) }
      row.append(Self.thousandths(alone.weights[number]))
      if row.contains(where: { abs($0) >= Self.least }) {
        lines.append(([name] + row.map(String.init)).joined(separator: "\t"))
      }
    }
    text = lines.joined(separator: "\n") + "\n"
  }

  private static func thousandths(_ value: Double) -> Int { Int((value * 1000).rounded()) }
}
