internal import Backpropagation
internal import ElementaryFunctions
internal import TensorAlgebra

struct ScalarChainValue: Equation {
  let id = "scalar-chain-value"
  let concept = Concept("Backpropagation", "ScalarChain")
  let statement = "aₗ = g(wₗ aₗ₋₁ + bₗ)"
  let documents = "derived from D4, Backpropagation"
  let rows: [String] = []
  let kernel = "ScalarChain.value(_:weights:biases:activation:)"
  let form = EquationForm.value
  let inputs = [
    Quantity.differentiable("input"), Quantity("weights", shape: ["L"]), Quantity("biases", shape: ["L"]),
  ]
  let outputs = [Quantity("value")]
  let attributeNames = ["activation"]

  var probes: [Probe] {
    var generator = Xoshiro256StarStar(seed: 17)
    return ["identity", "sigmoid", "tanh", "relu"].flatMap { activation in
      [0, 1, 2, 5].map { L in
        Probe(
          "\(L) layers of \(activation)",
          [
            "input": Tensor(0.625), "weights": Tensor(Probe.sixteenths(L, within: 2, using: &generator)),
            "biases": Tensor(Probe.sixteenths(L, within: 1, using: &generator).map { $0 + 0.03125 }),
          ], ["activation": .text(activation)])
      }
    }
  }

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let a = ScalarChain.value(
      inputs.number("input"), weights: inputs.vector("weights"), biases: inputs.vector("biases"),
      activation: attributes.activation())
    return ["value": Tensor(a)]
  }
}

struct ScalarChainGradient: Equation {
  let id = "scalar-chain-gradient"
  let concept = Concept("Backpropagation", "ScalarChain")
  let statement = "∂a_L/∂x = Πₗ wₗ g′(zₗ)"
  let documents = "derived from D4, Backpropagation"
  let rows = ["BP-13", "BP-14"]
  let kernel = "ScalarChain.gradient(at:weights:biases:activation:)"
  let form = EquationForm.gradient(of: "scalar-chain-value")
  let inputs = [Quantity("input"), Quantity("weights", shape: ["L"]), Quantity("biases", shape: ["L"])]
  let outputs = [Quantity("input")]
  let attributeNames = ["activation"]
  let ulps = 8.0

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let slope = ScalarChain.gradient(
      at: inputs.number("input"), weights: inputs.vector("weights"), biases: inputs.vector("biases"),
      activation: attributes.activation())
    return ["input": Tensor(slope)]
  }
}
