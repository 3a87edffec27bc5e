internal import ElementaryFunctions
internal import RecurrentNetworks
internal import TensorAlgebra

struct RNNOutputValue: Equation {
  let id = "rnn-output-value"
  let concept = Concept("RecurrentNetworks", "RNNOutput")
  let statement = "y_t = W_hy h_t + b_y"
  let documents = "D4, Recurrent networks (reconstructed)"
  let rows = ["RNN-2"]
  let kernel = "RNNOutput.value(_:weights:bias:)"
  let form = EquationForm.value
  let inputs = RNNOutputValue.arguments(isDifferentiable: true) + [.differentiable("bias", shape: ["o"])]
  let outputs = [Quantity("value", shape: ["T", "o", "m"])]

  static func arguments(isDifferentiable: Bool) -> [Quantity] {
    [
      Quantity("states", shape: ["T", "h", "m"], isDifferentiable: isDifferentiable),
      Quantity("weights", shape: ["o", "h"], isDifferentiable: isDifferentiable),
    ]
  }

  var probes: [Probe] {
    var generator = Xoshiro256StarStar(seed: 73)
    return [(1, 1, 1, 1), (2, 3, 4, 5), (3, 3, 3, 3), (4, 2, 1, 3), (1, 4, 2, 1)].map { o, h, m, T in
      Probe(
        "\(o) outputs, \(h) hidden units, \(m) samples, \(T) steps",
        [
          "states": Tensor(shape: [T, h, m], elements: Probe.sixteenths(T * h * m, within: 1, using: &generator)),
          "weights": Tensor(shape: [o, h], elements: Probe.sixteenths(o * h, using: &generator)),
          "bias": Tensor(Probe.sixteenths(o, using: &generator)),
        ])
    }
  }

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let (h, W_hy) = (inputs["states"], inputs.matrix("weights"))
    let y = RNNOutput.value(h.sequence, weights: W_hy, bias: inputs.vector("bias"))
    return ["value": Tensor(sequence: y, rows: W_hy.rows, columns: h.shape[2])]
  }
}

struct RNNOutputPullback: Equation {
  let id = "rnn-output-pullback"
  let concept = Concept("RecurrentNetworks", "RNNOutput")
  let statement = "W̄_hy = Σ ȳ_t h_tᵀ, b̄_y = Σ ȳ_t 1, h̄_t = W_hyᵀ ȳ_t"
  let documents = "derived: D4, Recurrent networks, names the network"
  let rows = ["RNN-2"]
  let kernel = "RNNOutput.pullback(_:at:weights:)"
  let form = EquationForm.pullback(of: "rnn-output-value", cotangent: "value")
  let inputs =
    [Quantity("cotangent", shape: ["T", "o", "m"])] + RNNOutputValue.arguments(isDifferentiable: false)
  let outputs = RNNOutputValue.arguments(isDifferentiable: false) + [Quantity("bias", shape: ["o"])]

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let h = inputs["states"]
    let gradient = RNNOutput.pullback(inputs["cotangent"].sequence, at: h.sequence, weights: inputs.matrix("weights"))
    return [
      "states": Tensor(sequence: gradient.states, rows: h.shape[1], columns: h.shape[2]),
      "weights": Tensor(gradient.weights), "bias": Tensor(gradient.bias),
    ]
  }
}
