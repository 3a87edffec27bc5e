import EvidenceTraits
import ForwardPropagation
import GradientOptimizers
import LinearClassifiers
import ScalarAutograd
import SpecConformance
import TensorAlgebra
import Testing

// Mutants that nothing can notice: η / (y − ŷ) for η (y − ŷ), as the difference is ±1 after a mistake.
@Suite struct PerceptronTests {
  @Test(.equation("perceptron-value"), arguments: try Evidence.vectors("perceptron-value"))
  func `perceptron-value: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("perceptron-update"), arguments: try Evidence.vectors("perceptron-update"))
  func `perceptron-update: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  /// A perceptron and samples with small integers, so that nothing rounds.
  static func integers(_ seed: UInt64, _ n: Int, _ m: Int) -> (perceptron: Perceptron<Double>, X: Matrix<Double>) {
    var generator = Xoshiro256StarStar(seed: seed)
    func next() -> Double { Double(Shuffle.below(9, using: &generator)) - 4 }
    return (
      Perceptron(weights: (0..<n).map { _ in next() }, bias: next()), Matrix(rows: n, columns: m) { _, _ in next() }
    )
  }

  @Test(.equation("perceptron-value"), arguments: Evidence.seeds)
  func `perceptron-value: positive factors of all parameters change no answer`(_ seed: UInt64) {
    let (p, X) = Self.integers(seed, 4, 7)
    for c in [0.125, 3, 0x1p300] {
      let scaled = Perceptron(weights: p.weights.map { c * $0 }, bias: c * p.bias)
      for i in 0..<7 { #expect(scaled.value(X.column(i)) == p.value(X.column(i))) }
    }
  }

  @Test(.equation("perceptron-value"), arguments: Evidence.seeds)
  func `perceptron-value: one answer on each side of the hyperplane, the step of a neuron's sum`(_ seed: UInt64) {
    let (p, X) = Self.integers(seed, 3, 9)
    for i in 0..<9 {
      let x = X.column(i)
      let z = Neuron.forward(x, weights: p.weights, bias: p.bias, activation: .identity).preactivation
      #expect(p.value(x) == (z < 0 ? 0 : 1))
      // Along the hyperplane, and away from it on the same side, nothing changes.
      let along = [-p.weights[1], p.weights[0], 0]
      #expect(p.value(zip(x, along).map { $0 + 5 * $1 }) == p.value(x))
      let away = zip(x, p.weights).map { $0 + (z < 0 ? -2 : 2) * $1 }
      #expect(p.value(away) == p.value(x))
    }
  }

  @Test(.equation("perceptron-update"), arguments: Evidence.seeds)
  func `perceptron-update: nothing after a right answer; after a mistake ỹ z grows by η (‖x‖² + 1)`(_ seed: UInt64) {
    let (p, X) = Self.integers(seed, 3, 8)
    for i in 0..<8 {
      let x = X.column(i)
      let (right, η) = (p.value(x), 0.5)
      #expect(p.updated(by: x, target: right, learningRate: η) == p)
      let y = 1 - right
      let q = p.updated(by: x, target: y, learningRate: η)
      func z(_ p: Perceptron<Double>) -> Double { DotProduct.value(p.weights, x) + p.bias }
      #expect((2 * y - 1) * (z(q) - z(p)) == η * (DotProduct.value(x, x) + 1))
      // By hand, and as the weight of an input that is always 1.
      #expect(q.weights == zip(p.weights, x).map { $0 + (y == 1 ? η : -η) * $1 })
      let widened = Perceptron(weights: p.weights + [p.bias], bias: 0)
        .updated(by: x + [1], target: y, learningRate: η)
      #expect(widened.weights == q.weights + [q.bias])
    }
  }

  @Test(.equation("perceptron-update"), arguments: Evidence.seeds)
  func `perceptron-update: a step of descent on max(0, −ỹ z), where that is smooth`(_ seed: UInt64) {
    let (p, X) = Self.integers(seed, 3, 8)
    for i in 0..<8 {
      let x = X.column(i)
      let z = DotProduct.value(p.weights, x) + p.bias
      guard z != 0 else { continue }
      for y in [0.0, 1] {
        let gradient = ReverseMode.gradient(at: p.weights + [p.bias]) { θ in
          let z = x.indices.reduce(θ[3]) { $0 + θ[$1] * Variable(x[$1]) }
          return y == 1 ? (z > 0 ? 0 * z : -z) : (z > 0 ? z : 0 * z)
        }.gradient
        let θ = GradientDescent(learningRate: 0.25).step(p.weights + [p.bias], gradient: gradient)
        let q = p.updated(by: x, target: y, learningRate: 0.25)
        #expect(q.weights + [q.bias] == θ)
      }
    }
  }

  @Test(.equation("perceptron-value"))
  func `perceptron-value: edge cases`() {
    let p = Perceptron(weights: [1.0, -1], bias: 0)
    #expect(p.value([3, 3]) == 1 && p.value([-0.0, 0]) == 1 && p.value([3, 4]) == 0)
    #expect(Perceptron<Double>(weights: [], bias: -1).value([]) == 0)
    #expect(p.value([.nan, 1]).isNaN && p.value([.infinity, .infinity]).isNaN)
    #expect(p.value([.infinity, 1]) == 1 && p.value([1, .infinity]) == 0)
    #expect(p.weights == [1, -1] && p.bias == 0)
  }

  @Test(.equation("perceptron-update"))
  func `perceptron-update: edge cases`() {
    let p = Perceptron(weights: [1.0, -1], bias: 0.5)
    #expect(p.updated(by: [.infinity, 2], target: 1, learningRate: 1) == p)
    #expect(p.updated(by: [3, 3], target: 1, learningRate: 0.1) == p)
    let lost = p.updated(by: [.nan, 2], target: 0, learningRate: 1)
    #expect(lost.weights.allSatisfy { $0.isNaN } && lost.bias.isNaN)
    // A learning rate of 0 learns nothing, even from a mistake.
    #expect(p.updated(by: [3, 1], target: 0, learningRate: 0) == p)
  }

  @Test(.equation("perceptron-value"))
  func `perceptron-value: inputs that do not fit trap`() async {
    let result0 = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Perceptron(weights: [1.0, 2], bias: 0).value([1])
    }
    Evidence.expect(result0, says: "Perceptron.value: 1 inputs but 2 weights")
  }

  @Test(.equation("perceptron-update"))
  func `perceptron-update: inputs that do not fit, and targets that are no class, trap`() async {
    let result0 = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Perceptron(weights: [1.0], bias: 0).updated(by: [1, 2], target: 1, learningRate: 1)
    }
    Evidence.expect(result0, says: "Perceptron.value: 2 inputs but 1 weights")
    let result1 = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Perceptron(weights: [1.0], bias: 0).updated(by: [1], target: -1, learningRate: 1)
    }
    Evidence.expect(result1, says: "Perceptron.updated: the target -1.0 is neither 0 nor 1")
    let result2 = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Perceptron(weights: [1.0], bias: 0).updated(by: [1], target: .nan, learningRate: 1)
    }
    Evidence.expect(result2, says: "Perceptron.updated: the target nan is neither 0 nor 1")
  }
}
