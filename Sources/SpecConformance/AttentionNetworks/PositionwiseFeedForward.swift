internal import AttentionNetworks
internal import ElementaryFunctions
internal import TensorAlgebra

struct PositionwiseFeedForwardForward: Equation {
  let id = "positionwise-feed-forward-forward"
  let concept = Concept("AttentionNetworks", "PositionwiseFeedForward")
  let statement = "FFN(X) = ReLU(X W₁ + 1 b₁ᵀ) W₂ + 1 b₂ᵀ"
  let documents = "supplied: Vaswani and others, 2017"
  let rows: [String] = []
  let kernel = "PositionwiseFeedForward.forward(_:firstWeights:firstBias:secondWeights:secondBias:)"
  let form = EquationForm.value
  let inputs = [
    Quantity.differentiable("inputs", shape: ["n", "d"]), Quantity.differentiable("first-weights", shape: ["d", "f"]),
    Quantity.differentiable("first-bias", shape: ["f"]),
    Quantity.differentiable("second-weights", shape: ["f", "o"]),
    Quantity.differentiable("second-bias", shape: ["o"]),
  ]
  let outputs = [Quantity("value", shape: ["n", "o"]), Quantity("preactivation", shape: ["n", "f"])]

  var probes: [Probe] {
    var generator = Xoshiro256StarStar(seed: 54)
    return [(3, 2, 5, 4), (1, 1, 2, 1), (2, 3, 1, 3)].map { n, d, f, o in
      func numbers(_ rows: Int, _ columns: Int) -> Tensor<Double> {
        Tensor(shape: [rows, columns], elements: Probe.sixteenths(rows * columns, within: 2, using: &generator))
      }
      return Probe(
        "\(n) positions, \(d) – \(f) – \(o)",
        [
          "inputs": numbers(n, d), "first-weights": numbers(d, f), "second-weights": numbers(f, o),
          // Odd multiples of 1/512, so that no sum is 0, where ReLU has its kink.
          "first-bias": Tensor(Probe.sixteenths(f, within: 2, using: &generator).map { $0 + 0.001953125 }),
          "second-bias": Tensor(Probe.sixteenths(o, within: 2, using: &generator)),
        ])
    }
  }

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let layer = PositionwiseFeedForward.forward(
      inputs.matrix("inputs"), firstWeights: inputs.matrix("first-weights"), firstBias: inputs.vector("first-bias"),
      secondWeights: inputs.matrix("second-weights"), secondBias: inputs.vector("second-bias"))
    return ["value": Tensor(layer.value), "preactivation": Tensor(layer.preactivation)]
  }
}

struct PositionwiseFeedForwardBackward: Equation {
  let id = "positionwise-feed-forward-backward"
  let concept = Concept("AttentionNetworks", "PositionwiseFeedForward")
  let statement = "Ā = Ȳ W₂ᵀ, W̄₂ = Aᵀ Ȳ, b̄₂ = Ȳᵀ 1; δ = Ā ⊙ ReLU′(Z); X̄ = δ W₁ᵀ, W̄₁ = Xᵀ δ, b̄₁ = δᵀ 1"
  let documents = "derived"
  let rows: [String] = []
  let kernel = "PositionwiseFeedForward.backward(_:inputs:preactivation:firstWeights:secondWeights:)"
  let form = EquationForm.pullback(of: "positionwise-feed-forward-forward", cotangent: "value")
  let inputs = [
    Quantity("cotangent", shape: ["n", "o"]), Quantity("inputs", shape: ["n", "d"]),
    Quantity("preactivation", shape: ["n", "f"]), Quantity("first-weights", shape: ["d", "f"]),
    Quantity("second-weights", shape: ["f", "o"]),
  ]
  let outputs = [
    Quantity("inputs", shape: ["n", "d"]), Quantity("first-weights", shape: ["d", "f"]),
    Quantity("first-bias", shape: ["f"]), Quantity("second-weights", shape: ["f", "o"]),
    Quantity("second-bias", shape: ["o"]),
  ]
  let ulps = 8.0

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let gradient = PositionwiseFeedForward.backward(
      inputs.matrix("cotangent"), inputs: inputs.matrix("inputs"), preactivation: inputs.matrix("preactivation"),
      firstWeights: inputs.matrix("first-weights"), secondWeights: inputs.matrix("second-weights"))
    return [
      "inputs": Tensor(gradient.inputs), "first-weights": Tensor(gradient.firstWeights),
      "first-bias": Tensor(gradient.firstBias), "second-weights": Tensor(gradient.secondWeights),
      "second-bias": Tensor(gradient.secondBias),
    ]
  }
}
