internal import GradientOptimizers
internal import RegularizationMethods
internal import TensorAlgebra

/// L2, L1 and weight decay, which the documents take for one thing.
package enum WeightDecayExample {
  /// One step of descent on w² from 2, η = 0.1, λ = 0.8: with the penalty's gradient, and as decay.
  package static func oneStep() -> (penalized: Double, decayed: Double) {
    let (w, gradient) = ([2.0], [4.0])
    let penalty = L2Penalty.gradient(w, strength: 0.8)
    let penalized = GradientDescent(learningRate: 0.1).step(w, gradient: [gradient[0] + penalty[0]])
    let decayed = WeightDecayDescent(learningRate: 0.1, decay: 0.8).step(w, gradient: gradient, state: .init())
    return (penalized[0], decayed.parameters[0])
  }

  /// Some steps of an optimizer on ½ (100 (w₁ − 2)² + 0.01 (w₂ − 2)²) from (1, 1), with a penalty's λ in the gradient.
  static func run<Optimizer: GradientOptimizer>(
    _ optimizer: Optimizer, penalty λ: Double, steps: Int
  ) -> [Double] where Optimizer.Element == Double {
    var (w, state) = ([1.0, 1], optimizer.initialState(parameterCount: 2))
    for _ in 0..<steps {
      let penalty = L2Penalty.gradient(w, strength: λ)
      let gradient = [100 * (w[0] - 2) + penalty[0], 0.01 * (w[1] - 2) + penalty[1]]
      (w, state) = optimizer.step(w, gradient: gradient, state: state)
    }
    return w
  }

  /// After Adam with η = 0.01 and λ = 0.1: with an L2 penalty, and decoupled.
  package static func adam(steps: Int = 200) -> (penalized: [Double], decoupled: [Double]) {
    let adam = Adam<Double>.documented(learningRate: 0.01)
    return (run(adam, penalty: 0.1, steps: steps), run(AdamW(adam, decay: 0.1), penalty: 0, steps: steps))
  }

  /// Least squares with orthonormal columns, whose weights without a penalty are 3, 2.5 and 1: with λ = 1.25 as L1 and L2.
  package static func shrunk() -> (lasso: [Double], ridge: [Double]) {
    let (z, λ) = ([3, 2.5, 1.0], 1.25)
    return (z.map { z in SoftThreshold.value(z, threshold: λ) }, z.map { z in z / (1 + λ) })
  }

  /// Every claim of the documents about it.
  @Sendable
  package static func claims() -> [Claim] {
    let ((penalized, decayed), (l2, decoupled), (lasso, ridge)) = (oneStep(), adam(), shrunk())
    func pair(_ w: [Double]) -> String { w.map { $0.rounded(toDecimals: 3) }.joined(separator: ", ") }
    return [
      Claim(
        "B-50", "a step of descent with L2", documented: "weight decay", computed: penalized.rounded(toDecimals: 2),
        holds: (penalized - decayed).magnitude < 1e-12, remark: "as decay \(decayed.rounded(toDecimals: 2)) too"),
      Claim(
        "B-50", "200 steps of Adam with L2", documented: "weight decay", computed: pair(l2),
        holds: zip(l2, decoupled).allSatisfy { ($0 - $1).magnitude < 1e-3 }, erratum: "C-59",
        remark: "the weight with large gradients hardly decays"),
      Claim(
        "B-50", "200 steps of AdamW", computed: pair(decoupled),
        remark: "the gradients differ by the factor 10⁴, the decay does not mind"),
      Claim(
        "REG-6", "weights of 0 with L1", documented: "“simpler”",
        computed: "\(lasso.filter { $0 == 0 }.count) of 3", holds: lasso.contains(0),
        remark: "orthonormal least squares, λ = 1.25"),
      Claim(
        "REG-4", "weights of 0 with L2", documented: "“simpler”",
        computed: "\(ridge.filter { $0 == 0 }.count) of 3", holds: ridge.contains(0), erratum: "C-35",
        remark: "each is divided by 1 + λ"),
    ]
  }
}
