internal import ElementaryFunctions
internal import LossFunctions
internal import TensorAlgebra

struct GaussianNegativeLogLikelihoodValue: Equation {
  let id = "gaussian-negative-log-likelihood-value"
  let concept = Concept("LossFunctions", "GaussianNegativeLogLikelihood")
  let statement = "J = ln s + ½ ln 2π + (1/(2N)) Σᵢ ((yᵢ − ŷᵢ)/s)²"
  let documents = "D1, Loss function (announced only)"
  let rows = ["LOSS-21"]
  let kernel = "GaussianNegativeLogLikelihood.value(predictions:targets:standardDeviation:)"
  let form = EquationForm.value
  let inputs = [
    Quantity.differentiable("predictions", shape: ["N"]),
    Quantity("targets", shape: ["N"]),
    Quantity.differentiable(
      "standardDeviation", domain: Double.leastNonzeroMagnitude...Double.greatestFiniteMagnitude),
  ]
  let outputs = [Quantity("value")]

  var probes: [Probe] {
    var generator = Xoshiro256StarStar(seed: 21)
    func probe(_ purpose: String, _ predictions: [Double], _ targets: [Double], _ s: Double) -> Probe {
      Probe(
        purpose,
        [
          "predictions": Tensor(predictions), "targets": Tensor(targets), "standardDeviation": Tensor(s),
        ])
    }
    return [(1, 0.5), (2, 1), (3, 2.25), (17, 0.75)].map { n, s in
      let predictions = Probe.sixteenths(n, using: &generator)
      return probe("\(n) samples, s = \(s)", predictions, Probe.sixteenths(n, using: &generator), s)
    } + [
      probe("a perfect fit", [1.5, -2], [1.5, -2], 0.3),
      probe("s² is the mean squared error", [3, -3, 0.5, 2], [0, 0, 3.5, -1], 3),
      probe("prices", [3.1e5, 1.2e6], [2.9e5, 1.4e6], 1e5),
      probe("tiny numbers", [1e-200, -3e-200], [2e-200, 0], 1.5e-200),
      probe("huge numbers", [1e200, -3e200], [2e200, 0], 1.5e200),
    ]
  }

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let (p, y, s) = (inputs.vector("predictions"), inputs.vector("targets"), inputs.number("standardDeviation"))
    return ["value": Tensor(GaussianNegativeLogLikelihood.value(predictions: p, targets: y, standardDeviation: s))]
  }
}

struct GaussianNegativeLogLikelihoodGradient: Equation {
  let id = "gaussian-negative-log-likelihood-gradient"
  let concept = Concept("LossFunctions", "GaussianNegativeLogLikelihood")
  let statement = "∂J/∂ŷᵢ = (1/N) (ŷᵢ − yᵢ)/s², ∂J/∂s = (1/s) (1 − (1/N) Σᵢ ((ŷᵢ − yᵢ)/s)²)"
  let documents = "derived"
  let rows = ["LOSS-21"]
  let kernel = "GaussianNegativeLogLikelihood.gradient(predictions:targets:standardDeviation:)"
  let form = EquationForm.gradient(of: "gaussian-negative-log-likelihood-value")
  let inputs = [
    Quantity("predictions", shape: ["N"]), Quantity("targets", shape: ["N"]),
    Quantity(
      "standardDeviation", domain: Double.leastNonzeroMagnitude...Double.greatestFiniteMagnitude),
  ]
  let outputs = [Quantity("predictions", shape: ["N"]), Quantity("standardDeviation")]

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let (p, y, s) = (inputs.vector("predictions"), inputs.vector("targets"), inputs.number("standardDeviation"))
    let gradient = GaussianNegativeLogLikelihood.gradient(predictions: p, targets: y, standardDeviation: s)
    return [
      "predictions": Tensor(gradient.predictions), "standardDeviation": Tensor(gradient.standardDeviation),
    ]
  }
}
