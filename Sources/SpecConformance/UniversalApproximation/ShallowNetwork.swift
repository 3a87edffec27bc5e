internal import ElementaryFunctions
internal import TensorAlgebra
internal import UniversalApproximation

struct ShallowNetworkValue: Equation {
  let id = "shallow-network-value"
  let concept = Concept("UniversalApproximation", "ShallowNetwork")
  let statement = "g(x) = Σⱼ vⱼ σ(wⱼ · x + bⱼ)"
  let documents = "D4, Advantages, and the theorem at its end; D1 and D3, in words"
  let rows = ["UA-1"]
  let kernel = "ShallowNetwork.value(_:weights:biases:coefficients:activation:)"
  let form = EquationForm.value
  let inputs = [
    Quantity.differentiable("inputs", shape: ["n"]), Quantity.differentiable("weights", shape: ["N", "n"]),
    Quantity.differentiable("biases", shape: ["N"]), Quantity.differentiable("coefficients", shape: ["N"]),
  ]
  let outputs = [Quantity("value")]
  let attributeNames = ["activation"]

  var probes: [Probe] {
    var generator = Xoshiro256StarStar(seed: 41)
    return ["identity", "sigmoid", "tanh", "relu"].flatMap { activation in
      [(1, 1), (3, 2), (2, 5), (1, 9)].map { n, N in
        Probe(
          "\(activation), \(N) units of \(n) inputs",
          [
            "inputs": Tensor(Probe.sixteenths(n, within: 1, using: &generator)),
            "weights": Tensor(shape: [N, n], elements: Probe.sixteenths(N * n, within: 1, using: &generator)),
            "biases": Tensor(Probe.sixteenths(N, within: 1, using: &generator).map { $0 + 0.0009765625 }),
            "coefficients": Tensor(Probe.sixteenths(N, within: 1, using: &generator)),
          ], ["activation": .text(activation)])
      }
    }
  }

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let g = ShallowNetwork.value(
      inputs.vector("inputs"), weights: inputs.matrix("weights"), biases: inputs.vector("biases"),
      coefficients: inputs.vector("coefficients"), activation: attributes.activation())
    return ["value": Tensor(g)]
  }
}

struct ShallowNetworkGradient: Equation {
  let id = "shallow-network-gradient"
  let concept = Concept("UniversalApproximation", "ShallowNetwork")
  let statement = "δⱼ = vⱼ σ′(zⱼ): ∂g/∂x = Σⱼ δⱼ wⱼ, ∂g/∂wⱼ = δⱼ x, ∂g/∂bⱼ = δⱼ, ∂g/∂vⱼ = σ(zⱼ)"
  let documents = "derived"
  let rows = ["UA-1"]
  let kernel = "ShallowNetwork.gradient(_:weights:biases:coefficients:activation:)"
  let form = EquationForm.gradient(of: "shallow-network-value")
  let inputs = [
    Quantity("inputs", shape: ["n"]), Quantity("weights", shape: ["N", "n"]), Quantity("biases", shape: ["N"]),
    Quantity("coefficients", shape: ["N"]),
  ]
  let outputs = [
    Quantity("inputs", shape: ["n"]), Quantity("weights", shape: ["N", "n"]), Quantity("biases", shape: ["N"]),
    Quantity("coefficients", shape: ["N"]),
  ]
  let attributeNames = ["activation"]
  let ulps = 8.0

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let gradient = ShallowNetwork.gradient(
      inputs.vector("inputs"), weights: inputs.matrix("weights"), biases: inputs.vector("biases"),
      coefficients: inputs.vector("coefficients"), activation: attributes.activation())
    return [
      "inputs": Tensor(gradient.inputs), "weights": Tensor(gradient.weights), "biases": Tensor(gradient.biases),
      "coefficients": Tensor(gradient.coefficients),
    ]
  }
}
