import ElementaryFunctions
import EvidenceTraits
import ForwardPropagation
import LinearModels
import ScalarAutograd
import SpecConformance
import TensorAlgebra
import Testing

@Suite struct QuadraticModelTests {
  @Test(.equation("quadratic-model-value"), arguments: try Evidence.vectors("quadratic-model-value"))
  func `quadratic-model-value: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("quadratic-model-pullback"), arguments: try Evidence.vectors("quadratic-model-pullback"))
  func `quadratic-model-pullback: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("quadratic-model-pullback"), arguments: Evidence.probes("quadratic-model-pullback"))
  func `quadratic-model-pullback: agrees with its witnesses`(_ probe: Probe) {
    #expect(Evidence.failures("quadratic-model-pullback", at: probe) == [])
  }

  static func quarters(_ count: Int, _ generator: inout Xoshiro256StarStar) -> [Double] {
    (0..<count).map { _ in Double(Shuffle.below(64, using: &generator)) / 4 - 8 }
  }

  static func weights(_ seed: UInt64) -> (QuadraticModel.Weights<Double>, [Double]) {
    var generator = Xoshiro256StarStar(seed: seed)
    let w = QuadraticModel.Weights(parameters: quarters(6, &generator))
    return (w, quarters(2, &generator))
  }

  @Test(.equation("quadratic-model-value"), arguments: Evidence.seeds)
  func `quadratic-model-value: linear in its weights, and a neuron's sum without the quadratic ones`(_ seed: UInt64) {
    let ((v, x), (w, _)) = (Self.weights(seed), Self.weights(seed + 100))
    func f(_ w: QuadraticModel.Weights<Double>) -> Double { QuadraticModel.value(x[0], x[1], weights: w) }
    let combined = QuadraticModel.Weights(parameters: zip(v.parameters, w.parameters).map { 2 * $0 - 3 * $1 })
    #expect(f(combined) == 2 * f(v) - 3 * f(w))
    var linear = v
    (linear.x01, linear.x00, linear.x11) = (0, 0, 0)
    #expect(
      f(linear) == Neuron.forward(x, weights: [v.x0, v.x1], bias: v.bias, activation: .identity).preactivation)
  }

  @Test(.equation("quadratic-model-value"), arguments: Evidence.seeds)
  func `quadratic-model-value: each weight by name multiplies its own product`(_ seed: UInt64) {
    let (_, x) = Self.weights(seed)
    let products = [x[0], x[1], x[0] * x[1], x[0] * x[0], x[1] * x[1], 1]
    for k in 0..<6 {
      let unit = QuadraticModel.Weights(parameters: (0..<6).map { $0 == k ? 1.0 : 0 })
      #expect(QuadraticModel.value(x[0], x[1], weights: unit) == products[k])
    }
    let named = QuadraticModel.Weights(x0: 1.0, x1: 2, x01: 3, x00: 4, x11: 5, bias: 6)
    #expect(named.parameters == [1, 2, 3, 4, 5, 6] && QuadraticModel.Weights(parameters: [1, 2, 3, 4, 5, 6]) == named)
  }

  @Test(.equation("quadratic-model-value"), arguments: Evidence.seeds)
  func `quadratic-model-value: C-6, the mixed second difference is the weight of x₀ x₁`(_ seed: UInt64) {
    let (w, x) = Self.weights(seed)
    func f(_ h: Double, _ k: Double) -> Double { QuadraticModel.value(x[0] + h, x[1] + k, weights: w) }
    #expect(f(1, 1) - f(1, 0) - f(0, 1) + f(0, 0) == w.x01)
    // Along one input the second difference is twice the weight of its square.
    #expect(f(1, 0) - 2 * f(0, 0) + f(-1, 0) == 2 * w.x00)
    #expect(f(0, 1) - 2 * f(0, 0) + f(0, -1) == 2 * w.x11)
  }

  @Test(.equation("quadratic-model-pullback"), arguments: Evidence.seeds)
  func `quadratic-model-pullback: the Hessian by the inputs is [[2 w₀₀, w₀₁], [w₀₁, 2 w₁₁]]`(_ seed: UInt64) {
    let (w, x) = Self.weights(seed)
    func row(_ v: [Double]) -> [Double] {
      ForwardMode.pushforward(v, at: x) { x in
        let constant = QuadraticModel.Weights(parameters: w.parameters.map { Dual<Double>($0) })
        let gradient = QuadraticModel.pullback(1, at: x[0], x[1], weights: constant)
        return [gradient.x0, gradient.x1]
      }.tangent
    }
    #expect(row([1, 0]) == [2 * w.x00, w.x01])
    #expect(row([0, 1]) == [w.x01, 2 * w.x11])
  }

  @Test(.equation("quadratic-model-value"))
  func `quadratic-model-value: the weights 1, 1 and −2 compute exclusive or, which no line does`() {
    let w = QuadraticModel.Weights(x0: 1.0, x1: 1, x01: -2, x00: 0, x11: 0, bias: 0)
    let outputs = [(0.0, 0.0), (0, 1), (1, 0), (1, 1)].map { QuadraticModel.value($0, $1, weights: w) }
    #expect(outputs == [0, 1, 1, 0])
    // Without the cross term f(0, 0) + f(1, 1) = f(0, 1) + f(1, 0), which 0 + 0 and 1 + 1 are not.
    var linear = w
    linear.x01 = 0
    func f(_ x0: Double, _ x1: Double) -> Double { QuadraticModel.value(x0, x1, weights: linear) }
    #expect(f(0, 0) + f(1, 1) == f(0, 1) + f(1, 0))
  }

  @Test(.equation("quadratic-model-value"))
  func `quadratic-model-value: B-22, five weights and a bias, as the count of monomials says`() {
    let w = QuadraticModel.Weights(x0: 1.0, x1: 1, x01: -2, x00: 0, x11: 0, bias: 0)
    #expect(w.parameters.count == 6 && MonomialCount.value(inputs: 2, degree: 2) == 6)
  }

  @Test(.equation("quadratic-model-value"))
  func `quadratic-model-value: edge cases`() {
    let w = QuadraticModel.Weights(x0: 1.0, x1: 2, x01: 3, x00: 4, x11: 5, bias: 6)
    #expect(QuadraticModel.value(0, 0, weights: w) == 6)
    #expect(QuadraticModel.value(1e200, 0, weights: w) == .infinity)
    let zero = QuadraticModel.Weights(parameters: [Double](repeating: 0, count: 6))
    #expect(QuadraticModel.value(.infinity, 0, weights: zero).isNaN)
    let tiny = QuadraticModel.Weights(parameters: [0, 0, 0, 1e-250, 0, 0])
    #expect(abs(QuadraticModel.value(1e200, 0, weights: tiny) / 1e150 - 1) < 1e-15)
    #expect(QuadraticModel.value(1, .nan, weights: w).isNaN)
  }

  @Test(.equation("quadratic-model-pullback"))
  func `quadratic-model-pullback: edge cases`() {
    let w = QuadraticModel.Weights(x0: 1.0, x1: 2, x01: 3, x00: 4, x11: 5, bias: 6)
    let atOrigin = QuadraticModel.pullback(0.5, at: 0, 0, weights: w)
    #expect(atOrigin.x0 == 0.5 && atOrigin.x1 == 1 && atOrigin.weights.parameters == [0, 0, 0, 0, 0, 0.5])
    let silent = QuadraticModel.pullback(0, at: 2, 3, weights: w)
    #expect(silent.x0 == 0 && silent.x1 == 0 && silent.weights.parameters == [0, 0, 0, 0, 0, 0])
  }

  @Test(.equation("quadratic-model-value"))
  func `quadratic-model-value: a number of parameters other than six traps`() async {
    let five = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = QuadraticModel.Weights(parameters: [1.0, 2, 3, 4, 5])
    }
    Evidence.expect(five, says: "QuadraticModel.Weights: 6 parameters are needed, not 5")
    let seven = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = QuadraticModel.Weights(parameters: [1.0, 2, 3, 4, 5, 6, 7])
    }
    Evidence.expect(seven, says: "QuadraticModel.Weights: 6 parameters are needed, not 7")
  }
}
