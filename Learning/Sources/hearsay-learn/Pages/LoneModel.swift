import Glibc

/// Judges each paragraph by its own signs alone: logistic regression, a weight a sign.
///
/// It makes other mistakes than the chain, in which one wrong turn costs a whole section. All pages count for the same,
/// and of a page a long paragraph counts for more than a short one.
struct LoneModel: PageModel {
  static let columns = 1
  var weights: [Double]

  init(signCount: Int) { weights = [Double](repeating: 0, count: signCount) }

  /// How much a page counts, against a paragraph of a mean page.
  private static let paragraphs = 200.0

  /// Adds the gradient of the negative logarithm of the likelihood of what is inside. O(signs).
  mutating func addGradient(of page: TrainingPage, scale: Double, to gradient: inout [Double]) -> Double {
    let share = scale * Self.paragraphs / max(1, page.lengths.reduce(0) { $0 + Double($1) })
    var loss = 0.0
    for index in page.states.indices {
      var sum = 0.0
      let places = Int(page.starts[index])..<Int(page.starts[index + 1])
      for place in places { sum += weights[Int(page.signs[place])] }
      sum *= page.shares[index]
      let isInside = page.states[index] == 1
      let likelihood = 1 / (1 + exp(-sum))
      let weight = share * Double(page.lengths[index])
      loss -= weight * log(max(1e-12, isInside ? likelihood : 1 - likelihood))
      let step = weight * (likelihood - (isInside ? 1 : 0)) * page.shares[index]
      for place in places { gradient[Int(page.signs[place])] += step }
    }
    return loss
  }
}
