internal import ElementaryFunctions
internal import LinearModels
internal import TensorAlgebra

struct QuadraticFeaturesValue: Equation {
  let id = "quadratic-features-value"
  let concept = Concept("LinearModels", "QuadraticFeatures")
  let statement = "φ(x) = (x₀, x₁, x₀ x₁, x₀², x₁²)"
  let documents = "D1, Linearity (training implied)"
  let rows = ["GD-7"]
  let kernel = "QuadraticFeatures.value(_:)"
  let form = EquationForm.value
  let inputs = [Quantity.differentiable("inputs", shape: ["2", "N"])]
  let outputs = [Quantity("features", shape: ["5", "N"])]

  var probes: [Probe] {
    var generator = Xoshiro256StarStar(seed: 10)
    return [1, 2, 5].map { n in
      Probe("\(n) samples", ["inputs": Tensor(shape: [2, n], elements: Probe.sixteenths(2 * n, using: &generator))])
    } + [Probe("the origin", ["inputs": Tensor(shape: [2, 1], elements: [0, 0])])]
  }

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    ["features": Tensor(QuadraticFeatures.value(inputs.matrix("inputs")))]
  }
}

struct QuadraticFeaturesPullback: Equation {
  let id = "quadratic-features-pullback"
  let concept = Concept("LinearModels", "QuadraticFeatures")
  let statement = "x̄₀ = c₀ + c₀₁ x₁ + 2 c₀₀ x₀, x̄₁ = c₁ + c₀₁ x₀ + 2 c₁₁ x₁"
  let documents = "derived"
  let rows = ["GD-7"]
  let kernel = "QuadraticFeatures.pullback(_:at:)"
  let form = EquationForm.pullback(of: "quadratic-features-value", cotangent: "features")
  let inputs = [Quantity("cotangent", shape: ["5", "N"]), Quantity("inputs", shape: ["2", "N"])]
  let outputs = [Quantity("inputs", shape: ["2", "N"])]

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    ["inputs": Tensor(QuadraticFeatures.pullback(inputs.matrix("cotangent"), at: inputs.matrix("inputs")))]
  }
}
